import csv
import json
import shutil
from pathlib import Path

import cv2
import numpy as np
import pytest

from fer_core.emotions import EMOTIONS
from fer_core.errors import ModelError
from fer_core.faces.crop import to_grey
from fer_core.faces.detectors import DETECTORS
from fer_core.faces.detectors.haar import HaarDetector
from fer_core.networks.manifest import UncertaintyRule, read_manifest
from fer_core.predict import command
from fer_core.predict.command import main
from fer_core.predict.pictures import NO_FACE
from fer_core.resources import asset_path
from fer_core.rows.columns import COLUMNS
from tests.data_sets import require_fer2013
from tests.stand_ins import BRIGHTNESS, BrightnessEnsemble, kind_of, save


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


class TestCommand:
    def test_csv_has_a_row_per_face_and_per_failure(self, tmp_path, ensemble, capsys):
        save(tmp_path / "in" / "a.png", "sad")
        (tmp_path / "in" / "b.png").write_text("no picture")
        cv2.imwrite(str(tmp_path / "in" / "c.png"), np.zeros((40, 40, 3), np.uint8))
        out = tmp_path / "r.csv"
        assert main([str(tmp_path / "in"), "--out", str(out)]) == 0
        first, second, bad, none = read_csv(out)
        assert tuple(first) == COLUMNS == (
            "path", "face", "x", "y", "w", "h", "label", "confidence", "agreement", "face_confidence",
            "recognised", "angry", "disgust", "fear", "happy", "neutral", "sad", "surprise", "error",
        )  # fmt: skip
        assert first["path"] == str(tmp_path / "in" / "a.png")
        assert [first[key] for key in ("face", "x", "y", "w", "h", "label", "confidence", "agreement", "error")] == [
            "1", "2", "3", "30", "30", "sad", "0.7", "1.0", "",
        ]  # fmt: skip
        assert second["face"] == "2"
        assert "not a picture" in bad["error"]
        assert none["error"] == NO_FACE
        assert not any(bad[key] for key in COLUMNS[1:-1])
        assert "2 faces (0 uncertain) in 3 images; 1 without a face; 1 unreadable" in capsys.readouterr().out

    def test_jsonl_has_the_same_rows_with_types(self, tmp_path, ensemble):
        save(tmp_path / "in" / "a.png", "happy", (30, 40))
        (tmp_path / "in" / "b.png").touch()
        out = tmp_path / "r.jsonl"
        assert main([str(tmp_path / "in"), "--faces", "whole", "--out", str(out)]) == 0
        face, bad = map(json.loads, out.read_text(encoding="utf-8").splitlines())
        assert tuple(face) == COLUMNS
        assert (face["face"], face["w"], face["h"], face["happy"], face["error"]) == (1, 40, 30, 0.7, None)
        assert bad["label"] is None
        assert bad["error"] == "the file is empty"

    def test_without_out_a_table_is_printed(self, tmp_path, ensemble, capsys):
        save(tmp_path / "in" / "a.png", "fear")
        (tmp_path / "in" / "b\x1b[31m.png").touch()
        assert main([str(tmp_path / "in"), "--faces", "whole"]) == 0
        output = capsys.readouterr().out
        assert "a.png" in output
        assert "fear" in output
        assert "70.0%" in output
        assert "\x1b" not in output
        assert "1 face (0 uncertain) in 2 images; 0 without a face; 1 unreadable" in output

    def test_annotated_copies_mirror_the_folders(self, tmp_path, ensemble):
        save(tmp_path / "in" / "x" / "1.png", "sad", (400, 300))
        save(tmp_path / "in" / "y" / "1.png", "happy", (400, 300))
        (tmp_path / "in" / "y" / "2.pgm").write_bytes(
            cv2.imencode(".pgm", np.full((48, 48), 90, np.uint8))[1].tobytes()
        )
        (tmp_path / "in" / "y" / "bad.png").touch()
        copies = tmp_path / "in" / "copies"
        arguments = [str(tmp_path / "in"), "--annotate", str(copies), "--out", str(tmp_path / "r.csv")]
        assert main(arguments) == 0
        assert sorted(str(p.relative_to(copies)) for p in copies.rglob("*.*")) == ["x/1.png", "y/1.png", "y/2.pgm.png"]
        copy, original = cv2.imread(str(copies / "x" / "1.png")), cv2.imread(str(tmp_path / "in" / "x" / "1.png"))
        assert copy.shape == original.shape
        assert (copy != original).any()
        assert cv2.imread(str(copies / "y" / "2.pgm.png")).shape == (240, 240, 3)

    def test_copies_never_replace_a_file(self, tmp_path, ensemble, capsys):
        picture = save(tmp_path / "in" / "1.png")
        before = picture.read_bytes()
        assert main([str(picture), "--annotate", str(tmp_path / "in")]) == 1
        assert picture.read_bytes() == before
        assert "exists already" in capsys.readouterr().err

    def test_score_is_printed_for_both_spellings(self, tmp_path, ensemble, capsys):
        save(tmp_path / "in" / "happy" / "1.png", "happy")
        save(tmp_path / "in" / "Sadness" / "1.png", "sad")
        save(tmp_path / "in" / "Sadness" / "2.png", "fear")
        (tmp_path / "in" / "fear").mkdir()
        (tmp_path / "in" / "fear" / "1.png").touch()
        save(tmp_path / "in" / "others" / "1.png", "fear")
        assert main([str(tmp_path / "in"), "--faces", "whole", "--score", "--out", str(tmp_path / "r.csv")]) == 0
        output = capsys.readouterr().out
        assert "3 of 4 images in class folders scored; not scored: 0 without a face, 1 unreadable" in output
        assert "1 image outside class folders not scored" in output
        assert "accuracy                    0.6667" in output
        assert "accuracy with those counted as wrong: 0.5000" in output

    def test_uncertain_faces_are_named_counted_and_scored_by_their_emotion(self, tmp_path, monkeypatch, capsys):
        rule = UncertaintyRule(min_confidence=0.0, min_agreement=0.5)
        monkeypatch.setattr(command, "load_ensemble", lambda _: BrightnessEnsemble(rule=rule, disputed="fear"))
        for emotion in ("happy", "fear", "sad"):
            save(tmp_path / "fear" / f"{emotion}.png", emotion)
        save(tmp_path / "fear" / "fear too.png", "fear")
        monkeypatch.chdir(tmp_path)
        assert main(["fear", "--faces", "whole", "--score"]) == 0
        output = capsys.readouterr().out
        (row,) = (line for line in output.splitlines() if "fear.png" in line)
        assert row.split()[-3:] == ["uncertain", "70.0%", "33%"]
        assert len(row) == len(output.splitlines()[0])
        assert "4 faces (2 uncertain) in 4 images" in output
        assert "accuracy                    0.5000" in output
        assert "expected calibration error  0.2000 (15 bins)" in output
        assert "certain on 50.0 % of the images (2), accuracy there 0.0000" in output

    def test_score_takes_the_largest_face(self, tmp_path, ensemble, capsys):
        picture = np.full((48, 48, 3), BRIGHTNESS["surprise"], np.uint8)
        picture[3:33, 2:32] = BRIGHTNESS["angry"]
        (tmp_path / "anger").mkdir()
        cv2.imwrite(str(tmp_path / "anger" / "1.png"), picture)
        assert main([str(tmp_path / "anger" / "1.png"), "--score"]) == 0
        assert "accuracy                    1.0000" in capsys.readouterr().out

    def test_score_without_class_folders_or_faces_is_an_error(self, tmp_path, ensemble, capsys):
        save(tmp_path / "in" / "1.png")
        assert main([str(tmp_path / "in"), "--score"]) == 1
        assert "folders named after emotions" in capsys.readouterr().err
        (tmp_path / "happy").mkdir()
        (tmp_path / "happy" / "1.png").touch()
        assert main([str(tmp_path / "happy"), "--score"]) == 1
        assert "nothing to score" in capsys.readouterr().err

    @pytest.mark.parametrize("path", ["", "no/such/folder", "x" * 5000])
    def test_missing_path_is_a_usage_error_before_any_work(self, path, tmp_path, ensemble, capsys):
        with pytest.raises(SystemExit) as stop:
            main([str(save(tmp_path / "a.png")), path, "--out", str(tmp_path / "r.csv")])
        assert stop.value.code == 2
        assert "there is no file or folder" in capsys.readouterr().err
        assert not (tmp_path / "r.csv").exists()
        assert ensemble.calls == []

    def test_results_that_are_no_table_are_a_wrong_argument(self, tmp_path, capsys):
        with pytest.raises(SystemExit, match="2"):
            main([str(save(tmp_path / "a.png")), "--out", str(tmp_path / "r.txt")])
        assert "ends in one of .csv, .jsonl" in capsys.readouterr().err

    def test_results_that_cannot_be_written_are_an_error_before_any_work(self, tmp_path, ensemble, capsys):
        save(tmp_path / "a.png")
        assert main([str(tmp_path), "--out", str(tmp_path / "no" / "r.csv")]) == 1
        assert capsys.readouterr().err.startswith("emolens-predict: ")
        assert ensemble.calls == []

    def test_missing_models_are_a_sentence(self, tmp_path, monkeypatch, capsys):
        def fail(_):
            raise ModelError("No models: reinstall Emolens.")

        monkeypatch.setattr(command, "load_ensemble", fail)
        assert main([str(save(tmp_path / "a.png")), "--out", str(tmp_path / "r.csv")]) == 1
        assert capsys.readouterr().err == "emolens-predict: No models: reinstall Emolens.\n"
        assert not (tmp_path / "r.csv").exists()

    def test_a_folder_without_models_or_with_damaged_ones_is_one_sentence(self, tmp_path, capsys):
        models = shutil.copytree(asset_path("models"), tmp_path / "models")
        next(models.glob("*.onnx")).write_bytes(b"damaged")
        picture = str(save(tmp_path / "a.png"))
        for folder, complaint in ((tmp_path / "none", "manifest.json is missing"), (models, "SHA-256 differs")):
            assert main([picture, "--models", str(folder)]) == 1
            err = capsys.readouterr().err
            assert complaint in err
            assert str(folder) in err
            assert err.count("\n") == 1

    def test_models_of_ones_own_read_the_faces(self, tmp_path, capsys):
        models = shutil.copytree(asset_path("models"), tmp_path / "models")
        content = json.loads((models / "manifest.json").read_text())
        content["calibration"] = {"temperature": 100.0}
        del content["class_shares"]
        (models / "manifest.json").write_text(json.dumps(content))
        picture, confidences = str(save(tmp_path / "a.png", "happy")), []
        for options in ([], ["--models", str(models)]):
            assert main([picture, "--faces", "whole", "--out", str(tmp_path / "r.csv"), *options]) == 0
            confidences.append(float(read_csv(tmp_path / "r.csv")[0]["confidence"]))
            output = capsys.readouterr().out
        assert confidences[0] > 0.2 > confidences[1]
        assert "prior: as trained" in output

    @pytest.mark.parametrize("prior", ["-0.1", "1.1", "nan", "uniform"])
    def test_a_prior_that_is_none_is_refused(self, tmp_path, capsys, prior):
        with pytest.raises(SystemExit):
            main([str(save(tmp_path / "a.png")), f"--prior={prior}"])
        assert "expected fer2013, even or a number from 0 to 1" in capsys.readouterr().err

    def test_pictures_are_read_without_three_quarters_of_the_prior_and_scores_with_all_of_it(self, tmp_path, capsys):
        picture = str(save(tmp_path / "happy" / "a.png", "happy"))

        def read(*options):
            assert main([picture, "--faces", "whole", "--out", str(tmp_path / "r.csv"), *options]) == 0
            (row,) = read_csv(tmp_path / "r.csv")
            output = capsys.readouterr().out
            told = next(line for line in output.splitlines() if line.startswith("prior: "))
            return np.array([float(row[emotion]) for emotion in EMOTIONS]), told

        trained, told = read("--prior", "fer2013")
        assert told.startswith("prior: 0 of")
        shares = read_manifest(asset_path("models")).class_shares
        for options, power in (([], 0.75), (["--prior", "even"], 1), (["--prior", "0.5"], 0.5), (["--score"], 0)):
            answers, told = read(*options)
            assert told.startswith(f"prior: {power} of")
            expected = trained * shares**-power
            np.testing.assert_allclose(answers, expected / expected.sum(), atol=2e-5)
        assert read("--score", "--prior", "0.75")[1].startswith("prior: 0.75 of")

    def test_face_crops_in_detect_mode_get_a_hint(self, tmp_path, ensemble, capsys, monkeypatch):
        monkeypatch.setitem(DETECTORS, "haar", kind_of())
        monkeypatch.setitem(DETECTORS, "careful", kind_of())
        assert main([str(save(tmp_path / "a.png"))]) == 0
        assert "--faces whole" in capsys.readouterr().err

    def test_ctrl_c_keeps_the_finished_rows(self, tmp_path, ensemble, monkeypatch, capsys):
        for i in range(200):
            save(tmp_path / "in" / f"{i:03}.png")
        answer = ensemble.vote

        def interrupted(faces):
            if len(ensemble.calls) == 2:
                raise KeyboardInterrupt
            return answer(faces)

        monkeypatch.setattr(ensemble, "vote", interrupted)
        out = tmp_path / "r.csv"
        assert main([str(tmp_path / "in"), "--faces", "whole", "--out", str(out)]) == 130
        assert len(read_csv(out)) == 128
        assert f"Interrupted after 128 of 200 images; their rows are in {out}." in capsys.readouterr().err


