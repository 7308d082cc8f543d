import itertools
from typing import Any

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given, settings
from hypothesis import strategies as st

from talentstudy.errors import TooShort, UnknownName, UnsuitableSeries
from talentstudy.trends.joinpoint import fit_joinpoint, permutation_test
from talentstudy.trends.joinpoint_design import Spacing
from talentstudy.trends.series import AnnualSeries, annual_series

YEARS = np.arange(2004, 2025)


def turned(
    seed: Any = 0, at: Any = 2014, noise: Any = 0.05, change: Any = -0.3, breaks: Any = (), jump: Any = 2.0
) -> AnnualSeries:
    stream = np.random.default_rng(seed)
    values = 20 + 0.2 * (YEARS - 2004) + change * np.maximum(YEARS - at, 0) + noise * stream.normal(size=21)
    for year in breaks:
        values = values + jump * (year <= YEARS)
    return annual_series(YEARS, values, breaks=breaks, name="turned", unit="PC")


def test_a_turn_is_found_where_it_is() -> None:
    result = fit_joinpoint(turned(), scale="linear", selection="bic3")
    assert result.knots.tolist() == [2014]
    assert result.slopes == pytest.approx([0.2, -0.1], abs=0.02)
    assert np.abs(result.fitted - turned().values).max() < 0.2


def test_an_annual_percent_change_is_the_growth_that_made_the_series() -> None:
    grown = annual_series(YEARS, 100 * 1.03 ** (YEARS - 2004.0), name="grown")
    result = fit_joinpoint(grown)
    assert result.number == 0
    assert result.segments["change"].iloc[0] == pytest.approx(3.0)
    assert result.average(2010, 2020).estimate == pytest.approx(3.0)


def test_jumps_at_breaks_are_not_taken_for_turns() -> None:
    jumped = turned(change=0.0, breaks=(2011, 2017, 2021))
    with_jumps = fit_joinpoint(jumped, scale="linear", selection="bic3")
    assert with_jumps.number == 0
    assert with_jumps.jumps == pytest.approx([2.0, 2.0, 2.0], abs=0.15)
    without = fit_joinpoint(jumped, scale="linear", selection="bic3", jumps="none")
    assert without.number > 0
    assert fit_joinpoint(jumped, scale="linear", jumps=(2011,)).series.breaks == (2011,)


@pytest.mark.parametrize("k", [1, 2])
def test_the_grid_search_equals_trying_every_set_with_weighted_least_squares(k: Any) -> None:
    stream = np.random.default_rng(4)
    values, errors = 10 + stream.normal(size=13).cumsum(), stream.uniform(0.2, 1.0, 13)
    years = np.r_[2000:2005, 2006:2014].astype(float)
    best = np.inf
    for places in itertools.combinations(range(2, 11), k):
        if min(np.diff(places), default=9) < 3:
            continue
        columns = sm.add_constant(np.column_stack([years, *(np.maximum(years - years[at], 0) for at in places)]))
        columns = np.column_stack([columns, years >= 2008])
        fit = sm.WLS(values, columns, weights=1 / errors**2).fit()
        if fit.ssr < best:
            best, knots, slopes = fit.ssr, years[list(places)], np.cumsum(fit.params[1 : 2 + k])
    series = annual_series(years, values, breaks=(2008,), errors=errors)
    row = fit_joinpoint(series, scale="linear", max_joinpoints=2, selection="bic").models.iloc[k]
    assert row["joinpoints"] == tuple(knots)
    assert row["sse"] == pytest.approx(best * np.mean(1 / errors**2) ** -1)
    result = fit_joinpoint(series, scale="linear", max_joinpoints=2)
    if result.number == k:
        assert result.slopes == pytest.approx(slopes)


def test_weights_on_the_log_scale_are_value_over_error_squared() -> None:
    stream = np.random.default_rng(1)
    values, errors = np.exp(0.1 * stream.normal(size=10)) * 50, stream.uniform(0.5, 3, 10)
    series = annual_series(range(2000, 2010), values, errors=errors)
    expected = sm.WLS(np.log(values), sm.add_constant(np.arange(10.0)), weights=(values / errors) ** 2).fit()
    assert fit_joinpoint(series, max_joinpoints=0).slopes[0] == pytest.approx(expected.params[1])
    assert fit_joinpoint(series, max_joinpoints=0).segments["standard_error"].iloc[0] == pytest.approx(expected.bse[1])


