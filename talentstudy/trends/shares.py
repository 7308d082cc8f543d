"""A share between 0 and 100 %: a trend that stays there, with a level of its own in every segment."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, partial
from typing import Literal, get_args

import numpy as np
import pandas as pd
from scipy.special import expit

from talentstudy.errors import UnknownName, UnsuitableSeries
from talentstudy.trends.growth_design import GrowthDesign, growth_design
from talentstudy.trends.growth_errors import ErrorGrid, error_grid
from talentstudy.trends.growth_words import amount, bounds_text, breaks_text
from talentstudy.trends.intervals import Estimate, check_level, contrast_interval
from talentstudy.trends.series import AnnualSeries, Floats
from talentstudy.trends.shares_beta import BetaRegression, fit_beta_regression
from talentstudy.trends.shares_logit import FractionalLogit, fit_fractional_logit
from talentstudy.wording import sentence

ShareModel = Literal["fractional logit", "beta"]
POINTS = "percentage points"


@dataclass(frozen=True, eq=False, repr=False)
class ShareTrend:
    """A trend fitted to one share; see `fit_share_trend` for what it is.

    ``regression`` holds the estimates on the logit scale, where 1 is 100 %; ``linked`` (n,) the
    shares on that scale, as the intervals read them.
    """

    series: AnnualSeries
    model: ShareModel
    level: float
    design: GrowthDesign
    regression: FractionalLogit | BetaRegression
    linked: Floats
    grid: ErrorGrid

    def __repr__(self) -> str:
        return f"<ShareTrend {self.series.name or 'of a series'}: {self.summary('en')}>"

    @property
    def odds(self) -> Estimate:
        """The slope on the logit scale: change a year of log(share / (100 − share))."""
        return self._contrast(
            self.design.mean_slope(int(self.series.years[0]), int(self.series.years[-1])), "logits a year"
        )

    @property
    def trend(self) -> Estimate:
        """Average marginal change a year, in percentage points: slope × mean of 100 μ (1 − μ).

        The mean of the derivative is taken at the fitted shares and held fixed in the interval.
        """
        factor = 100 * self._derivative.mean()
        return self.odds.mapped(lambda slope: float(slope * factor), f"{POINTS} a year")

    @cached_property
    def jumps(self) -> pd.DataFrame:
        """One row per break: ``year``, ``jump`` in percentage points with ``lower`` and ``upper``, ``unit``, ``note``.

        The jump is the fitted share in the break's year less what it would be at the level before.
        """
        rows = []
        predictor = self.regression.predictor
        for number, year in enumerate(self.series.breaks, start=1):
            weights = self.design.jump(number)
            if weights is None:
                continue
            after = float(predictor[int(np.searchsorted(self.series.years, year))])
            one = self._contrast(weights, "").mapped(partial(_fall, after), POINTS)
            rows.append(
                {
                    "year": year,
                    "jump": one.value,
                    "lower": one.interval.lower,
                    "upper": one.interval.upper,
                    "unit": one.unit,
                    "note": one.interval.reason,
                }
            )
        return pd.DataFrame(rows, columns=["year", "jump", "lower", "upper", "unit", "note"])

    @cached_property
    def fitted(self) -> pd.DataFrame:
        """One row per point: ``year``, ``value``, ``fitted`` in percent, ``segment``."""
        return pd.DataFrame(
            {
                "year": self.series.years,
                "value": self.series.values,
                "fitted": 100 * self.regression.fitted,
                "segment": self.series.segments,
            }
        )

    @cached_property
    def band(self) -> pd.DataFrame:
        """`fitted` with the interval of the line, ``lower`` and ``upper``, inside 0 to 100 at every point."""
        bounds = [self._contrast(row, "").interval for row in self.design.matrix]
        limits = 100 * expit(np.array([[one.lower, one.upper] for one in bounds]))
        return self.fitted.assign(lower=limits[:, 0], upper=limits[:, 1], note=[one.reason for one in bounds])

    @cached_property
    def table(self) -> pd.DataFrame:
        """The trend and every jump in percentage points: ``term``, ``estimate``, ``lower``, ``upper``, ``unit``, ``note``."""
        trend = self.trend
        first = {
            "term": "trend",
            "estimate": trend.value,
            "lower": trend.interval.lower,
            "upper": trend.interval.upper,
            "unit": trend.unit,
            "note": trend.interval.reason,
        }
        jumps = self.jumps.rename(columns={"jump": "estimate"})
        jumps.insert(0, "term", [f"jump {year}" for year in jumps.pop("year")])
        return pd.DataFrame([first, *jumps.to_dict("records")])

    def summary(self, language: str) -> str:
        """The trend in one or two sentences of nl, fr, en or de."""
        trend = self.trend
        return sentence(
            "trends_shares",
            "trend",
            language,
            first=str(self.series.years[0]),
            last=str(self.series.years[-1]),
            trend=amount(trend.value, "%", language),
            interval=bounds_text(trend.interval, False, language),
            model=sentence("trends_shares", self.model.replace(" ", "_"), language),
            breaks=breaks_text(self.series.breaks, language),
        )

    @property
    def _derivative(self) -> Floats:
        fitted = self.regression.fitted
        return np.asarray(fitted * (1 - fitted))

    def _contrast(self, weights: Floats, unit: str) -> Estimate:
        value = float(weights @ self.regression.coefficients[: len(weights)])
        return Estimate(value, contrast_interval(self.grid, weights, self.linked, self.level), unit)


def _fall(after: float, jump: float) -> float:
    return float(100 * (expit(after) - expit(after - jump)))


def fit_share_trend(series: AnnualSeries, *, model: ShareModel = "fractional logit", level: float = 0.95) -> ShareTrend:
    """Fit a share on the logit scale: level of the segment + one slope × years.

    ``model="fractional logit"`` is quasi-likelihood and takes shares of 0 and 100 % too;
    ``"beta"`` is maximum likelihood of a beta distribution, for shares strictly between. Both
    give estimates and fitted shares that cannot leave 0 to 100 %.

    Intervals are those of `intervals.contrast_intervals`, applied to the shares on the logit
    scale as the model linearises them, logit(μ) + (y − μ) / (μ (1 − μ)); so they know that errors
    of neighbouring years are alike, which the sandwich and the likelihood do not. They may be
    off-centre. Refused below 8 points, and where the points lie on the line.

    ``series`` in percent, one point a year, gaps allowed; ``errors``, if it has them, weigh the
    points. Flags are not used beyond the breaks.

    Raises UnsuitableSeries for values outside 0 to 100, a segment of 0 or 100 % throughout, or (beta)
    shares that lie exactly on the line; TooShort for fewer points than coefficients plus one.

    References: Papke and Wooldridge (1996), Journal of Applied Econometrics 11, 619-632; Ferrari and
    Cribari-Neto (2004), Journal of Applied Statistics 31, 799-815.

    >>> from talentstudy.trends.series import annual_series
    >>> series = annual_series(range(2015, 2025), [10, 11, 10, 12, 12, 17, 18, 17, 19, 19], breaks=[2020], unit="PC")
    >>> share = fit_share_trend(series)
    >>> 0.3 < share.trend.value < 0.7, share.fitted["fitted"].between(0, 100).all().item()
    (True, True)
    """
    if model not in get_args(ShareModel):
        raise UnknownName("share model", model, get_args(ShareModel))
    check_level(level)
    label = series.name or "the series"
    outside = (series.values < 0) | (series.values > 100)
    if outside.any():
        year, value = int(series.years[outside][0]), float(series.values[outside][0])
        raise UnsuitableSeries(f"{label} is {value:g} in {year}; a share lies between 0 and 100. Use fit_growth.")
    values = series.values / 100
    design = growth_design(series.years, series.segments, "common", name=series.name)
    weights = None if series.errors is None else np.square(series.errors.min() / series.errors)
    regression: FractionalLogit | BetaRegression
    if model == "beta":
        regression = fit_beta_regression(design.matrix, values, weights=weights)
    else:
        regression = fit_fractional_logit(design.matrix, values, weights)
    derivative = regression.fitted * (1 - regression.fitted)
    linked = regression.predictor + (values - regression.fitted) / derivative
    errors = None if series.errors is None else series.errors / derivative
    grid = error_grid(design.matrix, series.years.astype(np.float64), errors)
    return ShareTrend(series, model, level, design, regression, linked, grid)
