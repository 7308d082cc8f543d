"""The series, designs and p-values behind a comparison of trends."""

from __future__ import annotations

import math
from typing import Literal, get_args

import numpy as np

from talentstudy.errors import TooShort, UnknownName, UnsuitableSeries
from talentstudy.trends.comparison_tests import contrast_p_values, joint_p_values
from talentstudy.trends.growth_errors import ErrorGrid, error_grid
from talentstudy.trends.intervals import check_level, contrast_interval
from talentstudy.trends.series import AnnualSeries, Floats, Integers, annual_series

Scale = Literal["linear", "log"]
_SCALES: tuple[str, ...] = get_args(Scale)


def check_request(scale: str, level: float) -> None:
    """Refuse another scale or a level that is no level."""
    if scale not in _SCALES:
        raise UnknownName("scale", scale, _SCALES)
    check_level(level)


def label_of(series: AnnualSeries) -> str:
    """The name of a series, or "the series"."""
    return series.name or "the series"


def rate_unit(unit: str, scale: Scale) -> str:
    """The unit of a slope."""
    return f"{unit} a year" if scale == "linear" else "log points a year"


def on_scale(series: AnnualSeries, scale: Scale) -> AnnualSeries:
    """The series itself, or its logarithms with their standard errors."""
    if scale == "linear":
        return series
    if (series.values <= 0).any():
        year = int(series.years[series.values <= 0][0])
        raise UnsuitableSeries(
            f"{label_of(series)} is not positive in {year} and has no logarithm; use scale='linear'."
        )
    errors = None if series.errors is None else series.errors / series.values
    return annual_series(series.years, np.log(series.values), breaks=series.breaks, name=series.name, errors=errors)


def difference_series(first: AnnualSeries, second: AnnualSeries, scale: Scale) -> AnnualSeries:
    """First less second over their common years, with the breaks of both."""
    common = np.intersect1d(first.years, second.years)
    if len(common) < 3:
        raise TooShort(
            f"{label_of(first)} and {label_of(second)} share {len(common)} years; a comparison needs at least 3."
        )
    a, b = (on_scale(one, scale) for one in (first, second))
    here, there = np.isin(a.years, common), np.isin(b.years, common)
    both = a.errors is not None and b.errors is not None
    errors = (
        np.hypot(a.errors[here], b.errors[there]) if both and a.errors is not None and b.errors is not None else None
    )
    breaks = [year for year in {*a.breaks, *b.breaks} if year <= common[-1]]
    values = a.values[here] - b.values[there]
    return annual_series(common, values, breaks=breaks, unit=rate_unit(first.unit, scale), errors=errors)


def levels_and_slope(time: Floats, segments: Integers) -> Floats:
    """(n, segments + 1) a level per segment and a common slope."""
    return np.column_stack([segments[:, None] == np.arange(segments.max() + 1), time - time[0]]).astype(np.float64)


def comparison_grid(series: AnnualSeries, design: Floats) -> ErrorGrid:
    """The fits under every autocorrelation; refused without error to judge by."""
    points, terms = design.shape
    if points <= terms:
        raise TooShort(
            f"{points} common points cannot carry {terms} coefficients; leave out a break or use more years."
        )
    residuals = series.values - design @ np.linalg.lstsq(design, series.values, rcond=None)[0]
    if np.abs(residuals).max() <= 1e-12 * max(1e-300, float(np.abs(series.values).max())) or not series.values.any():
        raise UnsuitableSeries(
            "the comparison leaves no error at all to judge by; the two are the same line to the last digit."
        )
    return error_grid(design, series.years.astype(np.float64), series.errors)


def p_values_of(grid: ErrorGrid, slope: Floats, all_rows: Floats, values: Floats) -> tuple[float, float, str]:
    """P-values of one contrast and of several rows together, and the reason where refused."""
    parallel = contrast_p_values(grid, slope, values[:, None])
    coincide = joint_p_values(grid, all_rows, values[:, None])
    reason = contrast_interval(grid, slope, values).reason
    return (
        math.nan if parallel is None else float(parallel[0]),
        math.nan if coincide is None else float(coincide[0]),
        reason,
    )


def own_slope(series: AnnualSeries, gap: AnnualSeries, scale: Scale) -> float:
    """The slope of one series over the common years, with the jumps of the comparison."""
    own = on_scale(series, scale)
    design = levels_and_slope(gap.years.astype(np.float64), gap.segments)
    return float(np.linalg.lstsq(design, own.values[np.isin(own.years, gap.years)], rcond=None)[0][-1])
