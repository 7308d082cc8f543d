"""The change of a share, split at its breaks in two named ways."""

import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from talentstudy.errors import UnsuitableSeries
from talentstudy.trends.decomposition import model_decomposition, observed_decomposition
from talentstudy.trends.growth import fit_growth
from talentstudy.trends.series import annual_series

BELGIUM = Path(__file__).parents[1] / "reference" / "shares" / "isoc_sks_itsps_be_2025-05-14.csv"


def women(first: Any = None) -> Any:
    cells = [line.split(",") for line in BELGIUM.read_text().splitlines()[1:]]
    values = [float(cell[4]) for cell in cells]
    series = annual_series(
        [int(cell[3]) for cell in cells], values, flags=[cell[5] for cell in cells], unit="PC", name="women"
    )
    return series.between(first)


def test_of_the_belgian_3_9_points_3_7_fall_at_the_breaks() -> None:
    split = observed_decomposition(women(), 2015, 2024)
    assert (split.change, split.within, split.at_breaks) == pytest.approx((3.9, 0.2, 3.7))
    steps = split.table[split.table["part"] == "break"]
    assert steps["last"].tolist() == [2017, 2021]
    assert steps["change"].tolist() == pytest.approx([1.5, 2.2])


@pytest.mark.parametrize(("first", "slope"), [(None, -0.080), (2011, -0.256)])
def test_the_belgian_common_slope_is_below_zero_and_its_interval_is_not(first: Any, slope: Any) -> None:
    split = model_decomposition(fit_growth(women(first), scale="linear"), 2015, 2024)
    assert split.within.value / 9 == pytest.approx(slope, abs=5e-4)
    assert split.within.interval.lower < 0 < split.within.interval.upper
    assert split.at_breaks.value > 3.9
    assert split.at_breaks.interval.lower > 0


def test_parts_add_up_on_the_linear_scale_and_multiply_on_the_log_scale() -> None:
    for scale in ("linear", "log"):
        split = model_decomposition(fit_growth(women(), scale=scale), 2006, 2023)
        parts = [split.within.value, split.at_breaks.value, split.remainder]
        if scale == "linear":
            assert sum(parts) == pytest.approx(split.change)
        else:
            assert np.prod([1 + part / 100 for part in parts]) == pytest.approx(1 + split.change / 100)
            assert split.change == pytest.approx(100 * (19.4 / 17.2 - 1))


@given(st.lists(st.floats(1, 99), min_size=4, max_size=12), st.data())
@settings(max_examples=40, deadline=None)
def test_bookkeeping_always_adds_up(values: Any, data: Any) -> None:
    years = list(range(2000, 2000 + len(values)))
    breaks = data.draw(st.lists(st.sampled_from(years), max_size=4))
    split = observed_decomposition(annual_series(years, values, breaks=breaks), years[0], years[-1])
    assert split.within + split.at_breaks == pytest.approx(values[-1] - values[0], abs=1e-9)
    assert len(split.table) == len(values) - 1


def test_the_slope_assumption_changes_the_split_and_is_printed() -> None:
    common, own = (
        model_decomposition(fit_growth(women(2011), scale="linear", slopes=one), 2015, 2024)
        for one in ("common", "per segment")
    )
    assert common.within.value < 0 < own.within.value
    assert "same slope" in common.assumption
    assert "own slope" in own.assumption
    assert common.assumption in common.summary("en")


def test_without_a_break_all_is_within() -> None:
    series = annual_series(range(2010, 2020), np.arange(10) + np.tile([0.1, -0.1], 5))
    split = model_decomposition(fit_growth(series, scale="linear"), 2010, 2019)
    assert split.at_breaks.value == 0
    assert observed_decomposition(series, 2010, 2019).at_breaks == 0


def test_years_without_a_value_are_refused() -> None:
    with pytest.raises(UnsuitableSeries, match="no value in 1999"):
        observed_decomposition(women(), 1999, 2024)
    with pytest.raises(UnsuitableSeries, match="earlier first"):
        model_decomposition(fit_growth(women(), scale="linear"), 2020, 2015)


def test_a_jump_after_a_lone_point_is_refused_with_a_slope_per_segment() -> None:
    growth = fit_growth(women(), scale="linear", slopes="per segment")
    with pytest.raises(UnsuitableSeries, match="one point"):
        model_decomposition(growth, 2004, 2010)


def test_the_table_says_what_has_an_interval() -> None:
    table = model_decomposition(fit_growth(women(), scale="linear"), 2015, 2024).table
    assert table["part"].tolist() == ["observed", "within segments", "at breaks", "remainder"]
    assert table["lower"].notna().tolist() == [False, True, True, False]


@pytest.mark.parametrize(
    ("language", "points"),
    [("nl", "procentpunt"), ("fr", "points de pourcentage"), ("en", "percentage points"), ("de", "Prozentpunkte")],
)
def test_both_splits_are_told_in_percentage_points(language: Any, points: Any) -> None:
    observed = observed_decomposition(women(), 2015, 2024).summary(language)
    assert f"+3{'.' if language == 'en' else ','}7\u00a0{points}" in observed
    model = model_decomposition(fit_growth(women(), scale="linear"), 2015, 2024).summary(language)
    assert points in model
    assert "{" not in model


@pytest.mark.parametrize("language", ["nl", "fr", "en", "de"])
@pytest.mark.parametrize("scale", ["linear", "log"])
def test_estimate_and_bounds_have_as_many_decimals(language: str, scale: Any) -> None:
    values = [15.1, 14.1, 15.6, 16.8, 17.2, 17.4, 19.6, 18.7, 19.4, 19.0]
    series = annual_series(range(2015, 2025), values, breaks=[2017, 2021], unit="PC", name="women")
    told = model_decomposition(fit_growth(series, scale=scale), 2015, 2024).summary(language)
    assert {len(one) for one in re.findall(r"[−+]\d+[.,](\d+)", told)} == {1}
