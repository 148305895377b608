import json
import re
from copy import deepcopy
from dataclasses import asdict, replace

import numpy as np
import pytest

from fer_core.emotions import EMOTIONS
from fer_core.networks.manifest import FORMAT, UncertaintyRule
from training.card import main
from training.ensemble import card
from training.ensemble.presets.release import CONFIG
from training.measure import coverage_curve, evaluate, evaluate_rule

MEMBERS = [member.architecture for member in CONFIG.members]


def figures_of(images, seed):
    """Evaluations of made-up answers that are right more often than not."""
    rng = np.random.default_rng(seed)
    labels = np.concatenate([np.arange(7), rng.integers(0, 7, images - 7)])
    votes = [rng.dirichlet(np.ones(7), images) + 0.5 * np.eye(7)[labels] for _ in range(len(MEMBERS) + 1)]
    votes = [(vote / vote.sum(axis=1, keepdims=True)).astype(np.float32) for vote in votes]
    rule = UncertaintyRule(min_confidence=0.47, min_agreement=0.5)
    evaluations = dict(zip([*MEMBERS, "ensemble"], [evaluate(labels, vote) for vote in votes], strict=True))
    coverage = coverage_curve(labels, votes[-1])
    return evaluations, evaluate(labels, votes[0]), evaluate_rule(labels, votes[-1], np.ones(images), rule), coverage


LEVEL = {
    "accuracy": 0.6911, "balanced_accuracy": 0.6822, "macro_f1": 0.6733, "calibration_error": 0.0244,
    "weighted_calibration_error": 0.0355, "negative_log_likelihood": 0.87,
    "rule": {"coverage": 0.71, "accuracy": 0.81}, "stricter": {"coverage": 0.0, "accuracy": None},
}  # fmt: skip


@pytest.fixture(scope="module")
def whole_manifest():
    validation, test = figures_of(210, seed=1), figures_of(3589, seed=2)
    names = ("uncalibrated", "rule", "coverage")
    later = {name: {"validation": validation[i], "test": test[i]} for i, name in enumerate(names, start=1)}
    return {
        "format": FORMAT,
        "classes": EMOTIONS,
        "members": [
            {
                "name": name,
                "file": f"{name}.onnx",
                "sha256": "0" * 64,
                "input_name": "faces",
                "input_shape": [48, 48, 1],
                "input_layout": "NHWC",
                "normalisation": {"scale": 1 / 255, "mean": 0.0, "std": 1.0},
                "output_name": "probabilities",
                "maps_name": "activation_maps",
                "parameters": 772_391,
            }
            for name in MEMBERS
        ],
        "calibration": {"temperature": 1.234},
        "class_shares": dict(zip(EMOTIONS, (0.14, 0.02, 0.14, 0.25, 0.17, 0.17, 0.11), strict=True)),
        "stricter": {"min_confidence": 0.73, "min_agreement": 0.6},
        "uncertainty": {"min_confidence": 0.47, "min_agreement": 0.6},
        "training": {
            "command": "python -m training.run --data DIR --preset release",
            "data": {"name": "FER2013", "training_images": 25_432, "validation_images": 210},
            "config": asdict(replace(CONFIG, validation_fraction=0.1)),
            "environment": {"python": "3.11.7", "keras": "3.15.1"},
        },
        "figures": {
            "validation": validation[0],
            "test": test[0],
            **later,
            "priors": [{"prior": power, "validation": LEVEL, "test": LEVEL} for power in (0, 0.75)],
            "keras_onnx_difference": dict.fromkeys(MEMBERS, 3e-7),
            "seen": {"images": 41, "accuracy_without": 0.7012},
            "forms": {
                "chosen": "int8",
                "float32": {"accuracy": 0.7123, "megabytes": 9.71},
                "int8": {"accuracy": 0.7119, "megabytes": 2.62},
            },
        },
    }


@pytest.fixture
def manifest(whole_manifest):
    return deepcopy(whole_manifest)


def write(folder, manifest):
    (folder / "manifest.json").write_text(json.dumps(manifest))
    return card.write_card(folder).read_text(encoding="utf-8")


def tables(text):
    """Every table of a Markdown text as lists of cells."""
    blocks = re.findall(r"(?:^\|.*\|\n)+", text, flags=re.MULTILINE)
    return [[line[2:-2].split(" | ") for line in block.splitlines()] for block in blocks]


def test_the_figures_of_every_network_are_reported(tmp_path, manifest):
    text = write(tmp_path, manifest)
    for split in ("validation", "test"):
        for result in manifest["figures"][split].values():
            metrics = ("accuracy", "top2_accuracy", "macro_f1", "calibration_error")
            assert " | ".join(f"{result[metric]:.3f}" for metric in metrics) in text
        for emotion in EMOTIONS:
            vote = manifest["figures"][split]["ensemble"]
            assert f"{vote['recall'][emotion]:.3f} | {vote['precision'][emotion]:.3f}" in text


def test_the_confusion_matrix_is_that_of_the_test_images(tmp_path, manifest):
    text = write(tmp_path, manifest)
    for emotion, row in zip(EMOTIONS, manifest["figures"]["test"]["ensemble"]["confusion"], strict=True):
        assert f"| **{emotion}** | {' | '.join(map(str, row))} |" in text


