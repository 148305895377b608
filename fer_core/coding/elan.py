"""Codes as ELAN has them (``.eaf``): a tier for each coder and face, called "coder/face", times in milliseconds.

Format: H. Sloetjes and P. Wittenburg, ELAN Annotation Format, EAF 2.8 (MPI for Psycholinguistics).
"""

import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path, PurePath
from typing import Any, Final
from xml.parsers import expat

from pympi.Elan import Eaf, to_string

from fer_core.coding.codes import Codes, tidy_coder
from fer_core.coding.imported import Entry, Imported, Target, read_bytes, take_in
from fer_core.errors import DataError
from fer_core.rows.writing import write_whole

_MEDIA_TYPES: Final = {".mp4": "video/mp4", ".m4v": "video/mp4", ".mov": "video/quicktime", ".mpg": "video/mpeg"}

_UNITS: Final = "milliseconds"


def write_eaf(path: Path, coded: Sequence[Codes], names: Mapping[int, str], *, video: Path) -> None:
    """Write the codes of all coders for ELAN, with the faces' names; ``video`` is named by the way there.

    Raises DataError.
    """
    eaf = Eaf(author="Emolens")
    eaf.remove_tier("default")
    eaf.header = {"MEDIA_FILE": "", "TIME_UNITS": _UNITS}
    media = _way_to(video, path.parent)
    eaf.add_linked_file(media, relpath=media, mimetype=_MEDIA_TYPES.get(video.suffix.lower(), "video/*"))
    for codes in coded:
        for face_id, mine in groupby(codes.codes, lambda code: code.face_id):
            tier = f"{codes.coder}/{face_id}"
            eaf.add_tier(tier, part=tidy_coder(names.get(face_id, "")) or None, ann=codes.coder)
            for code in mine:
                eaf.add_annotation(tier, round(code.start_s * 1000), round(code.end_s * 1000), code.label)
    write_whole(path, to_string(eaf, encoding="utf-8"))


def read_eaf(path: Path, target: Target) -> Imported:
    """Read codes from the tiers called "coder/face", by the face's number or name; raises DataError."""
    content = read_bytes(path)
    _refuse_declarations(path, content)
    return take_in(path, _entries(path, _parse(path, content)), target)


def _refuse_declarations(path: Path, content: bytes) -> None:
    """Raise DataError for what is no XML, and for entities, which can fill the memory or lead to other files."""

    def refuse(*_: object) -> None:
        raise DataError("{path} declares a document type, which no file of ELAN does; it is not opened.", path=path)

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise _no_eaf(path) from error


def _parse(path: Path, content: bytes) -> Eaf:
    # The library reads from a path only; what was looked at must be what it reads.
    with tempfile.TemporaryDirectory() as scratch:
        copy = Path(scratch) / "codes.eaf"
        copy.write_bytes(content)
        try:
            return Eaf(copy, suppress_version_warning=True)
        except Exception as error:  # The library raises whatever it stumbles over.
            raise _no_eaf(path) from error


def _entries(path: Path, eaf: Eaf) -> Iterator[Entry]:
    if (units := eaf.header.get("TIME_UNITS", _UNITS)) != _UNITS:
        raise DataError("{path} counts time in {units}. Save it with times in milliseconds.", path=path, units=units)
    # ELAN counts from where its first medium was set to begin.
    if any(media.get("TIME_ORIGIN", "0") != "0" for media in eaf.media_descriptors[:1]):
        raise DataError(
            "{path} counts time from an offset into its video. Set the offset to 0 in ELAN, and import it again.",
            path=path,
        )
    tiers = [tier for tier in eaf.get_tier_names() if "/" in tier]
    if not tiers:
        raise DataError(
            "{path} has no tier called “coder/face”, such as “Anna/1”. Rename its tiers in ELAN, and import it again.",
            path=path,
        )
    for tier in tiers:
        coder, _, face = tier.rpartition("/")
        for place, (start_ms, end_ms, word) in enumerate(_annotations(path, eaf, tier), start=1):
            yield Entry(f"{tier} #{place}", coder, face, start_ms / 1000, end_ms / 1000, word)


def _annotations(path: Path, eaf: Eaf, tier: str) -> list[tuple[int, int, str]]:
    referring = eaf.tiers[tier][1]
    try:
        # Where annotations refer to others, the library may go round in circles, and they have no time of their own.
        found: list[Any] = [] if referring else eaf.get_annotation_data_for_tier(tier)
    except KeyError as error:  # A time that the file does not have.
        raise _no_eaf(path) from error
    if referring or any(time_ms is None for annotation in found for time_ms in annotation[:2]):
        raise DataError(
            "{path}: the tier {tier} has annotations without a time. Align them in ELAN.", path=path, tier=tier
        )
    return found


def _way_to(video: Path, folder: Path) -> str:
    """Return where a video is as seen from a folder, or its name where no way leads there, as on another drive."""
    try:
        way = PurePath(os.path.relpath(video, folder)).as_posix()
    except ValueError:
        way = video.name
    # XML takes no other characters.
    shown = "".join(character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in way)
    return shown if shown.startswith("../") else f"./{shown}"


def _no_eaf(path: Path) -> DataError:
    return DataError("{path} is damaged, or no file of ELAN.", path=path)
