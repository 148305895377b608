"""Documents point to what there is: files, chapters, make's targets, Python's modules."""

import importlib.util
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

TOP = Path(__file__).parents[1]
DOCUMENTS = [*(TOP / f"{name}.md" for name in ("README", "CONTRIBUTING", "CHANGELOG")), *(TOP / "docs").glob("*.md")]
FOUND_BESIDE = sorted(path for folder in ("assets", "results") for path in (TOP / folder).glob("*/*.md"))
README_LINES = 130

every_document = pytest.mark.parametrize(
    "document", [*DOCUMENTS, *FOUND_BESIDE], ids=lambda path: path.relative_to(TOP).as_posix()
)


def links_of(document: Path) -> Iterator[str]:
    """Yield where the links and pictures of a document lead, but for addresses on the web."""
    for target in re.findall(r"\]\(([^()\s]+)\)", document.read_text(encoding="utf-8")):
        if "://" not in target:
            yield target


def chapters_of(document: Path) -> set[str]:
    """Return the names by which the headings of a document can be linked to, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", document.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def words_after(document: Path, command: str) -> set[str]:
    """Return the words that follow ``command`` where a document shows it as code."""
    text = document.read_text(encoding="utf-8")
    code = re.findall(r"`([^`]+)`", text) + re.findall(r"^ {4,}(.+)$", text, re.MULTILINE)
    found = (re.findall(rf"\b{command} ([a-z][\w.-]*)", " ".join(piece.split())) for piece in code)
    return {word.rstrip(".") for words in found for word in words}


@every_document
def test_every_link_leads_to_a_file_of_the_repository_and_to_a_chapter_in_it(document):
    broken = []
    for link in links_of(document):
        name, _, chapter = link.partition("#")
        target = (document.parent / name).resolve() if name else document
        is_there = target.exists() and target.is_relative_to(TOP)
        if not is_there or (chapter and chapter not in chapters_of(target)):
            broken.append(link)
    assert broken == []


@every_document
def test_every_target_of_make_that_is_named_exists(document):
    targets = set(re.findall(r"^([a-z-]+):", (TOP / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert words_after(document, "make") - targets == set()


@every_document
def test_every_module_that_is_to_be_run_exists(document):
    modules = words_after(document, "python -m")
    assert [name for name in modules if importlib.util.find_spec(name) is None] == []


@every_document
def test_every_file_of_the_code_that_is_named_by_its_path_exists(document):
    text = document.read_text(encoding="utf-8")
    paths = re.findall(r"`((?:app|fer_core|training|tests|tools|results|weights|assets|docs)/[\w./-]+)`", text)
    made_by_the_reader = re.compile(r"NAME|emolens_de")
    assert [path for path in paths if not made_by_the_reader.search(path) and not (TOP / path).exists()] == []


def test_every_name_that_the_architecture_gives_is_one_of_the_code():
    inside = [path for folder in ("app", "fer_core", "training", "tools") for path in (TOP / folder).rglob("*")]
    files = {path.name for path in (*TOP.iterdir(), *inside)}
    modules = [path.read_text(encoding="utf-8") for path in inside if path.suffix == ".py"]
    words = {word for text in modules for word in re.findall(r"\w+", text)}
    named = re.findall(r"`([A-Za-z_][\w.]*)`", (TOP / "docs" / "ARCHITECTURE.md").read_text(encoding="utf-8"))
    assert [name for name in named if name not in files and name.rpartition(".")[2] not in words] == []
    assert [name for name in named if name.endswith(".py") and name not in files] == []


def test_the_readme_stays_short_and_leads_to_every_document():
    readme = TOP / "README.md"
    assert len(readme.read_text(encoding="utf-8").splitlines()) <= README_LINES
    linked = {(TOP / link.partition("#")[0]).resolve() for link in links_of(readme)}
    assert set(DOCUMENTS) - linked == {readme}


def test_the_package_shows_the_readme_and_has_all_documents_in_its_source():
    settings = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))
    assert settings["project"]["readme"] == "README.md"
    included = settings["tool"]["hatch"]["build"]["targets"]["sdist"]["include"]
    assert {"docs", "CONTRIBUTING.md", "CHANGELOG.md"} <= set(included)
