"""``talentstudy fetch``: what it asks for, what it prints, how it ends."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from talentstudy.fetch import fetching, structures
from talentstudy.sources.requests import fetchable
from talentstudy.store import Home
from tests.fetch.faults import GOOD, HURRIED, WEB_PAGE, table
from tests.fetch.service import Service, Step, by_address, gives, packed, serving

Told = Callable[..., tuple[int, str, str]]
REPLIES = Path(__file__).parents[1] / "fetch" / "replies"


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    (tmp_path / "data" / "raw").mkdir(parents=True)
    # The limits of the tests, not those of a patient user.
    for function in (fetching.fetch_dataset, fetching.fetch_request, structures.fetch_structures):
        defaults: dict[str, object] = {**(function.__kwdefaults__ or {}), "patience": HURRIED}
        monkeypatch.setattr(function, "__kwdefaults__", defaults)
    return Home(tmp_path)


def test_a_dataset_is_fetched_and_said_to_be_new_and_then_unchanged(told: Told, store: Home) -> None:
    with serving(Service([gives(GOOD)])) as base:
        ask = ("fetch", "--dataset", "isoc_sks_itspt", "--base-url", base, "--home", str(store.folder))
        assert told(*ask) == (0, "isoc_sks_itspt: new vintage 2026-04-17, 2 observations\n", "")
        assert told(*ask) == (0, "isoc_sks_itspt: unchanged since vintage 2026-04-17\n", "")


def test_the_outcome_can_be_read_by_a_program(told: Told, store: Home) -> None:
    with serving(Service([gives(GOOD)])) as base:
        _, out, _ = told(
            "fetch", "--dataset", "isoc_sks_itspt", "--base-url", base, "--home", str(store.folder), "--json"
        )
    (outcome,) = json.loads(out)
    assert (outcome["dataset"], outcome["kind"], outcome["vintage"], outcome["rows"]) == (
        "isoc_sks_itspt",
        "new",
        "2026-04-17",
        2,
    )


def test_a_refusal_is_one_line_and_exit_2(told: Told, store: Home) -> None:
    with serving(Service([gives(WEB_PAGE)])) as base:
        code, out, err = told("fetch", "--dataset", "isoc_sks_itspt", "--base-url", base, "--home", str(store.folder))
    assert (code, out) == (2, "")
    assert err.startswith("talentstudy: Eurostat refuses http://127.0.0.1")
    assert err.count("\n") == 1


def test_one_dataset_that_fails_does_not_stop_the_others(told: Told, store: Home) -> None:
    def chosen(path: str) -> Step:
        return gives(GOOD) if "itspt" in path else gives(b"", 404)

    with serving(Service([by_address(chosen)])) as base:
        code, out, err = told(
            *("fetch", "--dataset", "isoc_sks_itsps", "--dataset", "isoc_sks_itspt"),
            *("--base-url", base, "--home", str(store.folder)),
        )
    assert code == 2
    assert out == "isoc_sks_itspt: new vintage 2026-04-17, 2 observations\n"
    assert "isoc_sks_itsps" in err


def test_an_edition_asks_only_for_what_the_store_lacks(told: Told) -> None:
    code, out, err = told("fetch", "--edition", "2025")
    assert (code, err) == (0, "")
    assert "isoc_sks_itspt: vintage 2025-05-14 is held\n" in out
    assert set(out.replace(":", "").split()) & set(fetchable())


def test_latest_asks_for_every_table_of_the_edition(told: Told, store: Home) -> None:
    service = Service([gives(b"", 404)])
    with serving(service) as base:
        code, out, err = told("fetch", "--edition", "2025", "--latest", "--base-url", base, "--home", str(store.folder))
    assert (code, out) == (2, "")
    asked = {path.split("/ESTAT/")[1].split("/")[0] for path in service.asked}
    assert asked == {name for name in fetchable() if not name.startswith(("oecd", "statbel"))}
    assert err.count("\n") == len(asked)


def test_a_day_can_be_named_for_one_dataset(told: Told, store: Home) -> None:
    with serving(Service([gives(GOOD)])) as base:
        ask = ("fetch", "--base-url", base, "--home", str(store.folder), "--vintage", "2026-05-01")
        assert told(*ask, "--dataset", "isoc_sks_itspt")[1].endswith("new vintage 2026-05-01, 2 observations\n")
        assert told(*ask)[0] == 2


def test_structures_are_fetched_and_missing_labels_listed(told: Told, store: Home) -> None:
    def chosen(path: str) -> Step:
        name = (
            "datastructure" if "/datastructure/" in path else "codelist_freq" if "/FREQ/" in path else "codelist_unit"
        )
        return gives((REPLIES / f"{name}.xml").read_bytes())

    with serving(Service([by_address(chosen)])) as base:
        code, out, err = told(
            "fetch", "--structures", "--dataset", "isoc_sks_itspt", "--base-url", base, "--home", str(store.folder)
        )
    assert code == 0
    assert out.splitlines()[0].startswith("datastructure-isoc_sks_itspt: new vintage 2026-04-17")
    assert "unit LITRE: no label in codes/unit.csv (the provider says 'Litre')" in err


@pytest.mark.parametrize("name", ["../x", "isoc_sks_itsptt"])
def test_a_name_that_is_none_is_refused(told: Told, store: Home, name: str) -> None:
    code, _, err = told("fetch", "--dataset", name, "--home", str(store.folder))
    assert code == 2
    assert f"'{name}'" in err


def test_what_is_empty_says_why_and_keeps_nothing(told: Told, store: Home) -> None:
    with serving(Service([gives(packed(table().split("\r\n")[0] + "\r\n"))])) as base:
        code, out, _ = told("fetch", "--dataset", "isoc_sks_itspt", "--base-url", base, "--home", str(store.folder))
    assert code == 0
    assert out.startswith("isoc_sks_itspt: empty, nothing was kept: Eurostat holds no observation")
    assert Home(store.folder).datasets() == ()


def test_an_interrupt_ends_quietly_and_keeps_nothing(told: Told, store: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(fetching, "take", interrupted)
    code, out, err = told("fetch", "--dataset", "isoc_sks_itspt", "--home", str(store.folder))
    assert (code, out) == (130, "")
    assert "Traceback" not in err
    assert Home(store.folder).datasets() == ()
