import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from talentstudy.errors import TooShort, UnknownName, UnsuitableSeries
from talentstudy.trends.forecast_scale import from_scale, scale_of, start_of, to_scale
from talentstudy.trends.series import annual_series

YEARS = np.arange(2005, 2020)
VALUES = 10 + 0.3 * (YEARS - 2005) + 0.2 * np.sin(YEARS)


def test_the_unit_decides_the_scale() -> None:
    assert [scale_of(unit, "auto") for unit in ("PC_EMP", "pc", "THS_PER", "NR", "I15", "")] == [
        "logit",
        "logit",
        "log",
        "log",
        "level",
        "level",
    ]
    assert scale_of("PC", "level") == "level"
    with pytest.raises(UnknownName, match="did you mean logit"):
        scale_of("PC", "logits")


@given(st.floats(0.01, 99.99))
def test_a_share_comes_back_from_its_scale(share: float) -> None:
    assert from_scale(to_scale(np.array([share]), "logit", ""), "logit")[0] == pytest.approx(share)


@given(st.floats(-1e6, 1e6))
def test_a_forecast_share_never_leaves_0_to_100(value: float) -> None:
    assert 0 <= from_scale(np.array([value]), "logit")[0] <= 100


@pytest.mark.parametrize("bad", [-1.0, 0.0, 100.0, 101.0])
def test_a_share_that_is_none_is_refused_by_its_value(bad: float) -> None:
    series = annual_series(YEARS, [*VALUES[:-1], bad], unit="PC", name="women")
    with pytest.raises(UnsuitableSeries, match=f"women has the share {bad:g}"):
        start_of(series, "bridged")


def test_a_count_of_zero_is_refused_on_the_logarithmic_scale() -> None:
    series = annual_series(YEARS, [*VALUES[:-1], 0.0], unit="THS_PER", name="persons")
    with pytest.raises(UnsuitableSeries, match="persons has the value 0"):
        start_of(series, "bridged")
    assert start_of(series, "bridged", "level").scale == "level"


def test_bridging_takes_the_jump_out_and_leaves_the_last_segment() -> None:
    lifted = annual_series(YEARS, VALUES + 5.0 * (YEARS >= 2012), breaks=[2012], name="lifted")
    plain = annual_series(YEARS, VALUES, breaks=[2012], name="plain")
    moved, stayed = start_of(lifted, "bridged"), start_of(plain, "bridged")
    assert moved.level[YEARS >= 2012] == pytest.approx(lifted.values[YEARS >= 2012])
    assert moved.level - 5.0 == pytest.approx(stayed.level)


def test_after_the_last_break_nothing_earlier_is_seen() -> None:
    series = annual_series(YEARS, VALUES, breaks=[2010])
    changed = annual_series(YEARS, np.where(YEARS < 2010, 99.0, VALUES), breaks=[2010])
    assert start_of(series, "last break").level == pytest.approx(start_of(changed, "last break").level)


def test_missing_years_are_filled_and_named() -> None:
    line = 2.0 + 0.5 * (YEARS - 2005)
    series = annual_series(YEARS, np.where(np.isin(YEARS, [2008, 2013]), np.nan, line), breaks=[2010])
    start = start_of(series, "bridged")
    assert start.filled == (2008, 2013)
    assert start.level == pytest.approx(line)
    assert start.freedom == 10


@pytest.mark.parametrize("breaks", [list(range(2006, 2020)), list(range(2007, 2020))])
def test_a_break_at_nearly_every_point_leaves_too_little(breaks: list[int]) -> None:
    with pytest.raises(TooShort, match="segment"):
        start_of(annual_series(YEARS, VALUES, breaks=breaks), "bridged")


def test_breaks_next_to_each_other_and_at_the_last_point_are_bridged() -> None:
    series = annual_series(YEARS, VALUES, breaks=[2010, 2011, 2019])
    start = start_of(series, "bridged")
    assert start.freedom == 10
    assert start.level[-1] == pytest.approx(VALUES[-1])


def test_points_on_a_line_are_exact_also_where_they_are_constant() -> None:
    assert start_of(annual_series(YEARS, np.full(15, 4.0)), "bridged").exact
    assert start_of(annual_series(YEARS, 0.1 * (YEARS - 2005.0)), "bridged").exact
    assert not start_of(annual_series(YEARS, VALUES), "bridged").exact
