from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from talentstudy.errors import TooShort, UnsuitableSeries
from talentstudy.pipeline import Pipeline
from talentstudy.trends.series import annual_series, series_of

NAN = float("nan")
Rows = Callable[..., pd.DataFrame]


def test_points_are_put_in_the_order_of_time_with_all_that_belongs_to_them() -> None:
    series = annual_series(
        [2012, 2010, 2011], [3, 1, 2], flags=["", "e", "b"], errors=[0.3, 0.1, 0.2], name="x", unit="PC"
    )
    assert series.years.tolist() == [2010, 2011, 2012]
    assert series.values.tolist() == [1, 2, 3]
    assert series.flags == ("e", "b", "")
    assert series.errors is not None
    assert series.errors.tolist() == [0.1, 0.2, 0.3]
    assert (series.breaks, series.segments.tolist(), series.segment_sizes) == ((2011,), [0, 1, 1], (1, 2))
    assert (len(series), series.name, series.unit) == (3, "x", "PC")


def test_a_missing_value_is_a_gap_in_the_years() -> None:
    series = annual_series([2010, 2011, 2012], [1, NAN, 3], errors=[0.1, NAN, 0.3])
    assert series.years.tolist() == [2010, 2012]
    assert series.values.tolist() == [1, 3]
    assert series.errors is not None
    assert series.errors.tolist() == [0.1, 0.3]


@pytest.mark.parametrize(
    ("flags", "breaks"),
    [
        (["b", "", "", ""], ()),
        (["", "b", "b", "b"], (2011, 2012, 2013)),
        (["", "be", "", "u"], (2011,)),
        (["", "", "", "b"], (2013,)),
        (["", "", "", ""], ()),
    ],
)
def test_every_flag_of_a_break_begins_a_segment_but_for_the_first_point(
    flags: list[str], breaks: tuple[int, ...]
) -> None:
    assert annual_series(range(2010, 2014), [1, 2, 3, 4], flags=flags).breaks == breaks


def test_a_break_without_a_value_counts_at_the_next_point() -> None:
    series = annual_series([2010, 2011, 2013], [1, NAN, 3], flags=["", "b", ""])
    assert series.breaks == (2013,)
    assert annual_series([2010, 2013], [1, 3], breaks=[2011]).breaks == (2013,)
    # Two that meet at one point are one.
    assert annual_series([2010, 2013], [1, 3], breaks=[2011, 2012]).breaks == (2013,)


def test_a_flagged_last_year_without_a_value_cuts_nothing() -> None:
    assert annual_series([2010, 2011, 2012], [1, 2, NAN], flags=["", "", "b"]).breaks == ()


def test_a_break_at_or_before_the_first_point_cuts_nothing() -> None:
    assert annual_series([2010, 2011], [1, 2], breaks=[2004, 2010]).breaks == ()
    assert annual_series([2009, 2010, 2011], [NAN, 1, 2], flags=["", "b", ""]).breaks == ()


def test_breaks_that_are_given_replace_the_flags() -> None:
    assert annual_series([2010, 2011, 2012], [1, 2, 3], flags=["", "b", ""], breaks=[2012]).breaks == (2012,)
    assert annual_series([2010, 2011, 2012], [1, 2, 3], flags=["", "b", ""], breaks=[]).breaks == ()


