"""All countries in one mixed model: a mean trend, and how far countries' own trends scatter around it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import stats
from scipy.optimize import minimize_scalar

from talentstudy.errors import TooShort, UnsuitableSeries
from talentstudy.trends.comparison_adjustment import adjust_p_values
from talentstudy.trends.comparison_design import Scale, check_request, levels_and_slope, on_scale
from talentstudy.trends.comparison_tests import contrast_p_values
from talentstudy.trends.growth_errors import error_grid
from talentstudy.trends.intervals import contrast_interval
from talentstudy.trends.series import AnnualSeries, Floats

# Below five countries a spread between them is a guess.
_FEWEST = 5
# Ratios of slope variance to error variance looked at, times the mean information on a slope.
_LOG_REACH = (-12.0, 12.0)


@dataclass(frozen=True, eq=False)
class CountrySlopes:
    """A mixed model of countries with random slopes.

    ``slopes`` (countries,) own least-squares slope of each, ``shrunken`` the predicted one (drawn to the mean by what is
    not known of it), ``errors`` standard errors of ``slopes``, ``bounds`` (countries, 2) of ``slopes`` that allow for
    autocorrelation as the p-values do (NaN where refused); ``mean`` with bounds; ``spread`` the standard deviation of slopes between
    countries, ``sigma`` of errors within; ``p_values`` (countries,) of no trend, NaN where too short.
    """

    names: tuple[str, ...]
    scale: Scale
    slopes: Floats
    shrunken: Floats
    errors: Floats
    bounds: Floats
    mean: float
    lower: float
    upper: float
    spread: float
    sigma: float
    p_values: Floats
    level: float

    def table(self) -> pd.DataFrame:
        """One row per country: own slope with bounds, shrunken slope, p-value of no trend, plain and adjusted (Holm, BH)."""
        return pd.DataFrame(
            {
                "country": self.names,
                "slope": self.slopes,
                "error": self.errors,
                "lower": self.bounds[:, 0],
                "upper": self.bounds[:, 1],
                "shrunken": self.shrunken,
                "p": self.p_values,
                "p_holm": adjust_p_values(self.p_values, "holm"),
                "p_bh": adjust_p_values(self.p_values, "bh"),
            }
        )

    def summary(self, language: str) -> str:
        """The mean trend and the scatter around it, in a sentence of nl, fr, en or de."""
        from talentstudy.trends.convergence_words import slopes_summary

        return slopes_summary(self, language)


def fit_country_slopes(
    series: Mapping[str, AnnualSeries], *, scale: Scale = "linear", level: float = 0.95
) -> CountrySlopes:
    """A mixed model with random slopes: ``y_it = level of i's segment + b_i t + e_it``, ``b_i ~ N(mean, spread^2)``.

    A segment begins at every flagged break of a country; levels are free, since countries are not a sample of levels.
    Spread and sigma by restricted maximum likelihood (exact, from each country's slope and residual sum of squares).
    The interval of the mean follows Hartung and Knapp: from the scatter of the slopes themselves, t with one
    degree of freedom less than countries, so that correlation in time within countries does not make it too short. What moves
    all countries at once is not in it. P-values of each country's own trend allow for autocorrelation.

    Countries may differ in their years; standard errors of points are not used. Missing values are gaps.

    Raises TooShort for fewer than five countries, or none with an error to judge by; UnsuitableSeries for different units or a
    country without two points in any segment.

    References: Laird and Ware (1982); Hartung and Knapp (2001); Harville (1974).
    """
    check_request(scale, level)
    if len(series) < _FEWEST:
        raise TooShort(f"a model of countries needs {_FEWEST} of them, got {len(series)}.")
    if scale == "linear" and len(units := {one.unit for one in series.values()}) > 1:
        raise UnsuitableSeries(f"the countries come in {len(units)} units ({', '.join(sorted(units))}); one is wanted.")
    scaled = {name: on_scale(one, scale) for name, one in series.items()}
    reduced = np.array([_reduced(name, one) for name, one in scaled.items()])
    slopes, information, rss, freedom = reduced.T
    if rss.sum() <= 1e-24 * sum(float(one.values @ one.values) for one in scaled.values()) or freedom.sum() < 1:
        raise TooShort("the countries' own lines leave no error to judge by; give longer series or leave out breaks.")
    ratio = _restricted_ratio(slopes, information, float(rss.sum()), float(freedom.sum()))
    mean, variance = _profiled(ratio, slopes, information, float(rss.sum()), float(freedom.sum()))
    weight = 1 / (ratio + 1 / information)
    error = math.sqrt(float(weight @ (slopes - mean) ** 2) / ((len(slopes) - 1) * float(weight.sum())))
    reach = float(stats.t.isf((1 - level) / 2, len(slopes) - 1)) * error
    trust = ratio / (ratio + 1 / information)
    own = np.array([_own(one, level) for one in scaled.values()])
    return CountrySlopes(
        names=tuple(scaled),
        scale=scale,
        slopes=slopes,
        shrunken=mean + trust * (slopes - mean),
        errors=np.sqrt(variance / information),
        bounds=own[:, 1:],
        mean=mean,
        lower=mean - reach,
        upper=mean + reach,
        spread=math.sqrt(ratio * variance),
        sigma=math.sqrt(variance),
        p_values=own[:, 0],
        level=level,
    )


def _reduced(name: str, series: AnnualSeries) -> tuple[float, float, float, float]:
    """Slope, its information, residual sum of squares and degrees of freedom, with a level per segment."""
    time, level = series.years.astype(np.float64), series.values.copy()
    for one in np.unique(series.segments):
        inside = series.segments == one
        time[inside] -= time[inside].mean()
        level[inside] -= level[inside].mean()
    information = float(time @ time)
    if information == 0:
        raise UnsuitableSeries(f"{name} has no two points in any segment and so no slope; leave it out.")
    slope = float(time @ level) / information
    left = level - slope * time
    return slope, information, float(left @ left), float(len(series) - len(series.breaks) - 2)


def _profiled(ratio: float, slopes: Floats, information: Floats, rss: float, freedom: float) -> tuple[float, float]:
    """The mean slope and the error variance that go with a ratio of slope variance to error variance."""
    weight = 1 / (ratio + 1 / information)
    mean = float(weight @ slopes / weight.sum())
    squares = rss + float(weight @ (slopes - mean) ** 2)
    return mean, squares / (freedom + len(slopes) - 1)


def _restricted_ratio(slopes: Floats, information: Floats, rss: float, freedom: float) -> float:
    """The ratio of slope variance to error variance at the largest restricted likelihood, nought included."""

    def deviance(ratio: float) -> float:
        weight = 1 / (ratio + 1 / information)
        variance = _profiled(ratio, slopes, information, rss, freedom)[1]
        return float((freedom + len(slopes) - 1) * np.log(variance) - np.log(weight).sum() + np.log(weight.sum()))

    unit = 1 / float(information.mean())
    # Coarse search first: the likelihood may have two humps with few countries.
    logs = np.linspace(*_LOG_REACH, 49)
    at = int(np.argmin([deviance(unit * math.exp(log)) for log in logs]))
    low, high = logs[max(at - 1, 0)], logs[min(at + 1, len(logs) - 1)]
    best = minimize_scalar(
        lambda log: deviance(unit * math.exp(log)), bounds=(low, high), method="bounded", options={"xatol": 1e-10}
    )
    ratio = unit * math.exp(float(best.x))
    return 0.0 if deviance(0.0) <= deviance(ratio) else ratio


def _own(series: AnnualSeries, level: float) -> tuple[float, float, float]:
    """P-value of no trend, lower and upper bound of the slope; NaN where refused."""
    refused = (math.nan, math.nan, math.nan)
    design = levels_and_slope(series.years.astype(np.float64), series.segments)
    if len(series) <= design.shape[1]:
        return refused
    found = np.linalg.lstsq(design, series.values, rcond=None)[0]
    if np.abs(series.values - design @ found).max() <= 1e-12 * max(float(np.abs(series.values).max()), 1e-300):
        return refused
    grid, slope = error_grid(design, series.years.astype(np.float64)), np.eye(design.shape[1])[-1]
    p_values = contrast_p_values(grid, slope, series.values[:, None])
    bounds = contrast_interval(grid, slope, series.values, level)
    return (math.nan if p_values is None else float(p_values[0])), bounds.lower, bounds.upper
