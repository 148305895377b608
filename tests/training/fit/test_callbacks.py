import keras
import numpy as np
import pytest

from fer_core.errors import DataError
from tests.fer_core.rows.test_row_file import full_disk
from tests.training.toys import toy_network
from training.fit.callbacks import load_checkpoint, read_history, save_weights


def compiled_toy():
    network = toy_network(48)
    network.compile("adam", "categorical_crossentropy")
    network.optimizer.build(network.trainable_variables)
    return network


def test_weights_and_optimizer_are_saved_as_keras_reads_them(tmp_path):
    network, other = compiled_toy(), compiled_toy()
    network.optimizer.iterations.assign(7)
    save_weights({tmp_path / "last.weights.h5": network})
    load_checkpoint(other, tmp_path / "last.weights.h5")
    assert all(np.array_equal(*pair) for pair in zip(network.get_weights(), other.get_weights(), strict=True))
    assert int(keras.ops.convert_to_numpy(other.optimizer.iterations)) == 7


def test_a_full_disk_is_one_sentence_and_leaves_the_weights_of_before(tmp_path):
    network = compiled_toy()
    paths = [tmp_path / name for name in ("best.weights.h5", "last.weights.h5")]
    save_weights(dict.fromkeys(paths, network))
    before = [path.read_bytes() for path in paths]
    network.optimizer.iterations.assign(7)
    with full_disk(10_000), pytest.raises(DataError, match=r"Cannot write .*best\.weights\.h5: .*Free some space"):
        save_weights(dict.fromkeys(paths, network))
    assert [path.read_bytes() for path in paths] == before
    assert sorted(tmp_path.iterdir()) == paths


def test_weights_that_are_missing_or_damaged_are_told_with_the_same_advice(tmp_path):
    path = tmp_path / "best.weights.h5"
    with pytest.raises(DataError, match=r"is missing: removed, or never copied. Remove .* trains this network anew"):
        load_checkpoint(toy_network(48), path)
    path.write_bytes(b"damaged")
    with pytest.raises(DataError, match=r"is damaged. Remove .* trains this network anew"):
        load_checkpoint(toy_network(48), path)


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"loss\n0.5\n", b"epoch,loss\n0,1,2\n1,2,3,4\n"])
def test_a_damaged_history_is_told(tmp_path, content):
    (tmp_path / "history.csv").write_bytes(content)
    with pytest.raises(DataError, match=r"history\.csv is damaged"):
        read_history(tmp_path)
