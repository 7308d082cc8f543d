"""One number with all one needs to cite it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from talentstudy import results
from talentstudy.codes import known, label
from talentstudy.editions import read_edition
from talentstudy.errors import EmptySelection, StudyError, UnknownName
from talentstudy.indicators import INDICATORS
from talentstudy.pipeline import Pipeline
from talentstudy.provenance import sources_of
from talentstudy.store import find_home

_BOUNDS = ("obs_lower", "obs_upper")


def shown(
    indicator: str, edition: str, geo: str | None, period: str | None, codes: Mapping[str, str], home: str | None
) -> list[dict[str, Any]]:
    """The rows of an indicator for one country and period, as facts and as a line of text.

    Raises UnknownName for a name or code that is not there, EmptySelection where the indicator
    holds nothing for the country and period, StudyError for a dimension it does not have.
    """
    chosen, found = read_edition(edition), find_home(home)
    pipeline = Pipeline(chosen, found, results_mark=results.fingerprint(found, chosen))
    rows = rows_shown(pipeline, indicator, geo or chosen.geo, period, codes)
    return [_facts(row, indicator, INDICATORS[indicator].dims) for _, row in rows.iterrows()]


def rows_shown(
    pipeline: Pipeline, indicator: str, place: str, period: str | None, codes: Mapping[str, str]
) -> pd.DataFrame:
    """The rows of an indicator for one country: of one period, else of the last that holds a value.

    Raises as ``shown`` does.
    """
    line = INDICATORS[indicator]
    if place not in known("geo"):
        raise UnknownName("country", place, known("geo"))
    rows = pipeline.indicator(indicator)
    for dimension, code in codes.items():
        if dimension not in line.dims:
            raise StudyError(
                f"{indicator} is not broken down by {dimension}; its dimensions are {', '.join(line.key)}. "
                "'talentstudy list indicators' names those that are."
            )
        rows = rows[rows[dimension] == _known(dimension, code)]
    rows = rows[rows["geo"] == place]
    if period:
        _refuse_absent(rows, period, indicator, place)
        rows = rows[rows["time_period"] == period]
    else:
        rows = _last(rows)
    if rows.empty:
        raise EmptySelection(f"{indicator} holds no observation for {place} in edition {pipeline.edition.name}.")
    return rows


def _known(dimension: str, code: str) -> str:
    if code not in known(dimension):
        raise UnknownName(f"{dimension} code", code, known(dimension))
    return code


def _refuse_absent(rows: pd.DataFrame, period: str, indicator: str, place: str) -> None:
    if period not in set(rows["time_period"]):
        held = sorted(rows["time_period"])
        span = f"{held[0]} to {held[-1]}" if held else "none"
        raise EmptySelection(f"{indicator} holds no {period} for {place} (there: {span}).")


def _last(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of the last period that holds a value, or a bound of one."""
    measured = rows[["obs_value", *(one for one in _BOUNDS if one in rows)]]
    periods = rows.loc[measured.notna().any(axis=1), "time_period"]
    return rows[rows["time_period"] == periods.max()] if len(periods) else rows.iloc[:0]


def _number(cell: float) -> float | None:
    return None if pd.isna(cell) else float(f"{cell:.12g}")


def _told(value: float | None, lower: float | None, upper: float | None) -> str:
    """The value as it was published: no decimal more than it has."""
    if value is not None:
        return f"{value:.12g}"
    if lower is not None and upper is not None:
        return f"{lower:.12g} to {upper:.12g}"
    if lower is not None:
        return f"at least {lower:.12g}"
    return "not available" if upper is None else f"at most {upper:.12g}"


def _facts(row: pd.Series, indicator: str, dims: tuple[str, ...]) -> dict[str, Any]:
    value = _number(row["obs_value"])
    bounds = {bound: _number(row[bound]) for bound in _BOUNDS if bound in row}
    sources = [
        {"dataset": dataset, "vintage": vintage, "place": list(places)}
        for (dataset, vintage), places in sources_of([row["source"]]).items()
    ]
    flags = {letter: label("obs_flag", letter, "en") for letter in row["obs_flag"]}
    unit = label("unit", row["unit"], "en")
    # A number printed without its year has an empty period.
    where = " ".join(one for one in (*(row[dim] for dim in dims), row["geo"], row["time_period"]) if one)
    told = f"{_told(value, bounds.get('obs_lower'), bounds.get('obs_upper'))} {unit}"
    marks = "; ".join(f"{letter} {meaning}" for letter, meaning in flags.items()) or "none"
    origin = "; ".join(
        f"{one['dataset']} at vintage {one['vintage']}" + "".join(f", {place}" for place in one["place"])
        for one in sources
    )
    return {
        "indicator": indicator,
        **{dim: row[dim] for dim in (*dims, "geo", "time_period", "unit")},
        "obs_value": value,
        **bounds,
        "flags": flags,
        "sources": sources,
        "text": f"{indicator} {where}: {told} (flags: {marks}; source: {origin})",
    }
