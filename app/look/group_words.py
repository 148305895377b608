"""What there is to know before a group is read: what the law forbids, and what consent is."""

from typing import Final

from PySide6.QtCore import QCoreApplication

from app.i18n import QT_TRANSLATE_NOOP

_LIMITS: Final = (
    QT_TRANSLATE_NOOP(
        "Group",
        "In the European Union the law forbids reading the emotions of people at school, at university or at work, but "
        "for medical or safety reasons (AI Act, Regulation (EU) 2024/1689, Article 5(1)(f)). The class view reads "
        "every face to make its numbers: take it for forbidden there, too. Use it elsewhere, or on films.",
    ),
    QT_TRANSLATE_NOOP(
        "Group",
        "Where it is allowed, ask everybody first, and say what is shown, what is recorded, and for how long it is "
        "kept. Consent is free only where a no costs nothing: nobody may have to choose between it and the lesson. Who "
        "says no stays out of the picture.",
    ),
    QT_TRANSLATE_NOOP(
        "Group",
        "No name and no single face is shown or recorded, only numbers of all faces together. Where all show the same, "
        "that is said of each of them all the same.",
    ),
    QT_TRANSLATE_NOOP(
        "Group",
        "The numbers say how expressions look to networks, not what people feel, and not whether they follow or "
        "understand. Don't judge a person, a class or a teacher by them.",
    ),
)


def group_limits() -> tuple[str, ...]:
    """Return the paragraphs, in the language of the window."""
    return tuple(QCoreApplication.translate("Group", paragraph) for paragraph in _LIMITS)


def too_few(least: int) -> str:
    """Say that nothing is shown of so few faces."""
    return QCoreApplication.translate("Group", "Fewer than {least} faces: nothing is shown.").format(least=least)
