"""Forecasting models against R's forecast and stats packages and against statsmodels."""

import json
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from statsmodels.tsa.arima.model import ARIMA
from statsmodels.tsa.statespace.structural import UnobservedComponents

from talentstudy.trends.forecast_arima import NAMES, arima_family, arma_autocovariances
from talentstudy.trends.forecast_combination import point_forecasts
from talentstudy.trends.forecast_ets import ets_family
from talentstudy.trends.forecast_family import choose, toeplitz_family
from talentstudy.trends.forecast_trend import fit_local_linear_trend, trend_likelihood

HELD = json.loads((Path(__file__).parent / "m3_dozen.json").read_text(encoding="utf-8"))
DOZEN = HELD["series"]
NAMED = [one["id"] for one in DOZEN]


def values(one: dict[str, Any]) -> Any:
    return np.array([one["x"]], dtype=float)


@pytest.mark.parametrize("one", DOZEN, ids=NAMED)
def test_arima_011_with_drift_has_r_s_likelihood_and_forecasts_at_r_s_coefficient(one: Any) -> None:
    theirs = one["r"]["Arima011_drift"]
    row = values(one)
    grid = np.array([[0.0, 0.0, theirs["coef"]["ma1"], 0.0]])
    length = row.shape[1] - 1 + 6
    family = toeplitz_family(
        NAMES,
        grid,
        arma_autocovariances(grid, length),
        row.shape[1],
        order=1,
        regressors=np.ones((length, 1)),
        free=np.array([3]),
    )
    ours = choose(family, row)
    assert ours.loglikelihood[0] == pytest.approx(theirs["loglik"], abs=1e-3)
    assert ours.point[0] == pytest.approx(theirs["fc"], rel=1e-4)
    on_grid = choose(arima_family(row.shape[1], 6, 1, ((0, 1),)), row)
    assert on_grid.loglikelihood[0] > theirs["loglik"] - 0.04


@pytest.mark.parametrize("one", DOZEN, ids=NAMED)
def test_ets_with_trend_is_at_least_as_likely_as_r_s(one: Any) -> None:
    row = values(one)
    points = row.shape[1]
    ours = choose(ets_family(points, 6, ("A",)), row)
    # R leaves the constants out of its log-likelihood.
    comparable = ours.loglikelihood[0] + points / 2 * (np.log(2 * np.pi / points) + 1)
    assert comparable > one["r"]["ets_AAN"]["loglik"] - 0.2


@pytest.mark.parametrize("one", DOZEN, ids=NAMED)
def test_r_s_estimates_of_the_local_linear_trend_are_never_more_likely_than_ours(one: Any) -> None:
    theirs = one["r"]["StructTS_trend"]["coef"]
    estimate = np.array([[theirs["epsilon"], theirs["level"], theirs["slope"]]])
    ours = fit_local_linear_trend(values(one))
    assert ours.loglikelihood[0] >= trend_likelihood(values(one), estimate)[0] - 1e-9


@pytest.mark.parametrize(("exact", "prior", "constant"), [(True, None, np.log(2 * np.pi)), (False, 1e6, 0.0)])
@pytest.mark.parametrize("one", DOZEN[::2], ids=NAMED[::2])
def test_statsmodels_likelihood_at_our_optimum_is_never_below_its_own(
    one: Any, exact: bool, prior: Any, constant: float
) -> None:
    row = values(one)
    ours = fit_local_linear_trend(row, 3, prior_variance=prior)
    model = UnobservedComponents(row[0], "lltrend", use_exact_diffuse=exact)
    at_ours = model.loglike(ours.variances[0])
    assert at_ours == pytest.approx(ours.loglikelihood[0] - constant, abs=1e-6)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert at_ours >= model.fit(disp=0).llf - 1e-6
    if exact:
        assert model.smooth(ours.variances[0]).forecast(3) == pytest.approx(ours.point[0], rel=1e-6)


@pytest.mark.parametrize(("order", "grid"), [((1, 1, 0), (0.4, 0, 0, 0)), ((0, 1, 2), (0, 0, 0.3, 0.2))])
def test_arima_likelihood_is_statsmodels_likelihood(order: Any, grid: Any) -> None:
    row = values(DOZEN[5])
    parameters = np.array([grid], dtype=float)
    length = row.shape[1] - 1 + 2
    family = toeplitz_family(
        NAMES, parameters, arma_autocovariances(parameters, length), row.shape[1], order=1, free=np.array([2])
    )
    ours = choose(family, row)
    residual = family.whiten[0] @ (row[0] - row[0].mean())
    variance = float(residual @ residual / (row.shape[1] - 1))
    # The differenced series itself, without the wide prior that statsmodels gives the level.
    model = ARIMA(np.diff(row[0]), order=(order[0], 0, order[2]), trend="n")
    given = [one for one in grid if one] + [variance]
    assert model.loglike(given) == pytest.approx(ours.loglikelihood[0], abs=1e-6)
    assert np.cumsum(model.filter(given).forecast(2)) + row[0, -1] == pytest.approx(ours.point[0], rel=1e-9)


def test_lake_huron_is_r_s_random_walk() -> None:
    theirs = HELD["LakeHuron_auto.arima"]
    row = np.array([theirs["data"]])
    ours = choose(arima_family(row.shape[1], 1, 1, ((0, 0),), constant=False), row)
    # R divides by the variance of maximum likelihood too; no coefficient is left to differ.
    assert ours.loglikelihood[0] == pytest.approx(theirs["loglik"], abs=1e-3)


WITHOUT_COEFFICIENTS = [one for one in DOZEN if one["r"]["auto.arima"]["order"] in ([0, 1, 0], [0, 2, 0])]


@pytest.mark.parametrize("one", WITHOUT_COEFFICIENTS, ids=[one["id"] for one in WITHOUT_COEFFICIENTS])
def test_random_walks_that_r_selects_have_r_s_likelihood_and_forecasts(one: Any) -> None:
    theirs = one["r"]["auto.arima"]
    row = values(one)
    with_drift = bool(theirs["coef"])
    ours = choose(arima_family(row.shape[1], 6, theirs["order"][1], ((0, 0),), constant=with_drift), row)
    assert ours.loglikelihood[0] == pytest.approx(theirs["loglik"], abs=1e-3)
    assert ours.point[0] == pytest.approx(theirs["fc"], rel=1e-6)


def test_the_forecast_by_name_is_that_of_the_model() -> None:
    row = values(DOZEN[0])
    assert point_forecasts(row, 6, "local_trend") == pytest.approx(fit_local_linear_trend(row, 6).point)
