"""What the report says of people's codes."""

import sys
from dataclasses import replace

import pytest

from app.pages.review.report import write_report
from app.pages.review.tasks import Progress
from fer_core.coding.codes import Code, Codes
from fer_core.coding.store import write_codes
from fer_core.recording.reader import open_recording
from tests.app.pages.review.test_exports import Page

EVIL = "<b>{0}&amp;"


@pytest.fixture
def report(qapp, folder, tmp_path):
    """Return a function that writes the codes, and reads the page of a report about a range, or all."""

    def write(*coded, range_s=None):
        for codes in coded:
            write_codes(folder, codes)
        write_report(open_recording(folder), tmp_path / "r.html", range_s, Progress())
        return Page((tmp_path / "r.html").read_text("utf-8"))

    return write


def test_a_report_has_the_agreement_of_coders_and_model(report):
    anna = Codes("Anna", (Code(1, 0.0, 1.0, "happy"), Code(1, 1.0, 1.5, "unsure"), Code(2, 0.0, 2.0, "sad")))
    ben = Codes(EVIL, (Code(1, 0.0, 0.5, "fear"), Code(1, 0.5, 1.0, "happy"), Code(2, 0.0, 1.0, "sad")))
    page = report(anna, ben)
    words = " ".join(page.words)
    assert f"Cohen's kappa {EVIL}, Anna 0.60 20 0 15" in words
    assert "Cohen's kappa Anna, model 1.00 30 5 0" in words
    assert f"Fleiss' kappa {EVIL}, Anna, model" in words
    # 15 times happy, 20 sad, 5 fear, a quarter of the moments said otherwise: 1 - (1/4) / (950 / (40 · 39)).
    assert f"Krippendorff's alpha {EVIL}, Anna 0.59 20 0 15" in words
    assert "compared every 0.1 s" in words
    assert f"{EVIL} (3), Anna (3)" in words
    assert "b" not in page.tags
    assert page.tags.count("img") == 4 + 1


def test_a_report_about_a_range_compares_only_that_and_says_what_is_not_defined(report):
    page = report(Codes("Anna", (Code(1, 0.0, 3.0, "happy"),)), range_s=(1.0, 2.0))
    words = " ".join(page.words)
    assert "Cohen's kappa Anna, model — 10 0 0" in words
    assert "— : not defined" in words
    assert "Fleiss" not in words


def test_a_report_without_codes_says_nothing_of_agreement(report):
    assert "Agreement" not in report(Codes("Anna")).words


def test_a_report_says_which_package_is_missing_and_shows_the_picture_all_the_same(report, monkeypatch):
    monkeypatch.setitem(sys.modules, "nltk.metrics.agreement", None)
    page = report(Codes("Anna", (Code(1, 0.0, 1.0, "happy"), Code(2, 0.0, 1.0, "happy"))))
    assert any("emolens[agreement]" in words for words in page.words)
    assert page.tags.count("img") == 4 + 1


def test_codes_of_faces_that_became_one_are_compared_with_that_one(qapp, folder, tmp_path):
    write_codes(folder, Codes("Anna", (Code(2, 0.0, 1.0, "happy"), Code(1, 1.0, 2.0, "sad"))))
    recording = open_recording(folder)
    recording = replace(recording, info=replace(recording.info, edits=recording.info.edits.with_merge(2, 1)))
    write_report(recording, tmp_path / "r.html", None, Progress())
    assert "Cohen's kappa Anna, model 0.00 20 0 0" in " ".join(Page((tmp_path / "r.html").read_text("utf-8")).words)
