"""Work on the workers of a Dask cluster: reaching its scheduler, handing out work, telling what goes wrong."""

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final, TypeVar

from fer_core.errors import DataError, EmolensError

_CONNECT_S: Final = 10.0

T = TypeVar("T")


@contextmanager
def connected(address: str) -> Iterator[Any]:
    """Give a client of the scheduler at ``address``; raises DataError where there is none, or no Dask here."""
    distributed = _import_distributed()
    # What it says of lost workers and schedulers comes as an exception. Some of its loggers have levels of their own.
    for name in list(logging.root.manager.loggerDict):
        if name.partition(".")[0] == "distributed":
            logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        client = distributed.Client(address, timeout=_CONNECT_S)
    except (OSError, ValueError) as error:
        raise DataError(
            "No Dask scheduler answers at {address} ({kind}). Start one with `dask scheduler`, workers with "
            "`dask worker ADDRESS`, and give its address, such as tcp://192.168.0.2:8786.",
            address=address,
            kind=type(error).__name__,
        ) from error
    try:
        yield client
    finally:
        client.close()


def results_of(
    client: Any, work: Callable[..., T], inputs: Sequence[tuple[Any, ...]], *, in_order: bool
) -> Iterator[tuple[int, T]]:
    """Yield what ``work`` returns for each of some arguments, with their number, ``in_order`` or as they come.

    Raises EmolensError where a worker cannot give it; what has been yielded before is the caller's to keep.
    """
    distributed = _import_distributed()
    futures = {client.submit(work, *arguments, pure=False): number for number, arguments in enumerate(inputs)}
    for future in list(futures) if in_order else distributed.as_completed(futures):
        number = futures.pop(future)
        try:
            yield number, future.result()
        except EmolensError:
            raise
        except distributed.client.FutureCancelledError as error:
            raise DataError(
                "The scheduler at {address} no longer answers. Start it again, and give the same command: "
                "what is finished is kept.",
                address=client.scheduler.address,
            ) from error
        except Exception as error:  # whatever a worker or the cluster raises
            raise DataError(
                "A worker failed ({kind}: {error}). Install the same version of Emolens, with emolens[cluster], on "
                "every worker, and give the same command again: what is finished is kept.",
                kind=type(error).__name__,
                error=error,
            ) from error
        future.release()


def _import_distributed() -> Any:
    try:
        import distributed  # noqa: PLC0415  (an extra)
    except ImportError as error:
        raise DataError("--dask needs Dask, which is not installed: pip install 'emolens[cluster]'.") from error
    return distributed
