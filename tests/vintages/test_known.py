"""What was known on a day: the newest vintage held by then, and a clear word where none was."""

import pytest

from talentstudy import open_edition
from talentstudy.editions import Edition, read_edition
from talentstudy.errors import EmptySelection, StudyError
from talentstudy.finding import Prose
from talentstudy.pipeline import Pipeline
from talentstudy.store import Home, find_home
from talentstudy.vintages.known import known_on
from tests.conftest import add_vintage

LATER = b"geo,time_period,unit,obs_value,obs_flag\nBE,2023,PC_EMP,5.5,\nBE,2024,PC_EMP,5.8,\n"


def pinned(edition: Edition, name: str) -> list[tuple[str, dict[str, str]]]:
    return [(pin.vintage, dict(pin.where)) for pin in edition.pins_of(name)]


@pytest.fixture(scope="module")
def home_2025() -> Home:
    return find_home()


def test_each_slice_is_read_from_the_newest_vintage_held_by_the_day(home_2025: Home) -> None:
    then = known_on(read_edition(2025), "2024-06-01", home_2025)
    assert pinned(then, "isoc_sks_itspt") == [("2024-04-26", {})]
    assert pinned(then, "isoc_sks_itsps") == [("2024-04-26", {"unit": "PC"}), ("2024-02-02", {"unit": "THS_PER"})]
    assert then.as_of == "2024-06-01"
    assert all(pin.vintage <= "2024-06-01" for pin in then.pins)


def test_a_later_day_brings_what_came_since(home_2025: Home) -> None:
    now = known_on(read_edition(2025), "2026-05-01", home_2025)
    assert pinned(now, "isoc_sks_itspt") == [("2026-04-17", {})]
    # A later vintage was cut off at what the edition could know; on that day there is nothing to cut.
    assert {pin.until for pin in now.pins} == {""}
    assert now.missing == {}


def test_on_its_own_day_the_edition_reads_what_it_pins_but_what_came_later(home_2025: Home) -> None:
    edition = read_edition(2025)
    then = known_on(edition, edition.as_of, home_2025)
    assert then.pins == tuple(pin for pin in edition.pins if pin.vintage <= edition.as_of)
    assert set(then.missing) == {pin.name for pin in edition.pins if pin.vintage > edition.as_of}


def test_a_publication_keeps_its_pin_and_an_issue_before_it_stands_in(home_2025: Home) -> None:
    edition = read_edition(2025)
    assert pinned(known_on(edition, "2026-11-01", home_2025), "gender_scan") == [("2024-02-20", {})]
    assert pinned(known_on(edition, "2024-06-01", home_2025), "manpowergroup_talent_shortage") == [("2023-03", {})]
    # An issue that the edition reads under a name of its own does not stand in for the last one.
    then = known_on(edition, "2024-06-01", home_2025)
    assert "acerta_disability" not in then.datasets
    assert pinned(then, "acerta_disability_2024") == [("2024-02", {})]


def test_a_day_gives_the_number_known_by_then() -> None:
    """Belgium's share of 2024 came in May 2025."""
    study = open_edition(2025)
    then = study.at("2025-01-01").indicator("ict_specialists_share").table
    assert then.loc[then["geo"] == "BE", "time_period"].max() == "2023"
    assert set(then["source"]) == {"isoc_sks_itspt@2024-04-26"}
    now = open_edition(2025, as_of="2026-05-01").indicator("ict_specialists_share").table
    assert now.set_index(["geo", "time_period"]).loc[("BE", "2025"), "obs_value"] == 5.9


@pytest.mark.parametrize(
    ("indicator", "said"),
    [
        (
            "ict_specialists_count",
            "no vintage of isoc_sks_itspt unit=THS_PER was held by 2024-06-01: the first is 2025-05-14",
        ),
        ("ict_specialists_year_growth", "no vintage of isoc_sks_itspt unit=THS_PER was held by 2024-06-01"),
        ("cloud_advanced_share", "no vintage of isoc_cicce_use indic_is=E_CC1_SI was held by 2024-06-01"),
        (
            "core_skill_share",
            "wef_future_of_jobs was not out by 2024-06-01: edition 2025 reads the publication of 2025",
        ),
    ],
)
def test_where_none_was_held_the_refusal_says_since_when_one_is(indicator: str, said: str) -> None:
    with pytest.raises(EmptySelection, match=said):
        open_edition(2025, as_of="2024-06-01").indicator(indicator)


@pytest.mark.parametrize(
    ("language", "said"),
    [("nl", "geen versie in ons bezit"), ("fr", "aucune version"), ("en", "no vintage"), ("de", "kein Stand")],
)
def test_a_figure_that_was_not_known_says_so_in_every_language(language: str, said: str) -> None:
    study = open_edition(2025, language=language, as_of="2024-06-01")
    told = study.draw("F3-01")
    assert isinstance(told, Prose)
    assert said in told.text
    assert "2024-06-01" in told.text


def test_a_figure_of_a_year_that_was_not_out_does_not_say_the_country_has_none() -> None:
    told = open_edition(2025, as_of="2024-06-01").draw("F4-02")
    assert "not every number of this figure was known by 2024-06-01" in repr(told)


def test_a_table_holds_what_was_known() -> None:
    table = open_edition(2025, as_of="2024-06-01").table(1).table
    assert "isoc_sks_itspt@2024-04-26" in set(table["Source"])
    assert not table["Source"].str.contains("2025|2026").any()


def test_results_of_the_edition_s_day_are_none_of_another_s() -> None:
    assert open_edition(2025, as_of="2024-06-01").stale == ("not run yet",)


def test_codes_that_the_newest_vintage_lacks_come_from_the_one_before(home: Home, edition: Edition) -> None:
    """A release may hold one unit alone; the other stays as it was last known."""
    add_vintage(home.folder, "isoc_sks_itspt", "2025-03-01", LATER)
    then = known_on(edition, "2025-06-01", Home(home.folder))
    assert pinned(then, "isoc_sks_itspt") == [("2025-03-01", {}), ("2025-01-01", {"unit": "THS_PER"})]
    rows = Pipeline(then, Home(home.folder)).observations("isoc_sks_itspt")
    assert set(zip(rows["unit"], rows["source"], strict=True)) == {
        ("PC_EMP", "isoc_sks_itspt@2025-03-01"),
        ("THS_PER", "isoc_sks_itspt@2025-01-01"),
    }


def test_a_day_before_everything_is_refused(home_2025: Home) -> None:
    with pytest.raises(
        StudyError, match=r"held by 2001-01-01: the first vintage is that of statbel_disability, 2017-11-29"
    ):
        known_on(read_edition(2025), "2001-01-01", home_2025)


@pytest.mark.parametrize("day", ["2025", "2025-06", "2025-6-1", "20250601", "2025-02-30", "yesterday", ""])
def test_what_is_no_day_is_refused(home_2025: Home, day: str) -> None:
    with pytest.raises(StudyError, match=f"'{day}' is no day; write it as 2025-06-01"):
        known_on(read_edition(2025), day, home_2025)
