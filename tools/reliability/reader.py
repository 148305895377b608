"""``python -m tools.reliability.reader FILE...``: reads files as Emolens does; a line of JSON tells how each went."""

import json
import sys
import time
from pathlib import Path

from fer_core.errors import DataError, SourceError
from fer_core.files import is_video, read_or_explain
from fer_core.sources.video import VideoSource


def read(path: Path) -> str:
    """Read a file to its end and return ``read`` or ``refused``."""
    try:
        if is_video(path):
            with VideoSource(path) as source:
                while source.read() is not None:
                    pass
        else:
            read_or_explain(path)
    except (DataError, SourceError):
        return "refused"
    return "read"


def peak_mb() -> int:
    """Return the most memory that this process has had."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.split("VmHWM:")[1].split()[0]) // 1024


def main() -> None:
    """Read the files that are named."""
    for name in sys.argv[1:]:
        begun = time.perf_counter()
        outcome = read(Path(name))
        seconds = round(time.perf_counter() - begun, 2)
        print(json.dumps({"outcome": outcome, "seconds": seconds, "peak_mb": peak_mb()}), flush=True)


if __name__ == "__main__":
    main()
