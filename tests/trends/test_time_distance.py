import csv
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from talentstudy.errors import EmptySelection, UnsuitableSeries
from talentstudy.trends.series import AnnualSeries, annual_series
from talentstudy.trends.time_distance import leader, time_distance
from talentstudy.wording import LANGUAGES

FACTS = Path(__file__).parents[1] / "reference" / "forecast" / "ict_specialists.csv"


def women(geo: str) -> AnnualSeries:
    with FACTS.open(encoding="utf-8") as held:
        rows = [one for one in csv.DictReader(held) if (one["dataset"], one["geo"]) == ("isoc_sks_itsps", geo)]
    return annual_series(
        [int(one["time_period"]) for one in rows],
        [float(one["obs_value"]) for one in rows],
        flags=[one["obs_flag"] for one in rows],
        unit="PC",
        name=geo,
    )


def rising(name: str, start: float, first: int = 2015) -> AnnualSeries:
    return annual_series(range(first, 2025), start + 0.5 * np.arange(2025 - first), unit="PC", name=name)


def test_belgium_s_distance_to_the_eu_is_not_defined() -> None:
    # 19.0 in 2024; the EU since 2021: 19.1, 18.9, 19.4, 19.5, so past 19.0 downwards and again upwards.
    distance = time_distance(women("BE"), women("EU27_2020"))
    assert distance.status == "repeatedly"
    assert distance.crossings == pytest.approx((2021.5, 2022.2))
    assert np.isnan(distance.years)
    assert "not defined" in distance.summary("en")
    assert "2021" in distance.summary("en")


def test_a_series_one_point_lower_at_half_a_point_a_year_lags_two_years() -> None:
    distance = time_distance(rising("behind", 10.0), rising("ahead", 11.0))
    assert distance.status == "defined"
    assert distance.years == pytest.approx(2.0)
    assert distance.table.to_dict("list") == {"crossing": [2022.0], "years": [2.0]}


@given(st.floats(0.01, 4.4))
def test_a_lead_is_a_lag_seen_from_the_other_side(gap: float) -> None:
    one, other = rising("one", 10.0), rising("other", 10.0 + gap)
    assert time_distance(one, other).years == pytest.approx(gap / 0.5)
    assert time_distance(other, one).years == pytest.approx(-gap / 0.5)
    assert time_distance(other, one).leads


def test_equal_levels_are_no_distance() -> None:
    assert time_distance(rising("one", 10.0), rising("other", 10.0)).years == pytest.approx(0.0)


def test_a_level_passed_before_the_break_is_not_defined_but_bounded() -> None:
    ahead = rising("ahead", 13.0)
    broken = annual_series(ahead.years, ahead.values, breaks=[2020], unit="PC", name="ahead")
    distance = time_distance(rising("behind", 10.0), broken)
    assert time_distance(rising("behind", 10.0), ahead).years == pytest.approx(6.0)
    assert distance.status == "never"
    assert distance.at_least == pytest.approx(4.0)
    assert np.isnan(distance.years)


@pytest.mark.parametrize(
    ("begins", "language", "said"),
    [
        (2020, "nl", "minstens 4 jaar achterstand"),
        (2020, "fr", "au moins 4 ans de retard"),
        (2023, "fr", "au moins 1 an de retard"),
        (2023, "en", "at least 1 year behind"),
        (2020, "de", "mindestens 4 Jahre Rückstand"),
        (2023, "de", "mindestens 1 Jahr Rückstand"),
    ],
)
def test_a_lead_older_than_the_segment_is_told_as_at_least_that_long(begins: int, language: str, said: str) -> None:
    ahead = rising("ahead", 13.0)
    broken = annual_series(ahead.years, ahead.values, breaks=[begins], unit="PC", name="ahead")
    assert said in time_distance(rising("behind", 10.0), broken).summary(language)


def test_seen_from_the_one_ahead_it_is_a_lead() -> None:
    ahead = rising("ahead", 13.0)
    broken = annual_series(ahead.years, ahead.values, breaks=[2020], unit="PC", name="ahead")
    told = time_distance(broken, rising("behind", 10.0)).summary("en")
    assert told.startswith("ahead compared with behind: at least 4 years ahead")


def test_a_segment_of_one_point_bounds_nothing() -> None:
    ahead = rising("ahead", 13.0)
    broken = annual_series(ahead.years, ahead.values, breaks=[2024], unit="PC", name="ahead")
    distance = time_distance(rising("behind", 10.0), broken)
    assert distance.at_least == 0
    assert "not defined" in distance.summary("en")
    assert "at least" not in distance.summary("en")


def test_a_stretch_on_the_level_is_repeatedly() -> None:
    flat = annual_series([2020, 2021, 2022, 2023], [4.0, 5.0, 5.0, 6.0], unit="PC")
    distance = time_distance(annual_series([2023], [5.0], unit="PC"), flat)
    assert distance.status == "repeatedly"


def test_a_missing_year_is_crossed_on_a_straight_line() -> None:
    gap = annual_series([2020, 2022], [4.0, 6.0], unit="PC")
    assert time_distance(annual_series([2022], [4.5], unit="PC"), gap).years == pytest.approx(1.5)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("start", "status"), [(10.0, "defined"), (2.0, "never")])
def test_the_summary_speaks_every_language(language: str, start: float, status: str) -> None:
    distance = time_distance(rising("behind", start), rising("ahead", 11.0))
    assert distance.status == status
    assert "behind" in distance.summary(language)
    assert "{" not in distance.summary(language)


def test_two_units_have_no_distance() -> None:
    with pytest.raises(UnsuitableSeries, match="is in 'PC' and the reference in 'THS_PER'"):
        time_distance(rising("behind", 10.0), annual_series([2024], [1.0], unit="THS_PER"))


def test_the_leader_has_the_highest_value_of_the_year() -> None:
    panel = [rising("one", 10.0), rising("two", 12.0), rising("three", 40.0, 2024)]
    assert leader(panel, 2020).name == "two"
    assert leader(panel, 2024).name == "three"
    with pytest.raises(EmptySelection, match="none of the 3 series has a value in 1999"):
        leader(panel, 1999)
