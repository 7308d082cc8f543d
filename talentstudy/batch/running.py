"""A batch from its plan to its summary: what is up to date is left, the rest is executed, each notebook recorded."""

from __future__ import annotations

import errno
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from talentstudy.batch.events import Listener, Summary, Teller
from talentstudy.batch.here import Done, Here, Job, Kept, Started, failure_of
from talentstudy.batch.locking import locked, sweep
from talentstudy.batch.matrix import Matrix, Work, folder_of, matrix_of
from talentstudy.batch.plan import Plan
from talentstudy.batch.records import FRESH, Records, digest_of, identity_of
from talentstudy.errors import KernelDied, NotebookFailed, SchedulerLost, WriteFailed
from talentstudy.kernels.execution import Task
from talentstudy.results import file_digest

# With these nothing more can be written: to go on would only fail every notebook that is left.
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS}


class Runner(Protocol):
    """What executes jobs and functions, wherever: on this machine, or on a cluster."""

    def submit(self, job: Job) -> Future[Done]:
        """Have a job done."""

    def call(self, function: str, arguments: Mapping[str, Any]) -> Future[Any]:
        """Have a function called."""

    def close(self) -> None:
        """End what runs."""


def run_batch(
    plan: Plan, listener: Listener = lambda _: None, *, lines: Path | None = None, explain: bool = False
) -> Summary:
    """Run a plan: every notebook that is not up to date, each whole or not at all.

    ``listener`` gets every event as it happens, and ``lines`` (a file) each as a line of JSON. With ``explain`` nothing
    is started: the events ``planned`` and ``skipped`` say why. A notebook that fails stops no other; stopped by Ctrl-C,
    a signal or a power cut, a batch given again goes on where it was.

    Raises
    ------
    UnknownName, BatchRefused
        Before anything is started: see ``matrix_of`` and ``locked``.
    WriteFailed
        If the disk is full: the notebooks done before stand whole.
    SchedulerLost
        If the cluster cannot be reached, or is lost on the way.
    """
    matrix = matrix_of(plan)
    with ExitStack() as stack:
        folder = folder_of(plan)
        records = Records(folder / "batch")
        teller = stack.enter_context(closing(Teller(listener, lines)))
        if not explain:
            stack.enter_context(locked(records.folder))
            sweep(matrix.works, records.folder)
        return _Batch(plan, matrix, records, teller).run(explain)


def runner_of(
    plan: Plan, editions: Sequence[str], home: Path, started: Started = lambda _: None, kept: Kept = lambda *_: None
) -> Runner:
    """The executor a plan asks for; see ``Here``."""
    if not plan.scheduler:
        return Here(plan.jobs, editions, home, started, kept)
    from talentstudy.batch.cluster import Cluster

    return Cluster(plan, editions, home, started, kept)


@dataclass
class _Batch:
    plan: Plan
    matrix: Matrix
    records: Records
    teller: Teller

    def run(self, explain: bool) -> Summary:
        begun = time.monotonic()
        summary = Summary(left_out=dict(self.matrix.left_out))
        for key, reason in summary.left_out.items():
            self.teller.tell("left out", key, reason=reason)
        works = self._outdated(summary)
        try:
            if works and not explain:
                self._run(works, summary)
        finally:
            summary.seconds = time.monotonic() - begun
            self.teller.tell("ended", seconds=round(summary.seconds, 1), planned=len(works), **summary.counts)
        return summary

    def _outdated(self, summary: Summary) -> list[Work]:
        """What has to be executed; why, and what is up to date, is told."""
        works = []
        for work in self.matrix.works:
            why = self.records.why(work, self._digest(work))
            if why == FRESH and not self.plan.force:
                summary.skipped.append(work.key)
                self.teller.tell("skipped", work.key, reason="it is up to date")
                continue
            works.append(work)
            self.teller.tell("planned", work.key, reason=why or "it is forced")
        return works

    def _digest(self, work: Work) -> str:
        if not self.plan.shared:
            return file_digest(work.target) if work.target.is_file() else ""
        from talentstudy.batch.cluster import shared_digest

        return shared_digest(self.plan, work.target)

    def _run(self, works: list[Work], summary: Summary) -> None:
        editions = list(dict.fromkeys(work.edition for work in works))

        by_key = {work.key: work for work in works}
        identities = {work.key: identity_of(work) for work in works}

        def started(key: str) -> None:
            self.teller.tell("started", key)

        def kept(job: Job, done: Done) -> None:
            # By whoever executed it: were it left to this thread, a kill could lose what was done long before.
            self.records.keep(by_key[job.key], identities[job.key], done.sha256, done.cost)

        with closing(runner_of(self.plan, editions, works[0].home, started, kept)) as runner:
            waiting = {runner.submit(self._job(work, identities[work.key])): (work, 0) for work in works}
            while waiting:
                ended, _ = wait(waiting, return_when=FIRST_COMPLETED)
                for future in ended:
                    work, tries = waiting.pop(future)
                    again = self._settle(future, work, tries, summary)
                    if again:
                        waiting[runner.submit(self._job(work, identities[work.key]))] = (work, tries + 1)

    def _job(self, work: Work, identity: Mapping[str, Any]) -> Job:
        task = Task(
            work.source,
            work.target,
            work.parameters,
            work.environment,
            cwd=work.home,
            log=self.records.log(work),
            time_limit=self.plan.timeout or None,
            memory_limit=self.plan.memory or None,
        )
        return Job(work.key, work.notebook, task, digest_of(identity))

    def _settle(self, future: Future[Done], work: Work, tries: int, summary: Summary) -> bool:
        """Tell what became of one notebook; True if it is to be tried again."""
        failure = future.exception()
        if failure is None:
            done = future.result()
            summary.finished[work.key] = done.cost
            self.teller.tell("finished", work.key, **done.cost)
            return False
        told = failure_of(failure)
        if isinstance(failure, KernelDied) and tries < self.plan.retries:
            summary.retried[work.key] = told
            self.teller.tell("retried", work.key, error=told)
            return True
        if _is_fatal(failure):
            raise failure
        summary.failed[work.key] = told
        self.teller.tell("failed", work.key, error=told, log=str(self.records.log(work)))
        return False


def _is_fatal(failure: BaseException) -> bool:
    """Whether what failed a notebook would fail every other one as well."""
    if isinstance(failure, NotebookFailed):
        return False
    is_full = isinstance(failure, WriteFailed) and getattr(failure.__cause__, "errno", None) in _FULL
    return is_full or isinstance(failure, SchedulerLost)
