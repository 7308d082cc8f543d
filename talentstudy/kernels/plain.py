"""Plain kernels, where nothing is forked: each is started by a process of its own, with one environment for each."""

from __future__ import annotations

import multiprocessing
import signal
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from typing import Any, TypeVar

import psutil

from talentstudy.errors import KernelDied
from talentstudy.kernels.nursery import named
from talentstudy.kernels.surroundings import say_plain

T = TypeVar("T")


class Plain:
    """So many processes, each of which does one thing at a time; safe to use from several threads."""

    def __init__(self, count: int) -> None:
        say_plain()
        self._count, self._closed = count, False
        self._one_at_a_time = threading.Lock()
        self._pool = self._begun()

    def _begun(self) -> ProcessPoolExecutor:
        # Spawned, as where nothing forks: here are threads.
        return ProcessPoolExecutor(self._count, multiprocessing.get_context("spawn"), _leave_to_the_owner)

    def do(self, function: Callable[..., T], *given: Any) -> T:
        """What a function returns, called in one of the processes; KernelDied where that ended."""
        pool = self._pool
        try:
            return pool.submit(function, *given).result()
        except BrokenProcessPool:
            # A pool that has lost one process has lost all; those it had are gone with it.
            with self._one_at_a_time:
                if self._pool is pool and not self._closed:
                    self._pool = self._begun()
            raise KernelDied("the process that started its kernel ended. Run again.") from None

    def call(self, function: str, arguments: Mapping[str, Any]) -> Any:
        """What ``module:function`` returns."""
        return self.do(_called, function, dict(arguments))

    def close(self) -> None:
        """End every process with the kernel it has started."""
        with self._one_at_a_time:
            self._closed = True
        # The pool forgets its processes when it shuts down, and would wait for what they do.
        for process in list((self._pool._processes or {}).values()):
            with suppress(psutil.Error):
                for one in (*psutil.Process(process.pid).children(recursive=True), psutil.Process(process.pid)):
                    with suppress(psutil.Error):
                        one.kill()
        self._pool.shutdown(cancel_futures=True)


def _leave_to_the_owner() -> None:
    """Ctrl-C reaches every process of a terminal; when to stop is the owner's decision."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _called(function: str, arguments: Mapping[str, Any]) -> Any:
    return named(function)(**arguments)
