"""An observed change split into what happened inside the segments and what happened at the breaks."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd

from talentstudy.errors import UnsuitableSeries
from talentstudy.trends.growth import Growth
from talentstudy.trends.growth_words import amount, bounds_text
from talentstudy.trends.intervals import Estimate
from talentstudy.trends.series import AnnualSeries
from talentstudy.wording import percent, sentence

_FILE = "trends_growth"
# A change over years is told as published values are.
_PLACES = 1


@dataclass(frozen=True, eq=False)
class ObservedDecomposition:
    """Bookkeeping: ``change`` = ``within`` + ``at_breaks``, in the series' unit, with its ``table``.

    ``table`` has one row per step: ``first``, ``last``, ``part`` ("within" or "break"), ``change``.
    """

    first: int
    last: int
    unit: str
    change: float
    within: float
    at_breaks: float
    table: pd.DataFrame

    def summary(self, language: str) -> str:
        """The split in two sentences of nl, fr, en or de."""
        parts = {"change": self.change, "within": self.within, "at_breaks": self.at_breaks}
        texts = {name: amount(value, self.unit, language, _PLACES) for name, value in parts.items()}
        return sentence(_FILE, "observed", language, first=str(self.first), last=str(self.last), **texts)


@dataclass(frozen=True, eq=False)
class ModelDecomposition:
    """A fitted trend's split: ``change`` = ``within`` + ``at_breaks`` + ``remainder``, with intervals on the first two.

    In the series' unit for a linear fit. For a logarithmic fit all are percent changes, whose
    factors (1 + x/100) multiply to the observed one. ``assumption`` names what holds the slopes.
    """

    growth: Growth
    first: int
    last: int
    change: float
    within: Estimate
    at_breaks: Estimate
    remainder: float

    @property
    def assumption(self) -> str:
        """What is assumed of the slopes, in English."""
        return self._assumption("en")

    @property
    def table(self) -> pd.DataFrame:
        """``part``, ``change``, ``lower``, ``upper``, ``unit``, ``note``: observed, within, at breaks, remainder."""
        rows = [{"part": "observed", "change": self.change}]
        for part, one in (("within segments", self.within), ("at breaks", self.at_breaks)):
            bounds = one.interval
            rows.append({"part": part, "change": one.value, "lower": bounds.lower, "upper": bounds.upper})
        rows.append({"part": "remainder", "change": self.remainder})
        notes = ["", self.within.interval.reason, self.at_breaks.interval.reason, ""]
        columns = ["part", "change", "lower", "upper"]
        return pd.DataFrame(rows, columns=columns).assign(unit=self.within.unit, note=notes)

    def summary(self, language: str) -> str:
        """The split and its assumption in nl, fr, en or de."""
        unit, relative = self.growth.series.unit, self.growth.is_log

        def told(value: float) -> str:
            return (
                percent(value, language, _PLACES, signed=True) if relative else amount(value, unit, language, _PLACES)
            )

        return sentence(
            _FILE,
            "model",
            language,
            first=str(self.first),
            last=str(self.last),
            within=told(self.within.value),
            at_breaks=told(self.at_breaks.value),
            remainder=told(self.remainder),
            within_interval=bounds_text(self.within.interval, relative, language, _PLACES),
            breaks_interval=bounds_text(self.at_breaks.interval, relative, language, _PLACES),
            assumption=self._assumption(language),
        )

    def _assumption(self, language: str) -> str:
        key = "assumption_common" if self.growth.slopes == "common" else "assumption_segment"
        return sentence(_FILE, key, language)


def observed_decomposition(series: AnnualSeries, first: int, last: int) -> ObservedDecomposition:
    """The change from ``first`` to ``last``, step by step: a step into a break's year belongs to the break.

    change = Σ steps inside segments + Σ steps y(b) − y(before b) over breaks b. It is exact and
    has no interval: what the value would have done without the break is not known, and a step
    over a break holds one period's real change too.

    ``series`` in any unit; missing years lengthen a step. Flags are not used beyond the breaks.
    Raises UnsuitableSeries where the series has no value in ``first`` or ``last``.

    >>> from talentstudy.trends.series import annual_series
    >>> split = observed_decomposition(annual_series([1, 2, 3, 4], [5.0, 5.5, 7.5, 7.0], breaks=[3]), 1, 4)
    >>> split.change, split.within, split.at_breaks
    (2.0, 0.0, 2.0)
    """
    start, end = _places(series, first, last)
    steps = np.diff(series.values[start : end + 1])
    years, segments = series.years[start : end + 1], series.segments[start : end + 1]
    crossing = np.diff(segments) > 0
    table = pd.DataFrame(
        {"first": years[:-1], "last": years[1:], "part": np.where(crossing, "break", "within"), "change": steps}
    )
    within, at_breaks = float(math.fsum(steps[~crossing])), float(math.fsum(steps[crossing]))
    change = float(series.values[end] - series.values[start])
    return ObservedDecomposition(first, last, series.unit, change, within, at_breaks, table)


def model_decomposition(growth: Growth, first: int, last: int) -> ModelDecomposition:
    """The change from ``first`` to ``last`` split by a fitted trend, with intervals.

    within = mean slope × years; at breaks = Σ jumps of the breaks after ``first`` up to ``last``;
    the remainder is what the residuals of the two end points leave. Which slope is assumed
    decides the split: see ``assumption``.

    Raises UnsuitableSeries where the series has no value in ``first`` or ``last``, or where a
    jump or slope inside is not defined (segments of one point with a slope per segment).
    """
    series = growth.series
    start, end = _places(series, first, last)
    design = growth.design
    jumps = np.zeros(design.matrix.shape[1])
    for number, year in enumerate(series.breaks, start=1):
        if not first < year <= last:
            continue
        weights = design.jump(number)
        if weights is None:
            raise UnsuitableSeries(
                f"{growth.label} has one point before the break of {year}, so no slope to measure that jump against; "
                "begin later, or fit a common slope."
            )
        jumps += weights
    unit = "log points" if growth.is_log else series.unit
    within = growth.contrast(design.mean_slope(first, last) * (last - first), unit)
    at_breaks = growth.contrast(jumps, unit)
    change = float(growth.response[end] - growth.response[start])
    remainder = change - within.value - at_breaks.value
    if growth.is_log:
        within, at_breaks = (one.mapped(_percent, "%") for one in (within, at_breaks))
        change, remainder = _percent(change), _percent(remainder)
    return ModelDecomposition(growth, first, last, change, within, at_breaks, remainder)


def _places(series: AnnualSeries, first: int, last: int) -> tuple[int, int]:
    known = [int(year) for year in series.years]
    missing = [str(year) for year in (first, last) if year not in known]
    if missing or first >= last:
        found = f"no value in {', '.join(missing)}" if missing else f"a window from {first} to {last}"
        raise UnsuitableSeries(
            f"{series.name or 'the series'} has {found}; two years with a value between {known[0]} and {known[-1]}, the earlier first, are wanted."
        )
    return known.index(first), known.index(last)


def _percent(log_change: float) -> float:
    return 100 * math.expm1(log_change)
