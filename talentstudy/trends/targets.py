"""Whether and when a series reaches a target: the chance by a date, the year, and the pace it would take."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from talentstudy.errors import StudyError, TooShort, UnknownName, UnsuitableSeries
from talentstudy.trends.forecast import interval_refused
from talentstudy.trends.forecast_law import coefficient_law, forecast_law, law_kernel
from talentstudy.trends.forecast_scale import Start, from_scale, start_of, to_scale
from talentstudy.trends.series import AnnualSeries, Floats
from talentstudy.trends.targets_words import target_summary

# A line is not continued further than this many years; later is "not within sight".
FARTHEST = 100
DIRECTIONS = ("at least", "at most")


@dataclass(frozen=True, eq=False)
class TargetOutlook:
    """What a series' own past says about a target.

    ``probability`` (0 to 1) that the value of ``year`` is at or beyond ``target``; ``median_year`` the first year when
    that is as likely as not, ``earliest`` and ``latest`` the years when it passes (1 - level) / 2 and (1 + level) / 2;
    None where a hundred years do not bring it. ``pace``, ``pace_lower``, ``pace_upper`` and ``pace_needed`` per year, in
    ``pace_unit``: "percent" for counts, "points" for shares, "units" else. ``yearly`` one row per year to ``year``.
    """

    series: AnnualSeries
    target: float
    year: int
    direction: str
    level: float
    start: Start
    probability: float
    median_year: int | None
    earliest: int | None
    latest: int | None
    pace: float
    pace_lower: float
    pace_upper: float
    pace_needed: float
    pace_unit: str
    yearly: pd.DataFrame = field(repr=False)

    @property
    def table(self) -> pd.DataFrame:
        """One row per year to the target's: year, median, lower, upper, probability, and a column per path given."""
        return self.yearly.copy()

    @property
    def reached(self) -> bool:
        """Whether the latest value is at or beyond the target already."""
        return bool(_beyond(self.series.values[-1:], self.target, self.direction)[0])

    def summary(self, language: str) -> str:
        """Two or three sentences in nl, fr, en or de."""
        return target_summary(self, language)


def _beyond(values: Floats, target: float, direction: str) -> Floats:
    return np.asarray(values >= target if direction == "at least" else values <= target, dtype=np.float64)


def reach_target(
    series: AnnualSeries,
    target: float,
    year: int,
    *,
    direction: str = "at least",
    after: str = "bridged",
    level: float = 0.95,
    scale: str = "auto",
    paths: Mapping[str, AnnualSeries] | None = None,
) -> TargetOutlook:
    """The outlook of ``series`` on ``target`` (in its unit) in ``year``.

    Probabilities are those of the undamped predictive law: a line with jumps at the breaks (``after`` = "bridged"; "last
    break" takes the last segment alone) and AR(1) errors, averaged over the autocorrelation, on the scale of the unit.
    They say what the past pace implies, not what a policy may change. The median of the law continues that pace; the
    interval of ``forecast`` stands about a damped point, which lies below it where a series grows.

    Parameters
    ----------
    direction : "at least" or "at most".
    paths : official paths to set beside it (name to series in the same unit), as columns of the table.

    Returns
    -------
    TargetOutlook. The pace of a share is in points a year at the latest level, that of a count in % a year; the pace
    needed runs from the latest value to the target.

    Raises
    ------
    TooShort without an interval (under 8 points or 3 degrees of freedom); UnsuitableSeries for points exactly on a
    line, a target outside the scale or a path in another unit; StudyError for a year not after the last point.

    >>> from talentstudy.trends.series import annual_series
    >>> values = [10.0, 10.4, 10.9, 11.1, 11.8, 12.0, 12.6, 12.8, 13.5, 13.7]
    >>> outlook = reach_target(annual_series(range(2014, 2024), values, unit="PC", name="a share"), 16.0, 2027)
    >>> outlook.median_year, round(outlook.pace_needed, 2), outlook.pace_unit
    (2028, 0.58, 'points')
    """
    start = _checked(series, year, direction, after, scale, level)
    label = series.name or "the series"
    goal = float(to_scale(np.array([float(target)]), start.scale, f"the target for {label}")[0])
    last = int(series.years[-1])
    law = forecast_law(start.kernel(max(FARTHEST, year - last)), start.values[None])
    below = law.below(np.full((1, law.location.shape[2]), goal))[0]
    chance = 1 - below if direction == "at least" else below
    ahead = np.arange(1, year - last + 1)
    tail = (1 - level) / 2
    bounds = {name: from_scale(law.quantile(at)[0], start.scale) for name, at in _quantiles(tail)}
    yearly = pd.DataFrame({"year": last + ahead} | {name: bound[: len(ahead)] for name, bound in bounds.items()})
    yearly["probability"] = chance[: len(ahead)]
    for name, path in (paths or {}).items():
        yearly[name] = _path_values(path, yearly["year"].to_numpy(), series.unit, name)
    paces = _paces(start, tail)
    return TargetOutlook(
        series,
        float(target),
        year,
        direction,
        level,
        start,
        float(chance[year - last - 1]),
        _first(chance, 0.5, last),
        _first(chance, tail, last),
        _first(chance, 1 - tail, last),
        *paces[:3],
        _needed(series, float(target), year, start.scale),
        paces[3],
        yearly,
    )


