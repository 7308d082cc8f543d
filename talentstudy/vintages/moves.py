"""How far rows moved between two readings of an indicator or figure, in sizes that can be compared."""

from __future__ import annotations

import numpy as np
import pandas as pd

from talentstudy.figures.values import is_percent

# Units whose difference is a size by itself; of others it is told in percent of the value before.
_POINTS = frozenset({"PC_PNT", "PC_NET", "RANK"})
_NOISE = 1e-9
_MEASURED = ("obs_value", "obs_lower", "obs_upper")


def summed_moves(
    older: pd.DataFrame, revised: pd.DataFrame, newer: pd.DataFrame, *, key: list[str]
) -> dict[str, object]:
    """How many rows moved, are new and are gone, and the largest move."""
    moved = moves(older, revised, key)
    held = [table[_has_value(table)].set_index(key).index for table in (older, newer)]
    counts = {
        "moved": len(moved),
        "new": len(held[1].difference(held[0])),
        "gone": len(held[0].difference(held[1])),
    }
    if moved.empty:
        return {
            **counts,
            "geo": "",
            "time_period": "",
            "before": np.nan,
            "after": np.nan,
            "difference": np.nan,
            "size": 0.0,
        }
    worst = moved.iloc[0]
    return {**counts, **{one: worst[one] for one in ("geo", "time_period", "before", "after", "difference", "size")}}


def moves(older: pd.DataFrame, revised: pd.DataFrame, key: list[str]) -> pd.DataFrame:
    """The rows whose value differs: key, unit, before, after, difference and size, the largest first."""
    columns = [*dict.fromkeys([*key, "unit"]), "obs_value"]
    both = older[columns].merge(revised[columns], on=columns[:-1], suffixes=("_before", "_after"))
    both = both.rename(columns={"obs_value_before": "before", "obs_value_after": "after"})
    difference = (both["after"] - both["before"]).round(9)
    points = both["unit"].map(lambda unit: is_percent(unit) or unit in _POINTS)
    relative = 100 * difference / both["before"].abs().where(both["before"] != 0)
    size = difference.where(points, relative).abs()
    # From nothing to something there is no percentage; the difference itself says how much.
    both = both.assign(difference=difference, size=size.fillna(difference.abs()))
    chosen = both[(difference.abs() > _NOISE) | (both["before"].isna() != both["after"].isna())]
    return chosen.sort_values("size", ascending=False, kind="stable").reset_index(drop=True)


def _has_value(table: pd.DataFrame) -> pd.Series[bool]:
    measured = [one for one in _MEASURED if one in table]
    return table[measured].notna().any(axis=1)
