"""Paths to a common target, and a country's part of it."""

from __future__ import annotations

import numpy as np

from talentstudy.errors import EmptySelection, StudyError, UnsuitableSeries
from talentstudy.trends.series import AnnualSeries, annual_series


def straight_path(
    first: int, value: float, last: int, target: float, *, name: str = "", unit: str = ""
) -> AnnualSeries:
    """Equal steps from ``value`` in ``first`` to ``target`` in ``last``: the EU's ideal path is one.

    >>> straight_path(2022, 9.3702, 2030, 20.0).values.round(4)[:3].tolist()
    [9.3702, 10.6989, 12.0277]
    """
    if last <= first:
        raise StudyError(f"a path ends after it begins, got {first} to {last}; give a later last year.")
    years = np.arange(first, last + 1)
    return annual_series(years, np.linspace(value, target, len(years)), name=name, unit=unit)


def employed_persons(counts: AnnualSeries, shares: AnnualSeries, year: int) -> float:
    """All persons in employment in ``year``, in the unit of ``counts``: counts / share of employment.

    ``shares`` in % of employment. A share printed with one decimal leaves the result uncertain by half that decimal
    (5.7 %: 0.9 %). Raises EmptySelection where either has no value for the year.
    """
    count, share = (_value_in(one, year) for one in (counts, shares))
    if not 0 < share <= 100:
        raise UnsuitableSeries(
            f"{shares.name or 'the share'} is {share:g} in {year}; above 0 and at most 100 is wanted."
        )
    return 100 * count / share


def _value_in(series: AnnualSeries, year: int) -> float:
    at = np.flatnonzero(series.years == year)
    if not len(at):
        raise EmptySelection(
            f"{series.name or 'the series'} has no value in {year} (there: {series.years[0]} to {series.years[-1]})."
        )
    return float(series.values[at[0]])


def pro_rata_target(target: float, part: float, whole: float) -> float:
    """A country's share of a common target, in proportion to ``part`` of ``whole`` (its employment and the EU's).

    >>> pro_rata_target(20_000, 5_000, 200_000)
    500.0
    """
    if not (part > 0 and whole >= part):
        raise UnsuitableSeries(f"a part of a whole is wanted, got {part:g} of {whole:g}; check the two units.")
    return target * part / whole
