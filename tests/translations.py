"""``python -m tests.translations``: bring the translations in ``app/i18n`` up to date with the words in the source."""

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from xml.etree import ElementTree

ROOT: Final = Path(__file__).parents[1]
KOREAN_TS: Final = ROOT / "app" / "i18n" / "emolens_ko.ts"
KOREAN_QM: Final = KOREAN_TS.with_suffix(".qm")


@dataclass(frozen=True, slots=True)
class Message:
    """A text in the source with its translation; unfinished ones wait for a translator."""

    context: str
    source: str
    translation: str
    is_finished: bool


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


def collect(ts: Path) -> None:
    """Write the texts of the source to ``ts``, keeping the translations that are there of those that are still used."""
    options = ("-no-obsolete", "-locations", "none", "-source-language", "en", "-target-language", "ko")
    _run("pyside6-lupdate", *options, "-extensions", "py", "app", "-ts", str(ts))


def compile_messages(ts: Path, qm: Path) -> None:
    """Compile a ``.ts`` file into what the window loads."""
    _run("pyside6-lrelease", str(ts), "-qm", str(qm))


def main() -> int:
    """Collect and compile; tell how many texts wait for a translator."""
    collect(KOREAN_TS)
    compile_messages(KOREAN_TS, KOREAN_QM)
    waiting = [message for message in read_messages(KOREAN_TS) if not message.is_finished]
    for message in waiting:
        print(f"{message.context}: {message.source}")
    print(f"{len(waiting)} texts wait to be translated in {KOREAN_TS.relative_to(ROOT)}")
    return 0


def _run(tool: str, *arguments: str) -> None:
    command = [str(Path(sys.executable).with_name(tool)), *arguments]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=120)


if __name__ == "__main__":
    sys.exit(main())
