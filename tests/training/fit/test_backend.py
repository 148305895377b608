import pytest

from training.fit.backend import accelerators


@pytest.mark.parametrize(("details", "name"), [({"device_name": "NVIDIA H100"}, "NVIDIA H100"), ({}, "GPU")])
def test_gpus_are_named_and_a_processor_is_none(monkeypatch, details, name):
    import tensorflow as tf

    monkeypatch.setattr(tf.config.experimental, "get_device_details", lambda gpu: {"a card": details}[gpu])
    for cards, names in (([], []), (["a card"], [name])):
        monkeypatch.setattr(tf.config, "list_physical_devices", {"GPU": cards}.get)
        assert accelerators() == names
