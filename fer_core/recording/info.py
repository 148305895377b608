"""``session.json``: what is known about a recording, and what a person has added to it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from fer_core.errors import DataError, reason_of
from fer_core.recording.edits import Edits
from fer_core.recording.lock import LOCK
from fer_core.rows.writing import make_private, write_whole

FORMAT: Final = 2
"""Recordings of groups; those of faces are as they were in format 1, and earlier versions can open them."""
SESSION_JSON: Final = "session.json"
FRAMES_CSV: Final = "frames.csv"
VIDEO_MP4: Final = "video.mp4"
GROUP_CSV: Final = "group.csv"
FACES: Final = "faces"
GROUP: Final = "group"
"""Kinds of recordings: of faces with their video, or of a group in numbers only."""
PRESENTATION_CSV: Final = "presentation.csv"
"""Every picture of a stimulus that was painted while it was recorded, and when in the recording."""
OWN_FILES: Final = (SESSION_JSON, FRAMES_CSV, GROUP_CSV, VIDEO_MP4, PRESENTATION_CSV, LOCK)
CODES_PATTERN: Final = "codes-*.json"
"""Names of the files that have what people have coded, one for each of them."""

_MOST_BYTES: Final = 8 * 2**20
MOST_FRAMES: Final = 2**31 - 1
"""Numbers of pictures are shown by a slider, which has 32 bits for them."""
_HIGHEST_FPS: Final = 1000.0
_LONGEST_SIDE: Final = 65_535


class DamagedInfoError(DataError):
    """``session.json`` is missing or damaged, or asks for more than is possible."""


@dataclass(frozen=True, slots=True)
class RecordingInfo:
    """What is known about a recording.

    ``source`` is the name of what was recorded, ``started_at`` when, in ISO 8601 with its zone. ``models`` has the
    SHA-256 of each network by its name, ``settings`` what the recording depends on. ``video`` is the name of the video
    in the folder, or the path of an analysed video elsewhere. ``frames`` counts the video's pictures, and ``dropped``
    those that came too fast to be written; both are known once it ``is_finished``, and ``frames`` is counted where that
    is impossible. Of a recording of the ``kind`` ``GROUP`` there is no video; ``frames`` counts its intervals, of which
    ``fps`` come in a second.
    """

    source: str
    started_at: str
    size_wh: tuple[int, int]
    fps: float
    version: str
    models: Mapping[str, str] = field(default_factory=dict)
    settings: Mapping[str, str | int | float | bool] = field(default_factory=dict)
    video: str = VIDEO_MP4
    frames: int = 0
    dropped: int = 0
    is_finished: bool = False
    edits: Edits = field(default_factory=Edits)
    kind: str = FACES

    @property
    def duration_s(self) -> float:
        """The length of the video in seconds, 0 where the pictures are not counted yet."""
        return self.frames / self.fps


def write_info(folder: Path, info: RecordingInfo) -> None:
    """Write ``session.json`` so that it is never half of it; raises DataError."""
    content = {
        "format": 1 if info.kind == FACES else FORMAT,
        "kind": info.kind,
        "emolens": info.version,
        "source": info.source,
        "started_at": info.started_at,
        "width": info.size_wh[0],
        "height": info.size_wh[1],
        "fps": info.fps,
        "models": dict(info.models),
        "settings": dict(info.settings),
        "video": info.video,
        "frames": info.frames,
        "dropped": info.dropped,
        "finished": info.is_finished,
        **info.edits.as_json(),
    }
    text = json.dumps(content, indent=2, ensure_ascii=False) + "\n"
    path = folder / SESSION_JSON
    # Names of files may hold bytes that are no text.
    write_whole(path, text.encode(errors="backslashreplace"))
    make_private(path)


def is_group_folder(folder: Path) -> bool:
    """Tell whether a folder is a recording of a group, which has numbers and neither faces nor a video.

    A table that somebody has exported into a folder does not make it one.
    """
    return all((folder / name).is_file() is (name == GROUP_CSV) for name in (GROUP_CSV, FRAMES_CSV, VIDEO_MP4))


def read_info(folder: Path) -> RecordingInfo:
    """Read ``session.json``; raises DataError where it is of a later version, DamagedInfoError where it is no use."""
    path = folder / SESSION_JSON
    try:
        with path.open("rb") as file:
            text = file.read(_MOST_BYTES + 1)
        if len(text) > _MOST_BYTES:
            raise DamagedInfoError("{path} is too large.", path=path)
        content = json.loads(text.decode())
        if int(content["format"]) > FORMAT:
            raise DataError(
                "{folder} was recorded by a newer Emolens (format {format}). Update this one.",
                folder=folder,
                format=content["format"],
            )
        return _from_json(content)
    except OSError as error:
        raise DamagedInfoError("{path} cannot be read ({reason}).", path=path, reason=reason_of(error)) from error
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError, RecursionError) as error:
        raise DamagedInfoError("{path} is damaged.", path=path) from error


def _from_json(content: Mapping[str, Any]) -> RecordingInfo:
    info = RecordingInfo(
        source=str(content["source"]),
        started_at=str(content["started_at"]),
        size_wh=(int(content["width"]), int(content["height"])),
        fps=float(content["fps"]),
        version=str(content["emolens"]),
        models={str(name): str(value) for name, value in content["models"].items()},
        settings={
            str(key): value for key, value in content["settings"].items() if isinstance(value, (str, int, float, bool))
        },
        video=str(content["video"]),
        frames=int(content["frames"]),
        dropped=int(content["dropped"]),
        is_finished=bool(content["finished"]),
        edits=Edits.from_json(content),
        # Earlier versions know one kind.
        kind=str(content.get("kind", FACES)),
    )
    is_possible = (
        info.kind in (FACES, GROUP)
        and 0 < info.fps <= _HIGHEST_FPS
        and all(0 <= count <= MOST_FRAMES for count in (info.frames, info.dropped))
        and all(0 <= side <= _LONGEST_SIDE for side in info.size_wh)
    )
    if not is_possible:
        raise ValueError("numbers out of their range")
    return info
