"""From a series to a fitted joinpoint model: preparation, search, criteria, parameters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from talentstudy.errors import TooShort, UnsuitableSeries
from talentstudy.trends.joinpoint_design import Design, Spacing, most_joinpoints
from talentstudy.trends.joinpoint_grid import Grid
from talentstudy.trends.joinpoint_hudson import hudson
from talentstudy.trends.joinpoint_selection import information, largest_share, weighted_information
from talentstudy.trends.series import AnnualSeries, Floats, annual_series


@dataclass(frozen=True, eq=False)
class Found:
    """The best model of each size. ``sums`` (K + 1,), ``knots`` one array each, ``sets`` grid indices."""

    sums: Floats
    knots: tuple[Floats, ...]
    sets: tuple[int, ...]


def label(series: AnnualSeries) -> str:
    """What to call a series in a message."""
    return series.name or "the series"


def with_jumps(series: AnnualSeries, jumps: str | Iterable[int]) -> AnnualSeries:
    """The series with the jumps asked for: at its flagged breaks, none, or at the years given."""
    if jumps == "flagged":
        return series
    if isinstance(jumps, str) and jumps != "none":
        raise UnsuitableSeries(f"jumps='{jumps}' was asked; 'flagged', 'none' or the years of the jumps are wanted.")
    years: list[int] = [] if isinstance(jumps, str) else [int(year) for year in jumps]
    return annual_series(
        series.years,
        series.values,
        flags=series.flags,
        breaks=years,
        name=series.name,
        unit=series.unit,
        errors=series.errors,
    )


def on_scale(series: AnnualSeries, scale: str) -> tuple[Floats, Floats | None]:
    """Values on the scale fitted, and their variances (delta method on the log scale)."""
    values, errors = series.values, series.errors
    if len(values) > 1 and np.ptp(values) == 0:
        raise UnsuitableSeries(
            f"{label(series)} is constant at {values[0]:g}; a joinpoint model needs values that change. Print the value."
        )
    if scale == "linear":
        return values, None if errors is None else errors**2
    if (values <= 0).any():
        worst = int(np.argmin(values))
        raise UnsuitableSeries(
            f"{label(series)} is {values[worst]:g} in {series.years[worst]}; a log scale needs values above 0. "
            "Use scale='linear'."
        )
    return np.log(values), None if errors is None else (errors / values) ** 2


def allowed_joinpoints(name: str, points: int, jumps: int, asked: int, spacing: Spacing) -> tuple[int, list[str]]:
    """How many joinpoints these points can carry, and why fewer than asked.

    Each jump takes a point. Raises TooShort where none can be fitted though one was asked, or
    where a straight line with its jumps leaves no residual.
    """
    free = points - jumps
    most = min(asked, most_joinpoints(free))
    while most and points < spacing.fewest(most):
        most -= 1
    jumped = f" less {jumps} for its jumps" if jumps else ""
    if asked and not most:
        need = max(7, spacing.fewest(1)) + jumps
        raise TooShort(
            f"a joinpoint needs {need} annual points, {name} has {points}{jumped}. "
            "Fit a straight line (max_joinpoints=0), or print the series without a trend."
        )
    if free < 3:
        raise TooShort(
            f"a trend with {jumps} jumps needs {3 + jumps} annual points, {name} has {points}. "
            "Print the series without a trend."
        )
    limits = []
    if most < asked:
        limits.append(f"{asked} joinpoints were asked; {points} points{jumped} carry {most}.")
    return most, limits


def design_for(series: AnnualSeries, variances: Floats | None) -> Design:
    """The design of a series; weights are scaled to a mean of one, which no result depends on."""
    weights = None
    if variances is not None:
        weights = tuple((1 / variances / np.mean(1 / variances)).tolist())
    design = Design(
        tuple(series.years.astype(np.float64).tolist()), tuple(float(year) for year in series.breaks), weights
    )
    if len(design) - len(design.complement) < 2 + len(design.jumps):
        raise UnsuitableSeries(
            f"{label(series)} has standard errors so unequal that a few points carry all the weight and no slope can be "
            "told; errors within a factor of a million of each other are wanted. Fit it without them."
        )
    return design


def exact(whitened: Floats) -> float:
    """The sum of squares below which a fit is exact but for rounding."""
    return float((1e-13 * np.abs(whitened).max()) ** 2 * len(whitened))


def search(grid: Grid, whitened: Floats, method: str, spacing: Spacing) -> Found:
    """The best model of each size, on the grid or by Hudson's solution."""
    sums, sets = grid.best(grid.project(whitened[:, None]))
    which = tuple(int(one) for one in sets[:, 0])
    if method == "grid":
        return Found(sums[:, 0], tuple(grid.knots(k, at) for k, at in enumerate(which)), which)
    solved = [hudson(grid.design, whitened, k, spacing) for k in range(len(sums))]
    return Found(np.array([total for total, _ in solved]), tuple(knots for _, knots in solved), which)


def criteria(design: Design, whitened: Floats, found: Found) -> dict[str, Floats]:
    """BIC, BIC3 and weighted BIC of the best model of each size."""
    sums = np.maximum(found.sums, exact(whitened))
    points, jumps = len(design), len(design.jumps)
    bic, bic3 = information(sums, points, jumps, 2.0), information(sums, points, jumps, 3.0)
    shares = np.array([largest_share(design, whitened[:, None], knots)[0] for knots in found.knots])
    return {"bic": bic, "bic3": bic3, "weighted bic": weighted_information(bic, bic3, shares)}


def model_table(design: Design, found: Found, scores: dict[str, Floats], number: int) -> pd.DataFrame:
    """One row per number of joinpoints: where, sum of squares, parameters, criteria, whether selected."""
    count = np.arange(len(found.sums))
    return pd.DataFrame(
        {
            "number": count,
            "joinpoints": [tuple(knots.tolist()) for knots in found.knots],
            "sse": found.sums,
            "parameters": 2 * count + 2 + len(design.jumps),
            "bic": scores["bic"],
            "bic3": scores["bic3"],
            "weighted_bic": scores["weighted bic"],
            "selected": count == number,
        }
    )


@dataclass(frozen=True, eq=False)
class Lines:
    """A joined model's lines: slopes and intercepts (k + 1,), jumps (J,), fit (n,) on the scale fitted."""

    slopes: Floats
    intercepts: Floats
    jumps: Floats
    fit: Floats


def lines(design: Design, whitened: Floats, knots: Floats | Sequence[float]) -> Lines:
    """The joined least-squares lines through given joinpoints."""
    places = np.asarray(knots, dtype=np.float64)
    columns = np.column_stack([design.base, design.hinges(places)])
    coefficients: Floats = np.linalg.lstsq(design.whitened(columns), whitened, rcond=None)[0].astype(np.float64)
    first = design.base.shape[1]
    slopes = coefficients[1] + np.r_[0.0, np.cumsum(coefficients[first:])]
    start = coefficients[0] - coefficients[1] * design.origin
    intercepts = start - np.r_[0.0, np.cumsum(coefficients[first:] * places)]
    return Lines(slopes, intercepts, coefficients[2:first], columns @ coefficients)
