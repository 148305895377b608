"""``python -m tools.translations``: bring the translations in ``app/i18n`` up to date with the words in the source."""

import ast
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from xml.etree import ElementTree

import fer_core.errors
from app.i18n import LANGUAGES, SOURCE_LANGUAGE
from fer_core.faces.detectors import DETECTORS
from fer_core.output.sinks import OUTPUTS

ROOT: Final = Path(__file__).parents[1]
TRANSLATED: Final = tuple(language for language in LANGUAGES if language != SOURCE_LANGUAGE)
"""The languages that have a file of translations."""

ERRORS: Final = frozenset(name for name, kind in vars(fer_core.errors).items() if isinstance(kind, type))
COMMAND_LINE: Final = frozenset(
    ROOT / name
    for name in (
        "app/command.py",
        "app/headless.py",
        "fer_core/cluster.py",
        "fer_core/predict/command.py",
        "fer_core/predict/journal.py",
        "fer_core/predict/tally.py",
        "fer_core/predict/unfinished.py",
        "fer_core/study/command.py",
    )
) | frozenset(path for folder in ("demo", "predict/cluster") for path in (ROOT / "fer_core" / folder).glob("*.py"))
"""What no window runs: its errors stay English."""


@dataclass(frozen=True, slots=True)
class Message:
    """A text in the source with its translation; unfinished ones wait for a translator."""

    context: str
    source: str
    translation: str
    is_finished: bool


def ts_of(language: str) -> Path:
    """Return the file that translators of a language work on."""
    return ROOT / "app" / "i18n" / f"emolens_{language}.ts"


def qm_of(language: str) -> Path:
    """Return the file that the window loads for a language."""
    return ts_of(language).with_suffix(".qm")


def read_messages(path: Path) -> list[Message]:
    """Return what a ``.ts`` file holds."""
    return [
        Message(
            context.findtext("name", ""),
            message.findtext("source", ""),
            "".join(message.find("translation").itertext()).strip("\n"),
            message.find("translation").get("type") is None,
        )
        for context in ElementTree.parse(path).getroot().iter("context")
        for message in context.iter("message")
    ]


def error_templates() -> Iterator[tuple[str, str | None]]:
    """Yield where the window's errors are made, and each one's template, None where it is neither literal nor named."""
    for path in sorted({*(ROOT / "app").rglob("*.py"), *(ROOT / "fer_core").rglob("*.py")} - COMMAND_LINE):
        tree = ast.parse(path.read_text("utf-8"))
        named = {
            node.target.id: ast.literal_eval(node.value)
            for node in tree.body
            if isinstance(node, ast.AnnAssign) and isinstance(node.value, ast.Constant)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ERRORS:
                text = node.args[0]
                template = text.value if isinstance(text, ast.Constant) else named.get(getattr(text, "id", ""))
                yield f"{path.relative_to(ROOT)}:{node.lineno}", template


def report_words() -> Iterator[str]:
    """Yield what the report of a study says: the texts that are given to ``say``."""
    for path in sorted((ROOT / "fer_core" / "study").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "say":
                yield ast.literal_eval(node.args[0])


def collect(language: str, ts: Path) -> None:
    """Write the texts of the source to ``ts``, keeping the translations that are there of those that are still used."""
    languages = ("-source-language", SOURCE_LANGUAGE, "-target-language", language)
    options = ("-no-obsolete", "-locations", "none", *languages)
    with tempfile.TemporaryDirectory() as folder:
        # Qt's tool knows no words of fer_core: they are given to it as texts that are marked.
        words = Path(folder, "words.py")
        texts = sorted({template for _, template in error_templates() if template})
        marked = [("Errors", text) for text in texts]
        marked += [text for kind in DETECTORS.values() for text in (("Settings", kind.title), ("Report", kind.method))]
        marked += sorted({("Study", text) for text in report_words()})
        marked += [("Output", text) for kind in OUTPUTS.values() for text in (kind.title, kind.hint)]
        lines = (f'QT_TRANSLATE_NOOP("{name}", {json.dumps(text, ensure_ascii=False)})\n' for name, text in marked)
        words.write_text("".join(lines), "utf-8")
        _run("pyside6-lupdate", *options, "-extensions", "py", "app", str(words), "-ts", str(ts))


def compile_messages(ts: Path, qm: Path) -> None:
    """Compile a ``.ts`` file into what the window loads."""
    _run("pyside6-lrelease", str(ts), "-qm", str(qm))


def main() -> int:
    """Collect and compile the texts of every language; tell which wait for a translator."""
    for language in TRANSLATED:
        ts = ts_of(language)
        collect(language, ts)
        compile_messages(ts, qm_of(language))
        waiting = [message for message in read_messages(ts) if not message.is_finished]
        for message in waiting:
            print(f"{message.context}: {message.source}")
        print(f"{len(waiting)} texts wait to be translated in {ts.relative_to(ROOT)}")
    return 0


def _run(tool: str, *arguments: str) -> None:
    command = [str(Path(sys.executable).with_name(tool)), *arguments]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=120)


if __name__ == "__main__":
    sys.exit(main())
