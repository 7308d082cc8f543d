import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats.multitest import multipletests

from talentstudy.errors import TooShort, UnknownName, UnsuitableSeries
from talentstudy.trends.comparison import compare_before_after, compare_many, compare_trends
from talentstudy.trends.comparison_adjustment import adjust_p_values
from talentstudy.trends.comparison_tests import contrast_p_values, joint_p_values
from talentstudy.trends.growth_errors import correlation, error_grid
from talentstudy.trends.intervals import contrast_interval
from talentstudy.trends.series import AnnualSeries, annual_series

YEARS = np.arange(2008, 2024)


def noisy(slope: float, start: float = 10.0, seed: int = 0, sd: float = 0.2, **options: object) -> AnnualSeries:
    values = start + slope * (YEARS - 2008) + np.random.default_rng(seed).normal(size=16) * sd
    return annual_series(YEARS, values, unit="%", **options)  # type: ignore[arg-type]


def design_of(points: int, jumps: int) -> np.ndarray:
    cuts = np.round(np.linspace(0, points, jumps + 2)[1:-1])
    segments = np.searchsorted(cuts, np.arange(points), side="right")
    return np.column_stack([segments[:, None] == np.arange(jumps + 1), np.arange(points)]).astype(float)


def test_different_slopes_are_told_apart_and_equal_ones_are_not() -> None:
    apart = compare_trends(noisy(0.5, seed=1, name="women"), noisy(0.1, seed=2, name="men"))
    assert apart.parallel < 0.001
    assert apart.difference.value == pytest.approx(0.4, abs=0.05)
    assert 0.4 in apart.difference.interval
    assert apart.slopes[0] - apart.slopes[1] == pytest.approx(apart.difference.value, rel=1e-10)
    alike = compare_trends(noisy(0.3, seed=3), noisy(0.3, start=20, seed=4))
    assert alike.parallel > 0.05
    assert alike.coincide < 0.001
    same = compare_trends(noisy(0.3, seed=5), noisy(0.3, seed=6))
    assert same.coincide > 0.05


def test_a_jump_at_the_break_of_either_series_is_not_taken_for_a_slope() -> None:
    step = np.where(YEARS >= 2016, 4.0, 0.0)
    flags = ["b" if year == 2016 else "" for year in YEARS]
    plain = noisy(0.3, seed=7)
    broken = annual_series(YEARS, noisy(0.3, seed=8).values + step, flags=flags, unit="%")
    for first, second in ((broken, plain), (plain, broken)):
        result = compare_trends(first, second)
        assert result.breaks == (2016,)
        assert result.parallel > 0.05
        assert abs(result.difference.value) < 0.1
    ignored = annual_series(YEARS, broken.values, unit="%")
    assert abs(compare_trends(ignored, plain).difference.value) > 0.3


def test_exchange_of_the_two_changes_only_the_sign() -> None:
    forth, back = (
        compare_trends(noisy(0.5, seed=1), noisy(0.2, seed=2)),
        compare_trends(noisy(0.2, seed=2), noisy(0.5, seed=1)),
    )
    assert back.difference.value == pytest.approx(-forth.difference.value)
    assert back.difference.interval.lower == pytest.approx(-forth.difference.interval.upper, rel=1e-6)
    assert back.parallel == pytest.approx(forth.parallel, rel=1e-6)
    assert back.coincide == pytest.approx(forth.coincide, rel=1e-6)


def test_reversal_of_time_changes_only_the_sign() -> None:
    a, b = noisy(0.4, seed=21, breaks=[2014]), noisy(0.3, seed=22)
    # The segments 2008-2013 and 2014-2023, read backwards, break at 2018.
    back_a, back_b = (
        annual_series(YEARS, one.values[::-1], unit="%", breaks=cuts) for one, cuts in ((a, [2018]), (b, []))
    )
    forth, back = compare_trends(a, b), compare_trends(back_a, back_b)
    assert back.difference.value == pytest.approx(-forth.difference.value, rel=1e-9)
    assert back.parallel == pytest.approx(forth.parallel, rel=0.05)
    assert back.coincide == pytest.approx(forth.coincide, rel=1e-6)


