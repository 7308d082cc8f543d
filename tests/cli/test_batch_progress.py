"""The live table: what it counts, and how long is left."""

import time

import pytest
from rich.console import Console

from talentstudy.batch.events import Event
from talentstudy.cli.batch_progress import Counts, progress


def printed(counts: Counts) -> str:
    console = Console(width=100)
    with console.capture() as capture:
        console.print(counts.table())
    return capture.get()


def test_the_table_counts_and_tells_the_time_left() -> None:
    counts = Counts(begun=time.monotonic() - 120)
    events = [
        ("planned", "a"),
        ("planned", "b"),
        ("planned", "c"),
        ("planned", "d"),
        ("skipped", "e"),
        ("left out", "f"),
    ]
    events += [("started", "a"), ("finished", "a"), ("started", "b"), ("failed", "b"), ("started", "c")]
    assert "–" in printed(counts)
    for kind, key in events:
        counts.take(Event(kind, key))
    row = next(line for line in printed(counts).splitlines() if "min" in line)
    cells = [cell.strip() for cell in row.strip("│").split("│")]
    # done, running, failed, skipped, left; two in two minutes: two more in two.
    assert cells == ["1", "1", "1", "1", "1", "2 min 0 s"]
    assert "c" in printed(counts).splitlines()[-1]


def test_one_that_is_tried_again_runs_no_longer() -> None:
    counts = Counts()
    for kind in ("planned", "started", "retried"):
        counts.take(Event(kind, "a"))
    assert (counts.done, counts.failed, dict(counts.running)) == (0, 0, {})


def test_without_a_terminal_each_notebook_is_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    with progress(explain=False) as take:
        take(Event("started", "a"))
        take(Event("finished", "a", {"seconds": 2.0}))
        take(Event("retried", "b", {"error": "the kernel died"}))
    assert capsys.readouterr().out == "a (2.0 s)\nagain: b: the kernel died\n"
