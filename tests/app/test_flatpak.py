"""The recipe of the Flatpak names what there is, and lets Emolens reach no more than it needs."""

import re
import subprocess
from pathlib import Path

import pytest

from app.packaging.icons import SIZES
from tests.systems import linux_only

TOP = Path(__file__).parents[2]
LINUX = TOP / "app" / "packaging" / "linux"
RECIPE = LINUX / "io.github.emolens.Emolens.yml"


@pytest.fixture
def recipe():
    yaml = pytest.importorskip("yaml", reason="PyYAML comes with the training extra")
    return yaml.safe_load(RECIPE.read_text(encoding="utf-8"))


def test_the_recipe_has_the_name_of_its_file(recipe):
    assert recipe["id"] == RECIPE.stem
    assert len(recipe["id"].split(".")) >= 3


def test_nothing_leaves_the_computer(recipe):
    assert "--share=network" not in recipe["finish-args"]
    assert not [word for word in recipe["finish-args"] if re.search(r"filesystem=(home|host)", word)]


def test_it_packs_what_make_tarball_leaves(recipe):
    (module,) = recipe["modules"]
    (source,) = module["sources"]
    assert (LINUX / source["path"]).resolve() == TOP / "dist" / "emolens-linux"
    assert "dist/emolens-linux/emolens" in (TOP / "Makefile").read_text("utf-8")


@linux_only
def test_its_commands_install_everything_under_the_names_that_it_has(recipe, tmp_path):
    """They are carried out as they stand, on stand-ins for the programs, with a folder in place of /app."""
    (module,) = recipe["modules"]
    packed, app = tmp_path / "packed", tmp_path / "app"
    (packed / "emolens").mkdir(parents=True)
    (packed / "linux" / "icons").mkdir(parents=True)
    for name in ("emolens", "emolens-predict"):
        (packed / "emolens" / name).touch()
    for size in SIZES:
        (packed / "linux" / "icons" / f"{size}.png").touch()
    for name in ("emolens.desktop", "emolens.metainfo.xml"):
        (packed / "linux" / name).write_bytes((LINUX / name).read_bytes())
    for command in module["build-commands"]:
        words = command.replace("/app/", f"{app}/").replace(" /app", f" {app}")
        environment = {"FLATPAK_ID": recipe["id"], "PATH": "/usr/bin:/bin"}
        subprocess.run(["sh", "-ec", words], cwd=packed, env=environment, check=True, timeout=60)
    share, identity = app / "share", recipe["id"]
    assert (app / "bin" / recipe["command"]).resolve() == (app / "lib" / "emolens" / "emolens")
    assert (app / "bin" / "emolens-predict").exists()
    entry = (share / "applications" / f"{identity}.desktop").read_text("utf-8")
    assert f"Icon={identity}\n" in entry
    assert re.search(r"^Exec=(\w+)", entry, re.MULTILINE)[1] == recipe["command"]
    description = (share / "metainfo" / f"{identity}.metainfo.xml").read_text("utf-8")
    assert f"<id>{identity}</id>" in description
    assert f">{identity}.desktop</launchable>" in description
    icons = sorted(int(path.parts[-3].partition("x")[0]) for path in share.rglob(f"{identity}.png"))
    assert icons == sorted(SIZES)