def test_a_small_face_in_a_large_photograph_is_found(tmp_path, demo_frames):
    frame = demo_frames[0].image_bgr
    (x, y, side, _), *_ = HaarDetector().detect(to_grey(frame))
    face_px = 260
    around = frame[y - side // 3 : y + side * 4 // 3, x - side // 3 : x + side * 4 // 3]
    piece = cv2.resize(around, None, fx=face_px / side, fy=face_px / side)
    across, down = np.meshgrid(np.linspace(60, 200, 4000), np.linspace(0, 40, 3000))
    photograph = np.repeat((across + down).astype(np.uint8)[..., None], 3, axis=2)
    photograph[2000 : 2000 + piece.shape[0], 700 : 700 + piece.shape[1]] = piece
    cv2.imwrite(str(tmp_path / "photograph.jpg"), photograph)
    assert main([str(tmp_path / "photograph.jpg"), "--out", str(tmp_path / "r.csv")]) == 0
    (row,) = read_csv(tmp_path / "r.csv")
    assert row["error"] == ""
    assert int(row["w"]) == pytest.approx(face_px, rel=0.3)
    assert int(row["x"]) + int(row["w"]) / 2 == pytest.approx(700 + piece.shape[1] / 2, abs=face_px / 4)
    assert int(row["y"]) + int(row["h"]) / 2 == pytest.approx(2000 + piece.shape[0] / 2, abs=face_px / 4)


@pytest.mark.slow
def test_real_fer2013_faces_are_all_read_and_scored(tmp_path, capsys):
    folders = require_fer2013() / "test"
    files = [str(path) for emotion in EMOTIONS for path in sorted((folders / emotion).iterdir())[:30]]
    assert main([*files, "--faces", "whole", "--score", "--out", str(tmp_path / "r.csv")]) == 0
    output = capsys.readouterr().out
    assert "210 faces (" in output
    assert "in 210 images; 0 without a face; 0 unreadable" in output
    accuracy = next(line.split()[1] for line in output.splitlines() if line.startswith("accuracy "))
    assert float(accuracy) > 0.5
