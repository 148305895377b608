"""The times of a film's pictures, without decoding them."""

from pathlib import Path

import av.error

from fer_core.sources.film_file import open_film_file


def stored_times(path: Path) -> list[float]:
    """Return when each stored picture of a video is shown, in seconds after the first; raises SourceError.

    Whether the pictures can be decoded is not tried.
    """
    container, stream = open_film_file(path)
    stamps = set()
    try:
        for packet in container.demux(stream):
            if packet.size and packet.pts is not None and not packet.is_discard:
                stamps.add(packet.pts)
    except av.error.FFmpegError:
        pass  # what stands before a damaged place is known
    finally:
        container.close()
    tick = stream.time_base or 1
    first = min(stamps, default=0)
    return [float((stamp - first) * tick) for stamp in sorted(stamps)]
