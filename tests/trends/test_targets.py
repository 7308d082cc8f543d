import csv
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from talentstudy.errors import EmptySelection, StudyError, TooShort, UnknownName, UnsuitableSeries
from talentstudy.trends.series import AnnualSeries, annual_series
from talentstudy.trends.targets import reach_target
from talentstudy.trends.targets_paths import employed_persons, pro_rata_target, straight_path
from talentstudy.wording import LANGUAGES

HELD = Path(__file__).parents[1] / "reference" / "forecast"
YEARS = np.arange(2008, 2024)
VALUES = 30 + 0.5 * (YEARS - 2008) + 0.6 * np.sin(1.7 * YEARS)
RISING = annual_series(YEARS, VALUES, unit="PC", name="a share")


def official(dataset: str, unit: str, geo: str, first: int = 2011) -> AnnualSeries:
    with (HELD / "ict_specialists.csv").open(encoding="utf-8") as held:
        rows = [
            one for one in csv.DictReader(held) if (one["dataset"], one["unit"], one["geo"]) == (dataset, unit, geo)
        ]
    rows = [one for one in rows if int(one["time_period"]) >= first]
    years, values = [int(one["time_period"]) for one in rows], [float(one["obs_value"]) for one in rows]
    return annual_series(years, values, flags=[one["obs_flag"] for one in rows], unit=unit, name=geo)


def path(indicator: str) -> AnnualSeries:
    with (HELD / "digital_decade_paths.csv").open(encoding="utf-8") as held:
        rows = [one for one in csv.DictReader(held) if one["indicator"] == f"dd_ictspec|{indicator}"]
    values = [1000 * float(one["obs_value"]) for one in rows]
    return annual_series([int(one["time_period"]) for one in rows], values, unit="THS_PER", name=indicator)


EU = official("isoc_sks_itspt", "THS_PER", "EU27_2020")


@pytest.mark.parametrize(("first", "scale"), [(2011, "log"), (2011, "level"), (2004, "log")])
def test_the_eu_does_not_reach_20_million_in_2030_whatever_the_choice(first: int, scale: str) -> None:
    outlook = reach_target(official("isoc_sks_itspt", "THS_PER", "EU27_2020", first), 20_000, 2030, scale=scale)
    assert outlook.probability < 1e-4
    assert outlook.earliest is not None
    assert outlook.earliest >= 2039


def test_the_eu_would_need_three_times_its_pace() -> None:
    outlook = reach_target(EU, 20_000, 2030)
    assert outlook.pace_unit == "percent"
    assert outlook.pace_needed == pytest.approx(100 * ((20_000 / 10_450.8) ** 0.2 - 1))
    assert outlook.pace_needed > 3 * outlook.pace
    assert outlook.pace_lower < outlook.pace < outlook.pace_upper


def test_the_eu_s_own_paths_stand_beside_the_outlook() -> None:
    outlook = reach_target(
        EU, 20_000, 2030, paths={"baseline": path("dd_baseline_2023"), "ideal": path("dd_ideal_2026")}
    )
    last = outlook.table.iloc[-1]
    assert (last["year"], last["baseline"], last["ideal"]) == (2030, pytest.approx(12_043.814), pytest.approx(20_000))
    assert last["lower"] > last["baseline"]
    assert last["upper"] < last["ideal"]


def test_the_eu_s_ideal_path_is_a_straight_one() -> None:
    ideal = path("dd_ideal_2026")
    made = straight_path(2022, 9_370.2, 2030, 20_000)
    assert made.years.tolist() == ideal.years.tolist()
    assert made.values == pytest.approx(ideal.values, abs=1e-3)
    with pytest.raises(StudyError, match="got 2030 to 2030"):
        straight_path(2030, 1, 2030, 2)


def test_belgium_s_part_of_the_target_goes_by_employment() -> None:
    belgium, union = (
        employed_persons(official("isoc_sks_itspt", "THS_PER", geo), official("isoc_sks_itspt", "PC_EMP", geo), 2024)
        for geo in ("BE", "EU27_2020")
    )
    assert belgium == pytest.approx(287.5 / 0.057)
    target = pro_rata_target(20_000, belgium, union)
    assert target == pytest.approx(485.1, abs=0.1)
    outlook = reach_target(official("isoc_sks_itspt", "THS_PER", "BE"), target, 2030)
    assert outlook.probability < 0.01


