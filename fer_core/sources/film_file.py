"""Opening video files, and nothing but files, with PyAV (FFmpeg)."""

import ctypes
import logging
import os
from pathlib import Path
from typing import Final

import av
import av.error
import av.frame
import av.logging
from av.container import InputContainer
from av.video.stream import VideoStream

from fer_core.errors import SourceError, reason_of

log = logging.getLogger(__name__)

MAX_PIXELS: Final = 2**26
"""Larger pictures are not decoded (8,192²; 8K films have half of that): a few bytes can claim gigabytes."""

_MAX_BYTES: Final = 256 * 2**20
"""No single block of memory that FFmpeg asks for is larger: a BGR picture of ``MAX_PIXELS``, or one packet."""

_FORMATS: Final = (
    "apng,asf,avi,dv,flv,gif,gxf,h264,hevc,ivf,m4v,matroska,webm,mjpeg,mov,mp4,m4a,3gp,3g2,mj2,mpeg,mpegts,mpegvideo,"
    "mxf,nsv,nut,ogg,rm,swf,wtv,yuv4mpegpipe"
)
"""FFmpeg's names of the containers that hold a film; the many that name other files or addresses are not among them."""


def open_film_file(path: Path) -> tuple[InputContainer, VideoStream]:
    """Open a video file and return it with its first stream of pictures; raises SourceError.

    Whatever its name looks like, and whatever is written in it, only this file is read.
    """
    try:
        path.open("rb").close()
    except OSError as error:
        raise SourceError("The video {path} cannot be opened: {reason}.", path=path, reason=reason_of(error)) from error
    options = {"protocol_whitelist": "file", "format_whitelist": _FORMATS, "max_pixels": str(MAX_PIXELS)}
    try:
        # A relative name such as "http:x.mp4" would be an address; an absolute one never is.
        container = av.open(os.path.abspath(path), options=options, metadata_errors="replace")
    except (av.error.FFmpegError, ValueError, MemoryError) as error:
        raise unreadable(path) from error
    stream = next((one for one in container.streams.video if one.codec_context is not None), None)
    if stream is None:
        container.close()
        raise unreadable(path)
    stream.codec_context.options = {"max_pixels": str(MAX_PIXELS)}
    # With a thread for each frame, FFmpeg now and then hands on a damaged one as if it were whole.
    stream.codec_context.thread_type = "SLICE"
    return container, stream


def unreadable(path: Path) -> SourceError:
    """Return the error that says that a file is no video."""
    return SourceError("{path} is not a video that can be read, or it is damaged.", path=path)


def _bound_allocations() -> None:
    """Let FFmpeg refuse single blocks of more than ``_MAX_BYTES``, whatever a file or server claims.

    PyAV has no call for it. One of its own modules leads to the function, on Windows only the library that has it.
    """
    av.logging.set_level(None)
    libraries = sorted(Path(av.__file__).parents[1].glob("av.libs/avutil-*.dll"))
    for library in (Path(av.frame.__file__), *libraries):
        try:
            ctypes.CDLL(str(library)).av_max_alloc(ctypes.c_size_t(_MAX_BYTES))
        except (OSError, AttributeError):
            continue
        return
    log.warning("FFmpeg's memory cannot be bounded on this system")


_bound_allocations()
