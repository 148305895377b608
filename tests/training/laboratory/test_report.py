"""The page of the results that ship: every row, and readable on a screen of 1,200 pixels."""

import re
import shutil
from html.parser import HTMLParser
from pathlib import Path

import pytest

from training.laboratory.provenance import compare_precisions, train_figures
from training.laboratory.report import write_report
from training.laboratory.studies import STUDIES

RESULTS = Path(__file__).parents[3] / "results" / "laboratory"
ROWS = [*(f"A{n}" for n in range(1, 17)), *(f"B{n}" for n in range(1, 9)), *(f"C{n}" for n in range(1, 10)),
        *(f"D{n}" for n in range(1, 5)), *(f"E{n}" for n in range(1, 10))]  # fmt: skip
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


def test_what_is_no_better_than_chance_says_so(page):
    assert "0.0129 [0.010–0.016] (0.0001, adam, elu, no better than chance)" in page
    best = next(line for line in page.splitlines() if "Grid: VGG16" in line and "<td" in line)
    assert "diverged" not in best


def test_a_comparison_across_precisions_is_named():
    summaries = [
        {"name": name, "row": STUDIES[name].row, "trials": {"x": {"precision": precision}}}
        for name, precision in (("batch-size", "float32"), ("activation", "mixed_bfloat16"), ("pooling", "float32"))
    ]
    (note,) = compare_precisions(summaries)
    assert note.startswith("Document B: float32: batch-size; mixed_bfloat16: activation.")


def test_figures_in_training_are_those_of_the_epoch_that_counts():
    found = train_figures(RESULTS / "mlp-baseline" / "128-32")
    assert 0.3 < found["accuracy"] < found["top2_accuracy"]
    assert train_figures(RESULTS / "linear-svm") == {}
