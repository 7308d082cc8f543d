"""Growth of a series that is cut by breaks: a trend, a level of its own in every segment, honest intervals."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal, get_args

import numpy as np
import pandas as pd

from talentstudy.errors import UnknownName, UnsuitableSeries
from talentstudy.trends.growth_design import GrowthDesign, growth_design
from talentstudy.trends.growth_errors import ErrorGrid, error_grid
from talentstudy.trends.growth_words import describe_growth
from talentstudy.trends.intervals import Estimate, Interval, check_level, contrast_interval, too_short
from talentstudy.trends.least_squares import LeastSquares, fit_least_squares
from talentstudy.trends.series import AnnualSeries, Floats

Scale = Literal["log", "linear"]
Slopes = Literal["common", "per segment"]
SHORTEST_SEGMENT = 8
"""Points a single segment must have before its own slope gets an interval."""


@dataclass(frozen=True, eq=False, repr=False)
class Growth:
    """A trend fitted to one series; see `fit_growth` for what it is.

    ``design`` says which coefficient is what; ``fit`` holds the least squares; ``response`` (n,)
    is the series on the scale of the fit.
    """

    series: AnnualSeries
    scale: Scale
    slopes: Slopes
    level: float
    design: GrowthDesign
    response: Floats
    fit: LeastSquares
    grid: ErrorGrid

    def __repr__(self) -> str:
        return f"<Growth {self.label}: {self.summary('en')}>"

    def contrast(self, weights: Floats, unit: str = "") -> Estimate:
        """A linear combination (k,) of the coefficients, on the scale of the fit."""
        value = float(weights @ self.fit.coefficients)
        return Estimate(value, contrast_interval(self.grid, weights, self.response, self.level), unit)

    @property
    def slope(self) -> Estimate:
        """The common slope: log points a year, or the series' unit a year.

        Raises UnsuitableSeries if every segment has its own: ask for ``aapc`` or ``change_per_year``.
        """
        if self.slopes != "common":
            raise UnsuitableSeries(
                f"{self.label} was fitted with a slope per segment, so it has no common one; see .segments or give a window to aapc()."
            )
        first, last = int(self.series.years[0]), int(self.series.years[-1])
        return self.contrast(self.design.mean_slope(first, last), "log points a year" if self.is_log else self.yearly)

    @property
    def apc(self) -> Estimate:
        """Annual percent change of the common trend, 100 (exp(b) − 1); needs the log scale."""
        return self._percent(self.slope)

    def change_per_year(self, first: int, last: int) -> Estimate:
        """Mean slope from ``first`` to ``last``, breaks left out, on the scale of the fit."""
        return self.contrast(self.design.mean_slope(first, last), "log points a year" if self.is_log else self.yearly)

    def aapc(self, first: int, last: int) -> Estimate:
        """Average annual percent change from ``first`` to ``last``: 100 (exp(mean slope) − 1).

        Each segment's slope counts for the years it governs inside the window; the jumps at the
        breaks are left out of the value, and what is not known about their size is in the
        interval. Raises UnsuitableSeries on the linear scale, or where the window holds a
        segment without a slope.

        Reference: Clegg, Hankey, Tiwari, Feuer and Edwards (2009), Statistics in Medicine 28, 3670-3682.
        """
        return self._percent(self.change_per_year(first, last))

    @cached_property
    def segments(self) -> pd.DataFrame:
        """One row per segment: ``first``, ``last``, ``points``, ``change`` (observed, in the unit), and the
        segment's own least-squares ``slope``, as ``apc`` on the log scale, with ``lower`` and ``upper``.

        Below 8 points a segment has a point estimate only, and ``note`` says so; a segment of one
        point has no slope (NaN).
        """
        rows = [self._segment(number) for number in range(len(self.series.segment_sizes))]
        return pd.DataFrame(rows)

    @cached_property
    def jumps(self) -> pd.DataFrame:
        """One row per break: ``year``, ``jump`` with ``lower`` and ``upper``, ``unit`` and ``note``.

        On the log scale a jump is in percent of the level before. NaN where the segment before
        has one point and slopes are per segment.
        """
        rows = []
        for number, year in enumerate(self.series.breaks, start=1):
            weights = self.design.jump(number)
            if weights is None:
                row = Estimate(math.nan, too_short("the segment before has one point", self.level), self.series.unit)
            else:
                row = self.contrast(weights, self.series.unit)
            rows.append({"year": year, **_row(self._percent(row) if self.is_log else row, "jump")})
        return pd.DataFrame(rows, columns=["year", "jump", "lower", "upper", "unit", "note"])

    @cached_property
    def fitted(self) -> pd.DataFrame:
        """One row per point: ``year``, ``value``, ``fitted``, ``segment``, in the series' unit."""
        line = self.design.matrix @ self.fit.coefficients
        return pd.DataFrame(
            {
                "year": self.series.years,
                "value": self.series.values,
                "fitted": np.exp(line) if self.is_log else line,
                "segment": self.series.segments,
            }
        )

    @cached_property
    def band(self) -> pd.DataFrame:
        """`fitted` with the interval of the line, ``lower`` and ``upper``, at every point."""
        bounds = [
            contrast_interval(self.grid, row, self.response, self.level, narrow=False) for row in self.design.matrix
        ]
        limits = np.array([[one.lower, one.upper] for one in bounds])
        limits = np.exp(limits) if self.is_log else limits
        return self.fitted.assign(lower=limits[:, 0], upper=limits[:, 1], note=[one.reason for one in bounds])

    @cached_property
    def table(self) -> pd.DataFrame:
        """The trend and every jump: ``term``, ``estimate``, ``lower``, ``upper``, ``unit``, ``note``."""
        rows: list[dict[Any, Any]] = []
        if self.slopes == "common":
            rows.append({"term": "apc" if self.is_log else "slope", **_row(self.trend)})
        else:
            for at, number in enumerate(self.design.sloped):
                weights = np.zeros(self.design.matrix.shape[1])
                weights[self.design.levels + at] = 1.0
                estimate = self._own(number, self.contrast(weights, self.yearly))
                rows.append({"term": f"segment {number + 1}", **_row(estimate)})
        jumps = self.jumps.rename(columns={"jump": "estimate"})
        jumps.insert(0, "term", [f"jump {year}" for year in jumps.pop("year")])
        return pd.DataFrame(
            rows + jumps.to_dict("records"), columns=["term", "estimate", "lower", "upper", "unit", "note"]
        )

    @property
    def trend(self) -> Estimate:
        """The common trend as it is told: percent a year on the log scale, else units a year."""
        return self.apc if self.is_log else self.slope

    @property
    def is_log(self) -> bool:
        """Whether the fit is to logarithms."""
        return self.scale == "log"

    @property
    def yearly(self) -> str:
        """The unit of a slope."""
        return f"{self.series.unit or 'unit'} a year"

    @property
    def label(self) -> str:
        """The name in messages."""
        return self.series.name or "the series"

    def summary(self, language: str) -> str:
        """The trend in one or two sentences of nl, fr, en or de."""
        return describe_growth(self, language)

    def _percent(self, estimate: Estimate) -> Estimate:
        if not self.is_log:
            raise UnsuitableSeries(f"{self.label} was fitted on the linear scale; a percent change needs scale='log'.")
        unit = "% a year" if estimate.unit.endswith("a year") else "%"
        return estimate.mapped(lambda value: 100 * math.expm1(value), unit)

    def _own(self, number: int, estimate: Estimate) -> Estimate:
        size = self.series.segment_sizes[number]
        if size < SHORTEST_SEGMENT:
            bounds = too_short(
                f"a segment of {size} point{'s' * (size > 1)}, at least {SHORTEST_SEGMENT} are needed", self.level
            )
            estimate = Estimate(estimate.value, bounds, estimate.unit)
        return self._percent(estimate) if self.is_log else estimate

    def _segment(self, number: int) -> dict[str, object]:
        inside = self.series.segments == number
        years, values = self.series.years[inside], self.series.values[inside]
        estimate = Estimate(math.nan, Interval(math.nan, math.nan, self.level), self.yearly)
        if len(years) > 1:
            alone = growth_design(years, np.zeros(len(years), dtype=np.int64), "common")
            errors = None if self.design.errors is None else self.design.errors[inside]
            slope = _slope(alone.matrix, self.response[inside], errors)
            bounds = estimate.interval
            if len(years) >= SHORTEST_SEGMENT:
                grid = error_grid(alone.matrix, years.astype(np.float64), errors)
                bounds = contrast_interval(grid, np.array([0.0, 1.0]), self.response[inside], self.level)
            estimate = Estimate(slope, bounds, self.yearly)
        found = {"first": int(years[0]), "last": int(years[-1]), "points": len(years)}
        name = "apc" if self.is_log else "slope"
        return {
            **found,
            "change": float(values[-1] - values[0]) if len(years) > 1 else math.nan,
            **_row(self._own(number, estimate), name),
        }