@given(scale=st.floats(1e-2, 1e2), shift=st.floats(-100, 100), common=st.floats(-3, 3), seed=st.integers(0, 500))
@settings(max_examples=25, deadline=None)
def test_the_parallel_test_ignores_unit_level_and_whatever_moves_both(
    scale: float, shift: float, common: float, seed: int
) -> None:
    a, b = noisy(0.4, seed=seed), noisy(0.3, seed=seed + 1000)
    wave = common * np.sin(YEARS)
    order = np.random.default_rng(seed).permutation(16)
    moved_a = annual_series(YEARS[order], ((a.values + wave) * scale + shift)[order], unit="x")
    moved_b = annual_series(YEARS, (b.values + wave) * scale, unit="x")
    assert compare_trends(moved_a, moved_b).parallel == pytest.approx(compare_trends(a, b).parallel, rel=1e-4, abs=1e-9)


def test_the_log_scale_compares_growth_rates_of_any_unit() -> None:
    growth = np.exp(0.05 * (YEARS - 2008) + np.random.default_rng(9).normal(size=16) * 0.01)
    thousands = annual_series(YEARS, 100 * growth, unit="THS_PER")
    slower = np.exp(0.02 * (YEARS - 2008) + np.random.default_rng(10).normal(size=16) * 0.01)
    result = compare_trends(thousands, annual_series(YEARS, 9 * slower, unit="MIO_PER"), scale="log")
    assert result.difference.value == pytest.approx(0.03, abs=0.003)
    assert result.difference.unit == "log points a year"
    assert "%" in result.summary("en")


def test_only_common_years_count_and_gaps_are_left_out() -> None:
    values = noisy(0.5, seed=11).values.copy()
    values[4] = np.nan
    result = compare_trends(annual_series(YEARS, values, unit="%"), noisy(0.1, seed=12).between(2010, 2021))
    assert result.years == (2010, 2021)
    assert result.points == 11


def test_before_and_after_finds_a_turn_and_not_a_jump() -> None:
    turn = np.maximum(YEARS - 2015, 0) * 0.5
    bent = annual_series(YEARS, noisy(0.1, seed=13, sd=0.1).values + turn, name="be", unit="%")
    result = compare_before_after(bent, 2015)
    assert result.parallel < 0.01
    assert result.slopes == pytest.approx((0.1, 0.6), abs=0.1)
    assert result.turn == 2015
    step = annual_series(YEARS, noisy(0.1, seed=14, sd=0.1).values + np.where(YEARS >= 2015, 3.0, 0), unit="%")
    jumped = compare_before_after(step, 2015)
    assert jumped.parallel > 0.05
    assert jumped.coincide < 0.01


def test_a_jump_where_a_break_is_flagged_is_not_tested_as_a_change() -> None:
    flags = ["b" if year == 2015 else "" for year in YEARS]
    series = annual_series(YEARS, noisy(0.1, seed=15).values, flags=flags, unit="%")
    result = compare_before_after(series, 2015)
    assert math.isnan(result.coincide)
    assert result.parallel == pytest.approx(compare_before_after(noisy(0.1, seed=15), 2015).parallel)


@pytest.mark.parametrize(("points", "jumps"), [(8, 0), (12, 1), (16, 2), (21, 3)])
@pytest.mark.parametrize("autocorrelation", [0.0, 0.6])
def test_size_at_nominal_five_percent_stays_below_seven(points: int, jumps: int, autocorrelation: float) -> None:
    design, years = design_of(points, jumps), np.arange(float(points))
    grid, width = error_grid(design, years), jumps + 2
    noise = np.random.default_rng(points + jumps).normal(size=(points, 4000))
    values = np.linalg.cholesky(correlation(years, autocorrelation)) @ noise
    parallel, coincide = contrast_p_values(grid, np.eye(width)[-1], values), joint_p_values(grid, np.eye(width), values)
    for p_values in (parallel, coincide):
        assert p_values is not None
        assert 0.005 <= (p_values < 0.05).mean() <= 0.075


def test_the_test_is_the_dual_of_the_interval() -> None:
    design, years = design_of(14, 1), np.arange(14.0)
    grid, slope = error_grid(design, years), np.array([0.0, 0.0, 1.0])
    values = np.random.default_rng(16).normal(size=(14, 60)).cumsum(axis=0)
    p_values = contrast_p_values(grid, slope, values)
    assert p_values is not None
    outside = [0.0 not in contrast_interval(grid, slope, values[:, at]) for at in range(60)]
    assert outside == (p_values < 0.05).tolist()
    assert 0 < sum(outside) < 60


