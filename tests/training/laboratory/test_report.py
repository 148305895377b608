"""The page of the results that ship: every row, and readable on a screen of 1,200 pixels."""

import json
import re
import shutil
from html.parser import HTMLParser
from pathlib import Path

import pytest

from training.laboratory.choice import best_of_grids
from training.laboratory.notes import CHOICE, differences
from training.laboratory.overview import EXPLANATIONS
from training.laboratory.provenance import compare_precisions, describe_training, train_figures
from training.laboratory.report import write_report
from training.laboratory.studies import GRIDS, STUDIES
from training.laboratory.summary import best_trial
from training.run_folder import PREDICTIONS, slug

RESULTS = Path(__file__).parents[3] / "results" / "laboratory"
ROWS = [*(f"A{n}" for n in range(1, 17)), *(f"B{n}" for n in range(1, 9)), *(f"C{n}" for n in range(1, 10)),
        *(f"D{n}" for n in range(1, 5)), *(f"E{n}" for n in range(1, 10))]  # fmt: skip
COLUMNS = ("reported", "ours", "cells", "rest", "trained", "differs")
WIDTH, CHARACTER, PADDING = 1200 - 2 * 16, 7.3, 13
"""Pixels of the body, of a digit at 12.8 pixels and of a cell's padding (``report_template.html``)."""


class Tables(HTMLParser):
    """Collects the rows of every table: each cell's classes and lines."""

    def __init__(self):
        super().__init__()
        self.tables, self.cell = [], None

    def handle_starttag(self, tag, attributes):
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in ("td", "th"):
            self.cell = (dict(attributes).get("class", "").split(), [""])
            self.tables[-1][-1].append(self.cell)
        elif tag == "br":
            self.cell[1].append("")

    def handle_data(self, data):
        if self.cell:
            self.cell[1][-1] += data

    def handle_endtag(self, tag):
        if tag in ("td", "th"):
            self.cell = None


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    out = tmp_path_factory.mktemp("results") / "laboratory"
    shutil.copytree(RESULTS, out)
    return write_report(out, faces=False).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def rows(page):
    """The overview: what each row says, by its title and the names of columns."""
    return overview_of(page)


def overview_of(page):
    parser = Tables()
    parser.feed(page)
    texts = [[" ".join(lines) for _, lines in row] for row in parser.tables[0][1:]]
    return {(row, title): dict(zip(COLUMNS, cells, strict=True)) for row, title, *cells in texts}


def summary_of(name):
    return json.loads((RESULTS / name / "summary.json").read_text())


def copy_of(name, out):
    """Put a study without its pictures into ``out`` and return its summary."""
    shutil.copytree(RESULTS / name, out / name, ignore=shutil.ignore_patterns("*.png"))
    return summary_of(name)


def rows_with(summary, out):
    """What the rows say with another summary of a study in ``out``."""
    (out / summary["name"] / "summary.json").write_text(json.dumps(summary))
    return overview_of(write_report(out, faces=False).read_text(encoding="utf-8"))


def row_of(rows, study):
    return rows[STUDIES[study].row, STUDIES[study].title]


def test_every_row_of_the_documents_is_there(page):
    shown = set(re.findall(r'<td class="id">(\w+)</td>', page))
    assert shown >= set(ROWS)


def test_the_shipped_overview_is_what_the_shipped_results_give(page, tmp_path):
    shutil.copytree(RESULTS, tmp_path / "copy")
    write_report(tmp_path / "copy", faces=False)
    assert (tmp_path / "copy" / "report.md").read_text() == (RESULTS / "report.md").read_text()


def test_tables_fit_a_window_of_1200_pixels(page):
    parser = Tables()
    parser.feed(page)
    assert len(parser.tables) > 20
    for table in parser.tables:
        widths = [0.0] * max(map(len, table))
        for row in table:
            for column, (classes, lines) in enumerate(row):
                if "n" in classes:
                    assert max(map(len, lines)) <= 13 or lines == table[0][column][1], lines
                words = lines if "n" in classes and row is not table[0] else " ".join(lines).split() or [""]
                # Other cells break anywhere, so ten characters are enough for them to be read.
                longest = max(map(len, words)) if "n" in classes else 10
                widths[column] = max(widths[column], longest * CHARACTER + PADDING)
        assert sum(widths) <= WIDTH, widths


def test_what_a_document_measured_beside_stands_beside_ours_too(page):
    rows = re.findall(r"<tr>.*?</tr>", page, flags=re.DOTALL)
    for study in (each for each in STUDIES.values() if each.beside):
        row = next(row for row in rows if f'<td class="id">{study.row}</td>' in row)
        for what in {what for measured in study.beside.values() for what in measured}:
            assert len(re.findall(rf"{what} 0\.\d{{4}}", row)) == 2, (study.row, what)


