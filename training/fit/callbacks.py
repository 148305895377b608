"""What happens beside the training of a member: averaging, validation, checkpoints and resuming from them."""

import io
import os
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import cv2
import keras
import numpy as np
import pandas as pd
from numpy.typing import NDArray
from sklearn import metrics

from fer_core.errors import DataError
from fer_core.rows.writing import bring_to_disk, cannot_write, write_whole
from training.data.faces import FaceDataset
from training.fit.answers import predict
from training.fit.backend import compiled, sync
from training.fit.batches import EMOTION_HEAD
from training.run_folder import AVERAGE, HISTORY, LAST


def resized(images: NDArray[np.uint8], size: int) -> NDArray[np.uint8]:
    """Return grey faces, uint8 (n, 48, 48), at (n, size, size), as the stages of a training draw them."""
    if images.shape[1] == size:
        return images
    return np.stack([cv2.resize(image, (size, size), interpolation=cv2.INTER_LINEAR) for image in images])


class AveragedWeights(keras.callbacks.Callback):
    """Keeps ``average``, a copy of the network whose weights follow the trained ones exponentially.

    The batch-norm statistics are averaged with them. In the first steps the momentum is smaller, min(m, (1 + t) /
    (10 + t)) at step t, so that the random initial weights are soon forgotten. Without momentum it is the network as
    each epoch left it.
    """

    def __init__(self, network: keras.Model, average: keras.Model, *, momentum: float) -> None:
        super().__init__()
        self._network = network
        self._average = average
        self._momentum = momentum

    def on_train_batch_end(self, batch: int, logs: dict[str, float] | None = None) -> None:  # noqa: ARG002
        """Move the average towards the weights of this step."""
        if not self._momentum:
            return
        sync(self.model)
        step = int(keras.ops.convert_to_numpy(self.model.optimizer.iterations))
        rate = np.float32(1 - min(self._momentum, (1 + step) / (10 + step)))
        means, weights = self._average.weights, self._network.weights
        moved = _move([mean.value for mean in means], [weight.value for weight in weights], rate)
        for mean, value in zip(means, moved, strict=True):
            mean.assign(value)

    def on_epoch_end(self, epoch: int, logs: dict[str, float] | None = None) -> None:  # noqa: ARG002
        """Take the weights of this epoch, where there is no momentum."""
        if not self._momentum:
            sync(self.model)
            self._average.set_weights(self._network.get_weights())


@compiled
def _move(means: list[Any], weights: list[Any], rate: Any) -> list[Any]:
    pairs = zip(means, weights, strict=True)
    return [mean + keras.ops.cast(rate, mean.dtype) * (weight - mean) for mean, weight in pairs]


class Validation(keras.callbacks.Callback):
    """Adds to the log how good the averaged weights are every ``every`` epochs, and the plain ones as ``fit`` ends."""

    def __init__(
        self, network: keras.Model, average: keras.Model, images: FaceDataset, *, size: int, every: int
    ) -> None:
        super().__init__()
        self._network = network
        self._average = average
        self._labels = images.labels
        self._faces = resized(images.images, size)
        self._every = every
        self._began = 0.0

    def on_epoch_begin(self, epoch: int, logs: dict[str, float] | None = None) -> None:  # noqa: ARG002
        """Take the time."""
        self._began = time.monotonic()

    def on_epoch_end(self, epoch: int, logs: dict[str, float] | None = None) -> None:
        """Validate, and log the duration of the epoch's training alone."""
        assert logs is not None
        logs["seconds"] = time.monotonic() - self._began
        sync(self.model)
        for name in ("accuracy", "top2_accuracy"):
            logs[name] = logs.pop(f"{EMOTION_HEAD}_{name}", logs.get(name, np.nan))
        is_last = epoch + 1 == self.params["epochs"]
        names = ("val_accuracy", "val_top2_accuracy", "val_macro_f1", "val_loss")
        wanted = is_last or epoch % self._every == self._every - 1
        logs.update(zip(names, self._measure(self._average) if wanted else [np.nan] * len(names), strict=True))
        logs["val_accuracy_unaveraged"] = self._measure(self._network)[0] if is_last else np.nan

    def _measure(self, network: keras.Model) -> list[float]:
        labels, probabilities = self._labels, predict(network, self._faces)
        likelihood = probabilities[np.arange(len(labels)), labels]
        return [
            float(np.mean(probabilities.argmax(axis=1) == labels)),
            float(metrics.top_k_accuracy_score(labels, probabilities, k=2, labels=range(probabilities.shape[1]))),
            float(metrics.f1_score(labels, probabilities.argmax(axis=1), average="macro", zero_division=0.0)),
            float(-np.log(np.maximum(likelihood, 1e-7)).mean()),
        ]


