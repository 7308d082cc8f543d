"""Asking for one dataset: every run ends with the right vintage, or with the store as it was and a reason."""

import concurrent.futures
import errno
import multiprocessing
import os
import tempfile
from pathlib import Path
from typing import Any

import pytest

from talentstudy.errors import FetchFailed, RawFileError, StudyError, UnsafeName, VintageRefused, WriteFailed
from talentstudy.fetch import fetch_dataset, taking
from talentstudy.fetch.door import Door
from talentstudy.fetch.vintages import Outcome
from talentstudy.store import Home
from tests.conftest import VINTAGE
from tests.fetch.faults import DATASET, FAULTS, GOOD, HURRIED, NOW, REVISED, Fault, content, run, table
from tests.fetch.service import Service, gives, packed, serving, stalls


@pytest.mark.parametrize("one", FAULTS, ids=lambda one: one.name)
def test_every_fault_ends_as_it_must(one: Fault, tmp_path: Path) -> None:
    ended = run(one, tmp_path)
    assert ended.kind == one.ends, ended.words
    assert one.words in ended.words
    # Either one vintage more, or the store as it was.
    assert ended.untouched == (one.ends != "new")
    assert not list((tmp_path / "data" / "raw").glob(".drafts"))


def test_faults_are_named_once() -> None:
    assert len({one.name for one in FAULTS}) == len(FAULTS)


@pytest.fixture
def store(tmp_path: Path) -> Home:
    (tmp_path / "data" / "raw").mkdir(parents=True)
    return Home(tmp_path)


def fetch(store: Home, base: str, **more: str) -> Outcome:
    return fetch_dataset(DATASET, store, base=base, patience=HURRIED, now=NOW, **more)


def test_what_was_fetched_is_asked_for_only_if_modified(store: Home) -> None:
    service = Service([gives(GOOD, ETag='"v1"', Last_Modified="Fri, 17 Apr 2026 21:00:00 GMT"), gives(b"", 304)])
    with serving(service) as base:
        fetch(store, base)
        assert fetch(store, base).kind == "not modified"
    assert "if-none-match" not in service.headers[0]
    assert service.headers[1]["if-none-match"] == '"v1"'
    assert service.headers[1]["if-modified-since"] == "Fri, 17 Apr 2026 21:00:00 GMT"


@pytest.mark.parametrize("vintage", ["../x", "2026-4-1", "latest"])
def test_a_day_that_may_be_a_path_is_refused_before_anything_is_asked(store: Home, vintage: str) -> None:
    service = Service([gives(GOOD)])
    with serving(service) as base, pytest.raises(UnsafeName, match="is no vintage of a fetched dataset"):
        fetch(store, base, vintage=vintage)
    assert service.asked == []


def test_another_request_is_not_conditional_on_the_last(store: Home) -> None:
    service = Service([gives(GOOD, ETag='"v1"')])
    with serving(service) as base:
        fetch(store, base)
    with serving(service) as elsewhere:
        fetch(store, elsewhere)
    assert "if-none-match" not in service.headers[1]


def test_a_dataset_id_that_is_a_path_is_refused_before_anyone_is_asked(store: Home) -> None:
    with pytest.raises(UnsafeName, match=r"'\.\./x' is no dataset id"):
        fetch_dataset("../x", store, patience=HURRIED)


def test_a_vintage_edited_by_hand_is_refused_before_anyone_is_asked(home: Home) -> None:
    path = home.origin(DATASET, VINTAGE).path
    path.write_bytes(path.read_bytes() + b"\n")
    service = Service([gives(GOOD)])
    with serving(service) as base, pytest.raises(RawFileError, match="was altered"):
        fetch(home, base)
    assert service.asked == []


def test_a_vintage_held_of_a_day_to_come_is_refused(store: Home) -> None:
    with serving(Service([gives(GOOD)])) as base:
        fetch(store, base)
        with pytest.raises(VintageRefused, match="is a vintage of 2026-04-17, and today is 2026-04-01"):
            fetch_dataset(DATASET, store, base=base, patience=HURRIED, now=NOW.replace(month=4, day=1))


