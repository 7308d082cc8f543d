"""The executor on a Dask cluster: one of its own on this machine, or any that has an address."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Mapping, Sequence
from concurrent.futures import CancelledError, Future
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Any

from talentstudy.batch.here import Done, Job, Kept, Started
from talentstudy.batch.matrix import folder_of
from talentstudy.batch.plan import Plan
from talentstudy.errors import BatchRefused, KernelDied, SchedulerLost
from talentstudy.store import write_text, written

try:
    from distributed import Client, KilledWorker, LocalCluster
    from distributed.comm.addressing import parse_address, parse_host_port

    from talentstudy.batch import shipping
except ModuleNotFoundError as absent:
    raise BatchRefused(f"a scheduler needs {absent.name}: pip install 'talentstudy[batch]'.") from None

# How long a scheduler may take to answer, in seconds.
_PATIENCE = 15
_WITH_PORT = {"tcp", "tls", "ws", "wss"}


def shared_url(plan: Plan, target: Path) -> str:
    """Where a notebook stands in the shared storage of a plan."""
    return f"{plan.shared.rstrip('/')}/{target.relative_to(folder_of(plan)).as_posix()}"


def shared_digest(plan: Plan, target: Path) -> str:
    """The digest of a notebook as it stands in the shared storage; '' where there is none."""
    content = shipping.read_shared(shared_url(plan, target))
    return "" if content is None else hashlib.sha256(content).hexdigest()


class Cluster:
    """Executes jobs on the workers of a scheduler; the study is shipped to them once, under its digest."""

    def __init__(self, plan: Plan, editions: Sequence[str], home: Path, started: Started, kept: Kept) -> None:
        self._plan, self._kept = plan, kept
        self._tries: Counter[str] = Counter()
        self._held: list[Any] = []
        self._open = ExitStack()
        try:
            address = self._address()
            self._client = self._open.enter_context(Client(address, timeout=_PATIENCE, set_as_default=False))
            self._client.subscribe_topic(shipping.TOPIC, lambda event: started(event[1]["key"]))
            shipment = shipping.Shipment(shipping.packed(home), editions)
            self._client.register_plugin(shipment, name=shipment.name)
            self._shipment = shipment.name
        except (OSError, ValueError, TimeoutError) as refused:
            self._open.close()
            raise SchedulerLost(f"no scheduler answers at {plan.scheduler} ({refused}). Is it running?") from None

    def _address(self) -> Any:
        if self._plan.scheduler != "local":
            scheme, place = parse_address(self._plan.scheduler)
            if scheme in _WITH_PORT:
                # Said at once: a client of an address that is none tries to take its leave for half a minute.
                parse_host_port(place)
            return self._plan.scheduler
        workers = self._plan.jobs or os.cpu_count() or 1
        # A notebook has a process of its own: a worker only waits for it.
        return self._open.enter_context(
            LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=None, silence_logs=50)
        )

    def submit(self, job: Job) -> Future[Done]:
        """Have a job done by some worker; a worker that is lost leaves its notebooks to the others."""
        self._tries[job.digest] += 1
        # The same work has the same name on the scheduler, whoever asks for it.
        name = f"{shipping.TOPIC}-{job.digest}-{self._tries[job.digest]}"
        shared = shared_url(self._plan, job.task.target) if self._plan.shared else ""
        remote = self._client.submit(shipping.perform, self._shipment, job, shared, key=name)
        return self._followed(remote, partial(self._collect, job))

    def call(self, function: str, arguments: Mapping[str, Any]) -> Future[Any]:
        """Have a function called by some worker."""
        remote = self._client.submit(shipping.call, self._shipment, function, dict(arguments), pure=False)
        return self._followed(remote, lambda told: told)

    def _followed(self, remote: Any, take: Any) -> Future[Any]:
        found: Future[Any] = Future()
        self._held.append(remote)

        def settle(ended: Any) -> None:
            try:
                found.set_result(take(ended.result()))
            except KilledWorker as lost:
                found.set_exception(KernelDied(f"every worker that took it was lost ({lost.task})."))
            except (CancelledError, OSError) as refused:
                found.set_exception(self._named(refused))
            except BaseException as refused:
                found.set_exception(refused)
            finally:
                ended.release()

        remote.add_done_callback(settle)
        return found

    def _named(self, refused: BaseException) -> BaseException:
        if not isinstance(refused, CancelledError) and self._client.status == "running":
            # Of the notebook or of the disk: it bears its own name.
            return refused
        return SchedulerLost(
            f"the scheduler at {self._plan.scheduler} was lost. What was collected stands; give the batch again."
        )

    def _collect(self, job: Job, told: tuple[Done, bytes, str]) -> Done:
        """Write what a worker gave, whole or not at all."""
        done, content, log = told
        if content:
            with written(job.task.target) as draft:
                draft.write_bytes(content)
        if job.task.log:
            write_text(job.task.log, log)
        self._kept(job, done)
        return done

    def close(self) -> None:
        """Forget what waits; workers of one's own end, those of others finish what they run."""
        if self._client.status == "running":
            self._client.cancel(self._held)
        self._open.close()
