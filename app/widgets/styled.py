"""Properties that the style sheet looks at."""

from PySide6.QtWidgets import QWidget


def set_styled(widget: QWidget, name: str, value: bool) -> None:
    """Give a widget a property, and the looks that the style sheet has for it, at once."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        # A style sheet looks at properties only when it is applied, and what is on the screen is not painted anew.
        widget.style().unpolish(widget)
        widget.style().polish(widget)
        widget.update()
