"""The model card of an ensemble, written from its manifest."""

from pathlib import Path
from string import Template
from typing import Any, Final

from fer_core.emotions import EMOTIONS
from fer_core.errors import ModelError
from fer_core.networks.manifest import Manifest, read_manifest
from fer_core.rows.writing import write_whole
from training.ensemble.card_priors import compare_priors, percent_or_dash, prior_text
from training.reports.markdown import percent, settings, table

FILE = "README.md"

_TEMPLATE = Path(__file__).with_name("card_template.md")
_TEST_SETS: Final = {3589: "PublicTest", 7178: "PublicTest and PrivateTest"}
"""What the test folder holds, by its number of images."""


def write_card(folder: Path) -> Path:
    """Write the card of the ensemble in ``folder`` beside its ``manifest.json``, and return the card's path.

    Raises ModelError where the manifest is missing, unreadable, or lacks a figure or has something else in its place,
    DataError where ``folder`` cannot be written to.
    """
    manifest = read_manifest(folder)
    try:
        text = describe_ensemble(manifest)
    except (AttributeError, LookupError, TypeError, ValueError) as error:
        raise ModelError(
            f"{folder / 'manifest.json'} lacks what the model card reports ({error!r}): export the ensemble again."
        ) from error
    write_whole(folder / FILE, text.encode())
    return folder / FILE


def describe_ensemble(manifest: Manifest) -> str:
    """Return the model card as Markdown.

    Raises AttributeError, LookupError, TypeError or ValueError where the manifest lacks a figure, or has something else
    in its place.
    """
    run, figures = manifest.training, manifest.figures
    config = run["config"]
    splits = {"validation": "validation"}
    if "test" in figures:
        splits["test"] = _TEST_SETS.get(figures["test"]["ensemble"]["images"], "the test folder")
    votes = {split: figures[split]["ensemble"] for split in splits}
    last = list(splits)[-1]
    normalisation = manifest.members[0].normalisation
    return Template(_TEMPLATE.read_text(encoding="utf-8")).substitute(
        count=len(manifest.members),
        emotions=", ".join(EMOTIONS),
        members=_members(manifest),
        scale=f"{normalisation.scale:.6g}",
        mean=f"{normalisation.mean:g}",
        std=f"{normalisation.std:g}",
        mirrored=_mirrored(config),
        maps=_maps(manifest),
        difference=f"{max(figures['keras_onnx_difference'].values()):.0e}",
        training_images=f"{run['data']['training_images']:,}",
        validation=_validation(run),
        data_name=run["data"]["name"],
        votes=_annotators(config),
        disgust=_rarity(votes["validation"]),
        command=run["command"],
        split_seed=config["split_seed"],
        settings=table(("setting", "value"), settings(config, leave_out=("name", "members", "split_seed", "remark"))),
        remarks=" ".join(filter(None, (_distillation(config.get("distillation")), config.get("remark")))),
        environment=", ".join(f"{name} {version}" for name, version in run["environment"].items()),
        test_note=_test_note(config, splits, votes, figures.get("seen", {})),
        results=_results(figures, splits),
        classes=_classes(votes, splits),
        confusion_split=splits[last],
        confusion=_confusion(votes[last]),
        calibration=_calibration(figures, splits),
        min_confidence=f"{manifest.uncertainty.min_confidence:.2f}",
        min_agreement=percent(manifest.uncertainty.min_agreement),
        rule=_rule(figures, splits),
        stricter=f"{manifest.rule('stricter').min_confidence:.2f}",
        prior_note=prior_text(manifest),
        priors=compare_priors(figures["priors"], splits),
        forms=_forms(figures["forms"]),
    )


def _members(manifest: Manifest) -> str:
    config = manifest.training["config"]
    recipes = {member["architecture"]: member for member in config["members"]}
    rows = [
        (
            member.name,
            f"{member.parameters:,}",
            f"{4 * member.parameters / 1e6:.1f} MB",
            recipes[member.name]["seed"],
            _epochs(recipes[member.name], config.get("distillation")),
        )
        for member in manifest.members
    ]
    total = sum(member.parameters for member in manifest.members)
    rows.append(("together", f"{total:,}", f"{4 * total / 1e6:.1f} MB", "", ""))
    return table(("network", "parameters", "as float32", "seed", "epochs"), rows)


def _epochs(recipe: dict[str, Any], distillation: dict[str, Any] | None) -> str:
    cycles = [recipe["epochs"], *recipe["restarts"]]
    return " + ".join(map(str, [*cycles, distillation["epochs"]] if distillation else cycles))


def _mirrored(config: dict[str, Any]) -> str:
    if not config["mirrored"]:
        return ""
    return (
        "Each network looks at the face and at its mirror image, one after the other, and its answer is the mean (of "
        "the logits) of both; the files themselves answer to the picture that they are given."
    )


def _forms(forms: dict[str, Any]) -> str:
    rows = [
        (
            f"**{form}**" if form == forms["chosen"] else form,
            f"{measured['accuracy']:.4f}",
            f"{measured['megabytes']:.1f}",
        )
        for form, measured in forms.items()
        if form != "chosen"
    ]
    return table(("numbers", "vote's accuracy on validation", "MB"), rows)


