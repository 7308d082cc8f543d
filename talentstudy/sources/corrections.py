"""What is wrong in a provider's file, and what is done about it: ``corrections.toml``.

An entry names the rows (``where``), why it is known (``reason``), what to do (``action``) and
what must still be found (``expect``). Once a provider has repaired a value the guard fails, so
that the entry is removed instead of quietly spoiling good data.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

from talentstudy.cleaning.flags import union_of_flags
from talentstudy.errors import SchemaViolation, StudyError

_FILE = Path(__file__).with_name("corrections.toml")
ACTIONS = ("flag", "drop", "override", "scale")


@cache
def corrections() -> tuple[Mapping[str, Any], ...]:
    """Every entry of ``corrections.toml``, in its order."""
    return tuple(tomllib.loads(_FILE.read_text(encoding="utf-8"))["correction"])


def corrected(table: pd.DataFrame, dataset: str, vintage: str) -> pd.DataFrame:
    """The observations after the entries for this dataset and vintage; the input is not changed."""
    entries = [one for one in corrections() if one["dataset"] == dataset and vintage in one["vintages"]]
    if not entries:
        return table
    repaired = table.copy()
    for entry in entries:
        chosen = _rows(repaired, entry)
        _guard(repaired[chosen], entry, dataset, vintage)
        repaired = _act(repaired, chosen, entry)
    return repaired.reset_index(drop=True)


def _rows(table: pd.DataFrame, entry: Mapping[str, Any]) -> pd.Series[bool]:
    chosen = pd.Series(True, index=table.index)
    for column, codes in entry["where"].items():
        chosen &= table[column].isin([codes] if isinstance(codes, str) else codes)
    return chosen


def _guard(rows: pd.DataFrame, entry: Mapping[str, Any], dataset: str, vintage: str) -> None:
    found: list[Any]
    if "flags" in entry["expect"]:
        found, wanted = sorted(set(rows["obs_flag"])), [entry["expect"]["flags"]]
    else:
        found, wanted = [float(one) for one in rows["obs_value"]], [float(one) for one in entry["expect"]["values"]]
    if found != wanted:
        raise SchemaViolation(
            f"the correction of {dataset} at vintage {vintage} for {dict(entry['where'])} expects {wanted} and finds {found}. "
            "The provider has repaired it, or the rows moved: remove or renew the entry in sources/corrections.toml."
        )


def _act(table: pd.DataFrame, chosen: pd.Series[bool], entry: Mapping[str, Any]) -> pd.DataFrame:
    action = entry["action"]
    if action == "drop":
        return table[~chosen]
    if action == "override":
        table.loc[chosen, "obs_value"] = entry["value"]
    elif action == "scale":
        table.loc[chosen, "obs_value"] *= entry["factor"]
    elif action == "flag":
        table.loc[chosen, "obs_flag"] = union_of_flags(table.loc[chosen, "obs_flag"], _flags(table, chosen, entry))
    else:
        raise StudyError(f"corrections.toml asks for '{action}'; one of {', '.join(ACTIONS)} is wanted.")
    return table


def _flags(table: pd.DataFrame, chosen: pd.Series[bool], entry: Mapping[str, Any]) -> pd.Series[str]:
    """The flag an entry gives, or those that the same observations carry under another code."""
    if "flag" in entry:
        return pd.Series(entry["flag"], index=table.index[chosen])
    (column, code), *rest = entry["flags_of"].items()
    if rest:
        raise StudyError("flags_of in corrections.toml names one column and one code.")
    key = [one for one in table.columns if one not in {column, "obs_value", "obs_flag", "source"}]
    bearer = table[table[column] == code].set_index(key)["obs_flag"]
    wanted = pd.MultiIndex.from_frame(table.loc[chosen, key])
    flags: pd.Series[str] = bearer.reindex(wanted).fillna("").set_axis(table.index[chosen])
    return flags
