import pytest

from training.export import forms
from training.export.quantise import numeric_form


@pytest.fixture
def accuracies(monkeypatch):
    """Made-up accuracies by numeric form."""
    found = {"float32": 0.700, "float16": 0.700, "int8": 0.698}
    monkeypatch.setattr(forms, "_accuracy", lambda members, images, labels: found[numeric_form(members[0][1])])
    return found


@pytest.mark.parametrize(("int8", "chosen"), [(0.698, "int8"), (0.71, "int8"), (0.696, "float32")])
def test_int8_is_taken_unless_it_loses_too_much(converted, made_up_material, accuracies, int8, chosen):
    accuracies["int8"] = int8
    members, figures = forms.choose_form([converted], made_up_material.train, made_up_material.validation)
    assert {numeric_form(content) for _, content in members} == {chosen}
    assert figures["chosen"] == chosen
    assert figures["int8"]["megabytes"] < figures["float16"]["megabytes"] < figures["float32"]["megabytes"]
    assert all(content_spec.file.endswith(f"-{content_spec.sha256[:8]}.onnx") for content_spec, _ in members)
