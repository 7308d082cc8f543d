"""The real notebooks on a scheduler and two workers, one killed on the way: the outputs of one machine."""

import os
import signal
from pathlib import Path

from talentstudy.batch.events import Event
from talentstudy.batch.plan import Plan
from talentstudy.batch.running import run_batch
from tests.batch.killing import outputs
from tests.batch.test_cluster import Machines

ROOT = Path(__file__).parents[2]


def test_a_worker_killed_among_real_notebooks_loses_none(tmp_path: Path) -> None:
    asked = {"geos": ("BE", "NL", "EU27_2020"), "languages": ("nl", "de"), "chapters": ("all",), "home": str(ROOT)}
    run_batch(Plan(**asked, output=str(tmp_path / "here")))  # type: ignore[arg-type]
    (tmp_path / "machines").mkdir()
    machines = Machines(tmp_path / "machines", preload=False)
    ended = 0

    def listen(event: Event) -> None:
        nonlocal ended
        ended += event.kind == "finished"
        if ended == 10 and machines.workers[0].poll() is None:
            os.kill(machines.workers[0].pid, signal.SIGKILL)

    try:
        summary = run_batch(Plan(**asked, output=str(tmp_path / "there"), scheduler=machines.address), listen)  # type: ignore[arg-type]
        assert machines.workers[0].wait(30) == -signal.SIGKILL
    finally:
        machines.close()
    assert summary.failed == {}
    assert len(summary.finished) == 36
    assert outputs(tmp_path / "there") == outputs(tmp_path / "here")


def test_a_cluster_of_its_own_makes_what_one_machine_makes(tmp_path: Path) -> None:
    asked = {"geos": ("BE", "NL"), "languages": ("nl", "de"), "chapters": ("2", "4", "5"), "home": str(ROOT)}
    run_batch(Plan(**asked, output=str(tmp_path / "here")))  # type: ignore[arg-type]
    summary = run_batch(Plan(**asked, output=str(tmp_path / "there"), scheduler="local"))  # type: ignore[arg-type]
    assert (len(summary.finished), summary.failed) == (12, {})
    assert outputs(tmp_path / "there") == outputs(tmp_path / "here")