def _row(estimate: Estimate, name: str = "estimate") -> dict[str, object]:
    bounds = estimate.interval
    return {
        name: estimate.value,
        "lower": bounds.lower,
        "upper": bounds.upper,
        "unit": estimate.unit,
        "note": bounds.reason,
    }


def _slope(design: Floats, values: Floats, errors: Floats | None) -> float:
    weight = np.ones(len(values)) if errors is None else 1 / errors
    # Two points fit exactly and leave nothing to estimate an error from, but they do have a slope.
    solution = np.linalg.lstsq(design * weight[:, None], values * weight, rcond=None)[0]
    return float(solution[-1])


def fit_growth(series: AnnualSeries, *, scale: Scale = "log", slopes: Slopes = "common", level: float = 0.95) -> Growth:
    """Fit a trend with a level of its own in every segment of the series.

    log y (or y) = level of the segment + slope × years + error. With ``slopes="common"`` one slope
    holds throughout and a break only shifts the level; with ``"per segment"`` each segment of two
    points or more has its own. Coefficients are least squares, weighed by ``1 / errors²`` where the
    series has standard errors (on the log scale ``errors / values``); intervals are those of
    `intervals.contrast_intervals`, refused below 8 points.

    ``series`` has one point a year, gaps allowed; flags are not used beyond the breaks. A break
    at the last point, or next to another, leaves a segment of one point: it has a level and says
    nothing about the slope. A series that lies exactly on its trend gets no interval.

    Raises TooShort for fewer points than coefficients plus one; UnsuitableSeries for values of
    zero or less on the log scale, or a level outside 0.5 to 1; UnknownName for another scale.

    >>> from talentstudy.trends.series import annual_series
    >>> series = annual_series(range(2011, 2019), [100, 102, 104.04, 106.1208, 90, 91.8, 93.636, 95.50872], breaks=[2015])
    >>> growth = fit_growth(series)
    >>> round(growth.apc.value, 6), growth.apc.interval.given
    (2.0, False)
    """
    for what, given, known in (("scale", scale, get_args(Scale)), ("kind of slopes", slopes, get_args(Slopes))):
        if given not in known:
            raise UnknownName(what, given, known)
    check_level(level)
    values, errors = series.values, series.errors
    if scale == "log":
        if (values <= 0).any():
            year = int(series.years[values <= 0][0])
            raise UnsuitableSeries(
                f"{series.name or 'the series'} is {values[values <= 0][0]:g} in {year}; a log scale needs values above zero. Use scale='linear'."
            )
        errors = None if errors is None else errors / values
        values = np.log(values)
    design = growth_design(series.years, series.segments, slopes, errors, name=series.name)
    weight = np.ones(len(values)) if errors is None else 1 / errors
    fit = fit_least_squares(design.matrix * weight[:, None], values * weight)
    grid = error_grid(design.matrix, series.years.astype(np.float64), errors)
    return Growth(series, scale, slopes, level, design, values, fit, grid)
