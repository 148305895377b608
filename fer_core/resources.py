"""Where the models and the demo clip lie."""

from pathlib import Path

_PACKAGE = Path(__file__).parent


def asset_path(name: str) -> Path:
    """Return the path of ``name`` below ``assets/``, in a checkout or inside the installed wheel."""
    installed = _PACKAGE / "_assets"
    return (installed if installed.is_dir() else _PACKAGE.parent / "assets") / name
