"""``session.json``: what is known about a recording, and what a person has added to it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from fer_core.errors import DataError
from fer_core.recording.edits import Edits
from fer_core.rows.writing import write_whole

FORMAT: Final = 1
SESSION_JSON: Final = "session.json"
FRAMES_CSV: Final = "frames.csv"
VIDEO_MP4: Final = "video.mp4"
OWN_FILES: Final = (SESSION_JSON, FRAMES_CSV, VIDEO_MP4)


@dataclass(frozen=True, slots=True)
class RecordingInfo:
    """What is known about a recording.

    ``source`` is the name of what was recorded, ``started_at`` when, in ISO 8601 with its zone. ``models`` has the
    SHA-256 of each network by its name, ``settings`` what the recording depends on. ``video`` is the name of the video
    in the folder, or the path of an analysed video elsewhere. ``frames`` counts the video's pictures, and ``dropped``
    those that came too fast to be written; both are known once it ``is_finished``, and ``frames`` is counted where that
    is impossible.
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

    @property
    def duration_s(self) -> float:
        """The length of the video in seconds, 0 where the pictures are not counted yet."""
        return self.frames / self.fps


def write_info(folder: Path, info: RecordingInfo) -> None:
    """Write ``session.json`` so that it is never half of it; raises DataError."""
    content = {
        "format": FORMAT,
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
    # Names of files may hold bytes that are no text.
    write_whole(folder / SESSION_JSON, text.encode(errors="backslashreplace"))


def read_info(folder: Path) -> RecordingInfo:
    """Read ``session.json``; raises DataError where it is missing, damaged or of a later version."""
    path = folder / SESSION_JSON
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        if int(content["format"]) > FORMAT:
            raise DataError(
                "{folder} was recorded by a newer Emolens (format {format}). Update this one.",
                folder=folder,
                format=content["format"],
            )
        info = RecordingInfo(
            source=str(content["source"]),
            started_at=str(content["started_at"]),
            size_wh=(int(content["width"]), int(content["height"])),
            fps=float(content["fps"]),
            version=str(content["emolens"]),
            models={str(name): str(value) for name, value in content["models"].items()},
            settings=dict(content["settings"]),
            video=str(content["video"]),
            frames=int(content["frames"]),
            dropped=int(content["dropped"]),
            is_finished=bool(content["finished"]),
            edits=Edits.from_json(content),
        )
        if not 0 < info.fps <= 1000:
            raise ValueError(f"fps {info.fps}")
    except FileNotFoundError as error:
        raise DataError("{folder} is no recording: it has no {name}.", folder=folder, name=SESSION_JSON) from error
    except (OSError, KeyError, TypeError, ValueError, AttributeError, OverflowError, RecursionError) as error:
        raise DataError("{path} is damaged, so the recording cannot be opened.", path=path) from error
    return info
