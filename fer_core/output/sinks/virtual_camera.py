"""A virtual camera: the picture with its boxes and labels, as a camera that video calls and OBS can choose."""

from typing import Any, Final

from fer_core.draw import annotate
from fer_core.errors import OutputError
from fer_core.output.reading import Reading
from fer_core.output.sinks.base import OutputKind, OutputOptions, Sink, import_extra

_EXTRA: Final = "virtual-camera"


class VirtualCameraSink(Sink):
    """Fills the system's virtual camera, whose size is that of the first picture."""

    def __init__(self, options: OutputOptions) -> None:
        self._library = import_extra("pyvirtualcam", extra=_EXTRA)
        self._fps = options.fps
        self._camera: Any = None
        self._size_wh = (0, 0)
        # Whether there is one is told at once, not with the first picture.
        self._open((640, 480))

    def send(self, reading: Reading) -> None:
        """Show a picture with its faces; one of another size opens the camera again."""
        if reading.image_bgr is None:
            return
        # Such cameras have colours for two pixels by two.
        width, height = (length // 2 * 2 for length in reading.size_wh)
        if (width, height) != self._size_wh:
            self._camera.close()
            self._open((width, height))
        self._camera.send(annotate(reading.image_bgr, reading.faces)[:height, :width].copy())

    def close(self) -> None:
        """Give the camera back."""
        self._camera.close()

    def _open(self, size_wh: tuple[int, int]) -> None:
        width, height = size_wh
        try:
            self._camera = self._library.Camera(width, height, self._fps, fmt=self._library.PixelFormat.BGR)
        except (RuntimeError, OSError) as error:
            raise OutputError(
                "There is no virtual camera to fill. On Linux load one (sudo modprobe v4l2loopback exclusive_caps=1); "
                "on Windows and macOS install OBS, start its virtual camera once, and stop it."
            ) from error
        self._size_wh = size_wh


KIND: Final = OutputKind(
    title="Virtual camera",
    hint="The picture with boxes and emotions, as a camera that video calls and OBS can choose.",
    start=VirtualCameraSink,
    package="pyvirtualcam",
    extra=_EXTRA,
    takes_pictures=True,
)
