import io

import cv2
import numpy as np
import pytest
from matplotlib import pyplot as plt

from fer_core.emotions import EMOTIONS
from fer_core.rows.writing import write_whole
from tests.training.toys import TOYS
from training.data.faces import Material, load_folder
from training.export import onnx_file
from training.models import ARCHITECTURES, build_model
from training.reports.plots import save

PER_CLASS = 16
DRAWING = ("training.reports.plots", "training.laboratory.explain")

ARCHITECTURES.update(TOYS)


@pytest.fixture(scope="session", autouse=True)
def sketches():
    """Pictures are empty and show few faces: drawing them is most of what a toy's training takes."""
    empty = io.BytesIO()
    plt.imsave(empty, np.ones((1, 1)))

    def sketch(figure, path):
        plt.close(figure)
        write_whole(path, empty.getvalue())

    with pytest.MonkeyPatch.context() as patch:
        for module in DRAWING:
            patch.setattr(f"{module}.save", sketch)
        for module in ("training.ensemble.run", "training.laboratory.trial", "training.laboratory.commands"):
            patch.setattr(f"{module}.SHEET", 5)
        yield


@pytest.fixture
def drawn_in_full(monkeypatch):
    """Pictures are as they are for people."""
    for module in DRAWING:
        monkeypatch.setattr(f"{module}.save", save)


@pytest.fixture(scope="session")
def made_up_data(tmp_path_factory):
    """A data set in Kaggle's layout whose classes differ by where a bright bar lies."""
    root = tmp_path_factory.mktemp("fer")
    rng = np.random.default_rng(0)
    for split in ("train", "test"):
        for label, emotion in enumerate(EMOTIONS):
            folder = root / split / ("disgusted" if emotion == "disgust" else emotion)
            folder.mkdir(parents=True)
            for number in range(PER_CLASS):
                # Coarse enough that two images of a class do not pass for the same photograph.
                coarse = rng.integers(0, 120, (12, 12), dtype=np.uint8)
                image = cv2.resize(coarse, (48, 48), interpolation=cv2.INTER_NEAREST)
                image[6 * label : 6 * label + 8] += 100
                cv2.imwrite(str(folder / f"{split}_{number:03d}.png"), image)
    return root


@pytest.fixture(scope="session")
def made_up_material(made_up_data):
    """Training and validation part of the made-up data set, without votes."""
    return Material(load_folder(made_up_data / "train"), load_folder(made_up_data / "test"), None)


@pytest.fixture(scope="session")
def converted():
    """An untrained network as an ONNX member."""
    network = build_model("half_vgg")
    complete = onnx_file.with_maps(network, mirrored=False)
    content = onnx_file.to_onnx(complete)
    return onnx_file.describe(complete, content, parameters=network.count_params()), content
