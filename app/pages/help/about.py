"""What there is to say about this Emolens: its version, its models and the libraries that it stands on."""

from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from typing import Any, Final

from app import __version__
from app.look.words import sentence_for
from app.services.models import shipped_folder
from fer_core.errors import ModelError
from fer_core.networks.manifest import Manifest, read_manifest

LIBRARIES: Final = (
    "PySide6-Essentials",
    "av",
    "numpy",
    "onnxruntime",
    "opencv-python-headless",
    "cv2-enumerate-cameras",
    "miniaudio",
    "pympi-ling",
    "tqdm",
    "websockets",
)
"""The packages that Emolens needs, as ``pyproject.toml`` names them."""

_NAMED_HERE: Final = {"pympi-ling": "MIT"}
"""Licences whose text comes with a package that does not give their name."""


@dataclass(frozen=True, slots=True)
class Library:
    """A package, its version, and its licence as its authors name it; both empty where it does not tell."""

    name: str
    version: str
    licence: str


BROUGHT_BY_AV: Final = (
    Library("FFmpeg", "", "LGPL-3.0-or-later"),
    Library("x264", "", "GPL-2.0-or-later"),
    Library("x265", "", "GPL-2.0-or-later"),
    Library("alsa-lib", "", "LGPL-2.1-or-later"),
    Library("dav1d", "", "BSD-2-Clause"),
    Library("GMP", "", "LGPL-3.0-or-later OR GPL-2.0-or-later"),
    Library("GnuTLS", "", "LGPL-2.1-or-later"),
    Library("LAME", "", "LGPL-2.0-or-later"),
    Library("libdrm", "", "MIT"),
    Library("libunistring", "", "LGPL-3.0-or-later OR GPL-2.0-or-later"),
    Library("libvpl", "", "MIT"),
    Library("libvpx", "", "BSD-3-Clause"),
    Library("libwebp", "", "BSD-3-Clause"),
    Library("libXau", "", "MIT"),
    Library("libxcb", "", "MIT"),
    Library("Nettle", "", "LGPL-3.0-or-later OR GPL-2.0-or-later"),
    Library("opencore-amr", "", "Apache-2.0"),
    Library("Opus", "", "BSD-3-Clause"),
    Library("SVT-AV1", "", "BSD-3-Clause-Clear"),
)
"""What the package ``av`` has in it for Linux, as FFmpeg's ``avcodec_license`` and the authors of the others say."""


@dataclass(frozen=True, slots=True, eq=False)
class About:
    """All that the help page tells; ``manifest`` is None where the models cannot be read, and ``problem`` says why.

    ``card`` is the model card in Markdown, and ``folder`` where it lies with its pictures and the networks.
    """

    version: str
    libraries: tuple[Library, ...]
    manifest: Manifest | None
    problem: str
    card: str
    folder: Path

    @property
    def is_of_ones_own(self) -> bool:
        """Whether the networks are others than those that Emolens brings along."""
        return self.folder != shipped_folder()


def read_about(folder: Path) -> About:
    """Gather it from the installed packages and from the networks in ``folder``."""
    manifest, problem = None, ""
    try:
        manifest = read_manifest(folder)
    except ModelError as error:
        problem = sentence_for(error)
    try:
        card = (folder / "README.md").read_text(encoding="utf-8")
    except (OSError, ValueError):
        card = ""
    return About(__version__, tuple(_library(name) for name in LIBRARIES), manifest, problem, card, folder)


def figures_of(manifest: Manifest | None, *names: str) -> dict[str, Any]:
    """Return the figures under these names, empty where there are none: in networks of one's own anything may stand."""
    found: Any = manifest.figures if manifest else {}
    for name in names:
        found = found.get(name) if isinstance(found, dict) else None
    return found if isinstance(found, dict) else {}


def _library(name: str) -> Library:
    try:
        told = metadata(name)
    except PackageNotFoundError:
        return Library(name, "", "")
    # Some put the whole text of the licence into the field for its name.
    licence = next(
        (told[field] for field in ("License-Expression", "License") if field in told), _NAMED_HERE.get(name, "")
    )
    return Library(name, told["Version"], licence.strip().partition("\n")[0])
