"""Questions about the recording that is open, which hold nothing up: another may take its place meanwhile."""

from PySide6.QtWidgets import QDialog

from app.pages.review.view_model import ReviewViewModel


def put_away_with_recording(question: QDialog | None, model: ReviewViewModel) -> None:
    """Put a question away without an answer once another recording takes the place of the one it is about."""
    if question is not None:
        model.recording_changes.connect(question.reject)
