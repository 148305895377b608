import io
import sys

from fer_core.terminal.progress import progress
from fer_core.terminal.streams import tell


class ClosedTerminal(io.StringIO):
    """A terminal whose window was closed."""

    def write(self, text: str) -> int:
        raise OSError(5, "Input/output error")

    def flush(self) -> None:
        raise OSError(5, "Input/output error")


def test_the_bar_tells_how_much_is_done(capsys):
    assert list(progress(range(3), total=3, unit=" images")) == [0, 1, 2]
    assert "3/3" in capsys.readouterr().err


def test_work_goes_on_when_its_terminal_is_closed(monkeypatch):
    monkeypatch.setattr(sys, "stderr", ClosedTerminal())
    assert list(progress(range(3), total=3, unit=" images")) == [0, 1, 2]
    tell("nobody reads this")
