"""Observations are found by key, with the precision they are held in; the report itself is no evidence."""

import math

import pytest

from talentstudy.claims.observing import Observatory, decimals_held
from talentstudy.claims.records import Address
from talentstudy.errors import EmptySelection, LedgerError
from talentstudy.pipeline import Pipeline
from tests.claims.conftest import PINNED


@pytest.fixture
def sight(pipeline: Pipeline) -> Observatory:
    return Observatory(pipeline)


def share(period: str, measure: str = "value", geo: str = "BE") -> Address:
    return Address("ict_specialists_share", {"geo": geo, "time_period": period}, measure)


def test_a_value_comes_with_unit_flag_source_and_precision(sight: Observatory) -> None:
    one = sight.observe(share("2021"))
    assert (one.value, one.unit, one.flags, one.half) == (5.6, "PC_EMP", "b", 0.05)
    assert (one.dataset, one.vintage, one.official) == ("isoc_sks_itspt", PINNED, True)


def test_a_count_held_in_whole_thousands_says_so(sight: Observatory) -> None:
    count = Address("ict_specialists_count", {"geo": "BE", "time_period": "2023"})
    assert sight.observe(count).half == 0.5


def test_figures_keyed_from_a_publication_are_not_official(sight: Observatory) -> None:
    one = sight.observe(Address("ict_turnover_growth", {"geo": "BE", "time_period": "2024"}))
    assert (one.value, one.official) == (1.9, False)


@pytest.mark.parametrize(
    ("address", "value", "unit", "half"),
    [
        (share("2023", "complement"), 94.6, "PC_EMP", 0.05),
        (share("2023", "opposite"), -5.4, "PC_EMP", 0.05),
        (share("2022..2023", "difference"), -0.2, "PC_PNT", 0.1),
        (share("2024", "gap_to_eu"), 0.7, "PC_PNT", 0.1),
        (share("2024", "rank"), 3, "RANK", 0),
    ],
)
def test_each_measure_makes_its_number(
    sight: Observatory, address: Address, value: float, unit: str, half: float
) -> None:
    one = sight.observe(address)
    assert one.value == pytest.approx(value)
    assert one.unit == unit
    assert one.half == pytest.approx(half)


def test_growth_is_in_per_cent_of_the_first_period(sight: Observatory) -> None:
    one = sight.observe(Address("ict_specialists_count", {"geo": "BE", "time_period": "2023..2024"}, "growth"))
    assert one.value == pytest.approx(100 * (288 / 273 - 1))
    assert one.unit == "PCH"
    assert one.half == pytest.approx(100 * (0.5 + 288 / 273 * 0.5) / 273)


def test_bounds_stand_in_for_a_value_that_is_not_published(sight: Observatory) -> None:
    one = sight.observe(Address("hackathon_duration", {"geo": "BE", "time_period": "2023"}))
    assert math.isnan(one.value)
    assert (one.low, one.high) == (1, 3)


def test_a_dataset_is_read_by_its_own_dimensions(sight: Observatory) -> None:
    key = {"geo": "BE", "time_period": "2023", "unit": "PC_EMP"}
    assert sight.observe(Address("dataset:isoc_sks_itspt", key)).value == 5.4


def test_a_key_that_holds_nothing_says_which_periods_there_are(sight: Observatory) -> None:
    assert not sight.holds(share("2019"))
    with pytest.raises(EmptySelection, match=r"holds no observation geo=BE;time_period=2019 .*2021, 2022, 2023, 2024"):
        sight.observe(share("2019"))


def test_a_country_outside_the_union_has_no_rank(sight: Observatory) -> None:
    with pytest.raises(EmptySelection, match="has no rank: EU27_2020 is no member"):
        sight.observe(share("2024", "rank", "EU27_2020"))


def test_what_the_report_itself_prints_is_no_evidence(sight: Observatory) -> None:
    own = Address("ict_sector_jobs_count", {"geo": "BE", "time_period": "2024-06"})
    with pytest.raises(LedgerError, match="holds what the report itself prints"):
        sight.observe(own)


def test_periods_are_those_with_a_value(sight: Observatory) -> None:
    assert sight.periods(share("2024")) == ("2021", "2022", "2023", "2024")
    assert sight.periods(share("2024", geo="NL")) == ("2024",)


@pytest.mark.parametrize(("value", "decimals"), [(273.0, 0), (5.4, 1), (47.69, 2), (1e6, 0), (100 / 3, 10)])
def test_decimals_are_counted_as_written(value: float, decimals: int) -> None:
    assert decimals_held(value) == decimals
