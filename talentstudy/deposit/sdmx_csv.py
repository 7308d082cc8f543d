"""The indicators as SDMX-CSV 2.0, one structure for all."""

from __future__ import annotations

import math

import pandas as pd

from talentstudy.deposit.observations import dimensions_of

STRUCTURE = "TALENTSTUDY:INDICATORS(1.0.0)"
# SDMX's code for a dimension that does not apply to an observation.
NOT_APPLICABLE = "_Z"
# An empty cell would say nothing; NaN says that there is no value.
_NO_VALUE = "NaN"


def sdmx_csv(long: pd.DataFrame) -> str:
    """Every observation with a period, in the columns of SDMX-CSV 2.0: structure, action, key, values, attributes.

    A number printed without its period has no complete key and is left out; CSV and Parquet hold it. A span of years
    becomes what SDMX calls a time range, see ``sdmx_period``. Flags stand in ``OBS_FLAG``, joined as Eurostat does.
    """
    dated = long[long["time_period"] != ""]
    columns: dict[str, object] = {"STRUCTURE": "datastructure", "STRUCTURE_ID": STRUCTURE, "ACTION": "I"}
    for name in ("indicator", *dimensions_of(long), "geo", "unit"):
        columns[name.upper()] = dated[name].fillna(NOT_APPLICABLE)
    columns["TIME_PERIOD"] = dated["time_period"].map(sdmx_period)
    columns["OBS_VALUE"] = dated["obs_value"].map(lambda value: _number(value, _NO_VALUE))
    for name in ("obs_lower", "obs_upper"):
        columns[name.upper()] = dated[name].map(lambda value: _number(value, ""))
    columns["OBS_FLAG"] = dated["obs_flag"]
    columns["SOURCE"] = dated["source"]
    return str(pd.DataFrame(columns, index=dated.index).to_csv(index=False, lineterminator="\n"))


def _number(value: float, missing: str) -> str:
    return missing if math.isnan(value) else f"{value:.12g}"


def sdmx_period(period: str) -> str:
    """A period as SDMX writes it; a span of whole years as its first day and its length.

    >>> sdmx_period("2024"), sdmx_period("2012/2022")
    ('2024', '2012-01-01/P11Y')
    """
    first, slash, last = period.partition("/")
    return f"{first}-01-01/P{int(last) - int(first) + 1}Y" if slash else period
