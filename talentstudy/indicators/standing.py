"""Where a country stands among the 27, and how far from the EU and the leader."""

from __future__ import annotations

import pandas as pd

from talentstudy.codes import member_states
from talentstudy.errors import UnknownName

EU = "EU27_2020"

# Where a low value is the good one.
_LOWEST = frozenset({"disability_employment_gap", "enterprises_hard_to_fill_share", "ict_gender_gap"})


def best_of(indicator: str) -> str:
    """Which end of an indicator ranks first: ``lowest`` for gaps and difficulties, else ``highest``.

    >>> best_of("ict_gender_gap"), best_of("ict_women_share")
    ('lowest', 'highest')
    """
    return "lowest" if indicator in _LOWEST else "highest"


def standing(rows: pd.DataFrame, *, best: str = "highest") -> pd.DataFrame:
    """Rank among the 27, distance to the EU and to the leader, for every key of an indicator.

    Parameters
    ----------
    rows
        Indicator rows, one per (further dimensions ×) geo × time_period.
    best
        ``highest`` if the highest value ranks first, ``lowest`` for gaps.

    Returns
    -------
    pandas.DataFrame
        The rows of member states that have a value, with ``rank`` (ties share the better rank),
        ``ranked`` (members that have a value), ``eu_value`` and ``distance_to_eu`` (missing where
        the EU has no value: it is never a mean of countries), ``leader`` (codes joined by ' '
        in their order where several lead), ``leader_value`` and ``distance_to_leader``. Distances are in
        percentage points for shares, else in the unit of the indicator. Flags are kept.
    """
    if best not in {"highest", "lowest"}:
        raise UnknownName("order of ranks", best, ("highest", "lowest"))
    dims = [
        one
        for one in rows.columns
        if one not in {"geo", "unit", "obs_value", "obs_flag", "source", "obs_lower", "obs_upper"}
    ]
    held = rows[rows["geo"].isin(member_states()) & rows["obs_value"].notna()].reset_index(drop=True)
    union = rows.loc[rows["geo"] == EU, [*dims, "obs_value"]].rename(columns={"obs_value": "eu_value"})
    table = held.merge(union, on=dims, how="left", validate="many_to_one")
    values = table.groupby(dims)["obs_value"]
    table["rank"] = values.rank(method="min", ascending=best == "lowest").astype(int)
    table["ranked"] = values.transform("size")
    table["distance_to_eu"] = table["obs_value"] - table["eu_value"]
    first = table[table["rank"] == 1].sort_values("geo")
    leaders = first.groupby(dims).agg(leader=("geo", " ".join), leader_value=("obs_value", "first"))
    table = table.merge(leaders.reset_index(), on=dims, how="left", validate="many_to_one")
    table["distance_to_leader"] = table["obs_value"] - table["leader_value"]
    return table
