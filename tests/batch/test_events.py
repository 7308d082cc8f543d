"""Events are told one at a time, to people and to machines."""

import json
from pathlib import Path

import pytest

from talentstudy.batch.events import Event, Summary, Teller
from talentstudy.errors import WriteFailed


def test_every_event_is_a_line_of_json_and_a_later_batch_adds_to_them(tmp_path: Path) -> None:
    heard: list[Event] = []
    for _ in range(2):
        teller = Teller(heard.append, tmp_path / "lines")
        teller.tell("failed", "2025/BE/nl/ch", error="a\nb")
        teller.close()
    lines = [json.loads(line) for line in (tmp_path / "lines").read_text().splitlines()]
    assert [(line["event"], line["notebook"], line["error"]) for line in lines] == [
        ("failed", "2025/BE/nl/ch", "a\nb")
    ] * 2
    assert len(heard) == 2


def test_a_file_that_takes_no_line_is_named(tmp_path: Path) -> None:
    with pytest.raises(WriteFailed, match="cannot be written"):
        Teller(lambda _: None, tmp_path / "gone" / "lines")


def test_a_full_disk_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no device that is always full here")
    teller = Teller(lambda _: None, Path("/dev/full"))
    with pytest.raises(WriteFailed, match="/dev/full takes no further line"):
        teller.tell("ended")
    teller.close()


def test_a_summary_counts(tmp_path: Path) -> None:
    summary = Summary(finished={"a": {"cpu": 1.5}, "b": {"cpu": 0.5}}, skipped=["c"], seconds=3.0)
    assert summary.cpu == 2.0
    assert summary.is_complete
    assert repr(summary) == "<Summary: 2 executed, 1 up to date, 0 failed, 0 left out, 3.0 s>"
    summary.failed["d"] = "why"
    assert not summary.is_complete
