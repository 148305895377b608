"""Network streams: http, https and rtsp, and nothing that these lead to."""

import time
from collections.abc import Iterator
from typing import Final, Self
from urllib.parse import urlsplit

import av
import av.error
from av.container import InputContainer
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from fer_core.errors import SourceError
from fer_core.passwords import without_passwords
from fer_core.sources.base import Frame
from fer_core.sources.film_file import MAX_PIXELS
from fer_core.sources.film_picture import PictureMaker

STREAM_SCHEMES: Final = ("http", "https", "rtsp")

_TIMEOUT_S: Final = 5.0
_FAILURES_THAT_END: Final = 10

_PROTOCOLS: Final = {
    "http": "http,https,tcp,tls",
    "https": "http,https,tcp,tls",
    "rtsp": "rtsp,rtp,tcp,udp",
}
"""What FFmpeg may speak for each kind of address: what the kind itself needs, and a redirection within it."""

_FORMATS: Final = {
    "http": "mpjpeg,mjpeg,jpeg_pipe,mpegts,flv,matroska,webm,mov,mp4,m4a,3gp,3g2,mj2,ogg,asf,avi,mpeg,nut,h264,hevc",
    "https": "mpjpeg,mjpeg,jpeg_pipe,mpegts,flv,matroska,webm,mov,mp4,m4a,3gp,3g2,mj2,ogg,asf,avi,mpeg,nut,h264,hevc",
    "rtsp": "rtsp",
}
"""What may come from each: no playlists, which name further files and addresses."""


class StreamSource:
    """A network stream: frames come at its own pace, until it stops."""

    is_live = True
    frame_count: int | None = None
    frames_missing = 0

    def __init__(self, url: str) -> None:
        """Open it; raises SourceError where it does not answer within five seconds."""
        self.name = without_passwords(url)
        self._maker = PictureMaker()
        self._container, self._stream = _open(url, self.name)
        rate = self._stream.average_rate or self._stream.guessed_rate
        self.fps = min(max(float(rate), 1.0), 240.0) if rate else 25.0
        self._frames = _decoded(self._container, self._stream)
        self._index = 0
        self._opened_at = time.perf_counter()

    def read(self) -> Frame | None:
        """Wait for the next frame; raises SourceError when the stream delivers no more."""
        frame = next(self._frames, None)
        if frame is None:
            raise SourceError("The stream {url} has stopped.", url=self.name)
        captured_at = time.perf_counter()
        shown = Frame(self._index, captured_at - self._opened_at, captured_at, self._maker.picture(frame))
        self._index += 1
        return shown

    def close(self) -> None:
        """Leave the stream; more than once does no harm."""
        self._container.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.close()


def _open(url: str, name: str) -> tuple[InputContainer, VideoStream]:
    scheme = urlsplit(url).scheme.lower()
    options = {
        "protocol_whitelist": _PROTOCOLS[scheme],
        "format_whitelist": _FORMATS[scheme],
        "max_pixels": str(MAX_PIXELS),
        "rtsp_transport": "tcp",
    }
    problem = SourceError(
        "The stream {url} does not answer or is no video. Check the address and the network.", url=name
    )
    try:
        container = av.open(url, options=options, timeout=_TIMEOUT_S, metadata_errors="replace")
    except (av.error.FFmpegError, ValueError, MemoryError) as error:
        raise problem from error
    stream = next((one for one in container.streams.video if one.codec_context is not None), None)
    if stream is None:
        container.close()
        raise problem
    stream.codec_context.options = {"max_pixels": str(MAX_PIXELS)}
    stream.codec_context.thread_type = "SLICE"  # whole frames in turn would each wait for the next
    return container, stream


def _decoded(container: InputContainer, stream: VideoStream) -> Iterator[VideoFrame]:
    """Yield the frames until the stream fails; damaged ones are left out, unless they come in a row."""
    failures = 0
    try:
        for packet in container.demux(stream):
            try:
                frames = [frame for frame in packet.decode() if not frame.is_corrupt]
            except (av.error.FFmpegError, MemoryError):
                failures += 1
                if failures >= _FAILURES_THAT_END:
                    return
                continue
            failures = 0 if frames else failures
            yield from frames
    except (av.error.FFmpegError, MemoryError):
        return