def test_autocorrelation_given_is_generalised_least_squares() -> None:
    series = turned(noise=0.3, change=0.0)
    result = fit_joinpoint(series, scale="linear", max_joinpoints=0, autocorrelation=0.4)
    sigma = 0.4 ** np.abs(np.subtract.outer(YEARS, YEARS))
    expected = sm.GLS(series.values, sm.add_constant(YEARS - 2014.0), sigma=sigma).fit()
    assert result.slopes[0] == pytest.approx(expected.params[1])
    assert result.segments["standard_error"].iloc[0] == pytest.approx(expected.bse[1])


def test_estimated_autocorrelation_tells_a_persistent_series_from_noise() -> None:
    stream = np.random.default_rng(3)
    errors = np.zeros(60)
    for at in range(1, 60):
        errors[at] = 0.8 * errors[at - 1] + stream.normal()
    persistent = annual_series(range(1960, 2020), 100 + errors)
    noise = annual_series(range(1960, 2020), 100 + stream.normal(size=60))
    options: Any = {"scale": "linear", "max_joinpoints": 1, "autocorrelation": "estimate"}
    assert fit_joinpoint(persistent, **options).phi > 0.5
    assert fit_joinpoint(noise, **options).phi < 0.4


@pytest.mark.parametrize("method", ["grid", "hudson"])
@given(factor=st.floats(1e-6, 1e6), seed=st.integers(0, 50))
@settings(max_examples=12, deadline=None)
def test_scaling_the_values_changes_no_joinpoint_and_no_percent_change(method: Any, factor: Any, seed: Any) -> None:
    one = turned(seed, noise=0.4)
    other = annual_series(one.years, one.values * factor)
    first, second = (fit_joinpoint(series, method=method) for series in (one, other))
    assert first.knots == pytest.approx(second.knots, abs=1e-4)
    assert first.segments["change"].to_numpy() == pytest.approx(
        second.segments["change"].to_numpy(), rel=1e-4, abs=1e-6
    )


@pytest.mark.parametrize("method", ["grid", "hudson"])
@given(seed=st.integers(0, 200))
@settings(max_examples=12, deadline=None)
def test_turning_time_around_mirrors_the_joinpoints_and_the_slopes(method: Any, seed: Any) -> None:
    one = turned(seed, noise=0.4, breaks=(2011,))
    # A level that begins in 2011 begins, backwards, the year after 2010's mirror image.
    back = annual_series(4028 - one.years, one.values, breaks=(4028 - 2010,))
    first, second = (fit_joinpoint(series, scale="linear", method=method) for series in (one, back))
    assert first.sse == pytest.approx(second.sse)
    assert first.number == second.number
    # On either side of the break the fit is the same, and the earlier is given in both directions.
    if not ((first.knots >= 2010) & (first.knots <= 2011)).any():
        assert sorted(4028 - first.knots) == pytest.approx(second.knots, abs=1e-4)
        assert -first.slopes[::-1] == pytest.approx(second.slopes, rel=1e-4, abs=1e-6)


def test_the_order_of_rows_does_not_matter() -> None:
    one = turned(5, noise=0.4)
    order = np.random.default_rng(0).permutation(21)
    other = annual_series(one.years[order], one.values[order], name="turned", unit="PC")
    assert fit_joinpoint(one).models.equals(fit_joinpoint(other).models)


def test_the_same_seed_gives_the_same_tests_and_is_stated() -> None:
    one, two = (fit_joinpoint(turned(7, noise=0.6), selection="permutation", permutations=199, seed=11) for _ in "ab")
    assert one.tests.equals(two.tests)
    assert one.random_stream == "numpy PCG64, seed 11, 199 permutations"
    assert fit_joinpoint(turned()).random_stream == "none"


def test_fewer_joinpoints_are_fitted_than_asked_where_points_are_few_and_it_says_so() -> None:
    short = annual_series(range(2010, 2020), [5, 6, 7, 8, 9, 8, 7.2, 6, 5.1, 4])
    result = fit_joinpoint(short, max_joinpoints=3)
    assert len(result.models) == 2
    assert result.limits == ("3 joinpoints were asked; 10 points carry 1.",)