def test_what_is_no_better_than_chance_says_so(tmp_path, rows):
    shutil.copytree(RESULTS / "grid-alexnet", tmp_path / "grid-alexnet")
    summary = summary_of("grid-alexnet")
    for figures in summary["trials"].values():
        figures["validation"]["accuracy"] = 0.25
    (tmp_path / "grid-alexnet" / "summary.json").write_text(json.dumps(summary))
    page = write_report(tmp_path, faces=False).read_text(encoding="utf-8")
    assert re.search(r"0\.2500 \[0\.239–0\.262\] \([^()]*, no better than chance\)", page)

    assert "no better than chance" in row_of(rows, "grid-resnet50v2")["ours"]


def test_the_best_of_a_grid_is_none_that_diverged(tmp_path, rows):
    summary = copy_of("grid-vgg16", tmp_path)
    best = best_trial(summary["trials"])
    summary["trials"][best]["diverged"] = True
    second = best_trial(summary["trials"])
    assert f"({best})" in row_of(rows, "grid-vgg16")["ours"]
    assert f"({second})" in row_of(rows_with(summary, tmp_path), "grid-vgg16")["ours"]


def test_a_vote_is_judged_as_its_members_are(tmp_path, rows):
    assert "(vote)" in row_of(rows, "cnn-ensemble")["ours"]
    shutil.copytree(RESULTS / "cnn-ensemble", tmp_path / "cnn-ensemble")
    summary = summary_of("cnn-ensemble")
    summary["vote"]["validation"]["accuracy"] = 0.25
    (tmp_path / "cnn-ensemble" / "summary.json").write_text(json.dumps(summary))
    page = write_report(tmp_path, faces=False).read_text(encoding="utf-8")
    assert "(vote, no better than chance)" in page
    assert "<td>all together, no better than chance</td>" in page


def test_who_is_no_better_than_chance_is_not_ranked(rows):
    ranking = rows["E4", "Ranking of the architectures by validation accuracy"]
    (unranked,) = re.findall(r"No better than chance: ([^.]+)\.", ranking["differs"])
    for name in unranked.split(", "):
        assert "no better than chance" in row_of(rows, f"grid-{name}")["ours"]
        assert name not in ranking["ours"]
    for name in re.findall(r"(\w+) 0\.", ranking["ours"]):
        assert "no better than chance" not in row_of(rows, f"grid-{name}")["ours"]


def test_every_figure_says_of_which_images_it_is(rows):
    for study in STUDIES.values():
        row = row_of(rows, study.name)
        start = study.measure.removesuffix(" accuracy") + " 0."
        assert row["ours"].startswith((start, "not run yet")), study.name
        assert row["reported"].startswith((start, "–")), study.name
    for name in ("A13", "A14", "A15"):
        for row in (cells for (row, _), cells in rows.items() if row == name):
            assert row["ours"].startswith(("validation 0.", "test 0.", "not run yet"))


def test_who_chooses_by_test_images_is_named():
    chosen = {study.row for study in STUDIES.values() if study.measure == "test accuracy"} - {"B0"}
    assert set(re.findall(r"\b[A-E]\d\b", CHOICE)) == chosen
    assert "optimistic" in CHOICE


def test_trials_that_failed_are_counted(tmp_path):
    summary = copy_of("grid-cnn", tmp_path)
    trials = list(summary["trials"].values())
    answers = trials[0]["validation"]["confusion"]
    alike = [[sum(line), *[0] * (len(line) - 1)] for line in answers]
    for number, figures in enumerate(trials):
        figures["diverged"] = number in (1, 2)
        figures["validation"].update(confusion=alike if number == 0 else answers, accuracy=0.1 if number == 0 else 0.5)
    changed = rows_with(summary, tmp_path)
    assert row_of(changed, "grid-cnn")["cells"] == "18 / 18 2 diverged 1 constant"
    assert changed["A7", "Grid over five architectures"]["cells"] == "18 / 90 2 diverged 1 constant"


