from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from fer_core.emotions import EMOTIONS
from fer_core.errors import DataError
from tests.training.conftest import PER_CLASS
from training import run
from training.ablation import __main__ as ablation
from training.data.clean import group_duplicates
from training.data.faces import FaceDataset, load_part
from training.data.votes import CHOICES, OFFICIAL, find_votes, load_votes
from training.ensemble.presets.smoke import CONFIG as SMOKE
from training.ensemble.run import prepare

CODES = {"angry": 0, "disgust": 1, "fear": 2, "happy": 3, "sad": 4, "surprise": 5, "neutral": 6}
PIXELS = " ".join(["7"] * 2304)


def rows_of(part: FaceDataset, usages):
    """Yield the rows of a part, classes mixed, each usage taking its share of every class in turn."""
    for number in range(PER_CLASS):
        usage = usages[number * len(usages) // PER_CLASS]
        for label, emotion in enumerate(EMOTIONS):
            image = part.images[part.labels == label][number]
            yield f"{CODES[emotion]},{' '.join(map(str, image.ravel()))},{usage}"


@pytest.fixture(scope="module")
def table(made_up_data, tmp_path_factory):
    """The made-up folder as Kaggle's table, whose tests are in the other order."""
    train, test = (load_part(made_up_data, part) for part in ("train", "test"))
    test_rows = list(rows_of(test, ["PrivateTest", "PublicTest"]))
    path = tmp_path_factory.mktemp("table") / "fer2013.csv"
    half = len(test_rows) // 2
    rows = [*rows_of(train, ["Training"]), *test_rows[half:], *test_rows[:half]]
    path.write_text("\n".join(["emotion,pixels,Usage", *rows, ""]))
    return path


@pytest.mark.parametrize("part", ["train", "test"])
def test_a_table_and_a_folder_of_the_same_pixels_in_the_same_order_are_the_same_data(table, made_up_data, part):
    from_table, from_folder = (load_part(data, part) for data in (table, made_up_data))
    assert from_table.images.dtype == from_folder.images.dtype
    assert from_table.labels.dtype == from_folder.labels.dtype
    np.testing.assert_array_equal(from_table.images, from_folder.images)
    np.testing.assert_array_equal(from_table.labels, from_folder.labels)


def test_public_test_is_a_part_of_its_own(table, made_up_data, tmp_path):
    test, public = (load_part(table, part) for part in ("test", "public"))
    assert len(public) == len(test) // 2
    assert set(public.paths) < set(test.paths)
    with pytest.raises(DataError, match="no images named PublicTest"):
        load_part(made_up_data, "public")
    (tmp_path / "test").mkdir()
    for folder in (made_up_data / "test").iterdir():
        for number, image in enumerate(sorted(folder.iterdir())[:3]):
            name = f"{'Private' if number else 'Public'}Test_{number}.png"
            (tmp_path / "test" / folder.name).mkdir(exist_ok=True)
            (tmp_path / "test" / folder.name / name).write_bytes(image.read_bytes())
    assert [path.name for path in load_part(tmp_path, "public").paths] == ["PublicTest_0.png"] * len(EMOTIONS)


def test_without_a_fraction_all_are_trained_on_and_public_test_is_validated_on(table):
    labelled, public = load_part(table, "train"), load_part(table, "public")
    config = replace(SMOKE, validation_fraction=0.0)
    material = prepare(labelled, np.arange(len(labelled)), config, votes=table.with_name("none.csv"), public=public)
    assert material.train.paths == labelled.paths
    assert material.validation is public


def test_an_image_is_named_after_its_line(table):
    dataset = load_part(table, "train")
    lines = table.read_text().splitlines()
    for position in (0, 20, len(dataset) - 1):
        name, line = dataset.paths[position].name.split(":")
        assert name == "fer2013.csv"
        code, pixels, _ = lines[int(line) - 1].split(",")
        assert int(code) == CODES[EMOTIONS[dataset.labels[position]]]
        assert pixels.split() == [str(value) for value in dataset.images[position].ravel()]


def test_the_split_is_that_of_a_folder_in_the_same_order(table, made_up_data):
    parts = []
    for data in (table, made_up_data):
        labelled = load_part(data, "train")
        material = prepare(labelled, group_duplicates(labelled.images), SMOKE, votes=data / "none.csv")
        parts.append((material.train.images, material.validation.images))
    for mine, theirs in zip(*parts, strict=True):
        np.testing.assert_array_equal(mine, theirs)


def test_other_spaces_columns_and_a_byte_order_mark_are_read(tmp_path):
    path = tmp_path / "icml_face_data.csv"
    rows = (f"{code}, Training, {PIXELS} " for code in range(7))
    path.write_text("\r\n".join(["emotion, Usage, pixels", *rows, "", ""]), encoding="utf-8-sig")
    assert load_part(path, "train").labels.tolist() == list(range(7))
    assert load_part(path, "train").paths[4].name == f"icml_face_data.csv:{2 + CODES['neutral']}"


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (f"7,{PIXELS},Training", "emotion '7'; expected a whole number from 0 to 6"),
        (f"{'9' * 5000},{PIXELS},Training", "expected a whole number from 0 to 6"),
        (f"happy,{PIXELS},Training", "emotion 'happy'"),
        (f"3,{PIXELS},Validation", "Usage 'Validation'; expected one of"),
        (f"3,{PIXELS} 7,Training", "2305 pixels; expected 2304"),
        ("3,7 7,Training", "2 pixels; expected 2304"),
        (f"3,{PIXELS[:-1]}256,Training", "whole numbers from 0 to 255"),
        (f"3,{PIXELS[:-1]}{'9' * 400},Training", "whole numbers from 0 to 255"),
        (f"3,-{PIXELS},Training", "whole numbers from 0 to 255"),
        (f"3,{PIXELS}.5,Training", "whole numbers from 0 to 255"),
        (f"3,{PIXELS} x,Training", "whole numbers from 0 to 255"),
        ("3,,Training", "whole numbers from 0 to 255"),
        (f"3,{PIXELS}", "2 columns; expected 3"),
        (f"3,{PIXELS},Training,", "4 columns; expected 3"),
        (f'3,"{PIXELS},Training', "not a row of a table"),
        (f"3,{'7 ' * 100_000},Training", "not a row of a table"),
    ],
)
def test_a_malformed_row_is_named_by_its_line(table, tmp_path, row, message):
    path = tmp_path / "fer2013.csv"
    lines = table.read_text().splitlines()
    path.write_text("\n".join([*lines[:16], row]))
    with pytest.raises(DataError, match=message) as error:
        load_part(path, "train")
    assert str(error.value).startswith(f"{path}:17 ")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "1 lacks the columns"),
        (b"emotion,pixels\n0,7 7\n", r"1 lacks the columns \['Usage'\]"),
        (b"emotion,pixels,Usage\n", "no images of the class 'angry' whose Usage is Training"),
        (f"emotion,pixels,Usage\n0,{PIXELS},PublicTest\n".encode(), "no images of the class 'angry'"),
        (b"PK\x03\x04\xff\xfe", "cannot be read as a table"),
    ],
)
def test_a_file_that_is_no_such_table_says_what_is_expected(tmp_path, content, message):
    path = tmp_path / "fer2013.csv"
    path.write_bytes(content)
    with pytest.raises(DataError, match=message):
        load_part(path, "train")


def test_the_published_votes_follow_the_lines_of_a_table(table, tmp_path):
    dataset = load_part(table, "train")
    rows = [
        ["Training", f"fer{line:07}.png", *np.eye(10, dtype=int)[line % 10]] for line in range(2, 2 + 14 * PER_CLASS)
    ]
    path = tmp_path / OFFICIAL
    pd.DataFrame(rows, columns=["Usage", "Image name", *CHOICES]).to_csv(path, index=False)
    votes = load_votes(path, dataset.paths)
    lines = [int(image.name.split(":")[1]) for image in dataset.paths]
    np.testing.assert_array_equal(votes.argmax(axis=1), np.array(lines) % 10)
    assert find_votes(table) == table.parent / OFFICIAL


def test_a_table_without_votes_says_where_they_are(table, tmp_path, capsys):
    assert run.main(["--data", str(table), "--preset", "release", "--out", str(tmp_path / "run")]) == 1
    assert "fer2013new.csv is missing. Microsoft's repository FERPlus" in capsys.readouterr().err
    assert not (tmp_path / "run").exists()
    assert ablation.main(["--data", str(table), "--out", str(tmp_path / "run"), "--report", str(tmp_path)]) == 1
    assert "fer2013new.csv is missing" in capsys.readouterr().err