def _quantiles(tail: float) -> tuple[tuple[str, float], ...]:
    return (("median", 0.5), ("lower", tail), ("upper", 1 - tail))


def _checked(series: AnnualSeries, year: int, direction: str, after: str, scale: str, level: float) -> Start:
    label = series.name or "the series"
    if direction not in DIRECTIONS:
        raise UnknownName("direction of a target", direction, DIRECTIONS)
    if not 0 < level < 1:
        raise StudyError(f"the level of an interval lies between 0 and 1, got {level}; 0.95 is usual.")
    last = int(series.years[-1])
    if not last < year <= last + FARTHEST:
        raise StudyError(
            f"the target of {label} is for {year} and the last figure is of {last}; a year from {last + 1} to "
            f"{last + FARTHEST} is wanted."
        )
    start = start_of(series, after, scale)
    refused = interval_refused(start)
    if refused == "short":
        raise TooShort(
            f"{label} has {len(start.values)} points and {len(start.breaks)} bridged break(s) to judge a target by; "
            "8 points and 3 more than level, slope and jumps take are wanted. Say only how far away the target is."
        )
    if refused == "exact":
        raise UnsuitableSeries(
            f"{label} lies exactly on a line from {start.series.years[0]} to {start.series.years[-1]}; without any "
            "error there is no probability. Continue the line by hand."
        )
    return start


def _first(chance: Floats, threshold: float, last: int) -> int | None:
    """The first year from which on the chance stays at or above the threshold."""
    low = np.flatnonzero(chance < threshold)
    at = 0 if not len(low) else int(low[-1]) + 1
    return last + at + 1 if at < len(chance) else None


def _paces(start: Start, tail: float) -> tuple[float, float, float, str]:
    """The slope with its interval, per year: % of a count, points of a share, or units."""
    years = tuple(int(year) for year in start.series.years)
    law = coefficient_law(law_kernel(years, start.breaks, ()), start.values[None])
    slopes = np.array([law.quantile(at)[0, 0] for _, at in _quantiles(tail)])
    if start.scale == "log":
        low_to_high = 100 * np.expm1(slopes)
    elif start.scale == "logit":
        share = float(start.series.values[-1])
        low_to_high = slopes * share * (100 - share) / 100
    else:
        low_to_high = slopes
    unit = {"log": "percent", "logit": "points"}.get(start.scale, "units")
    return float(low_to_high[0]), float(low_to_high[1]), float(low_to_high[2]), unit


def _needed(series: AnnualSeries, target: float, year: int, scale: str) -> float:
    latest, years = float(series.values[-1]), year - int(series.years[-1])
    if scale == "log":
        return float(100 * ((target / latest) ** (1 / years) - 1))
    return (target - latest) / years


def _path_values(path: AnnualSeries, years: Floats, unit: str, name: str) -> list[float]:
    if path.unit != unit:
        raise UnsuitableSeries(f"the path {name} is in '{path.unit}' and the series in '{unit}'; one unit is wanted.")
    held = {int(year): float(value) for year, value in zip(path.years, path.values, strict=True)}
    return [held.get(int(year), float("nan")) for year in years]
