"""The one thing every trend model reads: a series of annual points with its breaks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from talentstudy.errors import TooShort, UnsuitableSeries

if TYPE_CHECKING:
    import pandas as pd

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class AnnualSeries:
    """Annual points in the order of time, cut into segments at its breaks.

    ``years`` (n,) increasing, gaps allowed; ``values`` (n,) finite, in ``unit``; ``flags`` one
    text of flag letters per point; ``breaks`` the years that begin a new segment (never the
    first year: a break there cuts nothing); ``errors`` (n,) standard errors, or None.
    """

    name: str
    unit: str
    years: Integers
    values: Floats
    flags: tuple[str, ...]
    breaks: tuple[int, ...]
    errors: Floats | None = None

    def __len__(self) -> int:
        return len(self.years)

    @property
    def segments(self) -> Integers:
        """(n,) the number of each point's segment, from 0."""
        return np.searchsorted(np.asarray(self.breaks, dtype=np.int64), self.years, side="right")

    @property
    def segment_sizes(self) -> tuple[int, ...]:
        """The number of points in each segment, in the order of time."""
        return tuple(int(size) for size in np.bincount(self.segments))

    def between(self, first: int | None = None, last: int | None = None) -> AnnualSeries:
        """The points from ``first`` to ``last``, both included, with the breaks inside."""
        keep = np.ones(len(self), dtype=bool)
        if first is not None:
            keep &= self.years >= first
        if last is not None:
            keep &= self.years <= last
        return annual_series(
            self.years[keep],
            self.values[keep],
            flags=[flag for flag, kept in zip(self.flags, keep, strict=True) if kept],
            # A break after the window is none of its own; one before it cuts nothing either.
            breaks=[one for one in self.breaks if last is None or one <= last],
            name=self.name,
            unit=self.unit,
            errors=None if self.errors is None else self.errors[keep],
        )

    def __repr__(self) -> str:
        span = f"{self.years[0]} to {self.years[-1]}"
        cuts = f", breaks {', '.join(map(str, self.breaks))}" if self.breaks else ", no break"
        return f"<AnnualSeries {self.name or '(unnamed)'}: {len(self)} points, {span}{cuts}>"


def annual_series(
    years: Any,
    values: Any,
    *,
    flags: Iterable[str] | None = None,
    breaks: Iterable[int] | None = None,
    name: str = "",
    unit: str = "",
    errors: Any = None,
) -> AnnualSeries:
    """Check annual points and put them in the order of time.

    Missing values are left out (they stay gaps in the years); years may come in any order.
    Without ``breaks``, every point whose flags hold ``b`` begins a segment; a given ``breaks``
    replaces the flags. A break whose year is missing counts at the next point; one at or
    before the first point cuts nothing; one after the last is refused.

    Raises UnsuitableSeries for a year twice, infinite values, or errors that are not positive;
    TooShort for no value at all.

    >>> series = annual_series([2011, 2010, 2012], [5.1, 5.0, 5.2], flags=["b", "", ""])
    >>> series.breaks, series.segment_sizes
    ((2011,), (1, 2))
    """
    label = name or "the series"
    point = np.asarray(list(years), dtype=np.float64)
    if not np.array_equal(point, np.floor(point)):
        raise UnsuitableSeries(f"{label} has points between the years; one per year is wanted.")
    year = point.astype(np.int64)
    value = np.asarray(list(values), dtype=np.float64)
    flag = [""] * len(year) if flags is None else [str(one) for one in flags]
    if not len(year) == len(value) == len(flag):
        raise UnsuitableSeries(
            f"{label} has {len(year)} years, {len(value)} values and {len(flag)} flags; one of each per point is wanted."
        )
    error = None if errors is None else np.asarray(list(errors), dtype=np.float64)
    if error is not None and len(error) != len(year):
        raise UnsuitableSeries(
            f"{label} has {len(year)} points and {len(error)} standard errors; one per point is wanted."
        )
    if len(np.unique(year)) < len(year):
        twice = sorted({int(one) for one in year if (year == one).sum() > 1})
        raise UnsuitableSeries(
            f"{label} has more than one value for {', '.join(map(str, twice))}; select one series first."
        )
    order = np.argsort(year, kind="stable")
    year, value, flag = year[order], value[order], [flag[at] for at in order]
    error = None if error is None else error[order]
    if np.isinf(value).any():
        raise UnsuitableSeries(
            f"{label} has an infinite value in {int(year[np.isinf(value)][0])}; a finite number or a gap is wanted."
        )
    known = ~np.isnan(value)
    starts = (
        [int(y) for y, f in zip(year, flag, strict=True) if "b" in f]
        if breaks is None
        else sorted({int(b) for b in breaks})
    )
    if not known.any():
        raise TooShort(f"{label} has no value at all; nothing can be fitted.")
    year, value, flag = year[known], value[known], [f for f, k in zip(flag, known, strict=True) if k]
    error = None if error is None else error[known]
    if error is not None and not (np.isfinite(error).all() and (error > 0).all()):
        raise UnsuitableSeries(
            f"{label} has a standard error that is zero, negative or missing; weights need positive ones."
        )
    late = [one for one in starts if one > year[-1]]
    if late and breaks is not None:
        raise UnsuitableSeries(f"{label} ends in {int(year[-1])}, before the break given at {late[0]}.")
    # A flagged year without a value moves its break to the next point there is.
    cuts = sorted({int(year[year >= one][0]) for one in starts if one <= year[-1]} - {int(year[0])})
    return AnnualSeries(name, unit, year, value, tuple(flag), tuple(cuts), error)


def series_of(table: pd.DataFrame, *, name: str, breaks: Iterable[int] | None = None) -> AnnualSeries:
    """One series from indicator rows (``time_period``, ``obs_value``, ``obs_flag``, ``unit``)."""
    units = sorted(set(table["unit"]))
    if len(units) != 1:
        raise UnsuitableSeries(f"{name} holds {len(units)} units ({', '.join(units)}); one is wanted.")
    periods = table["time_period"].astype(str)
    if other := sorted(set(periods[~periods.str.fullmatch("[0-9]{4}")])):
        raise UnsuitableSeries(f"{name} holds {', '.join(other[:5])} among its periods; years alone are wanted.")
    return annual_series(
        periods.astype(int),
        table["obs_value"],
        flags=table["obs_flag"].fillna(""),
        breaks=breaks,
        name=name,
        unit=units[0],
    )
