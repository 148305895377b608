"""What is said about the ways out to other programs."""

from typing import Final

from PySide6.QtCore import QCoreApplication

from app.look.words import sentence_for
from app.services.outputs import Outputs
from fer_core.output.sinks import OUTPUTS

_BETWEEN: Final = "   ·   "


def title_of(name: str) -> str:
    """Return what to call a way out."""
    return QCoreApplication.translate("Output", OUTPUTS[name].title)


def hint_of(name: str) -> str:
    """Return what a way out is for, and what it needs that is not installed."""
    kind = OUTPUTS[name]
    hint = QCoreApplication.translate("Output", kind.hint)
    if kind.is_available:
        return hint
    needs = QCoreApplication.translate("Output", "It needs one more package: pip install 'emolens[{extra}]'.")
    return f"{hint} {needs.format(extra=kind.extra)}"


def state_of(outputs: Outputs, name: str) -> str:
    """Say what becomes of a way out."""
    if (problem := outputs.problem(name)) is not None:
        return sentence_for(problem)
    if not outputs.is_wanted(name):
        return QCoreApplication.translate("Output", "Off")
    if name not in outputs.listeners:
        return QCoreApplication.translate("Output", "Starting…")
    count = outputs.listeners[name]
    if count is None:
        return QCoreApplication.translate("Output", "On; whether anybody receives cannot be known")
    return _programs(count)


def sending_line(outputs: Outputs) -> str:
    """Say in one line to whom is sent, or why nothing can be; empty where nothing is on."""
    counts = outputs.listeners
    if not counts:
        problems = [outputs.problem(name) for name in OUTPUTS]
        return next((sentence_for(problem) for problem in problems if problem is not None), "")
    known = [count for count in counts.values() if count is not None]
    unknown = [title_of(name) for name, count in counts.items() if count is None]
    if sum(known) == 1:
        parts = [QCoreApplication.translate("Output", "Sending to 1 program on this computer")]
    elif sum(known) or not unknown:
        text = QCoreApplication.translate("Output", "Sending to {count} programs on this computer")
        parts = [text.format(count=sum(known))]
    else:
        parts = [QCoreApplication.translate("Output", "Sending on this computer")]
    return _BETWEEN.join([*parts, *unknown])


def _programs(count: int) -> str:
    if count == 0:
        return QCoreApplication.translate("Output", "On; nobody receives yet")
    if count == 1:
        return QCoreApplication.translate("Output", "On; 1 program receives")
    return QCoreApplication.translate("Output", "On; {count} programs receive").format(count=count)
