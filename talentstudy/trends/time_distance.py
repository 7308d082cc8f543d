"""How many years one series lags another at the same level (the S-time-distance)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from talentstudy.errors import EmptySelection, UnsuitableSeries
from talentstudy.trends.forecast import quantity
from talentstudy.trends.series import AnnualSeries, Floats
from talentstudy.wording import number, sentence

# Levels that print alike are alike: figures of this field have one decimal, and carry rounding of their own.
_SAME = 1e-9


@dataclass(frozen=True, eq=False)
class TimeDistance:
    """The distance in time between ``series`` and ``reference`` at ``level``.

    ``years`` positive where the series lags, negative where it leads, not a number where ``status`` is not "defined";
    ``status`` is "defined", "never" (the one ahead was past the level in all of its current segment; ``at_least`` then
    says since how many years) or "repeatedly" (it was at the level at several times, ``crossings``).
    """

    series: AnnualSeries
    reference: AnnualSeries
    level: float
    leads: bool
    years: float
    status: str
    crossings: tuple[float, ...]
    at_least: float

    @property
    def table(self) -> pd.DataFrame:
        """One row per time the one ahead was at the level: crossing, years."""
        behind = self.reference if self.leads else self.series
        sign = -1.0 if self.leads else 1.0
        at = np.asarray(self.crossings, dtype=np.float64)
        return pd.DataFrame({"crossing": at, "years": sign * (float(behind.years[-1]) - at)})

    def summary(self, language: str) -> str:
        """One sentence in nl, fr, en or de."""
        ahead, behind = (self.series, self.reference) if self.leads else (self.reference, self.series)
        parts = {
            "ahead": ahead.name or "…",
            "behind": behind.name or "…",
            "level": quantity(self.level, self.series.unit, language),
            "year": str(behind.years[-1]),
            "since": str(int(_segment(ahead)[0][0])),
        }
        key = f"distance_{self.status}"
        if self.status == "defined":
            parts["years"] = number(abs(self.years), language)
        elif self.at_least >= 1:
            # The lead is older than the segment: how long it is at least can be said, and not more.
            key = ("lead" if self.leads else "distance") + ("_at_least_one" if self.at_least == 1 else "_at_least")
            parts["years"] = number(self.at_least, language, 0)
        return sentence("trends_targets", key, language, **parts)


def _segment(series: AnnualSeries) -> tuple[Floats, Floats]:
    """Years and values since the last break."""
    keep = series.segments == series.segments[-1]
    return series.years[keep].astype(np.float64), series.values[keep]


def _crossings(years: Floats, values: Floats, level: float) -> tuple[float, ...]:
    """Every time the broken line through the points is at ``level``; both ends of a stretch that stays on it."""
    gap = values - level
    gap = np.where(np.abs(gap) <= _SAME * max(1.0, abs(level)), 0.0, gap)
    found = [float(year) for year, one in zip(years, gap, strict=True) if one == 0]
    for at in np.flatnonzero(gap[:-1] * gap[1:] < 0):
        part = gap[at] / (gap[at] - gap[at + 1])
        found.append(float(years[at] + part * (years[at + 1] - years[at])))
    return tuple(sorted(found))


def time_distance(series: AnnualSeries, reference: AnnualSeries) -> TimeDistance:
    """How many years ``series`` lags ``reference`` at its latest level.

    S = t(series, latest) - t(reference at that level), with straight lines between points of the reference (over a
    missing year too). Where the series is ahead, the other way round and negative: when it passed the reference's latest
    level. "Ahead" is higher. Only the current segment of the one ahead counts: before its last break it was measured on
    another basis. A level never or repeatedly crossed there leaves the distance not defined; where the one ahead was past
    it all along, the distance is longer than the segment (``at_least``). Bookkeeping of published values: no model and
    no interval.

    Raises UnsuitableSeries for two units.

    Reference: Sicherl 2011, New understanding and insights from time-series data based on two generic measures.

    >>> from talentstudy.trends.series import annual_series
    >>> ahead = annual_series([2020, 2021, 2022, 2023], [4.0, 5.0, 6.0, 7.0], unit="PC", name="the EU")
    >>> behind = annual_series([2022, 2023], [4.5, 5.5], unit="PC", name="Belgium")
    >>> time_distance(behind, ahead).years, time_distance(ahead, behind).years
    (1.5, -1.5)
    """
    if series.unit != reference.unit:
        raise UnsuitableSeries(
            f"{series.name or 'the series'} is in '{series.unit}' and {reference.name or 'the reference'} in "
            f"'{reference.unit}'; one unit is wanted."
        )
    leads = bool(series.values[-1] > reference.values[-1])
    ahead, behind = (series, reference) if leads else (reference, series)
    level = float(behind.values[-1])
    years, values = _segment(ahead)
    found = _crossings(years, values, level)
    now = float(behind.years[-1])
    sign = -1.0 if leads else 1.0
    status = "defined" if len(found) == 1 else "repeatedly" if found else "never"
    distance = sign * (now - found[0]) if status == "defined" else float("nan")
    at_least = now - float(years[0]) if status == "never" else float("nan")
    return TimeDistance(series, reference, level, leads, distance, status, found, at_least)


def leader(panel: Sequence[AnnualSeries], year: int) -> AnnualSeries:
    """The series with the highest value in ``year``; the first of equals. EmptySelection where none has one."""
    held = [(float(one.values[one.years == year][0]), one) for one in panel if (one.years == year).any()]
    if not held:
        raise EmptySelection(f"none of the {len(panel)} series has a value in {year}; ask for another year.")
    return max(held, key=lambda pair: pair[0])[1]