class History(keras.callbacks.Callback):
    """Writes a row per epoch to a folder's history, in place of those of this epoch and later ones."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder

    def on_epoch_end(self, epoch: int, logs: dict[str, float] | None = None) -> None:
        """Write what the callbacks before this one have logged."""
        assert logs is not None
        rows = read_history(self._folder)
        row = pd.DataFrame([{"epoch": epoch, **{name: float(logs[name]) for name in sorted(logs)}}])
        earlier = rows[rows["epoch"] < epoch]
        table = pd.concat([earlier, row]) if len(earlier) else row
        write_whole(self._folder / HISTORY, table.to_csv(index=False).encode())


class Stopwatch(keras.callbacks.Callback):
    """Adds to the log how many ``seconds`` each epoch's training took, without the validation that ``fit`` does."""

    def __init__(self) -> None:
        super().__init__()
        self._began = self._seconds = 0.0

    def on_epoch_begin(self, epoch: int, logs: dict[str, float] | None = None) -> None:  # noqa: ARG002
        """Take the time."""
        self._began = time.monotonic()

    def on_test_begin(self, logs: dict[str, float] | None = None) -> None:  # noqa: ARG002
        """Note that the training of this epoch is over."""
        self._seconds = time.monotonic() - self._began

    def on_epoch_end(self, epoch: int, logs: dict[str, float] | None = None) -> None:  # noqa: ARG002
        """Log the duration."""
        assert logs is not None
        logs["seconds"] = self._seconds


class EpochCheckpoint(keras.callbacks.Callback):
    """Saves the weights in training with their optimizer, and then the averaged ones, after every epoch."""

    def __init__(self, folder: Path, average: keras.Model) -> None:
        super().__init__()
        self._folder = folder
        self._average = average

    def on_epoch_end(self, epoch: int, logs: dict[str, float] | None = None) -> None:  # noqa: ARG002
        """Save what this epoch reached."""
        sync(self.model)
        save_weights({self._folder / LAST: self.model, self._folder / AVERAGE: self._average})


def tensorboard_logs(folder: Path, *, wanted: bool) -> list[keras.callbacks.Callback]:
    """Return what writes every epoch for TensorBoard, below ``folder``; nothing unless it is ``wanted``."""
    return [keras.callbacks.TensorBoard(folder / "tensorboard", write_graph=False)] if wanted else []


class _Memory(io.BytesIO):
    """A file in memory whose name Keras takes: HDF5 that cannot be brought to a full disk crashes as Python ends."""

    def __str__(self) -> str:
        return "memory.weights.h5"


def save_weights(networks: Mapping[Path, keras.Model]) -> None:
    """Save weights, with the optimizer's where a network is compiled; all are written beside and then renamed.

    The names follow one right after the other, so that a kill leaves files of the same epoch. A power cut takes none.
    Raises DataError, and leaves what was there, where one cannot be written.
    """
    partial = {path: path.with_name(f"partial-{path.name}") for path in networks}
    path = next(iter(networks))
    try:
        for path, network in networks.items():
            content = _Memory()
            network.save_weights(content)
            partial[path].write_bytes(content.getbuffer())
            bring_to_disk(partial[path])
        for path, beside in partial.items():
            os.replace(beside, path)
        for folder in {path.parent for path in networks}:
            bring_to_disk(folder)
    except OSError as error:
        for beside in partial.values():
            beside.unlink(missing_ok=True)
        raise cannot_write(path, error) from error


def load_checkpoint(network: keras.Model, path: Path, *, advice: str = "") -> None:
    """Load weights that were saved; raises DataError where the file is missing, damaged or of another network.

    Its ``advice`` is, unless told otherwise, to remove the folder.
    """
    advice = advice or f"Remove {path.parent}, and the same command trains this network anew."
    try:
        network.load_weights(path)
    except FileNotFoundError as error:
        raise DataError(f"The checkpoint {path} is missing: removed, or never copied. {advice}") from error
    except (OSError, KeyError, ValueError) as error:
        raise DataError(f"The checkpoint {path} is damaged. {advice}") from error


def read_history(folder: Path) -> pd.DataFrame:
    """Return one row per finished epoch, in order, none before the first; raises DataError where they are damaged."""
    path = folder / HISTORY
    if not path.exists():
        return pd.DataFrame(columns=["epoch", "val_accuracy"])
    try:
        # An epoch that was killed between its row and its checkpoint is run and logged again: the later row counts.
        return pd.read_csv(path).drop_duplicates("epoch", keep="last").sort_values("epoch")
    except (ValueError, KeyError) as error:
        raise DataError(
            f"{path} is damaged ({error}). Remove {folder} to train anew, or this one file if the network is finished."
        ) from error
