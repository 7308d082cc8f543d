"""Vintages on their shelf: whole or not at all, never over each other, never two hands at once."""

import errno
import hashlib
import shutil
import threading
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from talentstudy.errors import FetchFailed, RawFileError, VintageRefused, WriteFailed
from talentstudy.fetch.shelf import held, locked, put
from talentstudy.store import Home
from tests.conftest import VINTAGE
from tests.fetch.faults import content

TODAY = date(2026, 5, 2)


@pytest.fixture
def reply(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("reply") / "reply.csv"
    path.write_bytes(b"geo,value\r\nBE,1\r\n")
    return path


@pytest.fixture
def facts(reply: Path) -> dict[str, Any]:
    return {
        "provider": "eurostat",
        "dataset": "tin00085",
        "vintage": "2026-04-17",
        "vintage_is": "last update",
        "producer": "Eurostat",
        "title": 'A title with "quotes" and é',
        "url": "https://example.org",
        "accessed": "2026-05-02",
        "licence": "Made for tests.",
        "file": "reply.csv",
        "sha256": hashlib.sha256(reply.read_bytes()).hexdigest(),
        "headers": {"etag": '"abc"'},
    }


def test_a_new_vintage_is_found_and_verified_by_the_store(home: Home, reply: Path, facts: dict[str, Any]) -> None:
    place = put(home, facts, {"reply.csv": reply})
    fresh = Home(home.folder)
    origin = fresh.origin("tin00085", "2026-04-17")
    assert origin.facts == facts
    assert fresh.verified(origin).read_bytes() == reply.read_bytes()
    assert sorted(path.name for path in place.iterdir()) == ["origin.toml", "reply.csv"]
    assert not (home.raw / ".drafts").exists()


def test_a_vintage_that_stands_is_never_changed(home: Home, reply: Path, facts: dict[str, Any]) -> None:
    put(home, facts, {"reply.csv": reply})
    before = content(home.raw)
    with pytest.raises(VintageRefused, match="a vintage is never changed"):
        put(home, facts | {"title": "other"}, {"reply.csv": reply})
    assert content(home.raw) == before


def raising(error: BaseException) -> Callable[..., None]:
    def raised(*_: object, **__: object) -> None:
        raise error

    return raised


@pytest.mark.parametrize(
    ("where", "what"),
    [("shutil.copyfile", shutil), ("Path.rename", Path), ("Path.write_text", Path), ("Path.mkdir", Path)],
)
def test_a_full_disk_leaves_the_store_as_it_was(
    home: Home, reply: Path, facts: dict[str, Any], monkeypatch: pytest.MonkeyPatch, where: str, what: object
) -> None:
    before = content(home.raw)
    monkeypatch.setattr(what, where.partition(".")[2], raising(OSError(errno.ENOSPC, "No space left on device")))
    with pytest.raises(WriteFailed, match=r"No space left on device.*the store is as it was"):
        put(home, facts, {"reply.csv": reply})
    monkeypatch.undo()
    assert content(home.raw) == before
    assert not (home.raw / "eurostat" / "tin00085").exists()
    assert not (home.raw / ".drafts").exists()


@pytest.mark.parametrize(("where", "what"), [("copyfile", shutil), ("rename", Path)])
def test_an_interrupt_leaves_the_store_as_it_was(
    home: Home, reply: Path, facts: dict[str, Any], monkeypatch: pytest.MonkeyPatch, where: str, what: object
) -> None:
    before = content(home.raw)
    monkeypatch.setattr(what, where, raising(KeyboardInterrupt()))
    with pytest.raises(KeyboardInterrupt):
        put(home, facts, {"reply.csv": reply})
    monkeypatch.undo()
    assert content(home.raw) == before
    assert not (home.raw / "eurostat" / "tin00085").exists()


def test_what_a_killed_fetch_left_behind_is_no_vintage_and_goes(home: Home, reply: Path, facts: dict[str, Any]) -> None:
    left = home.raw / ".drafts" / "x"
    left.mkdir(parents=True)
    (left / "origin.toml").write_text("half", encoding="utf-8")
    assert Home(home.folder).datasets() == home.datasets()
    put(home, facts, {"reply.csv": reply})
    assert not left.exists()


def test_a_disk_that_lies_is_found_out(
    home: Home, reply: Path, facts: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def lies(source: Path, target: Path) -> None:
        target.write_bytes(source.read_bytes()[:-1])

    monkeypatch.setattr(shutil, "copyfile", lies)
    with pytest.raises(RawFileError, match="is not what came"):
        put(home, facts, {"reply.csv": reply})
    assert not (home.raw / "eurostat" / "tin00085").exists()


def test_what_is_held_is_checked_oldest_first(home: Home) -> None:
    assert [origin.vintage for origin in held(home, "isoc_sks_itspt", TODAY)] == [VINTAGE]
    assert held(home, "tin00085", TODAY) == ()


def test_a_raw_file_edited_by_hand_is_refused_by_name(home: Home) -> None:
    path = home.origin("isoc_sks_itspt", VINTAGE).path
    path.write_bytes(path.read_bytes().replace(b"5", b"6", 1))
    with pytest.raises(RawFileError, match=r"isoc_sks_itspt.*raw\.csv was altered"):
        held(home, "isoc_sks_itspt", TODAY)


def test_a_vintage_of_a_day_to_come_is_refused_by_name(home: Home) -> None:
    with pytest.raises(VintageRefused, match=rf"isoc_sks_itspt.*is a vintage of {VINTAGE}, and today is 2024-12-31"):
        held(home, "isoc_sks_itspt", date(2024, 12, 31))


def test_a_second_hand_waits_and_then_gives_up_with_a_reason(home: Home) -> None:
    def second() -> None:
        try:
            with locked(home, 0.05):
                said.append("in")
        except FetchFailed as refused:
            said.append(str(refused))

    said: list[str] = []
    with locked(home, 1):
        thread = threading.Thread(target=second)
        thread.start()
        thread.join(60)
    assert "another fetch has held" in said[0]
    with locked(home, 1):
        said.append("free again")
    assert said[1] == "free again"
