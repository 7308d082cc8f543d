"""A fitted joinpoint model: its tables, average change over any window, and a summary in words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal, get_args

import numpy as np
import pandas as pd
from scipy import stats

from talentstudy.errors import UnknownName, UnsuitableSeries
from talentstudy.trends.joinpoint_design import Design, Spacing
from talentstudy.trends.joinpoint_errors import Uncertainty
from talentstudy.trends.joinpoint_fit import on_scale
from talentstudy.trends.joinpoint_grid import grid_of
from talentstudy.trends.joinpoint_profile import profile_interval
from talentstudy.trends.series import AnnualSeries, Floats

Interval = Literal["profile", "conditional", "nci"]


@dataclass(frozen=True)
class Change:
    """An average change a year from ``first`` to ``last``: percent on the log scale, else in the unit.

    ``lower`` and ``upper`` are nan where the points do not allow an interval.
    """

    first: float
    last: float
    estimate: float
    lower: float
    upper: float
    p: float


@dataclass(frozen=True, eq=False)
class Joinpoint:
    """Joined straight segments on top of the jumps at the breaks.

    ``knots`` (k,) joinpoints and ``knot_intervals`` (k, 2); ``slopes`` (k + 1,) and ``intercepts``
    (k + 1,) on the scale fitted (natural log or the unit), each line at time zero before any jump;
    ``jumps`` (breaks,) steps on that scale; ``fitted`` (n,) in the unit; ``sse`` weighted sum of
    squares on the scale fitted; ``models`` one row per number of joinpoints; ``tests`` the
    permutation tests in their order, empty for the other selections; ``limits`` why less was
    fitted than asked, one sentence each; ``random_stream`` what the permutations were drawn from;
    ``design``, ``spacing`` and ``widest`` (joinpoints) what the profile intervals search.
    """

    series: AnnualSeries
    scale: str
    selection: str
    method: str
    errors: str
    level: float
    phi: float
    knots: Floats
    knot_intervals: Floats
    slopes: Floats
    intercepts: Floats
    jumps: Floats
    fitted: Floats
    sse: float
    uncertainty: Uncertainty
    models: pd.DataFrame
    tests: pd.DataFrame
    limits: tuple[str, ...]
    random_stream: str
    design: Design
    spacing: Spacing
    widest: int

    @property
    def number(self) -> int:
        """How many joinpoints were selected."""
        return len(self.knots)

    @cached_property
    def edges(self) -> Floats:
        """(k + 2,) where the segments begin and end."""
        edges: Floats = np.r_[self.series.years[0], self.knots, self.series.years[-1]].astype(np.float64)
        return edges

    @cached_property
    def segments(self) -> pd.DataFrame:
        """One row per segment: its ends, slope with standard error, and change a year with interval.

        ``change`` is the annual percent change (APC) on the log scale, else the slope. ``interval``
        is False where the segment has too few points for one; then no bound is given.
        """
        errors = np.sqrt(np.diag(self.uncertainty.slopes))
        rows = []
        for at, slope in enumerate(self.slopes):
            lower, upper, p = self._interval(float(slope), float(errors[at]), normal=False)
            rows.append(
                {
                    "first": self.edges[at],
                    "last": self.edges[at + 1],
                    "slope": slope,
                    "standard_error": errors[at],
                    "change": self._change(float(slope)),
                    "lower": lower,
                    "upper": upper,
                    "p": p,
                    "interval": bool(np.isfinite([lower, upper]).all()),
                }
            )
        return pd.DataFrame(rows)

    @cached_property
    def breaks(self) -> pd.DataFrame:
        """One row per break: the jump (percent on the log scale, else in the unit) with its interval."""
        rows = []
        for year, jump, error in zip(self.series.breaks, self.jumps, self.uncertainty.jumps, strict=False):
            lower, upper, p = self._interval(float(jump), float(error), normal=False)
            rows.append({"year": year, "jump": self._change(float(jump)), "lower": lower, "upper": upper, "p": p})
        return pd.DataFrame(rows, columns=["year", "jump", "lower", "upper", "p"])

    @cached_property
    def joinpoints(self) -> pd.DataFrame:
        """One row per joinpoint: where it lies, its interval, and the change of slope with standard error."""
        contrast = np.diff(np.eye(len(self.slopes)), axis=0)
        error = np.sqrt(np.diag(contrast @ self.uncertainty.slopes @ contrast.T))
        change = np.diff(self.slopes)
        return pd.DataFrame(
            {
                "year": self.knots,
                "lower": self.knot_intervals[:, 0],
                "upper": self.knot_intervals[:, 1],
                "slope_change": change,
                "standard_error": error,
                "p": 2 * stats.t.sf(np.abs(change) / error, max(self.uncertainty.freedom, 1)),
            }
        )

    @cached_property
    def line(self) -> pd.DataFrame:
        """The fitted lines as points in the order of time: ``year`` (quarters of years, joinpoints and observed years),
        ``fitted`` in the unit, ``segment`` (cut at breaks, between the last year before and the first after).
        """
        rows = []
        for number in range(len(self.series.breaks) + 1):
            inside = self.series.years[self.series.segments == number].astype(np.float64)
            within = self.knots[(self.knots > inside[0]) & (self.knots < inside[-1])]
            years = np.unique(np.r_[np.arange(inside[0], inside[-1] + 0.25, 0.25), inside, within])
            years = years[years <= inside[-1]]
            rows.append(pd.DataFrame({"year": years, "fitted": self.level_at(years, number), "segment": number}))
        return pd.concat(rows, ignore_index=True)

    def level_at(self, years: Floats, segment: int) -> Floats:
        """(n,) the fitted level in the unit at any ``years``, as if they lay in that ``segment`` between breaks."""
        at = np.searchsorted(self.knots, years)
        level = self.intercepts[at] + self.slopes[at] * years + self.jumps[:segment].sum()
        return np.asarray(np.exp(level) if self.scale == "log" else level)

    def average(
        self, first: float | None = None, last: float | None = None, *, interval: Interval = "profile"
    ) -> Change:
        """The average annual percent change (AAPC) over a window, jumps not counted.

        Slopes of the model selected, weighted by the years each holds in the window; on the log
        scale the mean slope b is given as 100 (exp b - 1). ``first`` and ``last`` default to the ends.

        ``interval``: "profile" counts the number and places of joinpoints as unknown (see
        ``joinpoint_profile``; up to 3, or as many as were asked for); it need not be centred on the
        estimate, but is widened to hold it. "conditional" takes the joinpoints found as the true ones, with Student's t; "nci"
        is that with the normal distribution where the window spans a joinpoint, as NCI prints it.

        Raises UnsuitableSeries for a window outside the series or without length.
        """
        start = float(self.series.years[0] if first is None else first)
        end = float(self.series.years[-1] if last is None else last)
        if not self.edges[0] <= start < end <= self.edges[-1]:
            raise UnsuitableSeries(
                f"{self.series.name or 'the series'} runs from {self.edges[0]:g} to {self.edges[-1]:g}, the window "
                f"asked from {start:g} to {end:g}; give a first year before the last, both inside the series."
            )
        if interval not in get_args(Interval):
            raise UnknownName("interval", interval, get_args(Interval))
        spent = np.clip(np.minimum(self.edges[1:], end) - np.maximum(self.edges[:-1], start), 0, None)
        weight = spent / (end - start)
        mean = float(weight @ self.slopes)
        if interval == "profile":
            whitened = self.design.whitened(on_scale(self.series, self.scale)[0])
            grid = grid_of(self.design, self.widest, self.spacing)
            low, high, p = profile_interval(grid, whitened, start, end, self.level)
            # The model selected may be smaller than those searched, and its estimate lie outside.
            low, high = (min(low, mean), max(high, mean)) if np.isfinite(low) else (low, high)
            return Change(start, end, self._change(mean), self._change(low), self._change(high), p)
        error = float(np.sqrt(self._variance(weight, start, end)))
        spans = int((weight > 0).sum()) > 1
        lower, upper, p = self._interval(mean, error, normal=interval == "nci" and spans)
        return Change(start, end, self._change(mean), lower, upper, p)

    def _variance(self, weight: Floats, start: float, end: float) -> float:
        """Of an average slope, the joinpoints found taken as true in number."""
        known = weight > 0
        variance = weight[known] @ self.uncertainty.slopes[np.ix_(known, known)] @ weight[known]
        inside = (self.knots > start) & (self.knots < end)
        if self.errors == "joint" and inside.any():
            moves = -np.diff(self.slopes)[inside] / (end - start)
            variance += 2 * weight[known] @ self.uncertainty.between[np.ix_(known, inside)] @ moves
            variance += moves @ self.uncertainty.knots[np.ix_(inside, inside)] @ moves
        return float(variance)

    def _change(self, slope: float) -> float:
        if self.scale != "log":
            return slope
        # A bound beyond any number is infinite, not an error.
        with np.errstate(over="ignore"):
            return 100 * float(np.expm1(slope))

    def _interval(self, slope: float, error: float, *, normal: bool) -> tuple[float, float, float]:
        freedom = self.uncertainty.freedom
        if not np.isfinite(error) or freedom < 1:
            return np.nan, np.nan, np.nan
        reach = float(stats.norm.isf(self.level / 2) if normal else stats.t.isf(self.level / 2, freedom))
        if error == 0:
            return self._change(slope), self._change(slope), 1.0 if slope == 0 else 0.0
        size = abs(slope) / error
        p = 2 * float(stats.norm.sf(size) if normal else stats.t.sf(size, freedom))
        return self._change(slope - reach * error), self._change(slope + reach * error), p

    def summary(self, language: str) -> str:
        """The result in sentences, in nl, fr, en or de."""
        from talentstudy.trends.joinpoint_words import summary

        return summary(self, language)

    def __repr__(self) -> str:
        places = ", ".join(f"{knot:g}" for knot in self.knots) or "none"
        return f"<Joinpoint {self.series.name or '(unnamed)'}: joinpoints {places}; {self.selection}, {self.method}>"
