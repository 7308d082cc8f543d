"""Where a regression breaks: exact dynamic programming over all admissible positions, many series at once.

A position is the number of points before a break. The break itself is the point after it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from talentstudy.errors import TooShort, UnsuitableSeries
from talentstudy.trends.least_squares import fit_least_squares
from talentstudy.trends.series import Floats, Integers

# Cells of one table of segments worked on at a time: what fits in a second-level cache.
_CELLS = 150_000
# A rotation shorter than this (columns have length one) is rounding, not a new direction.
_NO_DIRECTION = 1e-12


@dataclass(frozen=True, eq=False)
class ManyBreaks:
    """Breaks of many series on one design.

    ``rss`` and ``bic`` (S, most + 1) by number of breaks; ``count`` (S,) the number BIC prefers; ``positions``
    (S, most) the positions at that number, in order, then -1; ``by_count`` for each number m from 1 the (S, m) positions,
    empty unless asked for.
    """

    rss: Floats
    bic: Floats
    count: Integers
    positions: Integers
    by_count: tuple[Integers, ...]


def least_segment(points: int, columns: int, minimum: float | None = None) -> int:
    """The shortest segment allowed: ``minimum`` points, or a share of all below one; 15 % if not given.

    A share is rounded down (in binary, as R does), and without ``minimum`` never below one point more than columns.

    Raises UnsuitableSeries for a segment no longer than the columns, TooShort where two segments and one point do not fit.
    """
    wanted = 0.15 if minimum is None else minimum
    size = int(points * wanted) if wanted < 1 else int(wanted)
    if minimum is None:
        size = max(size, columns + 1)
    if size <= columns:
        raise UnsuitableSeries(
            f"segments of {size} points cannot carry {columns} coefficients; ask for at least {columns + 1}."
        )
    if points < 2 * size + 1:
        raise TooShort(
            f"dating breaks with segments of {size} points needs {2 * size + 1} points, got {points}. "
            "Print the series without dated breaks."
        )
    return size


def rotate_in(triangle: Floats, rotated: Floats, rows: Floats, targets: Floats) -> Floats:
    """Add one row to each of many fits by Givens rotations; what is left of the targets are the recursive residuals.

    ``triangle`` (fits, k, k) and ``rotated`` (fits, k, S) are updated in place; ``rows`` (fits, k); ``targets`` (fits, S).
    """
    rows = rows.copy()
    for at in range(rows.shape[1]):
        old, new = triangle[:, at, at], rows[:, at]
        length = np.sqrt(old * old + new * new)
        real = length > _NO_DIRECTION
        length[~real] = 1.0
        cosine = np.where(real, old / length, 1.0)[:, None]
        sine = np.where(real, new / length, 0.0)[:, None]
        kept = triangle[:, at, at:]
        triangle[:, at, at:], rows[:, at:] = (
            cosine * kept + sine * rows[:, at:],
            cosine * rows[:, at:] - sine * kept,
        )
        held = rotated[:, at]
        turned = cosine * targets - sine * held
        held *= cosine
        held += sine * targets
        targets = turned
    return targets


def segment_rss(design: Floats, values: Floats, minimum: int) -> Floats:
    """(n + 1, n + 1, S) the sum of squared residuals of points i to j - 1, infinite where shorter than ``minimum``.

    ``design`` (n, k), ``values`` (S, n). Sums of squared recursive residuals, so nothing large is subtracted.
    """
    points, columns = design.shape
    basis = np.linalg.qr(design)[0]
    # The fit of the whole leaves every segment's residuals as they are and takes the level out.
    flat = values - (values @ basis) @ basis.T
    targets = np.ascontiguousarray(flat.T)
    triangle = np.zeros((points, columns, columns))
    rotated = np.zeros((points, columns, targets.shape[1]))
    running = np.zeros_like(targets)
    table = np.full((points + 1, points + 1, targets.shape[1]), np.inf)
    for length in range(1, points + 1):
        fits = points - length + 1
        left = rotate_in(triangle[:fits], rotated[:fits], basis[length - 1 :], targets[length - 1 :])
        running[:fits] += left * left
        if length >= minimum:
            starts = np.arange(fits)
            table[starts, starts + length] = running[:fits]
    return table


def date_many(
    values: Floats, design: Floats, *, minimum: int, most: int | None = None, every_count: bool = False
) -> ManyBreaks:
    """Breaks of every series at the least sum of squares for each number of breaks, the number by BIC.

    ``BIC = n (log RSS + 1 - log n + log 2 pi) + log n (k + 1)(m + 1)`` with m breaks and k columns, all coefficients free in
    each segment. ``values`` (S, n) without gaps, ``design`` (n, k) shared, ``minimum`` points per segment, ``most`` breaks
    (by default as many as fit, less one, as in R). Of equal sums of squares the earliest position is taken. A model that
    fits to the last digit is not split further.

    Raises UnsuitableSeries for missing or infinite values; as ``least_segment`` for segments that do not fit.

    References: Bai and Perron (1998, 2003); Zeileis, Kleiber, Krämer and Hornik (2003).

    >>> steps = np.array([[0.0, 0.1, 0.0, 0.1, 5.0, 5.1, 5.0, 5.1, 5.0]])
    >>> date_many(steps, np.ones((9, 1)), minimum=3).positions.tolist()
    [[4]]
    """
    points, columns = design.shape
    if values.ndim != 2 or values.shape[1] != points or not np.isfinite(values).all():
        raise UnsuitableSeries(
            f"values of shape {values.shape} for {points} points, or values missing; rows of {points} known values are wanted."
        )
    least_segment(points, columns, minimum)
    fit_least_squares(design, values[:1])  # refuses a design with dependent columns
    possible = -(-points // minimum) - 2
    limit = max(1, possible) if most is None else min(most, max(1, possible))
    step = max(1, _CELLS // (points + 1) ** 2)
    parts = [
        _date_chunk(values[at : at + step], design, minimum, limit, every_count)
        for at in range(0, max(1, len(values)), step)
    ]
    by_count = tuple(np.concatenate([part.by_count[at] for part in parts]) for at in range(limit if every_count else 0))
    names = ("rss", "bic", "count", "positions")
    joined = [np.concatenate([getattr(part, name) for part in parts]) for name in names]
    return ManyBreaks(joined[0], joined[1], joined[2], joined[3], by_count)


def _date_chunk(values: Floats, design: Floats, minimum: int, most: int, every_count: bool) -> ManyBreaks:
    points, columns = design.shape
    table = segment_rss(design, values, minimum)
    best = [table[0]]
    for breaks in range(1, most + 1):
        first, last = breaks * minimum, points - minimum + 1
        ends = slice((breaks + 1) * minimum, points + 1)
        reached = np.full_like(best[0], np.inf)
        reached[ends] = (table[first:last, ends] + best[-1][first:last, None]).min(axis=0)
        best.append(reached)
    rss = np.stack([one[points] for one in best], axis=1)
    numbers = np.arange(most + 1)
    # What rounding alone leaves of values of this size: below it all numbers of breaks fit alike.
    rounding = points * (16 * np.finfo(float).eps * np.abs(values).max(axis=1, initial=0.0)) ** 2
    floor = np.maximum(rounding, np.finfo(float).tiny)[:, None]
    bic = points * (np.log(np.maximum(rss, floor)) + 1 - np.log(points) + np.log(2 * np.pi))
    bic = bic + np.log(points) * (columns + 1) * (numbers + 1)
    count = bic.argmin(axis=1)
    positions = np.full((len(values), most), -1, dtype=np.int64)
    for breaks in numbers[1:]:
        chosen = np.flatnonzero(count == breaks)
        positions[chosen, :breaks] = _traced(table, best, int(breaks), chosen)
    everyone = np.arange(len(values))
    by_count = tuple(_traced(table, best, int(breaks), everyone) for breaks in numbers[1:]) if every_count else ()
    return ManyBreaks(rss, bic, count, positions, by_count)


def _traced(table: Floats, best: list[Floats], breaks: int, series: Integers) -> Integers:
    """(len(series), breaks) the positions of the optimum, found backwards from the last point."""
    positions = np.empty((len(series), breaks), dtype=np.int64)
    end = np.full(len(series), table.shape[0] - 1)
    for at in reversed(range(breaks)):
        end = (best[at][:, series] + table[:, end, series]).argmin(axis=0)
        positions[:, at] = end
    return positions
