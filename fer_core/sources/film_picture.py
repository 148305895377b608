"""From FFmpeg's frames to pictures as people see them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, cast

import av.error
import numpy as np
from av.buffer import Buffer
from av.filter import Graph
from av.video.frame import VideoFrame
from av.video.reformatter import VideoReformatter
from numpy.typing import NDArray

_DEINTERLACE: Final = "mode=send_frame:deint=interlaced"
"""One picture for each frame, and progressive frames as they are."""


class PictureMaker:
    """Makes BGR pictures of frames, turned as the film says."""

    def __init__(self) -> None:
        self._reformatter = VideoReformatter()
        self._rotation: int | None = None
        self._turn = _AS_IT_IS

    def picture(self, frame: VideoFrame) -> NDArray[np.uint8]:
        """Return a frame as BGR uint8 (height, width, 3), contiguous."""
        # More threads would only get in the way of the decoder's.
        bgr = self._reformatter.reformat(frame, format="bgr24", threads=1)
        plane = bgr.planes[0]
        rows = np.frombuffer(memoryview(plane), dtype=np.uint8)[: bgr.height * plane.line_size].reshape(
            bgr.height, plane.line_size
        )
        picture = rows[:, : bgr.width * 3].reshape(bgr.height, bgr.width, 3)
        # A frame that was asked for its side data stays in memory until Python looks for circles (PyAV 18.1).
        if frame.rotation != self._rotation:
            self._rotation, self._turn = frame.rotation, _turn_of(frame)
        return np.ascontiguousarray(self._turn.of(picture))


@dataclass(frozen=True, slots=True)
class _Turn:
    """How a picture becomes upright: rows and columns exchanged, then either of them backwards."""

    transposed: bool
    down: int
    right: int

    def of(self, picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """Return the picture upright."""
        turned = picture.transpose(1, 0, 2) if self.transposed else picture
        return turned[:: self.down, :: self.right]


_AS_IT_IS: Final = _Turn(transposed=False, down=1, right=1)


def _turn_of(frame: VideoFrame) -> _Turn:
    """Return the turn that a frame's display matrix says, to the nearest quarter, and its mirroring.

    The matrix (ISO/IEC 14496-12, 8.2.2) takes a point ``(x, y)`` to ``(a x + c y, b x + d y)``; in memory it stands as
    ``a b u c d v x y w``.
    """
    side_data = cast("Mapping[str, Buffer]", frame.side_data)
    if "DISPLAYMATRIX" not in side_data:
        return _AS_IT_IS
    matrix = np.frombuffer(bytes(side_data["DISPLAYMATRIX"]), dtype=np.int32)
    a, b, _, c, d = matrix[:5].tolist()
    transposed = max(abs(b), abs(c)) > max(abs(a), abs(d))
    right, down = (c, b) if transposed else (a, d)
    return _Turn(transposed=transposed, down=-1 if down < 0 else 1, right=-1 if right < 0 else 1)


class Deinterlacer:
    """Makes whole pictures of interlaced frames (FFmpeg's bwdif), each from itself and its two neighbours."""

    def __init__(self) -> None:
        self._graph: Graph | None = None
        self._kind: tuple[int, int, str] | None = None

    @property
    def is_used(self) -> bool:
        """Whether a frame was interlaced so far."""
        return self._graph is not None

    def take(self, frame: VideoFrame) -> Iterator[VideoFrame]:
        """Yield what can be shown now: of interlaced films the frame before."""
        kind = (frame.width, frame.height, frame.format.name)
        if self._graph is not None and kind != self._kind:
            yield from self.finish()
        if self._graph is None and frame.interlaced_frame:
            self._graph, self._kind = _graph_for(frame), kind
        if self._graph is None:
            yield frame
        else:
            self._graph.vpush(frame)
            yield from self._pull(self._graph)

    def finish(self) -> Iterator[VideoFrame]:
        """Yield what was held back for want of a next frame."""
        graph, self._graph = self._graph, None
        if graph is not None:
            graph.vpush(None)
            yield from self._pull(graph)

    @staticmethod
    def _pull(graph: Graph) -> Iterator[VideoFrame]:
        while True:
            try:
                yield graph.vpull()
            except (av.error.BlockingIOError, av.error.EOFError):
                return


def _graph_for(frame: VideoFrame) -> Graph:
    graph = Graph()
    source = graph.add_buffer(width=frame.width, height=frame.height, format=frame.format, time_base=frame.time_base)
    graph.link_nodes(source, graph.add("bwdif", _DEINTERLACE), graph.add("buffersink")).configure()
    return graph