def test_what_a_vote_lacks_of_the_grids_best_is_told(tmp_path):
    for name in ("grid-cnn", "grid-vgg16", "grid-alexnet"):
        copy_of(name, tmp_path)
    chosen = copy_of("best-three", tmp_path)
    best = {cell.architecture: cell for cell in best_of_grids(tmp_path)}
    for cell in best.values():
        taken = json.loads((tmp_path / GRIDS[cell.architecture] / slug(cell.name) / "trial.json").read_text())
        taken["trial"].update(seed=9, split_seed=9, epochs=3)
        (tmp_path / "best-three" / cell.architecture / "trial.json").write_text(json.dumps(taken))
    lacks = "Of the grid's best by now it lacks"
    assert lacks not in differences(chosen, tmp_path)

    path = tmp_path / "best-three" / "vgg16" / "trial.json"
    taken = json.loads(path.read_text())
    taken["trial"]["optimizer"] = "adagrad"
    path.write_text(json.dumps(taken))
    assert differences(chosen, tmp_path).endswith(f" {lacks} {best['vgg16'].label}.")
    assert lacks not in differences({**chosen, "vote": None}, tmp_path), "its trials are still being trained"
    path.unlink()
    assert lacks not in differences(chosen, tmp_path), "nothing tells what was taken"
    shutil.rmtree(tmp_path / "grid-cnn")
    assert lacks not in differences(chosen, tmp_path), "the grid has too few to choose from"


def test_pictures_that_are_not_there_have_neither_heading_nor_link(tmp_path):
    copy_of("mlp-baseline", tmp_path)
    shutil.copytree(RESULTS / EXPLANATIONS, tmp_path / EXPLANATIONS)
    section = f"{EXPLANATIONS}-mlp-baseline"
    assert section not in write_report(tmp_path).read_text(encoding="utf-8")
    (tmp_path / EXPLANATIONS / "mlp-baseline" / PREDICTIONS).write_bytes(b"a picture")
    assert write_report(tmp_path).read_text(encoding="utf-8").count(section) == 2


def test_images_that_were_chosen_by_are_named_wherever_they_are_measured_on(rows):
    for row in (rows["A14", "Soft vote of the ensemble that Emolens uses"],
                next(cells for (row, _), cells in rows.items() if row == "A15")):  # fmt: skip
        assert "PublicTest" in row["differs"]
        assert "recipe and calibration were chosen, too." in row["differs"]


def test_the_gpu_that_trained_is_named(tmp_path):
    study, recorded = tmp_path / "mlp-baseline", RESULTS / "mlp-baseline"
    shutil.copytree(recorded, study)
    summary = json.loads((study / "summary.json").read_text())
    path = study / "128-32" / "trial.json"
    about = json.loads(path.read_text())
    gpus = {"backend": "jax", "jax": "0.11.2", "accelerators": ["NVIDIA H100", "NVIDIA H100"]}
    path.write_text(json.dumps({**about, "environment": {**about["environment"], **gpus}}))
    assert describe_training(summary, study) == "JAX 0.11.2 on NVIDIA H100, float32, seed 1"
    assert " on " not in describe_training(summary, recorded)


def test_a_comparison_across_precisions_is_named():
    summaries = [
        {"name": name, "row": STUDIES[name].row, "trials": {"x": {"precision": precision}}}
        for name, precision in (("batch-size", "float32"), ("activation", "mixed_bfloat16"), ("pooling", "float32"))
    ]
    (note,) = compare_precisions(summaries)
    assert note.startswith("Document B: float32: batch-size; mixed_bfloat16: activation.")


@pytest.mark.parametrize(
    ("study", "beside", "document"),
    [("epoch-limit", "activation", "B"), ("mlp-recall", "activation", "B"), ("basic-cnn", "pooling", "C"),
     ("more-members", "imbalance", "A"), ("regularisation", "imbalance", "A")],
)  # fmt: skip
def test_a_comparison_across_precisions_has_the_rows_of_the_second_reading(study, beside, document):
    summaries = [
        {"name": name, "row": STUDIES[name].row, "trials": {"x": {"precision": precision}}}
        for name, precision in ((study, "float32"), (beside, "mixed_bfloat16"))
    ]
    (note,) = compare_precisions(summaries)
    assert note.startswith(f"Document {document}: float32: {study}; mixed_bfloat16: {beside}.")


def test_figures_in_training_are_those_of_the_epoch_that_counts():
    found = train_figures(RESULTS / "mlp-baseline" / "128-32")
    assert 0.3 < found["accuracy"] < found["top2_accuracy"]
    assert train_figures(RESULTS / "linear-svm") == {}


@pytest.mark.parametrize(("stopped", "told"), [(5, "10 / 30 | 5 hours"), (25, "30 / 30 | –")])
def test_draws_that_were_stopped_early_have_been_run(tmp_path, stopped, told):
    shutil.copytree(RESULTS / "hyperband", tmp_path / "hyperband")
    summary = summary_of("hyperband")
    changed = {**summary, "stopped": stopped, "full_hours": 7.5}
    (tmp_path / "hyperband" / "summary.json").write_text(json.dumps(changed))
    write_report(tmp_path, faces=False)
    assert f"{told} |" in (tmp_path / "report.md").read_text()
