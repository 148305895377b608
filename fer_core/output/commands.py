"""What other programs may ask for over the WebSocket; errors are sentences in English, as all of the protocol."""

import json
import time
from dataclasses import dataclass, field
from typing import Any, Final, Literal, get_args

from fer_core.recording.edits import LONGEST_NAME, tidy_name

Action = Literal["record", "stop", "marker", "pause", "resume"]
ACTIONS: Final[tuple[Action, ...]] = get_args(Action)

LONGEST_ID: Final = 64
"""Characters of a command's id at most."""


class Refused(Exception):  # noqa: N818
    """A command that is wrong or cannot be done now; ``command_id`` is its id where one could be read."""

    def __init__(self, sentence: str, command_id: str | int | None = None) -> None:
        super().__init__(sentence)
        self.command_id = command_id


@dataclass(frozen=True, slots=True)
class Command:
    """One command: what to do, the marker's name where it sets one, and the id that its answer repeats.

    ``asked_at`` is ``time.perf_counter()`` when it came: a marker belongs there, however late it can be set.
    """

    action: Action
    name: str = ""
    command_id: str | int | None = None
    asked_at: float = field(default_factory=time.perf_counter, compare=False)


def parse_command(text: str | bytes) -> Command:
    """Read a command such as ``{"command": "marker", "name": "film 2", "id": 7}``; raises Refused for anything else."""
    try:
        content = json.loads(text) if isinstance(text, str) else None
    except (ValueError, RecursionError):
        content = None
    if not isinstance(content, dict):
        raise Refused('A command is a JSON object in text, such as {"command": "record", "id": 1}.')
    command_id = _id_of(content)
    if unknown := sorted(set(content) - {"command", "id", "name"}):
        raise Refused(f"A command has no field {unknown[0][:LONGEST_ID]!r}.", command_id)
    action = content.get("command")
    if action not in ACTIONS:
        raise Refused(f"The command must be one of {', '.join(ACTIONS)}.", command_id)
    if action != "marker" and "name" in content:
        raise Refused("Only a marker has a name.", command_id)
    return Command(action, _name_of(content, command_id) if action == "marker" else "", command_id)


def _id_of(content: dict[str, Any]) -> str | int | None:
    found = content.get("id")
    if found is None or (isinstance(found, int) and not isinstance(found, bool) and abs(found) < 2**53):
        return found
    if isinstance(found, str) and len(found) <= LONGEST_ID:
        return found
    raise Refused(f"An id is a whole number, or a text of at most {LONGEST_ID} characters.")


def _name_of(content: dict[str, Any], command_id: str | int | None) -> str:
    name = content.get("name", "")
    is_kept_whole = isinstance(name, str) and len(" ".join(name.split())) <= LONGEST_NAME
    if not is_kept_whole or not all(letter.isprintable() or letter.isspace() for letter in name):
        raise Refused(f"A marker's name is one line of at most {LONGEST_NAME} characters.", command_id)
    return tidy_name(name)
