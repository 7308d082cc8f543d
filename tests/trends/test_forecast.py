import csv
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from talentstudy.errors import StudyError, TooShort, UnknownName, UnsuitableSeries
from talentstudy.trends.forecast import forecast, quantity
from talentstudy.trends.series import AnnualSeries, annual_series
from talentstudy.wording import LANGUAGES

FACTS = Path(__file__).parents[1] / "reference" / "forecast" / "ict_specialists.csv"
YEARS = np.arange(2008, 2024)
VALUES = 30 + 0.5 * (YEARS - 2008) + 0.6 * np.sin(1.7 * YEARS)


def official(dataset: str, unit: str, geo: str, first: int = 2011) -> AnnualSeries:
    with FACTS.open(encoding="utf-8") as held:
        rows = [
            one for one in csv.DictReader(held) if (one["dataset"], one["unit"], one["geo"]) == (dataset, unit, geo)
        ]
    rows = [one for one in rows if int(one["time_period"]) >= first]
    return annual_series(
        [int(one["time_period"]) for one in rows],
        [float(one["obs_value"]) for one in rows],
        flags=[one["obs_flag"] for one in rows],
        unit=unit,
        name=f"{dataset} {geo}",
    )


def test_the_table_has_a_row_per_year_with_the_point_inside() -> None:
    made = forecast(annual_series(YEARS, VALUES), 5)
    table = made.table
    assert list(table.columns) == ["year", "value", "lower", "upper"]
    assert table["year"].tolist() == [2024, 2025, 2026, 2027, 2028]
    assert ((table["lower"] < table["value"]) & (table["value"] < table["upper"])).all()
    assert (np.diff(table["upper"] - table["lower"]) > 0).all()


def test_belgian_women_s_share_has_no_combination_after_its_last_break() -> None:
    series = official("isoc_sks_itsps", "PC", "BE")
    assert series.segment_sizes == (6, 4, 4)
    with pytest.raises(TooShort, match=r"has 4 years to forecast from \(2021 to 2024\).*after='bridged'"):
        forecast(series, 3)
    alone = forecast(series, 3, method="drift")
    assert alone.refused == "short"
    assert alone.table[["lower", "upper"]].isna().all().all()
    assert "too short" in alone.summary("en")
    # 2021 to 2024: 19.6 to 19.0, on the logit scale.
    assert alone.values[0] == pytest.approx(18.8, abs=0.05)


def test_belgian_women_s_share_bridged_stays_where_it_is() -> None:
    made = forecast(official("isoc_sks_itsps", "PC", "BE"), 6, after="bridged")
    assert made.start.breaks == (2017, 2021)
    assert made.values[-1] == pytest.approx(19.0, abs=0.5)
    assert made.lower[-1] < 16 < 22 < made.upper[-1]


@settings(max_examples=12, deadline=None)
@given(st.lists(st.floats(0.5, 99.5), min_size=9, max_size=14), st.integers(1, 30))
def test_a_share_stays_between_0_and_100(values: list[float], horizon: int) -> None:
    years = range(2000, 2000 + len(values))
    made = forecast(annual_series(years, values, unit="PC"), horizon, method="drift")
    for column in ("value", "lower", "upper"):
        known = made.table[column].dropna()
        assert known.between(0, 100).all()


def test_the_order_of_rows_does_not_matter() -> None:
    order = np.random.default_rng(0).permutation(len(YEARS))
    plain = forecast(annual_series(YEARS, VALUES), 3)
    mixed = forecast(annual_series(YEARS[order], VALUES[order]), 3)
    assert mixed.table.equals(plain.table)


def test_scaling_a_count_scales_its_forecast_and_shifting_the_years_shifts_them() -> None:
    plain = forecast(annual_series(YEARS, VALUES, unit="THS_PER"), 3)
    scaled = forecast(annual_series(YEARS - 30, 1000 * VALUES, unit="THS_PER"), 3)
    assert scaled.table["year"].tolist() == (plain.table["year"] - 30).tolist()
    for column in ("value", "lower", "upper"):
        assert scaled.table[column].to_numpy() == pytest.approx(1000 * plain.table[column].to_numpy(), rel=1e-6)


def test_a_higher_level_makes_a_wider_interval() -> None:
    series = annual_series(YEARS, VALUES)
    narrow, wide = (forecast(series, 3, level=level) for level in (0.8, 0.99))
    assert (wide.lower < narrow.lower).all()
    assert (wide.upper > narrow.upper).all()
    assert wide.values == pytest.approx(narrow.values)