def test_a_break_after_the_last_point_is_refused() -> None:
    with pytest.raises(UnsuitableSeries, match="x ends in 2011, before the break given at 2015"):
        annual_series([2010, 2011], [1, 2], breaks=[2015], name="x")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"years": [2010, 2010, 2011], "values": [1, 2, 3]}, "more than one value for 2010; select one series first"),
        ({"years": [2010, 2011], "values": [1, float("inf")]}, "an infinite value in 2011"),
        ({"years": [2010], "values": [1, 2]}, "1 years, 2 values and 1 flags; one of each per point is wanted"),
        ({"years": [2010], "values": [1], "errors": [1, 2]}, "1 points and 2 standard errors"),
        (
            {"years": [2010, 2011], "values": [1, 2], "errors": [1, 0]},
            "a standard error that is zero, negative or missing",
        ),
        (
            {"years": [2010, 2011], "values": [1, 2], "errors": [1, NAN]},
            "a standard error that is zero, negative or missing",
        ),
        ({"years": [2010.0, 2010.25], "values": [1, 2]}, "points between the years"),
        ({"years": [2010.0, NAN], "values": [1, 2]}, "points between the years"),
    ],
)
def test_what_is_no_annual_series_is_refused(arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(UnsuitableSeries, match=f"the series has .*{message}|{message}"):
        annual_series(**arguments)


@pytest.mark.parametrize("values", [[], [NAN, NAN]])
def test_a_series_without_a_value_is_too_short(values: list[float]) -> None:
    with pytest.raises(TooShort, match="ict_women_share_be has no value at all"):
        annual_series(range(2010, 2010 + len(values)), values, name="ict_women_share_be")


def test_a_window_keeps_the_breaks_inside() -> None:
    flags = ["", "b", "", "b", "", "b"]
    series = annual_series(range(2010, 2016), range(6), flags=flags, name="x", unit="PC", errors=[1] * 6)
    window = series.between(2011, 2014)
    assert (window.years.tolist(), window.breaks) == ([2011, 2012, 2013, 2014], (2013,))
    assert (window.flags, window.name, window.unit) == (("b", "", "b", ""), "x", "PC")
    assert window.errors is not None
    assert len(window.errors) == 4
    assert series.between().breaks == series.breaks
    assert series.between(last=2012).breaks == (2011,)
    assert series.between(first=2015).segment_sizes == (1,)
    with pytest.raises(TooShort):
        series.between(2050)


def test_a_window_keeps_breaks_that_were_given() -> None:
    series = annual_series(range(2010, 2016), range(6), flags=["b"] * 6, breaks=[2012])
    assert series.between(2011).breaks == (2012,)


def test_a_series_tells_what_it_is() -> None:
    series = annual_series([2010, 2011, 2012], [1, 2, 3], flags=["", "b", ""], name="ict_women_share_be")
    assert repr(series) == "<AnnualSeries ict_women_share_be: 3 points, 2010 to 2012, breaks 2011>"
    assert repr(annual_series([2010], [1])) == "<AnnualSeries (unnamed): 1 points, 2010 to 2010, no break>"


def test_belgium_since_2004_is_the_five_segments_the_survey_made_of_it(edition_2025: Pipeline) -> None:
    share = edition_2025.indicator("ict_specialists_share")
    series = series_of(share[share["geo"] == "BE"], name="ict_specialists_share_be")
    assert series.breaks == (2005, 2011, 2017, 2021)
    assert series.segment_sizes == (1, 6, 6, 4, 4)
    assert series.unit == "PC_EMP"


def test_a_series_is_of_one_unit(rows: Rows) -> None:
    with pytest.raises(UnsuitableSeries, match=r"x holds 2 units \(PC, THS_PER\); one is wanted"):
        series_of(rows("BE 2023 PC 5", "BE 2022 THS_PER 5"), name="x")


def test_a_series_is_of_one_country(rows: Rows) -> None:
    with pytest.raises(UnsuitableSeries, match="x has more than one value for 2023"):
        series_of(rows("BE 2023 PC 5", "NL 2023 PC 5"), name="x")


@pytest.mark.parametrize("period", ["2024-Q3", "2025/2030", "2024-06"])
def test_a_series_is_of_years(rows: Rows, period: str) -> None:
    with pytest.raises(UnsuitableSeries, match=f"x holds {period} among its periods; years alone are wanted"):
        series_of(rows("BE 2023 PC 5", f"BE {period} PC 5"), name="x")


@given(
    points=st.dictionaries(st.integers(1990, 2030), st.one_of(st.just(NAN), st.floats(-1e6, 1e6)), min_size=1),
    flagged=st.sets(st.integers(1990, 2030)),
)
def test_segments_partition_the_points_at_the_breaks(points: dict[int, float], flagged: set[int]) -> None:
    known = {year: value for year, value in points.items() if not np.isnan(value)}
    if not known:
        return
    flags = ["b" if year in flagged else "" for year in points]
    series = annual_series(list(points), list(points.values()), flags=flags)
    assert dict(zip(series.years.tolist(), series.values.tolist(), strict=True)) == known
    assert sum(series.segment_sizes) == len(series)
    assert min(series.segment_sizes) >= 1
    assert len(series.segment_sizes) == len(series.breaks) + 1
    assert set(series.breaks) <= set(series.years.tolist()[1:])
    starts = series.years[np.r_[True, np.diff(series.segments) > 0]]
    assert tuple(starts.tolist()[1:]) == series.breaks
