"""A batch is resumed where it was, stops for no single failure, and leaves nothing half-written."""

import json
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from talentstudy.batch.events import Event
from talentstudy.batch.plan import Plan
from talentstudy.batch.running import run_batch
from talentstudy.kernels.surroundings import can_fork
from tests.batch.conftest import furnish, write_notebook
from tests.batch.killing import KILL, begin, finish, kill_after, outputs, undisturbed
from tests.processes import await_end, await_true

Made = Callable[..., Plan]
pytestmark = [
    pytest.mark.skipif(not can_fork(), reason="kernels are forked on Linux only"),
    pytest.mark.usefixtures("light"),
]


def kinds(events: list[Event], *wanted: str) -> list[tuple[str, str, str]]:
    return [
        (event.kind, event.key, event.facts.get("reason") or event.facts.get("error", ""))
        for event in events
        if event.kind in wanted
    ]


def test_a_second_batch_does_nothing_and_says_why(plan: Made) -> None:
    events: list[Event] = []
    first = run_batch(plan(), events.append)
    second = run_batch(plan(), events.append)
    assert (list(first.finished), second.skipped) == (["2025/BE/fr/ch02_instruments"],) * 2
    assert kinds(events, "planned", "skipped") == [
        ("planned", "2025/BE/fr/ch02_instruments", "it was not executed before"),
        ("skipped", "2025/BE/fr/ch02_instruments", "it is up to date"),
    ]
    assert [event.kind for event in events[:4]] == ["planned", "started", "finished", "ended"]
    assert list(run_batch(plan(force=True)).finished) == ["2025/BE/fr/ch02_instruments"]


def test_what_changed_is_executed_again_and_a_corrupt_record_is_said(plan: Made, study: Path) -> None:
    two = plan(chapters=("2", "5"), geos=("BE", "NL"))
    run_batch(two)
    folder = study / "data" / "processed"
    write_notebook(study / "notebooks" / "ch05_youth.ipynb", "print('altered')")
    (folder / "batch/records/2025/BE/fr/ch02_instruments.json").write_text("{")
    altered = folder / "2025/notebooks/NL/fr/ch02_instruments.ipynb"
    altered.write_text(altered.read_text() + " ")
    events: list[Event] = []
    told = run_batch(two, events.append, explain=True)
    assert told.finished == {}
    again = run_batch(two)
    assert kinds(events, "planned") == [
        ("planned", "2025/BE/fr/ch02_instruments", "its record is corrupt"),
        ("planned", "2025/BE/fr/ch05_youth", "its notebook changed"),
        ("planned", "2025/NL/fr/ch02_instruments", "its output is not the one recorded"),
        ("planned", "2025/NL/fr/ch05_youth", "its notebook changed"),
    ]
    assert len(again.finished) == 4
    assert run_batch(two).counts["skipped"] == 4


def test_a_failure_stops_no_other_and_is_told_with_its_cell(plan: Made, study: Path, tmp_path: Path) -> None:
    write_notebook(study / "notebooks" / "ch02_instruments.ipynb", "print(1)", "1 / 0")
    write_notebook(study / "notebooks" / "ch03_skills.ipynb", "import time; time.sleep(600)")
    write_notebook(study / "notebooks" / "ch04_inclusion.ipynb", "import os; os.write(1, b'last word\\n'); os.abort()")
    four = plan(chapters=("2", "3", "4", "5"), timeout=6)
    summary = run_batch(four, lines=tmp_path / "lines")
    assert list(summary.finished) == ["2025/BE/fr/ch05_youth"]
    failed = {key.split("/")[-1]: told for key, told in summary.failed.items()}
    assert "stops at cell 3 (1 / 0): ZeroDivisionError" in failed["ch02_instruments"]
    assert "ran for more than 6 s" in failed["ch03_skills"]
    assert "died (signal 6)" in failed["ch04_inclusion"]
    # A kernel that died is tried again; nothing else is.
    assert list(summary.retried) == ["2025/BE/fr/ch04_inclusion"]
    lines = [json.loads(line) for line in (tmp_path / "lines").read_text().splitlines()]
    assert [line["event"] for line in lines].count("started") == 5
    log = next(line["log"] for line in lines if line["event"] == "failed" and "ch04" in line["notebook"])
    assert Path(log).read_text() == "last word\n"
    folder = study / "data/processed/2025/notebooks/BE/fr"
    assert {path.name for path in folder.iterdir()} == {"ch02_instruments.failed.ipynb", "ch05_youth.ipynb"}


def test_a_full_disk_ends_the_batch_by_name_and_leaves_nothing_half_written(study: Path, tmp_path: Path) -> None:
    # A file may hold 16 KiB here, as if no more were left.
    write_notebook(study / "notebooks" / "ch02_instruments.ipynb", "print('x' * 100_000)")
    code = f"import resource, runpy, sys\nresource.setrlimit(resource.RLIMIT_FSIZE, (16384, 16384))\nsys.argv[1:] = [{str(study)!r}, {str(tmp_path / 'out')!r}]\nrunpy.run_path({str(KILL)!r}, run_name='__main__')"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert "WriteFailed" in told.stderr
    assert "ch02_instruments.ipynb could not be written ([Errno 27] File too large)" in told.stderr
    assert not list((tmp_path / "out").rglob(".*.ipynb"))
    assert not list((tmp_path / "out").rglob("ch02_instruments.ipynb"))


def test_a_folder_where_a_notebook_should_go_fails_that_notebook_alone(plan: Made, study: Path) -> None:
    (study / "data/processed/2025/notebooks/BE/fr/ch02_instruments.ipynb").mkdir(parents=True)
    summary = run_batch(plan(chapters=("2", "5")))
    assert "could not be written" in summary.failed["2025/BE/fr/ch02_instruments"]
    assert list(summary.finished) == ["2025/BE/fr/ch05_youth"]


@pytest.fixture(scope="module")
def steady(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """A study of 18 small notebooks, and what a batch leaves of it that nobody disturbs."""
    folder = tmp_path_factory.mktemp("steady")
    study = furnish(folder / "study", "print(EDITION, GEO, LANGUAGE, SHARE)", "{'geo': GEO}")
    return study, undisturbed(study, folder / "undisturbed")


@pytest.mark.parametrize(("number", "after"), [(signal.SIGKILL, 4), (signal.SIGTERM, 9)])
def test_a_batch_killed_anywhere_goes_on_and_ends_the_same(
    steady: tuple[Path, dict[str, str]], tmp_path: Path, number: int, after: int
) -> None:
    study, wanted = steady
    assert len(wanted) == 18
    there = kill_after(begin(study, tmp_path / "out"), tmp_path / "out", after, number, 0.01)
    assert after <= there < 18
    assert {path: wanted[path] for path in outputs(tmp_path / "out")} == outputs(tmp_path / "out")
    told = finish(study, tmp_path / "out")
    # At most the two then running were lost, and two that had no record yet.
    assert int(told.split(" up to date")[0].split()[-1]) >= there - 4
    assert outputs(tmp_path / "out") == wanted
    assert not list((tmp_path / "out").rglob(".*"))


def test_a_kill_leaves_no_process_behind(steady: tuple[Path, dict[str, str]], tmp_path: Path) -> None:
    process = begin(steady[0], tmp_path / "out")
    await_true(lambda: outputs(tmp_path / "out"), "a first notebook")
    children = psutil.Process(process.pid).children(recursive=True)
    assert children
    kill_after(process, tmp_path / "out", 0, signal.SIGKILL, 0)
    await_end(children)
