"""The stand-alone program's entrance, and the workflow that builds it; ``make bundle`` tries the folder itself."""

import sys
from pathlib import Path

import pytest

from app.packaging import emolens
from fer_core.camera_check.child import PROBE_ARGUMENT

TOP = Path(__file__).parents[2]
WORKFLOW = TOP / ".github" / "workflows" / "emolens.yml"


@pytest.mark.parametrize(
    ("arguments", "started"), [(["--version"], "window"), ([PROBE_ARGUMENT, "list"], ["list"]), ([], "window")]
)
def test_the_stand_alone_program_is_the_window_or_the_child(monkeypatch, arguments, started):
    calls = []
    monkeypatch.setattr("app.__main__.main", lambda: calls.append("window") or 0)
    monkeypatch.setattr("fer_core.camera_check.probe.main", lambda question: calls.append(question) or 0)
    monkeypatch.setattr(sys, "argv", ["emolens", *arguments])
    assert emolens.main() == 0
    assert calls == [started]


def test_the_workflow_can_be_read_and_trusts_little():
    yaml = pytest.importorskip("yaml", reason="PyYAML comes with the training extra")
    text = WORKFLOW.read_text(encoding="utf-8")
    workflow = yaml.safe_load(text)
    assert workflow["permissions"] == {"contents": "read"}
    assert "secrets" not in text
    jobs = workflow["jobs"]
    assert [name for name, job in jobs.items() if "permissions" in job] == ["release"]
    assert jobs["release"]["if"] == "startsWith(github.ref, 'refs/tags/v')"
    for job in jobs.values():
        assert set(job.get("needs", [])) <= set(jobs)
        for step in job["steps"]:
            assert ("run" in step) != ("uses" in step)
            assert step.get("uses", "actions/").startswith("actions/")


def test_the_workflow_and_make_build_the_same_way():
    makefile = (TOP / "Makefile").read_text(encoding="utf-8")
    workflow = WORKFLOW.read_text(encoding="utf-8")
    assert (TOP / "app" / "packaging" / "emolens.spec").is_file()
    for part in ("app/packaging/emolens.spec", "-m app.packaging.smoke dist/emolens"):
        assert part in makefile
        assert part in workflow
