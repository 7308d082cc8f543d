"""Shares: R's numbers to their digits, and trends that stay between 0 and 100."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given, settings
from hypothesis import strategies as st

from talentstudy.errors import TooShort, UnknownName, UnsuitableSeries
from talentstudy.trends.series import annual_series
from talentstudy.trends.shares import fit_share_trend
from talentstudy.trends.shares_beta import fit_beta_regression
from talentstudy.trends.shares_logit import fit_fractional_logit

HERE = Path(__file__).parents[1] / "reference" / "shares"
R = json.loads((HERE / "shares.json").read_text())
YEARS = np.arange(2011, 2025)
NOISE = np.array([0.3, -0.2, 0.1, 0.4, -0.5, 0.2, -0.1, -0.3, 0.5, 0.0, -0.4, 0.3, 0.1, -0.2])


def gasoline() -> Any:
    data = R["GasolineYield_data"]
    batch, temperature = np.array(data["batch"]), np.array(data["temp"], dtype=float)
    indicators = [(batch == str(one)).astype(float) for one in range(1, 10)]
    return np.column_stack([np.ones(32), *indicators, temperature]), np.array(data["yield"])


def food() -> Any:
    data = R["FoodExpenditure_data"]
    income, persons = np.array(data["income"]), np.array(data["persons"], dtype=float)
    return np.column_stack([np.ones(38), income, persons]), np.array(data["food"]) / income


def belgian(first: Any = None) -> Any:
    lines = (HERE / "isoc_sks_itsps_be_2025-05-14.csv").read_text().splitlines()[1:]
    cells = [line.split(",") for line in lines]
    series = annual_series(
        [int(cell[3]) for cell in cells],
        [float(cell[4]) for cell in cells],
        flags=[cell[5] for cell in cells],
        name="ict_women_share_be",
        unit="PC",
    )
    return series.between(first)


def up_and_down(breaks: Any = (), unit: Any = "PC") -> Any:
    return annual_series(YEARS, 15 + 0.2 * np.arange(14) + NOISE, breaks=breaks, unit=unit, name="share")


BETA: dict[str, tuple[Any, dict[str, Any], int | None]] = {
    "gy_logit": (gasoline, {}, None),
    "gy_logit2": (gasoline, {}, -1),
    "gy_loglog": (gasoline, {"link": "loglog"}, None),
    "gy_BC": (gasoline, {"method": "BC"}, None),
    "gy_BR": (gasoline, {"method": "BR"}, None),
    "fe_beta": (food, {}, None),
    "fe_beta2": (food, {}, -1),
}


@pytest.mark.parametrize("name", BETA)
def test_beta_regression_equals_betareg(name: Any) -> None:
    data, options, column = BETA[name]
    design, values = data()
    shape = None if column is None else np.column_stack([np.ones(len(values)), design[:, column]])
    fit = fit_beta_regression(design, values, precision_design=shape, **options)
    wanted = R[name]
    coefficients = [*wanted["coef_mean"].values(), *wanted["coef_precision"].values()]
    # betareg's own optimiser stops 2e-8 away in the model whose precision depends on temperature.
    np.testing.assert_allclose(fit.coefficients, coefficients, rtol=5e-8 if name == "gy_logit2" else 5e-9)
    np.testing.assert_allclose(fit.standard_errors, list(wanted["se"].values()), rtol=1e-8)
    np.testing.assert_allclose(fit.fitted, wanted["fitted"], rtol=1e-8)
    assert fit.log_likelihood == pytest.approx(wanted["logLik"], rel=1e-10)
    assert fit.pseudo_r2 == pytest.approx(wanted["pseudo_r2"], rel=1e-9)


@pytest.mark.parametrize(("name", "data"), [("gy_fraclogit", gasoline), ("fe_fraclogit", food)])
def test_fractional_logit_equals_glm(name: Any, data: Any) -> None:
    fit = fit_fractional_logit(*data())
    wanted = R[name]
    np.testing.assert_allclose(fit.coefficients, list(wanted["coef"].values()), rtol=1e-11)
    np.testing.assert_allclose(fit.fitted, wanted["fitted"], rtol=1e-10)
    # R takes standard errors from the weights of the step before the last: see the README there.
    for kind, key in (("HC0", "se_HC0"), ("HC1", "se_HC1"), ("model", "se_model")):
        np.testing.assert_allclose(fit.standard_errors(kind), list(wanted[key].values()), rtol=3e-7)
    assert fit.dispersion == pytest.approx(wanted["dispersion"], rel=5e-7)
    assert fit.deviance == pytest.approx(wanted["deviance"], rel=1e-10)


def test_fractional_logit_equals_statsmodels_to_more_digits_than_r() -> None:
    design, values = food()
    theirs = sm.GLM(values, design, family=sm.families.Binomial()).fit(tol=1e-14, maxiter=50, cov_type="HC0")
    ours = fit_fractional_logit(design, values)
    np.testing.assert_allclose(ours.coefficients, theirs.params, rtol=1e-9)
    np.testing.assert_allclose(ours.standard_errors(), theirs.bse, rtol=1e-9)


def test_beta_score_is_zero_at_the_maximum_and_bias_reduction_shrinks_precision() -> None:
    design, values = gasoline()
    plain, reduced = fit_beta_regression(design, values), fit_beta_regression(design, values, method="BR")
    assert reduced.precision[0] < plain.precision[0]
    assert reduced.log_likelihood < plain.log_likelihood


def test_women_among_belgian_ict_specialists_do_not_rise_once_levels_may_shift() -> None:
    share = fit_share_trend(belgian(2011))
    assert share.trend.value == pytest.approx(-0.262, abs=5e-4)
    assert 0.0 in share.trend.interval
    assert list(share.jumps["year"]) == [2017, 2021]
    assert (share.jumps["jump"] > 0).all()


@pytest.mark.parametrize("model", ["fractional logit", "beta"])
def test_known_parameters_are_recovered(model: Any) -> None:
    line = -1.7 + 0.04 * np.arange(14) + 0.3 * (YEARS >= 2017)
    exact = 1 / (1 + np.exp(-line))
    series = annual_series(YEARS, 100 * (exact + 1e-4 * NOISE), breaks=[2017])
    share = fit_share_trend(series, model=model)
    assert share.odds.value == pytest.approx(0.04, abs=1e-3)
    assert share.odds.interval.lower < 0.04 < share.odds.interval.upper
    assert share.trend.value == pytest.approx(4 * (exact * (1 - exact)).mean(), rel=1e-2)


@given(st.lists(st.floats(0.5, 99.5), min_size=9, max_size=16), st.integers(2, 6))
@settings(max_examples=4, deadline=None)
def test_fitted_shares_and_bounds_never_leave_0_to_100(values: Any, at: Any) -> None:
    series = annual_series(range(2000, 2000 + len(values)), values, breaks=[2000 + at])
    band = fit_share_trend(series).band
    shown = band[["fitted", "lower", "upper"]].to_numpy()
    assert ((shown >= 0) & (shown <= 100) | np.isnan(shown)).all()
    given_bounds = band.dropna(subset=["lower", "upper"])
    assert (given_bounds["lower"] <= given_bounds["upper"]).all()


def test_looking_from_the_other_side_turns_the_sign() -> None:
    series = up_and_down([2018])
    other = annual_series(YEARS, 100 - series.values, breaks=[2018])
    ours, theirs = fit_share_trend(series).trend, fit_share_trend(other).trend
    assert theirs.value == pytest.approx(-ours.value, rel=1e-9)
    assert theirs.interval.lower == pytest.approx(-ours.interval.upper, rel=1e-6)


def test_row_order_does_not_matter() -> None:
    series = up_and_down([2018])
    order = np.random.default_rng(3).permutation(14)
    shuffled = annual_series(YEARS[order], series.values[order], breaks=[2018], unit="PC", name="share")
    assert fit_share_trend(shuffled).trend == fit_share_trend(series).trend


def test_shares_of_zero_are_taken_by_the_logit_and_refused_by_beta() -> None:
    series = annual_series(YEARS, np.maximum(0, NOISE + 0.1 * np.arange(14) - 0.1))
    assert series.values.min() == 0
    assert np.isfinite(fit_share_trend(series).trend.value)
    with pytest.raises(UnsuitableSeries, match="strictly between"):
        fit_share_trend(series, model="beta")


def test_a_segment_of_zeros_is_refused() -> None:
    values = np.where(YEARS < 2015, 0.0, 12.0 + NOISE)
    with pytest.raises(UnsuitableSeries, match="0 or 100 % throughout"):
        fit_share_trend(annual_series(YEARS, values, breaks=[2015]))


@pytest.mark.parametrize("wrong", [-0.1, 100.5])
def test_values_outside_0_to_100_are_refused_by_year(wrong: Any) -> None:
    values = np.full(14, 15.0) + NOISE
    values[3] = wrong
    with pytest.raises(UnsuitableSeries, match="2014"):
        fit_share_trend(annual_series(YEARS, values))


def test_a_constant_share_has_no_trend_and_no_interval() -> None:
    series = annual_series(YEARS, np.full(14, 15.0))
    share = fit_share_trend(series)
    assert share.trend.value == pytest.approx(0, abs=1e-12)
    assert not share.trend.interval.given
    with pytest.raises(UnsuitableSeries, match="exactly on the fitted line"):
        fit_share_trend(series, model="beta")


def test_too_few_points_and_unknown_models_are_refused() -> None:
    with pytest.raises(TooShort):
        fit_share_trend(annual_series([2020, 2021, 2022], [5, 6, 7], breaks=[2021]))
    with pytest.raises(UnknownName, match="beta"):
        fit_share_trend(up_and_down(), model="bta")  # type: ignore[arg-type]


def test_seven_points_give_an_estimate_only() -> None:
    share = fit_share_trend(up_and_down().between(2018))
    assert np.isfinite(share.trend.value)
    assert "too short for an interval" in share.trend.interval.reason


def test_a_point_with_a_large_error_counts_for_little() -> None:
    values = up_and_down().values.copy()
    values[13] = 60.0
    errors = np.ones(14)
    errors[13] = 1e4
    plain = fit_share_trend(annual_series(YEARS[:13], values[:13])).odds.value
    assert fit_share_trend(annual_series(YEARS, values, errors=errors)).odds.value == pytest.approx(plain, abs=1e-4)


@pytest.mark.parametrize(
    ("language", "words"),
    [("nl", "procentpunt"), ("fr", "de pourcentage"), ("en", "percentage points"), ("de", "Prozentpunkte")],
)
def test_the_summary_speaks_of_percentage_points(language: Any, words: Any) -> None:
    text = fit_share_trend(belgian(2011)).summary(language)
    assert words in text
    assert "{" not in text
    assert "2017" in text
