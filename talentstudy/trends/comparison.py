"""Do two trends run parallel, do they coincide: women and men, a country and the EU, before and after."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from talentstudy.errors import StudyError, UnsuitableSeries
from talentstudy.trends.comparison_adjustment import adjust_p_values
from talentstudy.trends.comparison_design import (
    Scale,
    check_request,
    comparison_grid,
    difference_series,
    label_of,
    levels_and_slope,
    on_scale,
    own_slope,
    p_values_of,
    rate_unit,
)
from talentstudy.trends.intervals import Estimate, contrast_interval
from talentstudy.trends.series import AnnualSeries, annual_series


@dataclass(frozen=True, eq=False)
class TrendComparison:
    """Two trends set against each other.

    ``names`` the two series, or the periods before and after; ``years`` first and last common year; ``points``
    their number; ``breaks`` the jumps allowed for; ``slopes`` of each per year (log points on the log scale);
    ``difference`` the second slope subtracted from the first (before and after: the change), with its interval;
    ``parallel`` and ``coincide`` p-values, NaN where refused, with ``reason``; ``latest`` the mean difference of level
    in the last segment (pairs only; NaN otherwise).
    """

    names: tuple[str, str]
    unit: str
    scale: Scale
    years: tuple[int, int]
    points: int
    breaks: tuple[int, ...]
    slopes: tuple[float, float]
    difference: Estimate
    parallel: float
    coincide: float
    latest: float
    level: float
    reason: str = ""
    turn: int | None = None

    def table(self) -> pd.DataFrame:
        """One row: names, slopes, their difference with bounds, both p-values, the reason of a refusal."""
        bounds = self.difference.interval
        return pd.DataFrame(
            {
                "first": [self.names[0]],
                "second": [self.names[1]],
                "slope_first": [self.slopes[0]],
                "slope_second": [self.slopes[1]],
                "difference": [self.difference.value],
                "lower": [bounds.lower],
                "upper": [bounds.upper],
                "p_parallel": [self.parallel],
                "p_coincide": [self.coincide],
                "reason": [self.reason],
            }
        )

    def summary(self, language: str) -> str:
        """What can be said of the two trends, in a few sentences of nl, fr, en or de."""
        from talentstudy.trends.comparison_words import summary

        return summary(self, language)


def compare_trends(
    first: AnnualSeries, second: AnnualSeries, *, scale: Scale = "linear", level: float = 0.95
) -> TrendComparison:
    """Are two trends parallel, do they coincide, over their common years and with jumps at the breaks of either.

    The paired difference ``d = first - second`` (of logs on the log scale: then slopes are growth rates) takes out what
    moves both, whatever their correlation. ``d = level of its segment + b (year - start) + AR(1) error``; a segment begins at
    every flagged break of either. Parallel: b = 0; coincide: b and all levels are 0. P-values and the interval allow for
    an unknown autocorrelation; simulated size at nominal 5 % is between 1 and 7 % for 8 to 25 points, autocorrelation
    up to 0.6 and up to 3 jumps.

    Missing years of either are left out of both. Standard errors count where both have them (series taken as
    independent). Flags: breaks of both enter; no other flag does.

    Raises UnknownName for another scale; UnsuitableSeries for different units, values that have no log, or a difference
    without error; TooShort for fewer common points than coefficients plus one. Below 8 points, or where no test
    keeps its size, slopes are given and p-values refused with a reason.

    Reference: for comparability of segmented trends, Kim, Fay, Yu, Barrett and Feuer (2004), Biometrics 60, 1005-1014.

    >>> years = range(2010, 2024)
    >>> women = annual_series(years, [15 + 0.3 * at + 0.2 * (-1) ** at for at in range(14)], unit="%")
    >>> men = annual_series(years, [40 + 0.1 * at for at in range(14)], unit="%")
    >>> result = compare_trends(women, men)
    >>> round(result.difference.value, 2), result.parallel < 0.001
    (0.19, True)
    """
    check_request(scale, level)
    if first.unit != second.unit and scale == "linear":
        raise UnsuitableSeries(
            f"{label_of(first)} is in '{first.unit}' and {label_of(second)} in '{second.unit}'; "
            "give both one unit, or compare growth with scale='log'."
        )
    gap = difference_series(first, second, scale)
    fitted = levels_and_slope(gap.years.astype(np.float64), gap.segments)
    grid = comparison_grid(gap, fitted)
    slope = np.eye(fitted.shape[1])[-1]
    estimates = np.linalg.lstsq(fitted, gap.values, rcond=None)[0]
    latest = gap.values[gap.segments == gap.segments[-1]].mean()
    parallel, coincide, reason = p_values_of(grid, slope, np.eye(fitted.shape[1]), gap.values)
    return TrendComparison(
        names=(label_of(first), label_of(second)),
        unit=gap.unit,
        scale=scale,
        years=(int(gap.years[0]), int(gap.years[-1])),
        points=len(gap),
        breaks=gap.breaks,
        slopes=(own_slope(first, gap, scale), own_slope(second, gap, scale)),
        difference=Estimate(float(estimates[-1]), contrast_interval(grid, slope, gap.values, level), gap.unit),
        parallel=parallel,
        coincide=coincide,
        latest=float(latest),
        level=level,
        reason=reason,
    )


def compare_before_after(
    series: AnnualSeries, year: int, *, scale: Scale = "linear", level: float = 0.95
) -> TrendComparison:
    """Is the slope from ``year`` on that of before, and is there a jump: chosen beforehand, not found in the data.

    ``y = level of its segment + b (t - year) + c max(t - year, 0) + AR(1) error``; a segment begins at every flagged break and at
    ``year``. Parallel: c = 0. Coincide: c and the jump at ``year`` are 0; where a break is flagged in ``year`` itself
    the jump is one of measurement, and coincide is refused. ``difference`` is c. A year found by searching
    (``date_breaks``) makes both p-values too small.

    Raises UnsuitableSeries for a year with fewer than two points on either side; else as ``compare_trends``.
    """
    check_request(scale, level)
    scaled = on_scale(series, scale)
    before = int((scaled.years < year).sum())
    if before < 2 or len(scaled) - before < 2:
        raise UnsuitableSeries(
            f"{label_of(series)} has {before} points before {year} and {len(scaled) - before} from then on; two are wanted on both sides."
        )
    start = int(scaled.years[scaled.years >= year][0])
    cut = annual_series(
        scaled.years, scaled.values, breaks={*scaled.breaks, start}, name=series.name, errors=scaled.errors
    )
    time = cut.years.astype(np.float64) - start
    fitted = np.column_stack([levels_and_slope(time, cut.segments), np.maximum(time, 0.0)])
    grid = comparison_grid(cut, fitted)
    width, number = fitted.shape[1], cut.breaks.index(start) + 1
    change, jump = np.eye(width)[-1], np.eye(width)[number] - np.eye(width)[number - 1]
    estimates = np.linalg.lstsq(fitted, cut.values, rcond=None)[0]
    parallel, coincide, reason = p_values_of(grid, change, np.stack([change, jump]), cut.values)
    return TrendComparison(
        names=(label_of(series), label_of(series)),
        unit=rate_unit(series.unit, scale),
        scale=scale,
        years=(int(cut.years[0]), int(cut.years[-1])),
        points=len(cut),
        breaks=scaled.breaks,
        slopes=(float(estimates[-2]), float(estimates[-2] + estimates[-1])),
        difference=Estimate(
            float(estimates[-1]), contrast_interval(grid, change, cut.values, level), rate_unit(series.unit, scale)
        ),
        parallel=parallel,
        coincide=math.nan if start in scaled.breaks else coincide,
        latest=math.nan,
        level=level,
        reason=reason,
        turn=start,
    )


def compare_many(
    pairs: Mapping[str, tuple[AnnualSeries, AnnualSeries]], *, scale: Scale = "linear", level: float = 0.95
) -> pd.DataFrame:
    """One row per pair (``compare_trends``), with p-values adjusted for their number by Holm and Benjamini-Hochberg.

    A pair that cannot be compared keeps its row: missing numbers, and the reason; it does not count in the adjustment.
    """
    rows = []
    for name, (first, second) in pairs.items():
        try:
            row = compare_trends(first, second, scale=scale, level=level).table()
        except StudyError as refusal:
            row = pd.DataFrame({"first": [label_of(first)], "second": [label_of(second)], "reason": [str(refusal)]})
        rows.append(row.assign(pair=name))
    table = pd.concat(rows, ignore_index=True).set_index("pair") if rows else pd.DataFrame()
    for test in ("p_parallel", "p_coincide") if rows else ():
        p_values = table[test].to_numpy(np.float64) if test in table else np.full(len(table), math.nan)
        table = table.assign(
            **{f"{test}_holm": adjust_p_values(p_values, "holm"), f"{test}_bh": adjust_p_values(p_values, "bh")}
        )
    return table