def test_women_s_share_does_not_reach_parity() -> None:
    outlook = reach_target(official("isoc_sks_itsps", "PC", "BE"), 50, 2030)
    assert outlook.probability < 0.001
    assert outlook.median_year is None
    assert outlook.pace_lower < 0 < outlook.pace_upper
    assert outlook.pace_needed == pytest.approx((50 - 19.0) / 6)
    assert "Not at this pace" in outlook.summary("en")


def test_the_probability_is_the_law_s_tail_for_independent_errors() -> None:
    stream = np.random.default_rng(12)
    years = np.arange(1900, 2000)
    values = 0.1 * (years - 1900) + stream.normal(size=100)
    outlook = reach_target(annual_series(years, values), 11.0, 2000)
    slope, level = np.polyfit(years - 1949.5, values, 1)
    residual = values - level - slope * (years - 1949.5)
    spread = np.sqrt(residual @ residual / 98 * (1 + 1 / 100 + 50.5**2 / ((years - 1949.5) ** 2).sum()))
    assert outlook.probability == pytest.approx(stats.t(98).sf((11.0 - level - slope * 50.5) / spread), abs=0.03)


@settings(max_examples=10, deadline=None)
@given(st.floats(31.0, 60.0), st.floats(0.1, 10.0))
def test_a_higher_target_is_never_likelier_nor_earlier(target: float, more: float) -> None:
    low, high = (reach_target(RISING, goal, 2030) for goal in (target, target + more))
    assert high.probability <= low.probability + 1e-12
    if high.median_year is not None:
        assert low.median_year is not None
        assert low.median_year <= high.median_year


def test_the_years_of_reaching_are_in_order_and_open_where_not_in_sight() -> None:
    outlook = reach_target(RISING, 45.0, 2030)
    assert outlook.earliest is not None
    assert outlook.median_year is not None
    assert outlook.latest is not None
    assert outlook.earliest <= outlook.median_year <= outlook.latest
    flat = annual_series(YEARS, 30 + 0.6 * np.sin(1.7 * YEARS), unit="PC", name="flat")
    assert reach_target(flat, 60.0, 2030).latest is None


def test_at_most_is_the_other_side() -> None:
    above, below = (reach_target(RISING, 40.0, 2026, direction=direction) for direction in ("at least", "at most"))
    assert above.probability + below.probability == pytest.approx(1.0)
    assert below.reached
    assert not above.reached


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("target", [20.0, 38.5, 42.0, 99.0])
def test_the_summary_speaks_every_language(language: str, target: float) -> None:
    said = reach_target(RISING, target, 2030).summary(language)
    assert "2030" in said
    assert "{" not in said
    assert "None" not in said


def test_a_share_has_a_target_inside_0_to_100() -> None:
    with pytest.raises(UnsuitableSeries, match="the target for a share has the share 100"):
        reach_target(RISING, 100.0, 2030)


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        ({"year": 2023}, StudyError, "a year from 2024 to 2123"),
        ({"year": 2030, "direction": "above"}, UnknownName, "direction of a target"),
        ({"year": 2030, "level": 1.0}, StudyError, "between 0 and 1"),
        ({"year": 2030, "paths": {"baseline": EU}}, UnsuitableSeries, "the path baseline is in 'THS_PER'"),
    ],
)
def test_arguments_out_of_range_are_named(arguments: dict[str, object], error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        reach_target(RISING, 40.0, **arguments)  # type: ignore[arg-type]


def test_short_and_exact_series_have_no_probability() -> None:
    with pytest.raises(TooShort, match="4 points"):
        reach_target(official("isoc_sks_itsps", "PC", "BE"), 50, 2030, after="last break")
    with pytest.raises(UnsuitableSeries, match="exactly on a line"):
        reach_target(annual_series(YEARS, np.full(16, 5.0), name="flat"), 6, 2030)


def test_employment_and_its_part_are_checked() -> None:
    counts = annual_series([2023, 2024], [10.0, 11.0], name="persons")
    with pytest.raises(EmptySelection, match="persons has no value in 2020"):
        employed_persons(counts, counts, 2020)
    with pytest.raises(UnsuitableSeries, match="above 0 and at most 100"):
        employed_persons(counts, annual_series([2024], [140.0]), 2024)
    with pytest.raises(UnsuitableSeries, match="part of a whole"):
        pro_rata_target(20_000, 5, 4)
