"""The owner's side of a nursery: start it, have notebooks executed by its children, end it."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import psutil

from talentstudy.errors import StudyError
from talentstudy.kernels.surroundings import can_fork, surroundings

# What the study's notebooks load; a nursery of other notebooks is told theirs.
PRELOAD = (
    "PIL.PngImagePlugin",
    "matplotlib.pyplot",
    "pandas.io.formats.html",
    # A check loads more than the library says at first; where hypothesis is installed, that too.
    "pandera.backends.pandas.builtin_checks",
    "pandera.pandas",
    "seaborn",
    "statsmodels.api",
    "talentstudy.catalogue",
    "talentstudy.drawing",
    "talentstudy.explaining",
    "talentstudy.study",
    "talentstudy.telling.figures",
    "talentstudy.trending.trend",
)
# How often the memory of a kernel is looked at, in seconds.
_LOOK = 0.2
# A process that loads libraries for longer than this has met something else.
_START_LIMIT = 120.0


@dataclass(frozen=True)
class Ended:
    """How a kernel ended: its exit code, the cell that failed, what it cost, and why it was stopped."""

    code: int
    failure: dict[str, Any] | None
    cpu: float
    peak_mb: float
    stopped: str = ""
    # Why its result could not be written: the system's number and words.
    unwritten: tuple[int, str] | None = None

    @property
    def is_whole(self) -> bool:
        """Whether it came to its end by itself."""
        return self.code == 0 and not self.stopped


class Nursery:
    """One warm process and its children; a context manager. Safe to use from several threads.

    ``prepare`` names functions (``module:function``) that it calls once, with their arguments, before any child is
    born: what they keep, every child has.
    """

    def __init__(self, preload: Sequence[str] = PRELOAD, prepare: Sequence[tuple[str, Mapping[str, Any]]] = ()) -> None:
        if not can_fork():
            raise StudyError(f"kernels are not forked on {sys.platform}; use plain kernels there.")
        self._folder = Path(tempfile.mkdtemp(prefix="talentstudy-"))
        self._path = str(self._folder / "nursery")
        self._log: IO[bytes] = (self._folder / "log").open("wb")
        self._process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "talentstudy.kernels.nursery",
                self._path,
                ",".join(preload),
                json.dumps([[function, dict(arguments)] for function, arguments in prepare]),
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
            env=surroundings(),
        )
        try:
            self._await_ready()
        except BaseException:
            self.close()
            raise

    @property
    def pid(self) -> int:
        """The process id of the warm process."""
        return self._process.pid

    def _await_ready(self) -> None:
        assert self._process.stdout
        told = self._process.stdout.readline()
        if told != b"ready\n":
            reason = (self._folder / "log").read_text(errors="replace").strip().splitlines()
            raise StudyError(f"the nursery did not start ({reason[-1] if reason else 'it said nothing'}).")

    def execute(
        self, request: Mapping[str, Any], *, time_limit: float | None = None, memory_limit: float | None = None
    ) -> Ended:
        """Have one request done by a child (see ``child.live``); limits in seconds and MiB.

        StudyError if no child could be forked, or the nursery ended before the child did.
        """
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as asked:
            asked.connect(self._path)
            asked.sendall(json.dumps(request).encode() + b"\n")
            return _Watch(asked, time_limit, memory_limit).end()

    def close(self) -> None:
        """End the nursery with every child it has."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.close()
        try:
            self._process.wait(5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process.stdout.close()
        self._log.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def __enter__(self) -> Nursery:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class _Watch:
    """Follows one kernel to its end, and stops it at its limits."""

    def __init__(self, asked: socket.socket, time_limit: float | None, memory_limit: float | None) -> None:
        self._asked = asked
        self._memory_limit = memory_limit
        self._deadline = None if time_limit is None else time.monotonic() + time_limit
        self._time_limit = time_limit
        self._pid = 0
        self._stopped = ""

    def end(self) -> Ended:
        failure, unwritten = None, None
        try:
            for event in self._events():
                if event["event"] == "refused":
                    raise StudyError(f"no kernel was forked: {event['reason']}.")
                if event["event"] == "started":
                    self._pid = event["pid"]
                elif event["event"] == "finished":
                    failure, unwritten = event["failure"], event.get("unwritten")
                else:
                    cost = (event["cpu"], event["peak_mb"])
                    return Ended(event["code"], failure, *cost, self._stopped, unwritten and tuple(unwritten))
        except BaseException:
            # Whoever asked has left (Ctrl-C, an error): nobody would look at what the kernel does.
            self._kill()
            raise
        raise StudyError("the nursery ended before its kernel did; run again.")

    def _events(self) -> Iterator[dict[str, Any]]:
        held = b""
        self._asked.settimeout(_LOOK)
        while True:
            try:
                piece = self._asked.recv(1 << 16)
            except TimeoutError:
                self._look()
                continue
            if not piece:
                return
            *lines, held = (held + piece).split(b"\n")
            yield from map(json.loads, lines)

    def _look(self) -> None:
        if self._stopped or not self._pid:
            return
        if self._deadline is not None and time.monotonic() > self._deadline:
            self._stopped = f"it ran for more than {self._time_limit:g} s"
        elif self._memory_limit is not None and (held := _memory_of(self._pid)) > self._memory_limit:
            self._stopped = f"it held {held:.0f} MiB, more than {self._memory_limit:g}"
        if self._stopped:
            self._kill()

    def _kill(self) -> None:
        for kill in (os.killpg, os.kill):
            # The group is there once the kernel has made its session.
            with contextlib.suppress(ProcessLookupError, PermissionError):
                if self._pid:
                    kill(self._pid, signal.SIGKILL)


def _memory_of(pid: int) -> float:
    """What a process and its children hold of their own, in MiB: pages shared with the nursery are not theirs."""
    total = 0
    with contextlib.suppress(psutil.Error):
        process = psutil.Process(pid)
        for one in (process, *process.children(recursive=True)):
            with contextlib.suppress(psutil.Error):
                # A fork's resident pages are its parent's too until it writes to them: those are not counted.
                total += one.memory_full_info().uss
    return total / 2**20