def test_too_few_points_give_slopes_and_a_reason_but_no_p_value() -> None:
    short = compare_trends(noisy(0.5, seed=1).between(2008, 2014), noisy(0.1, seed=2))
    assert short.points == 7
    assert math.isnan(short.parallel)
    assert "at least 8" in short.reason
    assert not short.difference.interval.given
    assert "too few points" in short.summary("en")


@pytest.mark.parametrize("language", ["nl", "fr", "en", "de"])
def test_the_summary_is_filled_in_every_language(language: str) -> None:
    flagged = noisy(0.5, seed=1, name="women", breaks=[2015])
    for result in (compare_trends(flagged, noisy(0.1, seed=2, name="men")), compare_before_after(flagged, 2017)):
        text = result.summary(language)
        assert "2015" in text
        assert "women" in text
        assert "{" not in text


def test_many_pairs_are_adjusted_and_a_bad_pair_keeps_its_row() -> None:
    pairs = {f"pair{at}": (noisy(0.3 + 0.03 * at, seed=at), noisy(0.3, seed=at + 50)) for at in range(5)}
    table = compare_many({**pairs, "units": (noisy(0.1), annual_series(YEARS, YEARS * 1.0, unit="EUR"))})
    known = table["p_parallel"].notna()
    assert known.tolist() == [True] * 5 + [False]
    assert "give both one unit" in str(table.loc["units", "reason"])
    for ours, theirs in (("holm", "holm"), ("bh", "fdr_bh")):
        expected = multipletests(table["p_parallel"][known].to_numpy(), method=theirs)[1]
        np.testing.assert_allclose(table[f"p_parallel_{ours}"][known].to_numpy(), expected, rtol=1e-12)
    assert len(compare_many({})) == 0


@pytest.mark.parametrize("count", [1, 2, 7, 30])
def test_adjusted_p_values_equal_statsmodels(count: int) -> None:
    given_values = np.random.default_rng(count).uniform(size=count).round(2) ** 3
    for ours, theirs in (("holm", "holm"), ("bh", "fdr_bh")):
        expected = multipletests(given_values, method=theirs)[1]
        np.testing.assert_allclose(adjust_p_values(given_values, ours), expected, atol=1e-12)  # type: ignore[arg-type]


def test_what_cannot_be_compared_is_refused_by_name() -> None:
    with pytest.raises(UnsuitableSeries, match="'%' and the series in 'EUR'"):
        compare_trends(noisy(0.1), annual_series(YEARS, YEARS * 1.0, unit="EUR"))
    with pytest.raises(TooShort, match="share 0 years"):
        compare_trends(noisy(0.1), annual_series(range(1990, 2000), range(10), unit="%"))
    with pytest.raises(UnsuitableSeries, match="no error at all"):
        compare_trends(noisy(0.1, seed=1), noisy(0.1, seed=1))
    with pytest.raises(UnsuitableSeries, match="not positive in 2008"):
        compare_trends(annual_series(YEARS, np.arange(16), unit="%"), noisy(0.1), scale="log")
    with pytest.raises(UnknownName, match="did you mean linear"):
        compare_trends(noisy(0.1), noisy(0.2), scale="liner")  # type: ignore[arg-type]
    with pytest.raises(UnsuitableSeries, match="95"):
        compare_trends(noisy(0.1), noisy(0.2, seed=1), level=95)
    with pytest.raises(UnsuitableSeries, match="1 points before 2009"):
        compare_before_after(noisy(0.1), 2009)
    with pytest.raises(TooShort, match="cannot carry"):
        compare_trends(noisy(0.1, breaks=YEARS.tolist()), noisy(0.2, seed=3))
    with pytest.raises(UnknownName, match="bonferroni"):
        adjust_p_values(np.array([0.1]), "bonferroni")  # type: ignore[arg-type]
    with pytest.raises(UnsuitableSeries, match="outside 0 to 1"):
        adjust_p_values(np.array([2.5]))