def _maps(manifest: Manifest) -> str:
    if not all(member.maps_name for member in manifest.members):
        return "There are no activation maps."
    return (
        f"**Output** `{manifest.members[0].maps_name}`: float32 (batch, 7, rows, columns), which parts of the picture "
        "speak for each expression (class activation maps, Zhou et al. 2016). Their mean over rows and columns is what "
        "the softmax gets. They show what the network used, not why a face looks the way it does."
    )


def _distillation(distillation: dict[str, Any] | None) -> str:
    if not distillation:
        return ""
    return (
        f"In its last {distillation['epochs']} epochs each network learnt from all of them: "
        f"{percent(distillation['share'])} of what it was to answer was the mean of what they had said before "
        '(Hinton, Vinyals, Dean: "Distilling the Knowledge in a Neural Network", 2015).'
    )


def _annotators(config: dict[str, Any]) -> str:
    uses = []
    if config["votes_share"]:
        uses.append(f"make up {percent(config['votes_share'])} of what the networks are to answer")
    if config["votes_head"]:
        uses.append("are learnt by a second output that is dropped after training")
    if not uses:
        return "The votes of FER+ were not used."
    return f"The votes of FER+, ten annotators' on each image (Barsoum et al. 2016), {' and '.join(uses)}."


def _rarity(vote: dict[str, Any]) -> str:
    support = _support(vote)
    commonest = max(support, key=lambda emotion: support[emotion])
    return (
        f"Of the {vote['images']:,} validation images {support['disgust']:,} bear the label disgust and "
        f"{support[commonest]:,} {commonest}: who always answers {commonest} is right on "
        f"{percent(support[commonest] / vote['images'])} of them."
    )


def _validation(run: dict[str, Any]) -> str:
    count = f"{run['data']['validation_images']:,}"
    if run["config"]["validation_fraction"]:
        return f"{count} more were held back for validation."
    return f"All of it was trained on; the validation images are the {count} of PublicTest."


def _test_note(
    config: dict[str, Any], splits: dict[str, str], votes: dict[str, dict[str, Any]], seen: dict[str, Any]
) -> str:
    if "test" not in splits:
        return "Nothing was measured on other images."
    near_duplicates = (
        f"{seen['images']:,} of them are, or nearly are, "
        f"among the images trained on; without these the vote's accuracy is {seen['accuracy_without']:.3f}."
    )
    if not config["validation_fraction"]:
        return (
            f"So they do the figures on {splits['test']}: PublicTest is FER2013's own validation set and was this "
            f"one's. Besides, {near_duplicates}"
        )
    return (
        f"The {votes['test']['images']:,} images of {splits['test']} were used for reporting alone: nothing was "
        f"trained or chosen on them but the kind of calibration. But FER2013 itself is not clean: {near_duplicates}"
    )


def _results(figures: dict[str, Any], splits: dict[str, str]) -> str:
    metrics = ("accuracy", "top2_accuracy", "macro_f1", "calibration_error")
    rows = [
        (f"{title}, {'**vote**' if name == 'ensemble' else name}", *(f"{result[metric]:.3f}" for metric in metrics))
        for split, title in splits.items()
        for name, result in figures[split].items()
    ]
    header = ("images, network", "accuracy", "top-2 accuracy", "macro F1", "calibration error")
    return table(header, rows)


def _classes(votes: dict[str, dict[str, Any]], splits: dict[str, str]) -> str:
    header = ["class"]
    for title in splits.values():
        header += [f"{title}: images", "recall", "precision"]
    rows = []
    for emotion in EMOTIONS:
        row: list[str] = [emotion]
        for vote in votes.values():
            row += [str(_support(vote)[emotion]), f"{vote['recall'][emotion]:.3f}", f"{vote['precision'][emotion]:.3f}"]
        rows.append(row)
    return table(header, rows)


def _confusion(vote: dict[str, Any]) -> str:
    return table(
        ("", *EMOTIONS), ((f"**{emotion}**", *row) for emotion, row in zip(EMOTIONS, vote["confusion"], strict=True))
    )


def _calibration(figures: dict[str, Any], splits: dict[str, str]) -> str:
    header = ("images", "calibration error before", "after", "negative log-likelihood before", "after")
    rows = []
    for split, title in splits.items():
        before, after = figures["uncalibrated"][split], figures[split]["ensemble"]
        metrics = ("calibration_error", "negative_log_likelihood")
        rows.append((title, *(f"{result[metric]:.3f}" for metric in metrics for result in (before, after))))
    return table(header, rows)


def _rule(figures: dict[str, Any], splits: dict[str, str]) -> str:
    header = ("images", "certain answers", "of these right", "of all answers right")
    rows = []
    for split, title in splits.items():
        rule = figures["rule"][split]
        right = percent_or_dash(rule["accuracy"])
        rows.append((title, percent(rule["coverage"]), right, percent(figures[split]["ensemble"]["accuracy"])))
    return table(header, rows)


def _support(vote: dict[str, Any]) -> dict[str, int]:
    """Return the number of images of each class."""
    return {emotion: sum(row) for emotion, row in zip(EMOTIONS, vote["confusion"], strict=True)}
