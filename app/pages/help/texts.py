"""The help page's texts, as Qt's rich text."""

from collections.abc import Iterable, Sequence
from html import escape

from PySide6.QtCore import QCoreApplication

from app.look.group_words import group_limits
from app.pages.help.about import BROUGHT_BY_AV, About, figures_of
from app.pages.help.shortcuts import Key, keys_of
from app.widgets.page import Page
from fer_core.captions import percent
from fer_core.networks.manifest import Manifest


def keys_html(keys: Sequence[Key], pages: Iterable[Page]) -> str:
    """Return the sheet of keys: those that work everywhere, then those of each page that has its own."""
    everywhere = QCoreApplication.translate("Help", "Everywhere")
    parts: list[tuple[str, Page | None]] = [(everywhere, None), *((page.windowTitle(), page) for page in pages)]
    sheets = []
    for title, page in parts:
        rows = [(f"<b>{escape(key.keys)}</b>", escape(key.meaning)) for key in keys_of(keys, page)]
        if rows:
            sheets.append(f"<h3>{escape(title)}</h3>{_table(rows)}")
    return "".join(sheets)


def about_html(about: About) -> str:
    """Return what Emolens is, which models it uses, and what these can do."""
    translate = QCoreApplication.translate
    lines = [
        translate("Help", "Reads facial emotion live from a camera, a video or a stream."),
        translate("Help", "Nothing leaves this computer: no account, no upload, no telemetry."),
        translate(
            "Help",
            "It says how an expression looks to networks that learned from other people's labels of photographs, "
            "not what a person feels. Don't use it to judge anybody.",
        ),
    ]
    version = translate("Help", "Version {version}").format(version=about.version)
    head = f"<h2>Emolens</h2><p>{escape(version)}</p>" + "".join(f"<p>{escape(line)}</p>" for line in lines)
    models = escape(about.problem) if about.manifest is None else _models_html(about.manifest)
    title = escape(translate("Help", "Models"))
    own = translate("Help", "Networks of your own, from {folder}.").format(folder=about.folder)
    origin = f"<p>{escape(own)}</p>" if about.is_of_ones_own else ""
    return f"{head}<h3>{title}</h3>{origin}<p>{models}</p>"


def group_html() -> str:
    """Return what there is to know before a group is read."""
    title = QCoreApplication.translate("Help", "Before you read a class")
    return f"<h2>{escape(title)}</h2>" + "".join(f"<p>{escape(paragraph)}</p>" for paragraph in group_limits())


def libraries_html(about: About) -> str:
    """Return the libraries with their versions and licences, and what comes inside one of them."""
    translate = QCoreApplication.translate
    intro = translate("Help", "Emolens is under the MIT licence and stands on these libraries:")
    inside = translate(
        "Help",
        "Films are read and written with FFmpeg, which the package av brings along with the libraries below. Because "
        "of x264 and x265, a program that is passed on together with it is as a whole under the GPL, version 3.",
    )
    name, version, licence = translate("Help", "Library"), translate("Help", "Version"), translate("Help", "Licence")
    needed = [(one.name, one.version or "–", one.licence or "–") for one in about.libraries]
    brought = [(one.name, one.licence) for one in BROUGHT_BY_AV]
    return (
        f"<p>{escape(intro)}</p>{_headed((name, version, licence), needed)}"
        f"<p>{escape(inside)}</p>{_headed((name, licence), brought)}"
    )


def _models_html(manifest: Manifest) -> str:
    translate = QCoreApplication.translate
    rows = [(escape(member.name), _weights(member.parameters)) for member in manifest.members]
    rows.append((escape(translate("Help", "together")), _weights(sum(one.parameters for one in manifest.members))))
    rows += [(escape(name), value) for name, value in _figures(manifest)]
    return _table(rows)


def _weights(count: int) -> str:
    return escape(QCoreApplication.translate("Help", "{count} weights").format(count=f"{count:,}"))


def _figures(manifest: Manifest) -> list[tuple[str, str]]:
    """Return what was measured on test images; a manifest of one's own may tell less."""
    translate = QCoreApplication.translate
    test, rule = figures_of(manifest, "test", "ensemble"), figures_of(manifest, "rule", "test")
    found = (
        (translate("Help", "Test images"), test.get("images"), "{:,}".format),
        (translate("Help", "Accuracy"), test.get("accuracy"), percent),
        (translate("Help", "Certain answers"), rule.get("coverage"), percent),
        (translate("Help", "Accuracy of certain answers"), rule.get("accuracy"), percent),
    )
    return [(name, write(value)) for name, value, write in found if isinstance(value, int | float)]


def _headed(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    head = [f"<b>{escape(word)}</b>" for word in heads]
    return _table([head, *([escape(cell) for cell in row] for row in rows)])


def _table(rows: Iterable[Sequence[str]]) -> str:
    lines = ("".join(f'<td style="padding: 3px 24px 3px 0">{cell}</td>' for cell in row) for row in rows)
    return f"<table>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>"
