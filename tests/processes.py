"""Waiting for other processes, on a machine as slow as it likes to be."""

import time
from collections.abc import Callable, Iterable

import psutil

# For what must happen: far beyond what a loaded machine takes, so that only what never comes is given up.
PATIENCE = 120


def await_true(condition: Callable[[], object], what: str) -> None:
    """Return once the condition holds."""
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, f"{what}: not within {PATIENCE} s"
        time.sleep(0.02)


def await_end(processes: Iterable[psutil.Process]) -> None:
    """Return once every process has ended.

    A zombie has: it holds nothing and runs nothing, and whether an orphan is ever reaped is up to process 1 of the
    machine, which in a container may do no such thing.
    """
    for one in processes:
        await_true(lambda one=one: has_ended(one), f"the end of {one}")  # type: ignore[misc]


def has_ended(process: psutil.Process) -> bool:
    try:
        return not process.is_running() or process.status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True
