"""The executor on this machine: forks of one warm process, as many at a time as asked for."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from talentstudy.batch.contract import lacking
from talentstudy.errors import KernelDied, NotebookFailed, StudyError
from talentstudy.kernels.execution import Executed, Task, execute
from talentstudy.kernels.plain import Plain
from talentstudy.kernels.surroundings import can_fork, surroundings
from talentstudy.kernels.warm import PRELOAD, Nursery
from talentstudy.results import file_digest
from talentstudy.store import HOME_VARIABLE

# Called once in the warm process of a batch, with its editions and the study's folder.
WARM_UP = "talentstudy.batch.warming:warm_up"
Started = Callable[[str], None]


@dataclass(frozen=True)
class Job:
    """One notebook to execute; ``notebook`` names its contract, ``digest`` all that decides what it gives."""

    key: str
    notebook: str
    task: Task
    digest: str = ""


@dataclass(frozen=True)
class Done:
    """A notebook that is there and whole: the digest of its bytes, and what it cost (seconds, MiB)."""

    sha256: str
    seconds: float
    cpu: float
    peak_mb: float

    @property
    def cost(self) -> dict[str, float]:
        """Seconds, processor seconds and MiB, rounded for a record."""
        return {"seconds": round(self.seconds, 3), "cpu": round(self.cpu, 3), "peak_mb": round(self.peak_mb, 1)}


Kept = Callable[[Job, Done], None]


def perform(job: Job, nursery: Nursery | None) -> Done:
    """Execute one job, by its contract: an output that lacks anything is a failure. Raises as ``execute`` does."""
    if job.task.log:
        job.task.log.parent.mkdir(parents=True, exist_ok=True)
    home = job.task.environment.get(HOME_VARIABLE, "")
    done: Executed = execute(job.task, nursery, partial(_refuse_lacking, notebook=job.notebook, home=home))
    return Done(file_digest(done.path), done.seconds, done.cpu, done.peak_mb)


def _refuse_lacking(draft: Path, notebook: str, home: str) -> str:
    found = lacking(draft, notebook, home)
    more = f" and {len(found) - 3} more" if len(found) > 3 else ""
    return f"{notebook} was executed and is not whole: {'; '.join(found[:3])}{more}." if found else ""


def warm(editions: Sequence[str], home: Path) -> Nursery:
    """A nursery that has every indicator of these editions."""
    prepare = [(WARM_UP, {"editions": list(editions), "home": str(home)})] if editions else []
    return Nursery(PRELOAD, prepare)


def call(function: str, arguments: Mapping[str, Any], nursery: Nursery) -> Any:
    """What ``module:function`` returns, called in a fork; KernelDied where that died, StudyError where it raised."""
    with tempfile.TemporaryDirectory(prefix="talentstudy-") as folder:
        request = {
            "call": function,
            "arguments": dict(arguments),
            "draft": str(Path(folder) / "draft"),
            "cwd": str(Path.cwd()),
            "environment": surroundings(),
            "log": str(Path(folder) / "log"),
        }
        ended = nursery.execute(request)
        if ended.failure:
            raise StudyError(f"{function} raised {ended.failure['ename']}: {ended.failure['evalue']}")
        if not ended.is_whole or ended.unwritten:
            raise KernelDied(f"the process that called {function} died with code {ended.code}.")
        return json.loads((Path(folder) / "draft").read_text(encoding="utf-8"))


class Here:
    """Executes jobs on this machine. ``editions`` of ``home`` are computed once, before the first fork.

    ``started`` is told of each notebook that begins, ``kept`` of each that is there, before any other takes its turn.
    """

    def __init__(
        self, jobs: int, editions: Sequence[str], home: Path, started: Started, kept: Kept = lambda *_: None
    ) -> None:
        self._started, self._kept, self._home = started, kept, home
        count = jobs or os.cpu_count() or 1
        self._nursery = warm(editions, home) if can_fork() else None
        self._plain = None if self._nursery else Plain(count)
        self._pool = ThreadPoolExecutor(count)

    def submit(self, job: Job) -> Future[Done]:
        """Have a job done when its turn comes."""
        return self._pool.submit(self._perform, job)

    def call(self, function: str, arguments: Mapping[str, Any]) -> Future[Any]:
        """Have a function called, ``module:function`` with arguments that JSON holds and the study's folder, ``home``."""
        given = {**arguments, "home": str(self._home)}
        if self._plain:
            return self._pool.submit(self._plain.call, function, given)
        assert self._nursery
        return self._pool.submit(call, function, given, self._nursery)

    def _perform(self, job: Job) -> Done:
        self._started(job.key)
        done = self._plain.do(perform, job, None) if self._plain else perform(job, self._nursery)
        self._kept(job, done)
        return done

    def close(self) -> None:
        """End every notebook that still runs, and forget those that wait."""
        self._pool.shutdown(wait=False, cancel_futures=True)
        for one in (self._nursery, self._plain):
            if one:
                one.close()
        self._pool.shutdown(wait=True)


def failure_of(refused: BaseException) -> str:
    """What is said of a failure: the message of the study's own, the kind and message of another."""
    told = str(refused)
    return told if isinstance(refused, NotebookFailed | StudyError) else f"{type(refused).__name__}: {told}"
