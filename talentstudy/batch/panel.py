"""Trend panels: every country × indicator × vintage × bootstrap replicate, on the executor of a batch."""

from __future__ import annotations

import math
import zlib
from collections.abc import Iterable, Iterator
from concurrent.futures import as_completed
from contextlib import closing
from typing import Any

import numpy as np
import pandas as pd

from talentstudy.batch.matrix import countries_of
from talentstudy.batch.plan import Plan
from talentstudy.batch.running import runner_of
from talentstudy.editions import read_edition
from talentstudy.errors import BatchRefused, EmptySelection, StudyError
from talentstudy.figures.values import is_percent
from talentstudy.indicators import INDICATORS
from talentstudy.pipeline import Pipeline
from talentstudy.results import fingerprint
from talentstudy.store import Home, find_home
from talentstudy.trending.series import is_count, series_from, vintages_of
from talentstudy.trends import MODELS
from talentstudy.trends.growth import Growth
from talentstudy.trends.least_squares import fit_least_squares
from talentstudy.trends.series import Floats

_KEY = ["edition", "indicator", "geo", "vintage", "replicate"]
COLUMNS = (*_KEY, "slope", "lower", "upper", "unit", "reason")


def trend_panel(plan: Plan, indicators: Iterable[str], *, bootstrap: int = 0, seed: int = 2026) -> pd.DataFrame:
    """The growth of every series of a plan's editions and countries, at every vintage held, and how it scatters.

    Parameters
    ----------
    plan
        Its editions, countries, jobs and scheduler are used: the panel runs where its notebooks would.
    indicators
        Indicators that are one annual series a country.
    bootstrap
        Replicates of each fit: its residuals, each divided by the root of one less its leverage and centred, are drawn
        with replacement and added to its line. They are taken for independent; the interval of the fit is not so bold.
    seed
        Of the draws; each series has a stream of its own, so that no number depends on who computes it or when.

    Returns
    -------
    One row per edition × indicator × geo × vintage × replicate, sorted by these; replicate 0 is the fit itself, with
    ``lower`` and ``upper`` (95 %), missing in the others. ``slope`` is in ``unit``: percent a year for amounts above
    zero, else the series' unit a year. Where a model refuses, one row with a missing slope and the ``reason``; a
    country without a value has no row.

    Raises
    ------
    UnknownName, BatchRefused
        For an indicator, edition or country that is not there; an indicator of several series a country.
    SchedulerLost
        If the cluster cannot be reached or is lost.

    Reference: Davison and Hinkley (1997), Bootstrap Methods and their Application, algorithm 6.1.
    """
    names = tuple(dict.fromkeys(indicators))
    for name in names:
        if INDICATORS[name].dims:
            raise BatchRefused(f"{name} holds several series a country, by {', '.join(INDICATORS[name].dims)}.")
    if bootstrap < 0:
        raise BatchRefused(f"bootstrap is {bootstrap}; give 0 or more replicates.")
    home = find_home(plan.home or None)
    asked = [
        {"edition": edition, "indicator": name, "geo": geo, "bootstrap": bootstrap, "seed": seed}
        for edition, geos in countries_of(plan, home).items()
        for name in names
        for geo in geos
    ]
    editions = list(dict.fromkeys(str(one["edition"]) for one in asked))
    rows: list[dict[str, Any]] = []
    with closing(runner_of(plan, editions, home.folder)) as runner:
        for future in as_completed([runner.call("talentstudy.batch.panel:fit_series", one) for one in asked]):
            rows += future.result()
    return pd.DataFrame(rows, columns=[*COLUMNS]).sort_values(_KEY, ignore_index=True)


def fit_series(edition: str, indicator: str, geo: str, bootstrap: int, seed: int, home: str) -> list[dict[str, Any]]:
    """The rows of one country's series in a panel; see ``trend_panel``. Missing numbers are None, as in JSON."""
    folder = Home(find_home(home).folder)
    pinned = read_edition(edition)
    pipeline = Pipeline(pinned, folder, results_mark=fingerprint(folder, pinned))
    try:
        held = vintages_of(pipeline, indicator, geo)
    except EmptySelection:
        return []
    rows = []
    for vintage, table in held.items():
        key = {"edition": edition, "indicator": indicator, "geo": geo, "vintage": vintage}
        rows += [{**dict.fromkeys(COLUMNS), **key, **row} for row in _fits(table, key, bootstrap, seed)]
    return rows


def _fits(table: pd.DataFrame, key: dict[str, str], bootstrap: int, seed: int) -> Iterator[dict[str, Any]]:
    try:
        series = series_from(table, name=f"{key['indicator']}_{key['geo'].lower()}")
        is_log = is_count(series.unit) and not is_percent(series.unit) and bool((series.values > 0).all())
        growth: Growth = MODELS["growth"].fit(series, scale="log" if is_log else "linear")
        trend = growth.trend
    except StudyError as refused:
        yield {"replicate": 0, "reason": str(refused)}
        return
    bounds = (trend.interval.lower, trend.interval.upper)
    lower, upper = (None if math.isnan(one) else float(one) for one in bounds)
    yield {
        "replicate": 0, "slope": float(trend.value), "lower": lower, "upper": upper, "unit": trend.unit, "reason": "",
    }  # fmt: skip
    # A stream for each series: the same numbers on one core, on two, and on another machine.
    stream = np.random.default_rng([seed, zlib.crc32("|".join(key.values()).encode())])
    for number, slope in enumerate(resampled_slopes(growth, bootstrap, stream), start=1):
        yield {"replicate": number, "slope": float(slope), "unit": trend.unit, "reason": ""}


def resampled_slopes(growth: Growth, count: int, stream: np.random.Generator) -> Floats:
    """(count,) slopes of series made of the fitted line and residuals drawn with replacement, as they are told."""
    fit = growth.fit
    residuals = fit.residuals / np.sqrt(1 - np.minimum(fit.leverages, 1 - 1e-9))
    drawn = stream.choice(residuals - residuals.mean(), size=(count, len(residuals)))
    again = fit_least_squares(fit.design, fit.design @ fit.coefficients + drawn)
    first, last = int(growth.series.years[0]), int(growth.series.years[-1])
    slopes = np.asarray(again.coefficients @ growth.design.mean_slope(first, last))
    return np.asarray(100 * np.expm1(slopes)) if growth.is_log else slopes
