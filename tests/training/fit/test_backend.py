import sys
from types import SimpleNamespace

import pytest

from training.fit import backend


def use_tensorflow(monkeypatch, names):
    import tensorflow as tf

    details = {name: {"device_name": name} for name in names}
    monkeypatch.setattr(tf.config, "list_physical_devices", {"GPU": list(details)}.get)
    monkeypatch.setattr(tf.config.experimental, "get_device_details", details.get)


def use_jax(monkeypatch, names):
    processor = SimpleNamespace(platform="cpu", device_kind="cpu")
    devices = [processor, *(SimpleNamespace(platform="gpu", device_kind=name) for name in names)]
    monkeypatch.setitem(sys.modules, "jax", SimpleNamespace(local_devices=lambda: devices))


def use_torch(monkeypatch, names):
    cuda = SimpleNamespace(device_count=lambda: len(names), get_device_name=list(names).__getitem__)
    monkeypatch.setitem(sys.modules, "torch", SimpleNamespace(cuda=cuda))


@pytest.mark.parametrize("names", [[], ["NVIDIA H100"], ["NVIDIA H100", "NVIDIA T4"]])
@pytest.mark.parametrize("use", [use_tensorflow, use_jax, use_torch])
def test_gpus_are_named_and_processors_are_not(monkeypatch, use, names):
    monkeypatch.setattr(backend, "BACKEND", use.__name__.removeprefix("use_"))
    use(monkeypatch, names)
    assert backend.accelerators() == names
