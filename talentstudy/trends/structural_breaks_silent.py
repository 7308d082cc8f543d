"""Jumps where no flag is: dated on top of the flagged breaks, with the slope in common."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations, pairwise

import numpy as np
import pandas as pd

from talentstudy.errors import TooShort, UnsuitableSeries
from talentstudy.trends.comparison_design import levels_and_slope
from talentstudy.trends.least_squares import LeastSquares, fit_least_squares
from talentstudy.trends.least_squares_checks import Check
from talentstudy.trends.series import AnnualSeries, Floats, Integers
from talentstudy.trends.structural_breaks_simulated import simulated_sup_f

# Every set of dates is tried: three of 25 points are 2,000 fits, four 12,000.
_MOST = 3


@dataclass(frozen=True, eq=False)
class SilentBreaks:
    """Jumps found beside the flagged ones.

    ``rss`` and ``bic`` (most + 1,) by number of unflagged jumps; ``years`` those of the number BIC prefers, each beginning
    a segment; ``jumps`` their sizes in the unit of the series; ``slope`` per year; ``fitted`` (n,); ``test`` of no unflagged
    jump, its p-value good for autocorrelation up to 0.6.
    """

    series: AnnualSeries
    rss: Floats
    bic: Floats
    years: tuple[int, ...]
    jumps: tuple[float, ...]
    slope: float
    fitted: Floats
    test: Check

    def table(self) -> pd.DataFrame:
        """One row per unflagged jump: its year and its size."""
        return pd.DataFrame({"year": self.years, "jump": self.jumps})

    def summary(self, language: str) -> str:
        """Whether a jump beside the flagged ones is shown, in a sentence of nl, fr, en or de."""
        from talentstudy.trends.structural_breaks_words import silent_summary

        return silent_summary(self, language)


def date_silent_breaks(series: AnnualSeries, *, most: int = 2, minimum: int = 2) -> SilentBreaks:
    """Look for jumps that no flag explains, once the flagged breaks are allowed for.

    ``y = level of its segment + b t``: segments begin at every flagged break and at up to ``most`` further dates, the set
    with the least residual sum of squares (every set tried); number by BIC with two parameters a jump (size and
    date). A new segment has at least ``minimum`` points, flagged ones may be shorter. The test is the largest F over the
    dates of one jump, simulated with autocorrelation up to 0.6: BIC takes errors as independent and finds more.

    Raises TooShort where no date is left or too few points for the coefficients; UnsuitableSeries for more than three
    jumps, a segment below one point, or a series fitted without error.

    References: Bai and Perron (1998) on partial structural change; Yao (1988) on counting dates in the penalty.

    >>> from talentstudy.trends.series import annual_series
    >>> values = [1.0, 1.2, 1.1, 1.4, 3.3, 3.6, 3.4, 3.7, 3.6, 3.9, 5.8, 6.1, 5.9, 6.2]
    >>> found = date_silent_breaks(annual_series(range(2008, 2022), values, breaks=[2012]))
    >>> found.years
    (2018,)
    """
    if not 1 <= most <= _MOST or minimum < 1:
        raise UnsuitableSeries(
            f"{most} jumps with segments of {minimum} points were asked for; 1 to {_MOST} and at least 1 are wanted."
        )
    time = series.years.astype(np.float64)
    base = levels_and_slope(time, series.segments)
    dates = _dates(series, minimum)
    if len(series) < base.shape[1] + 2 or not dates:
        raise TooShort(
            f"{series.name or 'the series'} has {len(series)} points in segments of {', '.join(map(str, series.segment_sizes))}; "
            f"no further jump with {minimum} points on either side fits in. Rely on the flags."
        )
    steps = (np.arange(len(series)) >= np.array(dates)[:, None]).astype(np.float64)
    test = simulated_sup_f(series.values, base, steps[:, :, None], time)
    fits = _best_sets(series, base, dates, most, minimum)
    rss = np.array([float(fit.rss) for fit, _ in fits])
    points = len(series)
    # Below what rounding leaves of values of this size, more jumps do not fit better.
    floor = points * (16 * np.finfo(float).eps * float(np.abs(series.values).max())) ** 2
    columns = base.shape[1] + 1 + 2 * np.arange(len(fits))
    bic = points * (np.log(np.maximum(rss, floor) / points) + 1 + np.log(2 * np.pi)) + np.log(points) * columns
    fit, chosen = fits[int(bic.argmin())]
    return SilentBreaks(
        series=series,
        rss=rss,
        bic=bic,
        years=tuple(int(series.years[at]) for at in chosen),
        jumps=tuple(float(one) for one in fit.coefficients[base.shape[1] :]),
        slope=float(fit.coefficients[base.shape[1] - 1]),
        fitted=fit.values - fit.residuals,
        test=test,
    )


def _dates(series: AnnualSeries, minimum: int) -> list[int]:
    """Indices that may begin an unflagged segment: ``minimum`` points to the flagged break or end on either side."""
    edges = np.concatenate([[0], np.cumsum(series.segment_sizes)])
    return [at for first, last in pairwise(edges) for at in range(int(first) + minimum, int(last) - minimum + 1)]


def _best_sets(
    series: AnnualSeries, base: Floats, dates: list[int], most: int, minimum: int
) -> list[tuple[LeastSquares, tuple[int, ...]]]:
    """For each number of jumps the best set of dates, as far as points and room allow."""
    segments: Integers = series.segments
    best: list[tuple[LeastSquares, tuple[int, ...]]] = [(fit_least_squares(base, series.values), ())]
    for count in range(1, most + 1):
        sets = [
            one
            for one in combinations(dates, count)
            if all(b - a >= minimum or segments[a] != segments[b] for a, b in pairwise(one))
        ]
        if not sets or len(series) < base.shape[1] + count + 1:
            break
        designs = [np.column_stack([base, *(np.arange(len(series)) >= at for at in one)]).astype(float) for one in sets]
        squares = _rss_of(np.array(designs), series.values)
        at = int(squares.argmin())
        best.append((fit_least_squares(designs[at], series.values), sets[at]))
    return best


def _rss_of(designs: Floats, values: Floats) -> Floats:
    """(sets,) residual sums of squares of one series on many designs (sets, n, k)."""
    orthogonal = np.linalg.qr(designs)[0]
    left = values - np.einsum("snk,sk->sn", orthogonal, np.einsum("snk,n->sk", orthogonal, values))
    return np.asarray(np.einsum("sn,sn->s", left, left))
