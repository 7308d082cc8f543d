"""What the coming years may bring, with intervals that were checked, and how well each method did before."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from talentstudy.errors import StudyError, TooShort, UnknownName
from talentstudy.trends.forecast_backtest import backtest
from talentstudy.trends.forecast_combination import METHODS, SHORTEST, WIDENED, point_forecasts
from talentstudy.trends.forecast_law import forecast_law
from talentstudy.trends.forecast_scale import Start, from_scale, start_of
from talentstudy.wording import listing, number, percent, sentence

if TYPE_CHECKING:
    from talentstudy.trends.series import AnnualSeries, Floats, Integers

# The coverage table begins at 8 points and, with 3 jumps, at 3 degrees of freedom: nothing is claimed below.
SHORTEST_INTERVAL = 8
LEAST_FREEDOM = 3
_LONGEST = 30


@dataclass(frozen=True, eq=False)
class Forecast:
    """A forecast of one series.

    ``years`` (h,), ``values``, ``lower`` and ``upper`` (h,) in the unit of the series, the bounds not a number where
    ``refused`` says why; ``start`` the points it was made from; ``level`` of the interval.
    """

    series: AnnualSeries
    method: str
    after: str
    level: float
    start: Start
    years: Integers
    values: Floats
    lower: Floats
    upper: Floats
    refused: str

    @property
    def table(self) -> pd.DataFrame:
        """One row per year to come: year, value, lower, upper."""
        return pd.DataFrame({"year": self.years, "value": self.values, "lower": self.lower, "upper": self.upper})

    @cached_property
    def backtest(self) -> pd.DataFrame:
        """How every method did from earlier origins of the same points; see ``forecast_backtest.backtest``."""
        return backtest(self.series, len(self.years), after=self.after, level=self.level, scale=self.start.scale)

    def summary(self, language: str) -> str:
        """One or two sentences in nl, fr, en or de: the last year forecast, its interval, and what it rests on."""
        used = self.start.series
        parts = {
            "name": self.series.name or "…",
            "year": str(self.years[-1]),
            "value": quantity(self.values[-1], self.series.unit, language),
            "level": percent(100 * self.level, language, 0),
            "points": str(len(used)),
            "first": str(used.years[0]),
            "last": str(used.years[-1]),
        }
        if self.refused:
            reason = sentence("trends_forecast", f"refused_{self.refused}", language)
            text = sentence("trends_forecast", "point", language, **parts, reason=reason)
        else:
            low, high = (quantity(bound[-1], self.series.unit, language) for bound in (self.lower, self.upper))
            text = sentence("trends_forecast", "interval", language, **parts, lower=low, upper=high)
        if self.start.breaks:
            cuts = listing([str(one) for one in self.start.breaks], language)
            key = "bridged_one" if len(self.start.breaks) == 1 else "bridged_many"
            text += " " + sentence("trends_forecast", key, language, breaks=cuts)
        if self.start.filled:
            gaps = ", ".join(map(str, self.start.filled))
            text += " " + sentence("trends_forecast", "filled", language, years=gaps)
        return text

    def __repr__(self) -> str:
        return f"<Forecast {self.series.name or '(unnamed)'} to {self.years[-1]}, {self.method}, {self.after}>"


def quantity(value: float, unit: str, language: str) -> str:
    """A value as printed: a share in percent with one decimal, a hundred or more without decimals."""
    if unit.upper().startswith("PC"):
        return percent(float(value), language)
    return number(float(value), language, 0 if abs(value) >= 100 else 1)


def forecast(
    series: AnnualSeries,
    horizon: int,
    *,
    method: str = "combination",
    after: str = "last break",
    level: float = 0.95,
    scale: str = "auto",
) -> Forecast:
    """The ``horizon`` years after the last point of ``series``, with an interval for each.

    The point comes from ``method``: combination, drift, ets, theta, local_trend or arima. The interval is the one about
    that point that holds ``level`` of the predictive law of a line with jumps and AR(1) errors, averaged over the
    autocorrelation (``forecast_law``); so it is as wide for a poor method as its distance
    from the law asks; ``WIDENED`` adds to it for methods that pick by fit.

    Parameters
    ----------
    series : annual points in their unit; flags give the breaks; standard errors are not used.
    horizon : number of years, 1 to 30.
    after : "last break" takes the last segment alone; "bridged" takes all, with the jumps at the breaks taken out.
    level : probability of each interval by itself (not of all years together).
    scale : "auto" is the logit for units beginning with PC (shares, 0 to 100, stay inside), the logarithm for counts
        (THS, MIO, NR, PER), and else the level.

    Returns
    -------
    Forecast, in the unit of the series. Missing years between points are filled by the model's mean for the point
    forecast only, and named in the summary. No interval is given ("too short") under 8 points or 3 degrees of
    freedom, nor ("exact") where points lie exactly on a line (a constant series too): the bounds are then not a number.

    Raises
    ------
    TooShort for fewer points than the method needs; UnsuitableSeries for shares not between 0 and 100 or counts not
    above zero; UnknownName for another method, start or scale; StudyError for a horizon or level out of range.

    Notes
    -----
    Coverage by simulation: docs/forecast_coverage.md.

    >>> from talentstudy.trends.series import annual_series
    >>> values = [10.0, 10.4, 10.9, 11.1, 11.8, 12.0, 12.6, 12.8, 13.5, 13.7]
    >>> made = forecast(annual_series(range(2014, 2024), values, unit="PC", name="a share"), 2)
    >>> made.table.round(1).to_dict("list")
    {'year': [2024, 2025], 'value': [14.1, 14.5], 'lower': [13.6, 13.8], 'upper': [14.7, 15.3]}
    """
    _check(horizon, level, method)
    start = start_of(series, after, scale)
    label = series.name or "the series"
    if len(start.level) < SHORTEST[method]:
        advice = "Use after='bridged', or method='drift'." if after == "last break" else "Use method='drift'."
        raise TooShort(
            f"{label} has {len(start.level)} years to forecast from ({start.series.years[0]} to "
            f"{start.series.years[-1]}); the method {method} needs {SHORTEST[method]}. {advice}"
        )
    point = point_forecasts(start.level[None], horizon, method, logs=start.scale == "level")
    width, refused = _half_width(start, point, level, method)
    last = int(series.years[-1])
    lower, value, upper = (from_scale(point[0] + side * width, start.scale) for side in (-1.0, 0.0, 1.0))
    if refused:
        value = from_scale(point[0], start.scale)
    years = np.arange(last + 1, last + horizon + 1)
    return Forecast(series, method, after, level, start, years, value, lower, upper, refused)


def _check(horizon: int, level: float, method: str) -> None:
    if method not in METHODS:
        raise UnknownName("forecasting method", method, METHODS)
    if not 1 <= horizon <= _LONGEST:
        raise StudyError(f"a forecast reaches 1 to {_LONGEST} years, got {horizon}; give another horizon.")
    if not 0 < level < 1:
        raise StudyError(f"the level of an interval lies between 0 and 1, got {level}; 0.95 is usual.")


def _half_width(start: Start, point: Floats, level: float, method: str) -> tuple[Floats, str]:
    """Half the width (h,) on the scale of the forecast, and why there is none."""
    refused = interval_refused(start)
    if refused:
        return np.full(point.shape[1], np.nan), refused
    law = forecast_law(start.kernel(point.shape[1]), start.values[None])
    return law.half_width(point, level)[0] * WIDENED.get(method, 1.0), ""


def interval_refused(start: Start) -> str:
    """Why no interval is given: "short", "exact", or nothing."""
    if len(start.values) < SHORTEST_INTERVAL or start.freedom < LEAST_FREEDOM:
        return "short"
    return "exact" if start.exact else ""
