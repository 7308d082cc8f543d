"""All indicators as one long table: what SDMX-CSV and Parquet hold."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from talentstudy.deposit.schema import NUMBERS
from talentstudy.deposit.tables import Table
from talentstudy.schemas import INTERVAL

_LAST = ("geo", "unit", "time_period", "obs_value", *INTERVAL, "obs_flag", "source")


def observations(tables: Sequence[Table]) -> pd.DataFrame:
    """One row per observation of every indicator, in the order of the tables.

    ``indicator``, then every dimension any of them has (missing where it has not), ``geo``, ``unit``, ``time_period``
    ('' where the source names none), the value and its bounds (NaN where missing), flags and source.
    """
    held = [one for one in tables if one.shape.kind == "indicator"]
    dims = sorted({column.name for one in held for column in one.shape.columns} - set(_LAST))
    parts = [pd.DataFrame(one.rows, dtype="str").assign(indicator=one.shape.name) for one in held]
    long = pd.concat(parts, ignore_index=True).reindex(columns=["indicator", *dims, *_LAST])
    for name in NUMBERS:
        long[name] = pd.to_numeric(long[name].mask(long[name] == "")).astype("float64")
    return long.astype({name: "str" for name in long.columns if name not in NUMBERS})


def dimensions_of(long: pd.DataFrame) -> list[str]:
    """The dimensions that only some indicators have."""
    return [str(name) for name in long.columns if name not in {"indicator", *_LAST}]