def test_an_average_over_a_window_weighs_slopes_by_their_years() -> None:
    result = fit_joinpoint(turned(), scale="linear", selection="bic3")
    change = result.average(2012, 2018)
    assert change.estimate == pytest.approx((2 * result.slopes[0] + 4 * result.slopes[1]) / 6)
    assert change.lower < change.estimate < change.upper
    inside = result.average(2015, 2020, interval="conditional")
    assert [inside.lower, inside.upper] == pytest.approx(result.segments[["lower", "upper"]].iloc[1].tolist())
    exact, printed = (result.average(2012, 2018, interval=kind) for kind in ("conditional", "nci"))
    assert exact.lower < printed.lower < exact.estimate < printed.upper < exact.upper
    with pytest.raises(UnknownName, match="no interval named 'bootstrap'"):
        result.average(interval="bootstrap")  # type: ignore[arg-type]
    with pytest.raises(UnsuitableSeries, match="both inside the series"):
        result.average(2000, 2010)


def test_a_constant_series_is_refused() -> None:
    with pytest.raises(UnsuitableSeries, match="is constant at 5"):
        fit_joinpoint(annual_series(range(2000, 2010), [5.0] * 10, name="flat"))


def test_values_without_a_log_are_refused_with_the_way_out() -> None:
    with pytest.raises(UnsuitableSeries, match=r"is 0 in 2003; a log scale needs values above 0\. Use scale='linear'"):
        fit_joinpoint(annual_series(range(2000, 2010), [1, 2, 3, 0, 2, 3, 4, 5, 6, 7], name="zero"))


@pytest.mark.parametrize(("points", "breaks"), [(6, ()), (8, (2002, 2004))])
def test_too_few_points_for_a_joinpoint_are_refused_with_the_number_needed(points: Any, breaks: Any) -> None:
    series = annual_series(range(2000, 2000 + points), np.arange(points) ** 2 + 1.0, breaks=breaks, name="short")
    with pytest.raises(TooShort, match=f"a joinpoint needs {7 + len(breaks)} annual points, short has {points}"):
        fit_joinpoint(series)


def test_a_break_at_every_point_leaves_nothing_to_fit() -> None:
    values = np.arange(9.0) + 1
    every = annual_series(range(2000, 2009), values, flags=["b"] * 9, name="all")
    with pytest.raises(TooShort, match="a trend with 8 jumps needs 11"):
        fit_joinpoint(every, max_joinpoints=0)


def test_a_break_at_the_last_point_takes_that_point_out() -> None:
    series = turned(2)
    cut = annual_series(series.years, np.r_[series.values[:-1], 99.0], breaks=(2024,))
    rest = annual_series(series.years[:-1], series.values[:-1])
    first, second = (fit_joinpoint(one, scale="linear", max_joinpoints=1) for one in (cut, rest))
    assert first.slopes == pytest.approx(second.slopes)
    assert first.fitted[-1] == pytest.approx(99.0)


def test_two_breaks_next_to_each_other_leave_the_point_between_them_out() -> None:
    series = turned(2)
    odd = series.values.copy()
    odd[6] = -50.0
    cut = annual_series(series.years, odd, breaks=(2010, 2011))
    result = fit_joinpoint(cut, scale="linear", max_joinpoints=1)
    assert result.fitted[6] == pytest.approx(-50.0)
    assert result.number == 1


def test_gaps_in_the_years_stay_gaps() -> None:
    series = turned(1)
    kept = ~np.isin(YEARS, (2007, 2008, 2016))
    result = fit_joinpoint(annual_series(YEARS[kept], series.values[kept]), scale="linear")
    assert len(result.fitted) == 18
    assert result.knots.tolist() == [2014]


def test_an_exact_line_is_never_given_a_joinpoint() -> None:
    line = annual_series(YEARS, 3.0 + 0.5 * (YEARS - 2004))
    for selection in ("bic", "bic3", "weighted bic", "permutation"):
        result = fit_joinpoint(line, scale="linear", selection=selection, permutations=99)
        assert result.number == 0
        assert result.slopes[0] == pytest.approx(0.5)


