"""A batch on a scheduler and workers of their own: collected, resumed, and none lost with a worker."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from talentstudy.batch import shipping
from talentstudy.batch.events import Event
from talentstudy.batch.plan import Plan
from talentstudy.batch.running import run_batch
from talentstudy.errors import SchedulerLost
from talentstudy.kernels.surroundings import can_fork
from tests.batch.conftest import write_notebook
from tests.batch.killing import outputs, said
from tests.processes import PATIENCE, await_true

Made = Callable[..., Plan]
pytestmark = [
    pytest.mark.skipif(not can_fork(), reason="kernels are forked on Linux only"),
    pytest.mark.usefixtures("light"),
]
PRELOAD = Path(__file__).with_name("light_worker.py")


class Machines:
    """A scheduler and two workers, each a process."""

    def __init__(self, folder: Path, *, preload: bool = True) -> None:
        self._open = ExitStack()
        self._preload = ("--preload", str(PRELOAD)) if preload else ()
        self._file = folder / "scheduler.json"
        self.scheduler = self._begin(
            "scheduler", "--port", "0", "--host", "127.0.0.1", "--no-dashboard", "--scheduler-file", str(self._file)
        )
        self.workers = [self.join(folder, name) for name in ("one", "two")]

    def join(self, folder: Path, name: str) -> subprocess.Popen[bytes]:
        given = ("--scheduler-file", str(self._file), "--nthreads", "1", "--no-nanny", "--no-dashboard", "--name", name)
        return self._begin("worker", *given, "--local-directory", str(folder / name), *self._preload)

    def _begin(self, kind: str, *arguments: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", f"distributed.cli.dask_{kind}", *arguments]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self._open.callback(process.wait)
        self._open.callback(process.kill)
        return process

    @property
    def address(self) -> str:
        import json

        await_true(lambda: self._file.exists() and self._file.read_text(), "the address of the scheduler")
        return str(json.loads(self._file.read_text())["address"])

    def close(self) -> None:
        self._open.close()


@pytest.fixture
def machines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Machines]:
    pytest.importorskip("distributed")
    monkeypatch.setattr(shipping, "package_digest", lambda: "package")
    (tmp_path / "machines").mkdir()
    found = Machines(tmp_path / "machines")
    yield found
    found.close()


def test_a_worker_killed_loses_no_notebook_and_a_scheduler_killed_none_that_was_collected(
    plan: Made, study: Path, machines: Machines, tmp_path: Path
) -> None:
    for name in ("ch02_instruments", "ch05_youth"):
        write_notebook(study / "notebooks" / f"{name}.ipynb", "import time; time.sleep(0.3)", "print(GEO, LANGUAGE)")
    asked = plan(geos=("BE", "NL", "DE"), chapters=("2", "5"), languages=("fr", "nl"))
    run_batch(Plan(**{**vars(asked), "output": str(tmp_path / "here")}))
    there = Plan(**{**vars(asked), "output": str(tmp_path / "there"), "scheduler": machines.address})
    events: list[Event] = []

    def lose_a_worker(event: Event) -> None:
        events.append(event)
        if [one.kind for one in events].count("finished") == 3 and machines.workers[0].poll() is None:
            os.kill(machines.workers[0].pid, signal.SIGKILL)

    summary = run_batch(there, lose_a_worker)
    assert machines.workers[0].wait(PATIENCE) == -signal.SIGKILL
    assert len(summary.finished) == 12
    assert summary.failed == {}
    assert outputs(tmp_path / "there") == outputs(tmp_path / "here")
    assert "started" in {event.kind for event in events}
    # What was collected from workers is up to date for this machine as well.
    assert len(run_batch(Plan(**{**vars(there), "scheduler": ""})).skipped) == 12

    collected: list[str] = []

    def lose_the_scheduler(event: Event) -> None:
        if event.kind == "finished":
            collected.append(event.key)
            machines.scheduler.kill()

    lost = Plan(**{**vars(there), "output": str(tmp_path / "lost")})
    with pytest.raises(SchedulerLost, match=r"was lost\. What was collected stands"):
        run_batch(lost, lose_the_scheduler)
    assert collected
    assert set(collected) <= set(run_batch(Plan(**{**vars(lost), "scheduler": ""})).skipped)


@pytest.fixture
def cluster(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A scheduler and a worker within this process: what they share is real, and only their death could not be."""
    monkeypatch.setattr(shipping, "package_digest", lambda: "package")
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(
        n_workers=1, threads_per_worker=1, processes=False, protocol="tcp", host="127.0.0.1", dashboard_address=None
    ) as one:
        yield one.scheduler_address


@pytest.mark.parametrize("shared", ["file://{folder}/shared", "memory://shared/{name}"])
def test_workers_write_to_a_shared_storage_and_the_batch_knows_it(
    plan: Made, cluster: str, tmp_path: Path, shared: str
) -> None:
    url = shared.format(folder=tmp_path, name=tmp_path.name)
    asked = plan(scheduler=cluster, shared=url, output=str(tmp_path / "out"))
    assert len(run_batch(asked).finished) == 1
    run_batch(Plan(**{**vars(asked), "scheduler": "", "shared": "", "output": str(tmp_path / "here")}))
    name = "2025/notebooks/BE/fr/ch02_instruments.ipynb"
    (tmp_path / "collected.ipynb").write_bytes(shipping.read_shared(f"{url}/{name}") or b"")
    assert said(tmp_path / "collected.ipynb") == said(tmp_path / "here" / name)
    assert not list((tmp_path / "out").rglob("*.ipynb"))
    assert len(run_batch(asked).skipped) == 1


def test_a_scheduler_that_does_not_answer_is_named(plan: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed")
    monkeypatch.setattr("talentstudy.batch.cluster._PATIENCE", 1)
    for address in ("tcp://127.0.0.1:9", "nowhere"):
        with pytest.raises(SchedulerLost, match=f"no scheduler answers at {address}"):
            run_batch(plan(scheduler=address))
