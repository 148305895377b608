"""Pictures of the live view, kept as files."""

import itertools
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QFont, QGuiApplication, QImage

from app.look.words import sentence_for
from app.services.folders import pictures_folder
from app.services.threads import Threads
from app.widgets.faces import draw_faces, label_of
from app.widgets.pictures import image_of, png_of
from fer_core.errors import DataError
from fer_core.free_names import first_free
from fer_core.results import FaceResult
from fer_core.rows.writing import cannot_write, make_folder, write_whole
from fer_core.sources import Frame


@dataclass(frozen=True, slots=True, eq=False)
class _Picture:
    frame: Frame
    faces: Sequence[FaceResult]
    labels: Mapping[int, str]
    chosen_id: int | None
    font: QFont


class Snapshots(QObject):
    """Writes annotated pictures, each under a new number, one after the other in threads of their own."""

    saved = Signal(str)
    """A picture is at this path."""
    failed = Signal(str)
    """A sentence about a picture that could not be written."""

    def __init__(self, folder: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._one_at_a_time = threading.Lock()
        self._threads = Threads()

    def take(
        self, frame: Frame, faces: Sequence[FaceResult], *, chosen_id: int | None, names: Mapping[int, str]
    ) -> None:
        """Keep a frame with its faces as the camera took it, in its own size."""
        labels = {face.face_id: label_of(face, names.get(face.face_id, "")) for face in faces}
        picture = _Picture(frame, tuple(faces), labels, chosen_id, QGuiApplication.font())
        self._threads.start("snapshot", partial(self._write, picture))

    def close(self) -> None:
        """Wait for what is being written, for at most two seconds."""
        self._threads.close()

    def _write(self, picture: _Picture) -> None:
        try:
            content = png_of(_drawn(picture))
            with self._one_at_a_time:
                path = _claim(self._folder or pictures_folder())
                try:
                    write_whole(path, content)
                except DataError:
                    path.unlink(missing_ok=True)
                    raise
        except DataError as error:
            self.failed.emit(sentence_for(error))
        else:
            self.saved.emit(str(path))


def _drawn(picture: _Picture) -> QImage:
    image = image_of(picture.frame.image_bgr)
    return draw_faces(image, picture.faces, labels=picture.labels, chosen_id=picture.chosen_id, font=picture.font)


def _claim(folder: Path) -> Path:
    """Make an empty file under the first number that is free, so that nobody else takes it."""
    make_folder(folder)
    names = (folder / f"emolens-{number:04d}.png" for number in itertools.count(1))
    try:
        return first_free(names, lambda path: path.touch(exist_ok=False))
    except OSError as error:
        raise cannot_write(folder, error) from error
