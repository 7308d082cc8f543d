"""The forecasting methods by name, and the combination that is used when none is named."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from talentstudy.errors import TooShort, UnknownName
from talentstudy.trends.forecast_arima import arima_family, fit_arima
from talentstudy.trends.forecast_ets import ets_family, fit_ets, fit_theta
from talentstudy.trends.forecast_family import average, choose
from talentstudy.trends.forecast_trend import fit_local_linear_trend
from talentstudy.trends.series import Floats

# Fewest consecutive points each method can tell its parameters from.
SHORTEST = {"drift": 3, "theta": 5, "ets": 6, "local_trend": 6, "arima": 8, "combination": 6}

# The intervals of these methods are widened: picking one parameter or order by its fit errs in the same direction as
# the data, which their distance from the law does not show in full. Without, they cover down to 91.9 % for 95 %
# (n = 14, autocorrelation 0.6); with, see docs/forecast_coverage.md.
WIDENED = {"drift": 1.07, "ets": 1.07, "local_trend": 1.07, "arima": 1.07}


def drift(series: Floats, horizon: int) -> Floats:
    """(m, h) the last value, moved on by the mean yearly change."""
    return choose(arima_family(series.shape[1], horizon, 1, ((0, 0),)), series).point


def averaged_ets(series: Floats, horizon: int, trends: tuple[str, ...] = ("N", "A", "Ad")) -> Floats:
    """(m, h) exponential smoothing, averaged over its parameters and trends by exp(-AICc / 2)."""
    return average(ets_family(series.shape[1], horizon, trends), series)


def combination(series: Floats, horizon: int, *, logs: bool = True) -> Floats:
    """(m, h) the mean of three forecasts of each row of ``series`` (m, n).

    With ``logs`` two of them work on logarithms where all values are positive; a series that is already on a
    logarithmic or logit scale goes without.
    """
    # Recipe: the mean of (1) exponential smoothing averaged over parameters and trends, (2) theta on logarithms,
    # (3) damped exponential smoothing on logarithms, averaged over parameters; where a value is not positive, (2) and (3)
    # work on the values themselves. Why: on the 145 yearly M3 series after the first 500 (whole, and cut to their last
    # 14 or 17 points, at three origins) these are the three kinds with the lowest sMAPE by themselves, and averaging over
    # parameters beat picking the best in every kind but theta. Fixed on those 145 alone, but it is the second recipe:
    # the first, the best of some 2,000 combinations on the same 145, gave 17.54 on the other 500, a sign that searching
    # among combinations had overfitted; this one, from a search among single methods, gave 16.94. No third was tried.
    positive = np.asarray((series > 0).all(axis=1, keepdims=True) & logs)
    bendable = np.where(positive, np.log(np.where(positive, series, 1.0)), series)
    bent = np.stack([fit_theta(bendable, horizon).point, averaged_ets(bendable, horizon, ("Ad",))])
    # A logarithm that runs away is cut where its exponential would overflow.
    members = np.where(positive, np.exp(np.minimum(bent, 700.0)), bent)
    return np.asarray((averaged_ets(series, horizon) + members.sum(axis=0)) / 3)


METHODS: dict[str, Callable[[Floats, int], Floats]] = {
    "combination": combination,
    "drift": drift,
    "ets": lambda series, horizon: fit_ets(series, horizon).point,
    "theta": lambda series, horizon: fit_theta(series, horizon).point,
    "local_trend": lambda series, horizon: fit_local_linear_trend(series, horizon).point,
    "arima": lambda series, horizon: fit_arima(series, horizon).point,
}


def point_forecasts(series: Floats, horizon: int, method: str, *, logs: bool = True) -> Floats:
    """(m, h) forecasts of each row of ``series`` (m, n) by one of METHODS.

    ``logs`` as for ``combination``; the other methods work on the values as given. TooShort below the method's
    SHORTEST number of points, UnknownName for another method.
    """
    if method not in METHODS:
        raise UnknownName("forecasting method", method, METHODS)
    if series.shape[1] < SHORTEST[method]:
        raise TooShort(f"the method {method} needs {SHORTEST[method]} consecutive points, got {series.shape[1]}.")
    if method == "combination":
        return combination(series, horizon, logs=logs)
    return METHODS[method](series, horizon)
