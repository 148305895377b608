"""``python -m training.ensemble.recalibrate``: fits the calibration and rules of an exported ensemble anew."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from fer_core.errors import DataError
from fer_core.networks.ensemble import OnnxMember
from fer_core.networks.manifest import Manifest, read_manifest, read_verified
from fer_core.resources import asset_path
from fer_core.terminal.exit_codes import exit_code_of
from training.data.clean import find_seen, group_duplicates
from training.data.faces import FaceDataset, digest, load_part
from training.data.splits import split
from training.ensemble.assess import assess
from training.ensemble.calibration import learnt_shares
from training.ensemble.card import write_card
from training.ensemble.figures import plot_figures
from training.export.onnx_file import write_ensemble


def calibrate_ensemble(folder: Path, data: Path) -> None:
    """Write the manifest, plots and card of the ensemble in ``folder`` anew, by the ``data`` that it was trained on.

    Raises ModelError where the ensemble is damaged, DataError where ``data`` does not have the images that its manifest
    tells of.
    """
    manifest = read_manifest(folder)
    contents = [(spec, read_verified(folder, spec)) for spec in manifest.members]
    train, validation = _read_parts(manifest, data)
    test = load_part(data, "test")
    config = manifest.training["config"]
    shares = learnt_shares(train.labels, sampled=config["sampling"] != "none" or config["class_weights"])
    members = {spec.name: OnnxMember(spec, content, threads=1) for spec, content in contents}
    result = assess(members, validation, test, seen=find_seen(test.images, train.images), shares=shares)
    figures = {**manifest.figures, **result.figures}
    write_ensemble(
        contents,
        folder,
        calibration=result.calibration,
        uncertainty=result.uncertainty,
        stricter=result.stricter,
        shares=shares,
        training=manifest.training,
        figures=figures,
    )
    plot_figures(figures, folder)
    write_card(folder)


def _read_parts(manifest: Manifest, data: Path) -> tuple[FaceDataset, FaceDataset]:
    """Return the images trained on and those validated on, as the manifest's run had them."""
    labelled = load_part(data, "train")
    config: dict[str, Any] = manifest.training["config"]
    train, validation = split(
        labelled,
        group_duplicates(labelled.images),
        public=None if config["validation_fraction"] else load_part(data, "public"),
        validation_fraction=config["validation_fraction"],
        training_share=config["training_share"],
        seed=config["split_seed"],
        cleaned=config["cleaned"],
    )
    if digest(train, validation) != manifest.training["data"]["sha256"]:
        raise DataError(
            f"{data} does not hold the images that the ensemble was trained on; name their folder as --data."
        )
    return train, validation


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m training.ensemble.recalibrate",
        description="Fit the calibration and the rules of an exported ensemble anew, on the images that it was "
        "validated on, and write its manifest, plots and model card.",
    )
    parser.add_argument("--data", type=Path, required=True, metavar="PATH", help="the data set that it was trained on")
    parser.add_argument(
        "folder", type=Path, nargs="?", default=asset_path("models"), metavar="DIR",
        help="folder of the ensemble (default: the one that ships with Emolens)",
    )  # fmt: skip
    arguments = parser.parse_args(argv)

    def calibrate() -> int:
        calibrate_ensemble(arguments.folder, arguments.data)
        print(arguments.folder / "manifest.json")
        return 0

    return exit_code_of(calibrate, command="training.ensemble.recalibrate", interrupted="stopped; nothing was changed.")


if __name__ == "__main__":
    sys.exit(main())
