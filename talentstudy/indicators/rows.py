"""What every indicator does with tidy observations: take a slice, carry flags and sources along."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from talentstudy.cleaning.flags import union_of_flags
from talentstudy.cleaning.keys import select

_VALUES = ("obs_value", "obs_lower", "obs_upper", "obs_flag", "source")


def slice_of(observations: pd.DataFrame, *dims: str, interval: bool = False, **codes: str) -> pd.DataFrame:
    """The observations under ``codes``, with ``dims`` as the only dimensions kept.

    Dimensions held constant by ``codes`` are dropped; the rest of the columns are those of
    indicator rows. ``interval`` keeps obs_lower and obs_upper.
    """
    chosen = select(observations, **codes)
    values = [one for one in _VALUES if interval or one not in {"obs_lower", "obs_upper"}]
    return chosen[[*dims, "geo", "time_period", "unit", *values]].reset_index(drop=True)


def in_unit(rows: pd.DataFrame, unit: str) -> pd.DataFrame:
    """The same rows, their unit named as the indicator publishes it."""
    return rows.assign(unit=unit)


def union_of_sources(left: pd.Series[str], right: pd.Series[str]) -> pd.Series[str]:
    """Both sources of each pair of rows, each named once.

    >>> union_of_sources(pd.Series(["a@2024"]), pd.Series(["a@2024; b@2025"])).tolist()
    ['a@2024; b@2025']
    """
    pairs = {pair: "; ".join(dict.fromkeys("; ".join(pair).split("; "))) for pair in set(zip(left, right, strict=True))}
    return pd.Series([pairs[pair] for pair in zip(left, right, strict=True)], index=left.index, dtype="str")


def paired(left: pd.DataFrame, right: pd.DataFrame, on: Sequence[str] = ("geo", "time_period")) -> pd.DataFrame:
    """Rows of ``left`` beside those of ``right`` with the same key; only keys that both hold.

    Gives the columns of ``left``, with ``other_value`` (the value of ``right``) added and the flags
    and sources of both united.
    """
    beside = right[[*on, "obs_value", "obs_flag", "source"]]
    both = left.merge(beside, on=list(on), suffixes=("", "_other"), validate="many_to_one")
    return both.assign(
        obs_flag=union_of_flags(both["obs_flag"], both["obs_flag_other"]),
        source=union_of_sources(both["source"], both["source_other"]),
    ).rename(columns={"obs_value_other": "other_value"})[[*left.columns, "other_value"]]
