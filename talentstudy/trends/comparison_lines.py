"""The lines behind a comparison of two trends: of each series, and of what lies between them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from talentstudy.trends.comparison_design import (
    Scale,
    check_request,
    comparison_grid,
    difference_series,
    levels_and_slope,
    on_scale,
)
from talentstudy.trends.intervals import contrast_interval
from talentstudy.trends.series import AnnualSeries


@dataclass(frozen=True, eq=False)
class ComparisonLines:
    """What ``compare_trends`` fits, year by year.

    ``fits`` one row per series and common year: ``number`` (0 the first, 1 the second), ``year``, ``value``, ``fitted`` in the
    unit of the series, ``segment``. ``between`` one row per common year: ``year``, ``value``, ``fitted``, ``lower``, ``upper``,
    ``segment``: first less second on the linear scale, first over second on the log scale; NaN bounds where refused.
    """

    fits: pd.DataFrame
    between: pd.DataFrame


def comparison_lines(
    first: AnnualSeries, second: AnnualSeries, *, scale: Scale = "linear", level: float = 0.95
) -> ComparisonLines:
    """The fitted lines of two trends over their common years, with jumps at the breaks of either.

    Each series is fitted on the scale with the segments of the comparison; the line between them is that of the
    paired difference, with intervals of its level at each year. Raises as ``compare_trends``.

    >>> from talentstudy.trends.series import annual_series
    >>> women = annual_series(range(2010, 2020), [10.0, 10.4, 11.0, 11.4, 12.0, 12.4, 13.0, 13.4, 14.0, 14.4])
    >>> men = annual_series(range(2010, 2020), [float(at) for at in range(20, 30)])
    >>> comparison_lines(women, men).between["value"].tolist()[:2]
    [-10.0, -10.6]
    """
    check_request(scale, level)
    gap = difference_series(first, second, scale)
    design = levels_and_slope(gap.years.astype(np.float64), gap.segments)
    grid = comparison_grid(gap, design)
    back = np.exp if scale == "log" else np.asarray
    common = {"year": gap.years, "segment": gap.segments}
    fits = []
    for number, one in enumerate((first, second)):
        values = on_scale(one, scale).values[np.isin(one.years, gap.years)]
        fitted = design @ np.linalg.lstsq(design, values, rcond=None)[0]
        fits.append(pd.DataFrame({"number": number, **common, "value": back(values), "fitted": back(fitted)}))
    bounds = [contrast_interval(grid, row, gap.values, level, narrow=False) for row in design]
    line = design @ np.linalg.lstsq(design, gap.values, rcond=None)[0]
    between = pd.DataFrame(
        {
            **common,
            "value": back(gap.values),
            "fitted": back(line),
            "lower": back(np.array([one.lower for one in bounds])),
            "upper": back(np.array([one.upper for one in bounds])),
        }
    )
    return ComparisonLines(pd.concat(fits, ignore_index=True), between)
