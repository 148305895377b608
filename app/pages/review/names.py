"""What faces are called."""

from PySide6.QtCore import QCoreApplication

from fer_core.recording.edits import Edits


def face_name(face_id: int, edits: Edits) -> str:
    """Return the name that a face was given, or its number."""
    numbered = QCoreApplication.translate("Faces", "Face {number}").format(number=face_id)
    return edits.names.get(face_id) or numbered
