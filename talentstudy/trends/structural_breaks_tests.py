"""Is there a break at all: F statistics over all admissible dates, and the Chow test of one."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, get_args

import numpy as np
from scipy import stats

from talentstudy.errors import TooShort, UnknownName, UnsuitableSeries
from talentstudy.trends.least_squares import fit_least_squares
from talentstudy.trends.least_squares_checks import Check
from talentstudy.trends.series import Floats
from talentstudy.trends.structural_breaks_dating import segment_rss

FTest = Literal["supF", "aveF", "expF"]
_F_TESTS: tuple[str, ...] = get_args(FTest)
# Coefficients of Hansen (1997), for 1 to 40 regressors and shares of 0.49 down to 0.01 cut off at each end.
_HANSEN = Path(__file__).with_name("structural_breaks_hansen.csv")
_MOST_REGRESSORS = 40


@dataclass(frozen=True, eq=False)
class FStatistics:
    """Chow statistics (as chi-squared: k times F) of a break after each point from ``first`` to ``last``."""

    statistics: Floats
    first: int
    last: int
    points: int
    columns: int

    @property
    def position(self) -> int:
        """The number of points before the largest statistic."""
        return self.first + int(self.statistics.argmax())

    @property
    def trim(self) -> float:
        """The symmetric share cut off at each end that is equivalent to the dates looked at."""
        odds = (self.points - self.first) * self.last / (self.first * (self.points - self.last))
        return float(1 / (1 + np.sqrt(odds)))

    def test(self, kind: FTest = "supF") -> Check:
        """supF: the largest; aveF: the mean; expF: log of the mean of exp(F/2); with Hansen's approximate p-value.

        The p-value is asymptotic: on 20 points with correlated errors it rejects far too often.
        A single date gives the Chow test with its exact F distribution (supF and aveF).
        """
        if kind not in _F_TESTS:
            raise UnknownName("F test", kind, _F_TESTS)
        largest = self.statistics.max()
        value = {
            "supF": float(largest),
            "aveF": float(self.statistics.mean()),
            # The largest is taken out so that exp does not overflow.
            "expF": float(largest / 2 + np.log(np.exp((self.statistics - largest) / 2).mean())),
        }[kind]
        if self.first == self.last and kind != "expF":
            spare = self.points - 2 * self.columns
            return Check(value, float(stats.f.sf(value / self.columns, self.columns, spare)))
        return Check(value, hansen_p_value(value, kind, self.columns, self.trim))


def f_statistics(values: Floats, design: Floats, *, first: int | None = None, last: int | None = None) -> FStatistics:
    """Statistics ``(RSS0 - RSS1) / (RSS1 / (n - 2k))`` of one break in all coefficients, after each point in turn.

    ``values`` (n,), ``design`` (n, k); ``first`` and ``last`` are numbers of points before the break, by default 15 % of
    all from either end, and never nearer an end than k + 1 points.

    Raises TooShort where no date is left; UnsuitableSeries for a series that a break fits without error.

    References: Andrews (1993); Andrews and Ploberger (1994); Hansen (1997).
    """
    points, columns = design.shape
    start = max(int(0.15 * points) if first is None else first, columns + 1)
    end = min(points - start if last is None else last, points - columns - 1)
    if start > end:
        raise TooShort(
            f"F statistics with {columns} coefficients need {2 * columns + 2} points and a date between "
            f"{start} and {end}, got {points} points."
        )
    whole = float(fit_least_squares(design, values).rss)
    table = segment_rss(design, values[None], 1)[..., 0]
    split = table[0, start : end + 1] + table[start : end + 1, points]
    if split.min() <= points * (16 * np.finfo(float).eps * np.abs(values).max()) ** 2:
        raise UnsuitableSeries("a break fits the series without error; no test of it has a distribution.")
    return FStatistics((whole - split) / split * (points - 2 * columns), start, end, points, columns)


def chow_test(values: Floats, design: Floats, position: int) -> Check:
    """F test that all coefficients are the same before and after a break at a position known beforehand.

    Reference: Chow (1960).

    >>> values = np.array([1.0, 2.0, 1.0, 2.0, 4.0, 5.0, 4.0, 5.0])
    >>> round(chow_test(values, np.ones((8, 1)), 4).statistic, 9)
    54.0
    """
    points, columns = design.shape
    if not columns < position < points - columns:
        raise UnsuitableSeries(
            f"a break after {position} of {points} points leaves a segment too short for {columns} coefficients."
        )
    value = float(f_statistics(values, design, first=position, last=position).statistics[0]) / columns
    return Check(value, float(stats.f.sf(value, columns, points - 2 * columns)))


@cache
def _hansen(kind: str, columns: int) -> Floats:
    with _HANSEN.open(encoding="utf-8", newline="") as table:
        rows = [row for row in csv.DictReader(table) if row["test"] == kind and int(row["regressors"]) == columns]
    return np.array([[float(row[name]) for name in ("b0", "b1", "b2", "b3", "df")] for row in rows])


def _rising(terms: Floats, value: float) -> Floats:
    """(rows,) each cubic at ``value``, or its local maximum below where it has turned down.

    The cubics were fitted to the range of usual statistics; beyond it some fall, and p would rise again.
    """
    powers = np.arange(4.0)
    plain = terms @ value**powers
    constant, linear, square = terms[:, 1], 2 * terms[:, 2], 3 * terms[:, 3]
    curve = linear**2 - 4 * square * constant
    # The root where the slope falls through nought, in the form that also serves a parabola (square = 0).
    below = linear - np.sqrt(np.maximum(curve, 0.0))
    turns = (curve > 0) & (below < 0)
    at = np.divide(-2 * constant, below, out=np.full(len(terms), np.inf), where=turns)
    passed = turns & (at > 0) & (at < value)
    top = np.einsum("rp,rp->r", terms, np.where(passed, at, 0.0)[:, None] ** powers)
    return np.where(passed, np.maximum(plain, top), plain)


def hansen_p_value(value: float, kind: FTest, columns: int, trim: float) -> float:
    """Asymptotic p-value of an F test from Hansen's chi-squared approximations, interpolated in the share cut off.

    For statistics so large that the approximation turns down, the smallest p-value it reaches.

    Raises UnsuitableSeries for more than 40 coefficients, for which none are tabulated.

    Reference: Hansen (1997).

    >>> round(hansen_p_value(8.85, "supF", 1, 0.15), 2)
    0.04
    """
    if columns > _MOST_REGRESSORS:
        raise UnsuitableSeries(f"p-values exist for up to {_MOST_REGRESSORS} coefficients, got {columns}.")
    table = _hansen(kind, columns)
    scaled = np.maximum(_rising(table[:, :4], value), 0.0)
    tabulated = stats.chi2.sf(scaled, table[:, 4])
    # A share of one half leaves one date, whose statistic is chi-squared.
    shares = np.concatenate([[0.5], 0.49 - 0.02 * np.arange(len(table))])
    known = np.concatenate([[stats.chi2.sf(value, columns)], tabulated])
    return float(np.interp(-trim, -shares, known))