def test_the_rule_calibration_and_recipe_are_reported(tmp_path, manifest):
    text = write(tmp_path, manifest)
    rule = manifest["figures"]["rule"]["test"]
    assert f"| PublicTest | {100 * rule['coverage']:.1f} % | {100 * rule['accuracy']:.1f} % |" in text
    for expected in ("0.73", "0.47", "60.0 %", "25,432", "772,391", "3e-07", "3.15.1", "--preset release", "3,589"):
        assert expected in text
    assert "second output" in text
    assert "mirror image" in text
    assert f"| `validation_every` | {CONFIG.validation_every} |" in text
    assert "| `augmentation.rotation` | 0.03333 |" in text


def test_the_vote_with_and_without_the_prior_is_reported(tmp_path, manifest):
    text = write(tmp_path, manifest)
    figures = "0.691 | 0.682 | 0.673 | 0.024 | 0.035 | 71.0 % | 81.0 % | 0.0 % | –"
    for images in ("validation, 0", "validation, 0.75", "PublicTest, 0", "PublicTest, 0.75"):
        assert f"| {images} | {figures} |" in text
    assert "disgust 2.0 %, fear 14.0 %, happy 25.0 %" in text
    del manifest["class_shares"]
    assert "All emotions counted alike in training" in write(tmp_path, manifest)


def test_the_epochs_of_every_cycle_are_told(tmp_path, manifest):
    config = manifest["training"]["config"]
    first, *others = config["members"]
    config["members"] = [first | {"epochs": 26, "restarts": [18]}, *others]
    config["distillation"] = None
    text = write(tmp_path, manifest)
    assert "| 26 + 18 |" in text
    assert "learnt from all" not in text
    config["distillation"] = {"epochs": 16, "share": 0.5}
    text = write(tmp_path, manifest)
    assert "| 26 + 18 + 16 |" in text
    assert "| `distillation.share` | 0.5 |" in text
    assert "In its last 16 epochs each network learnt from all of them: 50.0 % of what" in text


def test_the_card_is_whole_markdown(tmp_path, manifest):
    text = write(tmp_path, manifest)
    assert not re.findall(r"\$\w|\{|None|nan", text)
    assert len(tables(text)) == 9
    for table in tables(text):
        assert len({len(row) for row in table}) == 1


def test_twice_is_the_same(tmp_path, manifest):
    assert write(tmp_path, manifest) == write(tmp_path, manifest)


def test_without_test_images_validation_is_reported_alone(tmp_path, manifest):
    for figures in (manifest["figures"], *(manifest["figures"][name] for name in ("uncalibrated", "rule", "coverage"))):
        del figures["test"]
    text = write(tmp_path, manifest)
    assert "PublicTest" not in text
    row = manifest["figures"]["validation"]["ensemble"]["confusion"][0]
    assert f"| **angry** | {' | '.join(map(str, row))} |" in text


def test_a_rule_that_lets_nothing_pass(tmp_path, manifest):
    manifest["figures"]["rule"]["test"] = {"coverage": 0.0, "accuracy": None}
    assert "| PublicTest | 0.0 % | – |" in write(tmp_path, manifest)


def test_a_card_of_a_run_that_chose_by_public_test_says_so(tmp_path, manifest):
    manifest["training"]["config"] |= {"validation_fraction": 0.0}
    manifest["training"]["data"]["validation_images"] = 3589
    text = write(tmp_path, manifest)
    assert "the validation images are the 3,589 of PublicTest" in text
    assert "used for reporting alone" not in text
    assert "held back" not in text


def test_what_was_not_used_is_said(tmp_path, manifest):
    manifest["training"]["config"] |= {"votes_head": 0.0, "mirrored": False}
    manifest["members"][0]["maps_name"] = None
    text = write(tmp_path, manifest)
    assert "The votes of FER+ were not used." in text
    assert "no activation maps" in text
    assert "mirror image" not in text


def test_how_annotators_were_used_is_said(tmp_path, manifest):
    manifest["training"]["config"]["votes_share"] = 0.4
    assert "make up 40.0 % of what the networks are to answer and are learnt by" in write(tmp_path, manifest)


@pytest.mark.parametrize(("images", "name"), [(3589, "PublicTest"), (7178, "PublicTest and PrivateTest")])
def test_the_test_images_are_named_by_their_number(tmp_path, manifest, images, name):
    manifest["figures"]["test"]["ensemble"]["images"] = images
    text = write(tmp_path, manifest)
    assert f"The {images:,} images of {name} were used for reporting alone" in text
    assert f"| {name}, **vote** |" in text


def test_the_command_names_the_card(tmp_path, manifest, capsys):
    write(tmp_path, manifest)
    assert main([str(tmp_path)]) == 0
    assert capsys.readouterr().out.strip() == str(tmp_path / "README.md")


def test_a_missing_figure_is_one_sentence_and_exit_1(tmp_path, manifest, capsys):
    del manifest["figures"]["uncalibrated"]
    (tmp_path / "manifest.json").write_text(json.dumps(manifest))
    assert main([str(tmp_path)]) == 1
    assert "lacks what the model card reports (KeyError('uncalibrated'))" in capsys.readouterr().err
    assert not (tmp_path / "README.md").exists()


def test_no_manifest_is_one_sentence_and_exit_1(tmp_path, capsys):
    assert main([str(tmp_path)]) == 1
    assert capsys.readouterr().err.startswith("training.card: No models")
