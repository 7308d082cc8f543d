"""What is pinned and held, how old, and when the next may be expected."""

import datetime

import pytest

from talentstudy.store import Home, find_home
from talentstudy.vintages.copies import Shelf
from talentstudy.vintages.status import DatasetStatus, dataset_status, edition_status, next_release
from tests.conftest import add_vintage

TODAY = datetime.date(2026, 11, 23)
HEAD = "geo,time_period,unit,obs_value,obs_flag\n"


@pytest.fixture(scope="module")
def found() -> dict[str, DatasetStatus]:
    return {one.dataset: one for one in dataset_status(find_home(), TODAY)}


def test_a_dataset_says_what_is_pinned_held_and_how_old(found: dict[str, DatasetStatus]) -> None:
    one = found["isoc_sks_itspt"]
    assert one.held[-1] == "2026-04-17"
    assert (one.pinned["2025"], one.pinned["2026"]) == (("2025-05-14",), ("2026-04-17",))
    assert one.age == 220
    assert one.available == ""


def test_the_next_release_follows_from_the_rhythm_of_those_held(found: dict[str, DatasetStatus]) -> None:
    """New years came on 2024-04-26, 2025-05-14 and 2026-04-17; the oldest vintage held began at an unknown day."""
    assert (found["isoc_sks_itspt"].expected, found["isoc_sks_itspt"].steps) == ("2027-04", 2)
    assert not found["isoc_sks_itspt"].overdue
    assert found["isoc_sks_itsps"].overdue


@pytest.mark.parametrize("dataset", ["tin00085", "tepsr_sp200", "isoc_cicce_use"])
def test_without_a_rhythm_the_next_is_unknown_and_says_why(found: dict[str, DatasetStatus], dataset: str) -> None:
    assert found[dataset].expected == ""
    assert "no two vintages held" in found[dataset].why


def test_a_publication_has_no_calendar_and_a_year_no_age(found: dict[str, DatasetStatus]) -> None:
    assert found["wef_future_of_jobs"].age is None
    assert found["wef_future_of_jobs"].why == "a publication has no calendar"


def test_a_vintage_without_a_newer_period_is_no_release(tmp_path) -> None:
    for vintage, year in {"2023-04-01": 2022, "2024-04-01": 2023, "2024-10-01": 2023, "2025-04-01": 2024}.items():
        lines = "".join(f"BE,{one},PC_EMP,5.0,\n" for one in range(2020, year + 1))
        add_vintage(tmp_path, "isoc_sks_itspt", vintage, (HEAD + lines).encode())
    assert next_release("isoc_sks_itspt", Shelf(Home(tmp_path))) == ("2026-04", 1)


def test_only_official_series_are_asked_for() -> None:
    asked: list[str] = []

    def ask(dataset: str) -> str:
        asked.append(dataset)
        return "2026-11-01"

    found = {one.dataset: one for one in dataset_status(find_home(), TODAY, ask)}
    assert found["isoc_sks_itspt"].available == "2026-11-01"
    assert found["wef_future_of_jobs"].available == ""
    assert "wef_future_of_jobs" not in asked


def test_an_edition_is_stale_where_a_newer_vintage_is_held() -> None:
    years = {one.edition: one for one in edition_status(find_home())}
    assert "isoc_sks_itspt: 2025-05-14 pinned, 2026-04-17 held" in years["2025"].behind
    assert (years["2025"].state, years["2026"].state) == ("printed", "in preparation")
    assert years["2025"].stale
    assert not years["2026"].stale
    # The thousands by sex are held at 2024-02-02 alone: newer releases give shares only.
    assert not any("isoc_sks_itsps" in text for text in years["2025"].behind)
