"""A batch is resumed where it was, stops for no single failure, and leaves nothing half-written."""

import json
import signal
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, wait
from pathlib import Path

import pytest

from talentstudy.batch.events import Event
from talentstudy.batch.plan import Plan
from talentstudy.batch.running import run_batch
from talentstudy.errors import WriteFailed
from talentstudy.kernels.surroundings import KERNELS_VARIABLE, can_fork
from talentstudy.kernels.warm import Nursery
from tests.batch.conftest import write_notebook
from tests.batch.kill import WHOLE
from tests.batch.killing import begin, finish, kill_after, outputs

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


@pytest.fixture
def small_disk() -> Iterator[None]:
    """A file may hold 16 KiB, as if no more were left; for this process and the warm one it starts."""
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (16384, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_full_disk_ends_the_batch_by_name_and_leaves_nothing_half_written(
    plan: Made, study: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, small_disk: None
) -> None:
    monkeypatch.setattr("talentstudy.batch.here.warm", lambda *_: Nursery(()))
    write_notebook(study / "notebooks" / "ch02_instruments.ipynb", "print('x' * 100_000)")
    with pytest.raises(
        WriteFailed, match=r"ch02_instruments.ipynb could not be written \(\[Errno 27\] File too large\)"
    ):
        run_batch(plan(output=str(tmp_path / "out")))
    assert not list((tmp_path / "out").rglob("*.ipynb"))


def test_a_folder_where_a_notebook_should_go_fails_that_notebook_alone(plan: Made, study: Path) -> None:
    (study / "data/processed/2025/notebooks/BE/fr/ch02_instruments.ipynb").mkdir(parents=True)
    summary = run_batch(plan(chapters=("2", "5")))
    assert "could not be written" in summary.failed["2025/BE/fr/ch02_instruments"]
    assert list(summary.finished) == ["2025/BE/fr/ch05_youth"]


def test_a_batch_killed_anywhere_goes_on_and_ends_the_same(plan: Made, study: Path, tmp_path: Path) -> None:
    run_batch(plan(**WHOLE, output=str(tmp_path / "undisturbed")))
    wanted, out = outputs(tmp_path / "undisturbed"), tmp_path / "out"
    assert len(wanted) == 18
    for after, number in ((4, signal.SIGKILL), (9, signal.SIGTERM)):
        there = kill_after(begin(study, out), out, after, number, 0.01)
        assert after <= there < 18
        assert outputs(out).items() <= wanted.items()
    told = finish(study, out)
    # At most the two then running were lost, and two that had no record yet.
    assert int(told.split(" up to date")[0].split()[-1]) >= there - 4
    assert outputs(out) == wanted
    assert not list(out.rglob(".*"))


def test_each_notebook_is_recorded_as_soon_as_it_is_there(plan: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    def late(futures: Iterable[Future[object]], **_: object) -> None:
        wait(futures)
        raise KeyboardInterrupt

    # Stopped before it took note of any: what was done is not done again.
    monkeypatch.setattr("talentstudy.batch.running.wait", late)
    three = plan(geos=("BE", "NL", "DE"))
    with pytest.raises(KeyboardInterrupt):
        run_batch(three)
    assert len(run_batch(three).skipped) == 3


def test_a_batch_of_plain_kernels_makes_what_forks_make(
    plan: Made, study: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(KERNELS_VARIABLE, "plain")
    write_notebook(study / "notebooks" / "annex_b_gender.ipynb", "import os\nkept = (GEO, os.getcwd())")
    asked = plan(chapters=(), annexes=("b",), output=str(tmp_path / "plain"), jobs=1)
    events: list[Event] = []
    assert len(run_batch(asked, events.append).finished) == 1
    assert [event.kind for event in events] == ["planned", "started", "finished", "ended"]
    assert len(run_batch(asked).skipped) == 1
    monkeypatch.delenv(KERNELS_VARIABLE)
    run_batch(Plan(**{**vars(asked), "output": str(tmp_path / "forked")}))
    assert outputs(tmp_path / "plain") == outputs(tmp_path / "forked")
