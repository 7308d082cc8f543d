"""What can be said of rows about which no sentence was written: every name with its value, or the highest few."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from talentstudy.codes import label
from talentstudy.telling.cells import cell_of, cell_of_rows
from talentstudy.telling.formats import period_name
from talentstudy.telling.writer import Writer
from talentstudy.wording import listing

# Up to as many rows are all told; of more, the highest three.
_LISTED = 6
_NAMED = 3


def plain_sentences(writer: Writer, rows: pd.DataFrame, by: str, options: Mapping[str, Any]) -> list[str]:
    """Names and values of the rows drawn, in their order; the first few of a long list by value."""
    measured = [one for one in ("obs_value", "obs_lower", "obs_upper") if one in rows]
    held = rows[rows[measured].notna().any(axis=1)]
    if len(held) <= _LISTED or held["unit"].nunique() > 1:
        return [_listed(writer, held, by, options)]
    indicator = str(held["indicator"].iloc[0])
    count = writer.count(len(held), cell_of_rows(held, indicator, "|".join(sorted(set(held["geo"])))))
    first = held.sort_values("obs_value", ascending=False, kind="stable").head(_NAMED)
    return [writer.say("first", items=_named(writer, first, by, options), count=count)]


def _listed(writer: Writer, rows: pd.DataFrame, by: str, options: Mapping[str, Any]) -> str:
    return writer.say("values", items=_named(writer, rows, by, options))


def _named(writer: Writer, rows: pd.DataFrame, by: str, options: Mapping[str, Any]) -> str:
    labels = options.get("labels") or {}
    # The year stands behind a value where the marks are of several.
    dated = rows["time_period"].nunique() > 1 and "time_period" not in by
    told = []
    for _, row in rows.iterrows():
        value = writer.value(cell_of(row, str(row["indicator"])))
        code, period = str(row[by]), str(row["time_period"])
        name = labels.get(code) or _label(by, code, writer.language)
        key = "named_dated" if dated and period else "named"
        parts = {"period": period_name(period, writer.language)} if key == "named_dated" else {}
        told.append(writer.phrase(key, name=name, value=value, **parts))
    return listing(told, writer.language)


def _label(by: str, code: str, language: str) -> str:
    return period_name(code, language) if by == "time_period" else label(by, code, language)
