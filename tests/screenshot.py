"""``python -m tests.screenshot FILE``: a picture of the real window on the demo, after a few seconds."""

import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from app.theme import apply_theme
from app.window import MainWindow

_AFTER_MS = 2500


def main(path: Path) -> None:
    """Show the window, save what it shows and close it."""
    app = QApplication([])
    apply_theme(app)
    window = MainWindow("demo")

    def shoot() -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        window.grab().save(str(path))
        window.close()

    QTimer.singleShot(_AFTER_MS, window, shoot)
    window.show()
    app.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