@pytest.mark.parametrize("error", [KeyboardInterrupt(), OSError(errno.ENOSPC, "No space left on device")])
@pytest.mark.parametrize("where", ["Path.rename", "shutil.copyfile", "tempfile.mkdtemp"])
def test_an_interrupt_or_a_full_disk_leaves_the_store_as_it_was(
    store: Home, monkeypatch: pytest.MonkeyPatch, error: BaseException, where: str
) -> None:
    def raised(*_: object, **__: object) -> None:
        raise error

    with serving(Service([gives(GOOD), gives(REVISED)])) as base:
        fetch(store, base)
        before = content(store.raw)
        owner = {"Path": Path, "shutil": __import__("shutil"), "tempfile": tempfile}[where.partition(".")[0]]
        monkeypatch.setattr(owner, where.partition(".")[2], raised)
        with pytest.raises(KeyboardInterrupt if isinstance(error, KeyboardInterrupt) else WriteFailed):
            fetch(store, base)
        monkeypatch.undo()
        assert content(store.raw) == before
        assert not (store.raw / ".drafts").exists()
        # And the next run is none the worse for it.
        assert fetch(store, base).kind == "new"


def test_an_interrupt_while_waiting_leaves_no_trace(store: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(taking, "whole", interrupted)
    with pytest.raises(KeyboardInterrupt):
        fetch(store, "http://127.0.0.1:9")
    assert content(store.raw) == {}


def test_many_fetches_at_once_make_one_vintage(store: Home) -> None:
    with serving(Service([gives(GOOD)])) as base, concurrent.futures.ThreadPoolExecutor(4) as pool:
        kinds = sorted(outcome.kind for outcome in pool.map(lambda _: fetch(store, base), range(4)))
    assert kinds == ["new", "unchanged", "unchanged", "unchanged"]
    assert Home(store.folder).vintages(DATASET) == ("2026-04-17",)


def test_fetches_of_different_content_at_once_lose_nothing(store: Home) -> None:
    replies = [packed(table(updated=f"{day:02}/04/26 11:00:00").replace("5.4", f"5.{day}")) for day in range(10, 14)]
    service = Service([stalls(0.05, reply) for reply in replies])
    with serving(service) as base, concurrent.futures.ThreadPoolExecutor(4) as pool:
        kinds = {outcome.kind for outcome in pool.map(lambda _: fetch(store, base), range(4))}
    assert kinds == {"new"}
    assert Home(store.folder).vintages(DATASET) == tuple(f"2026-04-{day}" for day in range(10, 14))


def _in_a_process(folder: str, base: str) -> str:
    return fetch(Home(Path(folder)), base).kind


@pytest.mark.skipif(os.name == "nt", reason="fork keeps this test fast")
def test_two_processes_share_one_store(store: Home) -> None:
    with serving(Service([gives(GOOD)])) as base:
        context = multiprocessing.get_context("spawn")
        with concurrent.futures.ProcessPoolExecutor(2, mp_context=context) as pool:
            kinds = sorted(pool.map(_in_a_process, [str(store.folder)] * 2, [base] * 2))
    assert kinds == ["new", "unchanged"]


def test_nothing_is_left_in_the_temporary_folder(
    store: Home, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path_factory.mktemp("temporary")
    monkeypatch.setattr(tempfile, "tempdir", str(own))
    with serving(Service([gives(GOOD), gives(b"<html></html>")])) as base:
        fetch(store, base)
        with pytest.raises(FetchFailed):
            fetch(store, base)
    assert list(own.iterdir()) == []


def test_a_connection_is_closed_whatever_happens(store: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    closed: list[str] = []
    leave = Door.__exit__

    def leaving(door: Door, *error: Any) -> None:
        closed.append(door.name)
        leave(door, *error)

    monkeypatch.setattr(Door, "__exit__", leaving)
    with serving(Service([gives(b"", 401)])) as base, pytest.raises(StudyError):
        fetch(store, base)
    assert closed == ["Eurostat"]


def test_the_table_of_faults_in_the_documentation_is_current() -> None:
    page = (Path(__file__).parents[2] / "docs" / "fetching.md").read_text(encoding="utf-8")
    for one in FAULTS:
        store = "one vintage more" if one.ends == "new" else "as it was"
        assert f"| {one.name} | {one.ends} | {store} |" in page, "run 'python -m tests.fetch.faults'"
    assert f"{len(FAULTS)} of {len(FAULTS)} end as they must." in page
