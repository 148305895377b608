"""What is downloaded to build, test and publish Emolens is fixed by what it must hash to."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

TOP = Path(__file__).parents[1]
WORKFLOW = (TOP / ".github" / "workflows" / "emolens.yml").read_text(encoding="utf-8")
PARTS = {"app": (), "training": ("training",), "bundle": ("bundle",), "dev": ("training", "dev")}


def read_list(part: str) -> str:
    return (TOP / "requirements" / f"{part}.txt").read_text(encoding="utf-8")


def read_pins(part: str) -> dict[str, str]:
    return dict(re.findall(r"^([\w.-]+)==([^\s;]+)", read_list(part), re.MULTILINE))


def asked_for(part: str) -> list[Requirement]:
    settings = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))
    extras = settings["project"]["optional-dependencies"]
    lines = [
        *settings["build-system"]["requires"],
        *settings["dependency-groups"]["build"],
        *settings["project"]["dependencies"],
        *(line for extra in PARTS[part] for line in extras[extra]),
    ]
    return [Requirement(line) for line in lines]


@pytest.mark.parametrize("part", PARTS)
def test_what_pyproject_asks_for_is_pinned_in_a_version_that_it_allows(part):
    pins = read_pins(part)
    wrong = [
        str(wanted)
        for wanted in asked_for(part)
        if not wanted.specifier.contains(pins.get(canonicalize_name(wanted.name), "0.dev0"), prereleases=True)
    ]
    assert wrong == [], "`make lock` writes requirements/ anew"


@pytest.mark.parametrize("part", PARTS)
def test_every_requirement_is_pinned_and_has_a_hash(part):
    text = re.sub(r" *\\\n +", " ", re.sub(r"^ *#.*\n", "", read_list(part), flags=re.MULTILINE))
    option, *requirements = [line for line in text.splitlines() if line]
    assert option == "--only-binary :all:"
    pinned = re.compile(r"[\w.-]+==\S+( ; [^-]+)?( --hash=sha256:\w{64})+")
    assert [line for line in requirements if not pinned.fullmatch(line.strip())] == []
    assert len(requirements) == len(read_pins(part)) > 0


@pytest.mark.parametrize("part", PARTS)
def test_lists_name_no_place_to_download_from(part):
    assert "://" not in read_list(part)


@pytest.mark.parametrize("part", ["app", "training", "bundle"])
def test_lists_agree_on_versions(part):
    tested = read_pins("dev")
    assert {name: version for name, version in read_pins(part).items() if tested.get(name, version) != version} == {}


def test_actions_are_named_by_commit():
    actions = re.findall(r"uses: *(.+)", WORKFLOW)
    assert actions
    assert [action for action in actions if not re.fullmatch(r"[\w./-]+@[0-9a-f]{40}  # v[\d.]+", action)] == []


def test_checkouts_leave_no_credentials():
    assert WORKFLOW.count("uses: actions/checkout@") == WORKFLOW.count("persist-credentials: false")


def test_the_workflow_installs_nothing_without_hashes():
    installs = re.findall(r"pip install (.+)", WORKFLOW)
    lists = {f"--require-hashes --requirement requirements/{part}.txt" for part in PARTS}
    assert set(installs) - lists == {"--no-index --no-deps --no-build-isolation --editable ."}


def test_the_workflow_checks_with_make_what_a_person_checks():
    steps = re.findall(r"- run: make (\S+)", WORKFLOW)
    assert {"lint", "test"} <= set(steps)
