"""Processes of a test's own, for it to kill or to join: forked from one that has loaded Keras, which takes seconds."""

import multiprocessing
import os
from collections.abc import Callable
from multiprocessing.process import BaseProcess

_FORKED = multiprocessing.get_context("forkserver")
_FORKED.set_forkserver_preload(["training.laboratory.laboratory", "training.ensemble.run", "training.run"])


def start(target: Callable[..., object], *arguments: object, **environment: str) -> BaseProcess:
    """Start ``target``, a function at the top of a module, with pickled ``arguments`` and more in its environment."""
    process = _FORKED.Process(target=_run, args=(target, arguments, environment))
    process.start()
    return process


def finish(process: BaseProcess) -> None:
    """Wait for a process; fails where it failed, which its traceback on standard error tells more of."""
    try:
        process.join(240)
    finally:
        process.kill()
    process.join()
    assert process.exitcode == 0


def _run(target: Callable[..., object], arguments: tuple[object, ...], environment: dict[str, str]) -> None:
    os.environ.update(environment)
    target(*arguments)