def test_a_constant_series_has_a_point_and_no_interval() -> None:
    made = forecast(annual_series(YEARS, np.full(16, 12.0), name="flat"), 2)
    assert made.refused == "exact"
    assert made.values == pytest.approx([12.0, 12.0])
    assert "no error to measure" in made.summary("en")


def test_a_gap_is_filled_for_the_point_and_said() -> None:
    held = np.where(np.isin(YEARS, [2013, 2021]), np.nan, VALUES)
    made = forecast(annual_series(YEARS, held, name="with gaps"), 2)
    assert made.start.filled == (2013, 2021)
    assert "2013, 2021" in made.summary("nl")


def test_a_break_at_the_first_point_cuts_nothing() -> None:
    plain = forecast(annual_series(YEARS, VALUES), 2)
    flagged = forecast(annual_series(YEARS, VALUES, flags=["b", *[""] * 15]), 2)
    assert flagged.table.equals(plain.table)


def test_all_points_flagged_is_too_short() -> None:
    series = annual_series(YEARS, VALUES, flags=["b"] * 16)
    for after in ("last break", "bridged"):
        with pytest.raises(TooShort):
            forecast(series, 2, after=after)


@pytest.mark.parametrize(("points", "breaks", "given"), [(7, [], False), (8, [], True), (8, [2002, 2004, 2006], True)])
def test_an_interval_needs_eight_points_and_three_degrees_of_freedom(
    points: int, breaks: list[int], given: bool
) -> None:
    series = annual_series(range(2000, 2000 + points), VALUES[:points], breaks=breaks)
    made = forecast(series, 1, method="drift", after="bridged")
    assert (made.refused == "") is given
    tight = annual_series(range(2000, 2009), VALUES[:9], breaks=[2001, 2002, 2003, 2004, 2006])
    assert forecast(tight, 1, method="drift", after="bridged").refused == "short"


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        ({"horizon": 0}, StudyError, "1 to 30 years, got 0"),
        ({"horizon": 31}, StudyError, "1 to 30 years, got 31"),
        ({"horizon": 2, "level": 95}, StudyError, "between 0 and 1, got 95"),
        ({"horizon": 2, "method": "arma"}, UnknownName, "did you mean arima"),
        ({"horizon": 2, "after": "bridge"}, UnknownName, "did you mean bridged"),
        ({"horizon": 2, "scale": "logs"}, UnknownName, "did you mean log"),
    ],
)
def test_arguments_out_of_range_are_named(arguments: dict[str, object], error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        forecast(annual_series(YEARS, VALUES), **arguments)  # type: ignore[arg-type]


def test_shares_outside_0_to_100_are_refused() -> None:
    with pytest.raises(UnsuitableSeries, match="has the share 104"):
        forecast(annual_series(YEARS, [*VALUES[:-1], 104.0], unit="PC"), 2)


def test_the_backtest_is_that_of_the_same_points() -> None:
    made = forecast(official("isoc_sks_itsps", "PC", "EU27_2020"), 2, after="bridged")
    assert set(made.backtest["horizon"]) == {1, 2}
    assert made.backtest is made.backtest


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_summary_names_value_interval_and_breaks(language: str) -> None:
    made = forecast(official("isoc_sks_itspt", "THS_PER", "EU27_2020"), 5, after="bridged")
    said = made.summary(language)
    for value in (made.values[-1], made.lower[-1], made.upper[-1]):
        assert quantity(value, "THS_PER", language) in said
    assert "2030" in said
    assert "2021" in said


def test_a_result_cannot_be_changed() -> None:
    made = forecast(annual_series(YEARS, VALUES), 1)
    with pytest.raises(AttributeError):
        made.level = 0.5  # type: ignore[misc]
    assert repr(made) == "<Forecast (unnamed) to 2024, combination, last break>"


@pytest.mark.parametrize(
    ("breaks", "said"), [([2016], "sprong bij de reeksbreuk van 2016"), ([2014, 2018], "reeksbreuken van 2014 en 2018")]
)
def test_one_break_is_told_in_the_singular(breaks: list[int], said: str) -> None:
    values = [10.0, 10.4, 10.9, 11.1, 11.8, 12.0, 12.6, 12.8, 13.5, 13.7, 14.4, 14.6]
    series = annual_series(range(2011, 2023), values, breaks=breaks, unit="PC", name="een reeks")
    assert said in forecast(series, 2, after="bridged").summary("nl")
