"""Structural breaks dated from the numbers alone (Bai-Perron), and set against the breaks that are flagged.

A finder that does not read flags "finds" changes of definition: every date found is therefore compared with the flags.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, get_args

import numpy as np
import pandas as pd

from talentstudy.errors import UnknownName, UnsuitableSeries
from talentstudy.trends.least_squares import fit_least_squares
from talentstudy.trends.least_squares_checks import Check
from talentstudy.trends.series import AnnualSeries, Floats, Integers
from talentstudy.trends.structural_breaks_dating import date_many, least_segment
from talentstudy.trends.structural_breaks_intervals import Covariance, break_intervals
from talentstudy.trends.structural_breaks_simulated import simulated_path, simulated_sup_f
from talentstudy.trends.structural_breaks_tests import FTest, f_statistics

Regressors = Literal["level", "trend"]
_REGRESSORS: tuple[str, ...] = get_args(Regressors)


@dataclass(frozen=True)
class FoundBreak:
    """One break found: the ``year`` that begins a new regime, its interval, the flagged break it coincides with.

    ``lower`` and ``upper`` are years, None where no interval exists, and cut to the series; ``flagged`` the flagged
    break inside the interval (without interval: in that very year) that explains it, or None; a flag explains one date.
    """

    year: int
    lower: int | None
    upper: int | None
    flagged: int | None


@dataclass(frozen=True, eq=False)
class StructuralBreaks:
    """Breaks of one series by least squares and BIC.

    ``rss``, ``bic`` (most + 1,) by number of breaks; ``years_by_count`` the years found for each number from 1;
    ``found`` those of the number BIC prefers; ``coefficients`` (regimes, k): level, and slope per year, at the
    ``centre`` of the years; ``fitted`` (n,) in the unit of the series; ``tests`` of no break: supF, aveF and expF with
    asymptotic p-values, and "simulated supF" whose p-value is good for autocorrelation up to 0.6; empty where a break
    fits without error.
    """

    series: AnnualSeries
    regressors: Regressors
    minimum: int
    level: float
    centre: float
    rss: Floats
    bic: Floats
    years_by_count: tuple[tuple[int, ...], ...]
    found: tuple[FoundBreak, ...]
    coefficients: Floats
    fitted: Floats
    tests: dict[str, Check]

    @property
    def unflagged(self) -> tuple[int, ...]:
        """Years found where no flag explains the break."""
        return tuple(one.year for one in self.found if one.flagged is None)

    @property
    def silent_flags(self) -> tuple[int, ...]:
        """Flagged breaks that no date found coincides with."""
        return tuple(year for year in self.series.breaks if year not in {one.flagged for one in self.found})

    def breaks(self) -> pd.DataFrame:
        """One row per break found: year, interval, the flagged break it coincides with (missing if none)."""
        rows = [(one.year, one.lower, one.upper, one.flagged) for one in self.found]
        return pd.DataFrame(rows, columns=["year", "lower", "upper", "flagged"]).astype("Int64")

    def counts(self) -> pd.DataFrame:
        """One row per number of breaks: residual sum of squares, BIC, the years found, whether BIC prefers it."""
        years: list[tuple[int, ...]] = [(), *self.years_by_count]
        table = pd.DataFrame({"count": range(len(years)), "rss": self.rss, "bic": self.bic, "years": years})
        return table.assign(preferred=table["count"] == len(self.found))

    def regimes(self) -> pd.DataFrame:
        """One row per regime: first and last year, number of points, level at its middle year, slope per year."""
        starts = [0, *(int(np.searchsorted(self.series.years, one.year)) for one in self.found), len(self.series)]
        rows = []
        for first, last, terms in zip(starts[:-1], starts[1:], self.coefficients, strict=True):
            years = self.series.years[first:last]
            slope = float(terms[1]) if self.regressors == "trend" else 0.0
            at = float(terms[0]) + slope * (float(years.mean()) - self.centre)
            rows.append((int(years[0]), int(years[-1]), last - first, at, slope))
        return pd.DataFrame(rows, columns=["first", "last", "points", "level", "slope"])

    def path(self, level: float = 0.05) -> tuple[pd.DataFrame, float]:
        """Behind the simulated test: the F statistic of every possible date, and what the largest must pass at ``level``.

        One row per date: the ``year`` that would begin a new regime, its ``statistic``. Raises as ``simulated_sup_f``.
        """
        design, _ = _design(self.series, self.regressors)
        dates, added = _single_breaks(design, self.minimum)
        statistics, bound = simulated_path(
            self.series.values, design, added, self.series.years.astype(np.float64), level
        )
        return pd.DataFrame({"year": self.series.years[dates], "statistic": statistics}), bound

    def summary(self, language: str) -> str:
        """What was found and what the flags say of it, in a few sentences of nl, fr, en or de."""
        from talentstudy.trends.structural_breaks_words import summary

        return summary(self, language)

    def __repr__(self) -> str:
        years = ", ".join(str(one.year) for one in self.found) or "none"
        return f"<StructuralBreaks {self.series.name or '(unnamed)'}: {years} ({self.regressors})>"


def date_breaks(
    series: AnnualSeries,
    regressors: Regressors = "trend",
    *,
    minimum: float | None = None,
    most: int | None = None,
    level: float = 0.95,
    covariance: Covariance | None = None,
) -> StructuralBreaks:
    """Date the breaks of a series from its values, and compare them with its flagged breaks.

    All coefficients (level, or level and slope over the calendar year) change at a break; for each number of
    breaks the dates with the least residual sum of squares, exactly; the number by BIC. ``minimum`` points per
    segment, or a share of all (15 %, at least one more than coefficients); ``most`` breaks; ``level`` of the intervals;
    ``covariance`` for intervals under correlated errors (``newey_west``, ``kernel_hac``).

    Missing years stay gaps: a break falls between two known points. Flags do not enter the search; flagged breaks that
    a date found explains, and those it does not, are part of the result.

    Raises UnknownName for other regressors; TooShort below two shortest segments and one point; UnsuitableSeries for a
    series the model fits without error, weighted series, or a shortest segment that cannot carry the coefficients.

    Notes: BIC and the asymptotic F tests take errors as independent. Under autocorrelation both find breaks that are
    not there, and on 20 points the intervals are a guide. The simulated test is the one to rely on;
    ``benchmarks/breaks_size.py`` prints how often each is wrong.

    References: Bai and Perron (1998, 2003); Bai (1997); Hansen (1997).

    >>> from talentstudy.trends.series import annual_series
    >>> values = [5.0, 5.2, 5.1, 5.3, 5.2, 5.1, 7.9, 8.1, 8.0, 8.2, 8.1, 8.0]
    >>> found = date_breaks(annual_series(range(2010, 2022), values), "level")
    >>> [one.year for one in found.found], found.unflagged
    ([2016], (2016,))
    """
    design, centre = _design(series, regressors)
    values = series.values
    size = least_segment(len(values), design.shape[1], minimum)
    _refuse_exact(series, design, regressors)
    dated = date_many(values[None], design, minimum=size, most=most, every_count=True)
    positions = [int(at) for at in dated.positions[0, : int(dated.count[0])]]
    bounds = _bounds(values, design, positions, level, covariance)
    edges = [0, *positions, len(values)]
    pieces = [slice(first, last) for first, last in pairwise(edges)]
    fits = [fit_least_squares(design[piece], values[piece]) for piece in pieces]
    return StructuralBreaks(
        series=series,
        regressors=regressors,
        minimum=size,
        level=level,
        centre=centre,
        rss=dated.rss[0],
        bic=dated.bic[0],
        years_by_count=tuple(tuple(int(year) for year in series.years[one[0]]) for one in dated.by_count),
        found=_matched(series, positions, bounds),
        coefficients=np.stack([fit.coefficients for fit in fits]),
        fitted=np.concatenate([fit.values - fit.residuals for fit in fits]),
        tests=_tests(series, design, size),
    )


def _design(series: AnnualSeries, regressors: str) -> tuple[Floats, float]:
    if regressors not in _REGRESSORS:
        raise UnknownName("regressors", regressors, _REGRESSORS)
    if series.errors is not None and np.ptp(series.errors) > 0:
        raise UnsuitableSeries(
            f"{series.name or 'the series'} has standard errors that differ; break dating weighs all points alike. "
            "Give the series without errors to date its breaks."
        )
    years = series.years.astype(np.float64)
    centre = float(years.mean())
    constant = np.ones((len(years), 1))
    return (constant if regressors == "level" else np.column_stack([constant, years - centre])), centre


def _refuse_exact(series: AnnualSeries, design: Floats, regressors: str) -> None:
    rss = float(fit_least_squares(design, series.values).rss)
    if rss <= len(series) * (16 * np.finfo(float).eps * np.abs(series.values).max()) ** 2:
        raise UnsuitableSeries(
            f"{series.name or 'the series'} is fitted by a single {regressors} without error; there is nothing to date."
        )


def _bounds(
    values: Floats, design: Floats, positions: list[int], level: float, covariance: Covariance | None
) -> list[tuple[int, int] | None]:
    """Intervals as positions, cut to those a break can have; none where a segment fits without error."""
    try:
        bounds = break_intervals(values, design, positions, level=level, covariance=covariance)
    except UnsuitableSeries:
        if not 0 < level < 1:
            raise
        return [None] * len(positions)
    last = len(values) - 1
    return [None if one is None else (max(1, min(last, one[0])), max(1, min(last, one[1]))) for one in bounds]


def _tests(series: AnnualSeries, design: Floats, minimum: int) -> dict[str, Check]:
    _, added = _single_breaks(design, minimum)
    try:
        statistics = f_statistics(series.values, design)
        simulated = simulated_sup_f(series.values, design, added, series.years.astype(np.float64))
    except UnsuitableSeries:
        return {}
    kinds: tuple[FTest, ...] = ("supF", "aveF", "expF")
    return {**{kind: statistics.test(kind) for kind in kinds}, "simulated supF": simulated}


def _single_breaks(design: Floats, minimum: int) -> tuple[Integers, Floats]:
    """The positions one break may have, and the columns (dates, n, k) each adds."""
    points = len(design)
    dates = np.arange(minimum, points - minimum + 1)
    after = np.arange(points) >= dates[:, None]
    return dates, after[:, :, None] * design


def _matched(
    series: AnnualSeries, positions: list[int], bounds: list[tuple[int, int] | None]
) -> tuple[FoundBreak, ...]:
    """Each date with its years; a flagged break explains one date only, nearest pairs first."""
    years = [int(series.years[at]) for at in positions]
    reach = [
        (year, year) if one is None else (int(series.years[one[0]]), int(series.years[one[1]]))
        for year, one in zip(years, bounds, strict=True)
    ]
    pairs = sorted(
        (abs(flag - year), flag, at)
        for at, (year, (lower, upper)) in enumerate(zip(years, reach, strict=True))
        for flag in series.breaks
        if lower <= flag <= upper
    )
    explained: dict[int, int] = {}
    for _, flag, at in pairs:
        if at not in explained and flag not in explained.values():
            explained[at] = flag
    return tuple(
        FoundBreak(year, None if one is None else ends[0], None if one is None else ends[1], explained.get(at))
        for at, (year, one, ends) in enumerate(zip(years, bounds, reach, strict=True))
    )
