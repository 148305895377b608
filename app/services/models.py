"""The networks that read faces on every page: those that Emolens brings along, or a folder of the user's own."""

from pathlib import Path

from fer_core.errors import ModelError
from fer_core.networks.manifest import read_manifest, read_verified
from fer_core.resources import asset_path


def shipped_folder() -> Path:
    """Return where the networks lie that Emolens brings along."""
    return asset_path("models")


def hashes_of(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of each network in a folder, by name; raises ModelError."""
    return {member.name: member.sha256 for member in read_manifest(folder).members}


def check_models(folder: Path) -> ModelError | None:
    """Return what is wrong with a folder of networks, as far as its manifest and the files' hashes tell."""
    try:
        for member in read_manifest(folder).members:
            read_verified(folder, member)
    except ModelError as error:
        return error
    return None