def test_an_unknown_option_is_named_with_those_there_are() -> None:
    with pytest.raises(UnknownName, match="no selection named 'aic'"):
        fit_joinpoint(turned(), selection="aic")  # type: ignore[arg-type]
    with pytest.raises(UnsuitableSeries, match="jumps='flags' was asked"):
        fit_joinpoint(turned(), jumps="flags")  # type: ignore[arg-type]
    with pytest.raises(UnsuitableSeries, match="an autocorrelation of 1 was asked"):
        fit_joinpoint(turned(), autocorrelation=1.0)


def test_the_permutation_test_has_its_size_on_noise() -> None:
    # 400 series of noise at 5 %: 20 expected, 7 to 35 within three standard errors.
    stream = np.random.default_rng(12)
    beyond = 0
    for _ in range(400):
        noise = annual_series(range(2000, 2012), 50 + stream.normal(size=12))
        beyond += permutation_test(noise, 0, 1, scale="linear", permutations=199).rejected
    assert 7 <= beyond <= 35


def test_one_permutation_test_alone_refuses_what_the_points_cannot_carry() -> None:
    with pytest.raises(TooShort, match="carries 1 joinpoints at most"):
        permutation_test(annual_series(range(2000, 2010), np.arange(10.0) ** 1.5 + 1), 0, 2)
    with pytest.raises(UnsuitableSeries, match="fewer against more"):
        permutation_test(turned(), 2, 1)


def test_spacing_keeps_joinpoints_apart() -> None:
    series = turned(9, noise=1.5)
    wide = fit_joinpoint(series, scale="linear", spacing=Spacing(ends=4, between=5)).models
    for places in wide["joinpoints"]:
        assert all(2008 <= place <= 2020 for place in places)
        assert all(after - before > 5 for before, after in itertools.pairwise(places))


def test_errors_too_unequal_to_tell_a_slope_are_refused() -> None:
    errors = np.r_[1e-12, np.ones(20)]
    lopsided = annual_series(YEARS, turned().values, errors=errors, name="lopsided")
    with pytest.raises(UnsuitableSeries, match="lopsided has standard errors so unequal"):
        fit_joinpoint(lopsided)


def test_an_estimated_autocorrelation_says_what_it_is_worth() -> None:
    result = fit_joinpoint(turned(), selection="permutation", autocorrelation="estimate", permutations=99)
    assert len(result.limits) == 1
    assert "autocorrelation is estimated too low" in result.limits[0]


@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_any_series_is_fitted_within_its_interval_or_refused_by_name(data: Any) -> None:
    points = data.draw(st.integers(3, 25))
    years = np.array(data.draw(st.lists(st.integers(1990, 2030), min_size=points, max_size=points, unique=True)))
    stream = np.random.default_rng(data.draw(st.integers(0, 99)))
    values = np.exp(stream.normal(0, 0.3, points)).round(data.draw(st.integers(0, 3)))
    errors = stream.uniform(0.01, 1, points) if data.draw(st.booleans()) else None
    options: Any = {
        "scale": data.draw(st.sampled_from(["log", "linear"])),
        "selection": data.draw(st.sampled_from(["bic", "bic3", "weighted bic", "permutation"])),
        "method": data.draw(st.sampled_from(["grid", "hudson"])),
        "autocorrelation": data.draw(st.sampled_from([0.0, 0.5, "estimate"])),
        "max_joinpoints": data.draw(st.integers(0, 2)),
    }
    breaks = data.draw(st.lists(st.sampled_from(sorted(years.tolist())), max_size=5))
    try:
        result = fit_joinpoint(annual_series(years, values, breaks=breaks, errors=errors), permutations=19, **options)
    except (TooShort, UnsuitableSeries):
        return
    assert np.isfinite(result.fitted).all()
    assert np.isfinite(result.slopes).all()
    bounded = result.segments[result.segments["interval"]]
    assert ((bounded["lower"] <= bounded["change"]) & (bounded["change"] <= bounded["upper"])).all()
    change = result.average()
    assert np.isnan(change.lower) or change.lower <= change.estimate <= change.upper
    assert len(result.breaks) == len(result.series.breaks)
    assert len(result.joinpoints) == result.number
    assert result.summary("en")
