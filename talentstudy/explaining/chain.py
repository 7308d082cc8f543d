"""The chain of a number as facts: what it is, at which key, from which observations, datasets and files."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from typing import Any

import pandas as pd

from talentstudy.codes import label
from talentstudy.explaining.tracing import traces
from talentstudy.indicators import INDICATORS
from talentstudy.pipeline import Pipeline
from talentstudy.provenance import sources_of
from talentstudy.sources import DATASETS
from talentstudy.sources.corrections import corrections
from talentstudy.telling.cells import Cell, Number

_MEASURED = ("obs_value", "obs_lower", "obs_upper")


def sources(pipeline: Pipeline, text: str) -> list[dict[str, Any]]:
    """Every source a row names: dataset, vintage, place in the publication, and what its origin says."""
    found = []
    for (dataset, vintage), places in sources_of([text]).items():
        origin = pipeline.home.origin(dataset, vintage)
        found.append(
            {
                "dataset": dataset,
                "vintage": vintage,
                "place": ", ".join(places),
                "producer": origin.facts["producer"],
                "title": origin.facts["title"],
                "url": origin.facts["url"],
                "file": origin.path.relative_to(pipeline.home.folder).as_posix(),
                "origin": (origin.folder / "origin.toml").relative_to(pipeline.home.folder).as_posix(),
                "sha256": origin.facts["sha256"],
            }
        )
    return found


def cell_facts(pipeline: Pipeline, cell: Cell) -> dict[str, Any]:
    """A cell with its sources."""
    return {
        "indicator": cell.indicator,
        "observation": cell.observation,
        "value": cell.value,
        "lower": cell.lower,
        "upper": cell.upper,
        "unit": cell.unit,
        "flags": cell.flag,
        "rows": cell.rows,
        "sources": sources(pipeline, cell.source),
    }


def number_facts(pipeline: Pipeline, number: Number) -> dict[str, Any]:
    """A number of a paragraph, with the cells it was printed from."""
    return {
        "number": number.text,
        "how": number.how,
        "value": number.value,
        "unit": number.unit,
        "cells": [cell_facts(pipeline, cell) for cell in number.cells],
    }


def indicator_facts(pipeline: Pipeline, indicator: str, row: pd.Series[Any]) -> dict[str, Any]:
    """One row of an indicator: what it is, how it is computed, and the observations it changes with."""
    line = INDICATORS[indicator]
    key = {name: str(row[name]) for name in line.key}
    return {
        "indicator": indicator,
        "title": label("indicator", indicator, "en"),
        "definition": _definition(indicator),
        "computed_from": list(line.inputs),
        "observation": " ".join(f"{name}={code}" for name, code in key.items()),
        **{bound.removeprefix("obs_"): _number(row[bound]) for bound in _MEASURED if bound in row},
        "unit": str(row["unit"]),
        "flags": str(row["obs_flag"]),
        "sources": sources(pipeline, str(row["source"])),
        "observations": [
            observation_facts(pipeline, trace.dataset, one)
            for trace in traces(pipeline, indicator, key)
            for _, one in trace.rows.iterrows()
        ],
    }


def _definition(indicator: str) -> str:
    text = inspect.getdoc(INDICATORS[indicator].compute) or ""
    return " ".join(text.split("\n\n")[0].split())


def observation_facts(pipeline: Pipeline, name: str, row: pd.Series[Any]) -> dict[str, Any]:
    """A tidy observation under the name the edition reads it by; why it is not the provider's value, where it is not."""
    pin = pipeline.edition.pins_of(name)[0]
    dims = (*DATASETS[pin.dataset].dims, "geo", "time_period", "unit")
    return {
        "read_as": name,
        "observation": " ".join(f"{dim}={row[dim]}" for dim in dims),
        **{bound.removeprefix("obs_"): _number(row[bound]) for bound in _MEASURED if bound in row},
        "flags": str(row["obs_flag"]),
        "corrected": _corrected(pin.dataset, row),
        "sources": sources(pipeline, str(row["source"])),
    }


def _corrected(dataset: str, row: pd.Series[Any]) -> str:
    """Why the value is not the provider's, where ``corrections.toml`` changed it; '' where it did not."""
    vintages = {vintage for _, vintage in sources_of([str(row["source"])])}
    reasons = [
        str(entry["reason"])
        for entry in corrections()
        if entry["dataset"] == dataset and vintages & set(entry["vintages"]) and _is_named(row, entry["where"])
    ]
    return " ".join(reasons)


def _is_named(row: pd.Series[Any], where: Mapping[str, Any]) -> bool:
    return all(str(row[column]) in ([codes] if isinstance(codes, str) else codes) for column, codes in where.items())


def _number(found: Any) -> float | None:
    return None if pd.isna(found) else float(f"{float(found):.12g}")
