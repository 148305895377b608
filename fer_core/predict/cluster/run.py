"""``emolens-predict --dask``: blocks of files on the workers of a Dask cluster, a part file of rows for each."""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from typing import Final

from fer_core.cluster import connected, results_of
from fer_core.errors import DataError
from fer_core.files import is_video
from fer_core.predict.cluster.block import Block, Reading, read_block
from fer_core.rows.affect_columns import fitted
from fer_core.rows.columns import Kind
from fer_core.rows.formats import format_of
from fer_core.rows.locks import open_locked, remove_locked
from fer_core.rows.row_file import RowFile
from fer_core.rows.writing import cannot_write, make_folder
from fer_core.terminal.progress import progress

BLOCK: Final = 64
"""Pictures in a block: some seconds of a core's work, against milliseconds of the scheduler's."""

_LOCK: Final = ".emolens-parts.lock"


def blocks_of(files: Sequence[Path], *, size: int = BLOCK) -> list[Block]:
    """Return the files in blocks: the pictures in their order, then the videos, each by itself."""
    blocks: list[Block] = []
    for videos, group in groupby(sorted(files, key=is_video), key=is_video):
        names = [str(file) for file in group]
        step = 1 if videos else size
        for start in range(0, len(names), step):
            some = tuple(names[start : start + step])
            blocks.append(Block(len(blocks), some, tuple(map(os.path.abspath, some)), videos))
    return blocks


def read_on_cluster(
    blocks: Sequence[Block],
    reading: Reading,
    columns: Mapping[str, Kind],
    *,
    address: str,
    out: Path,
    restart: bool,
) -> int:
    """Leave a part file for every block in the folder ``out``; returns how many were there already.

    Raises DataError where Dask is missing, its scheduler cannot be reached, a worker lacks the files, or ``out`` holds
    parts of another run.
    """
    format_of(Path("part.parquet"))
    make_folder(out)
    with _sole_user(out):
        wanted = {out / block.part_name(reading): block for block in blocks}
        _settle_earlier(out, wanted, restart=restart)
        left = {path: block for path, block in wanted.items() if not path.exists()}
        if left:
            paths, inputs = list(left), [(block, reading) for block in left.values()]
            with connected(address) as client:
                results = results_of(client, read_block, inputs, in_order=False)
                for number, rows in progress(results, total=len(left), unit=" parts"):
                    with RowFile(paths[number], columns, keeps_incomplete=False) as table:
                        for row in rows:
                            table.write(fitted(row, columns))
    return len(wanted) - len(left)


@contextmanager
def _sole_user(out: Path) -> Iterator[None]:
    lock = out / _LOCK
    try:
        descriptor = open_locked(lock)
    except OSError as error:
        raise cannot_write(lock, error) from error
    if descriptor is None:
        raise DataError(
            "Another run is writing to {folder} now. Wait until it has finished, or choose another folder.", folder=out
        )
    try:
        yield
    finally:
        remove_locked(lock, descriptor)


def _settle_earlier(out: Path, wanted: Mapping[Path, Block], *, restart: bool) -> None:
    """Refuse parts of another run, or remove all parts where it is to ``restart``."""
    earlier = sorted(out.glob("part-*.parquet"))
    if restart:
        for path in earlier:
            path.unlink(missing_ok=True)
    elif foreign := [path for path in earlier if path not in wanted]:
        raise DataError(
            "{folder} holds parts of other files or settings ({name}, …). Choose another folder, or add --restart to "
            "remove them and begin anew.",
            folder=out,
            name=foreign[0].name,
        )
