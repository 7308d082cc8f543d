"""One row per indicator: the country's last value beside the EU, its rank and the leader."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from talentstudy.codes import label
from talentstudy.indicators.standing import EU, best_of, standing
from talentstudy.tables.values import absent, decimals, printed
from talentstudy.wording import number, sentence

COLUMNS = ("indicator", "unit", "period", "country", "flags", "eu", "distance", "rank", "leader", "source")

# Among fewer members than this a rank says who was counted, not who leads.
_FEWEST = 10


def key_figures(indicators: Mapping[str, pd.DataFrame], geo: str, language: str) -> pd.DataFrame:
    """A table ready to print, in the order of ``indicators``.

    Parameters
    ----------
    indicators
        Rows by indicator id, one per geo × time_period.
    geo
        The country the table is about.
    language
        nl, fr, en or de; headings and values are printed in it.

    Returns
    -------
    pandas.DataFrame
        Text columns: indicator, unit, reference year, value, flags, value of the EU ('not available'
        where it has none), distance to it in points or units, rank among the members that have a
        value, leader, source. An indicator without any value for the country has no row.
    """
    lines = [_line(name, rows, geo, language) for name, rows in indicators.items()]
    table = pd.DataFrame([line for line in lines if line], columns=list(COLUMNS), dtype="str")
    heads = {column: sentence("tables", column, language) for column in COLUMNS}
    heads["country"] = label("geo", geo, language)
    return table.rename(columns=heads)


def _line(name: str, rows: pd.DataFrame, geo: str, language: str) -> dict[str, str] | None:
    own = rows[(rows["geo"] == geo) & rows["obs_value"].notna()]
    if own.empty:
        return None
    last = own.sort_values("time_period").iloc[-1]
    year = rows[rows["time_period"] == last["time_period"]]
    unit = str(last["unit"])
    union = year.loc[year["geo"] == EU, "obs_value"].dropna()
    line = {
        "indicator": label("indicator", name, language),
        "unit": label("unit", unit, language),
        "period": str(last["time_period"]),
        "country": printed(float(last["obs_value"]), unit, language),
        "flags": str(last["obs_flag"]),
        "source": str(last["source"]),
        "eu": absent(language),
        "distance": absent(language),
        "rank": absent(language),
        "leader": absent(language),
    }
    if len(union) and geo != EU:
        line["eu"] = printed(float(union.iloc[0]), unit, language)
        # A difference of counts tells the size of the countries, not their standing.
        if unit not in {"THS_PER", "NR", "PER"}:
            gap = float(last["obs_value"]) - float(union.iloc[0])
            line["distance"] = number(gap, language, decimals(unit), signed=True)
    ranks = standing(year, best=best_of(name))
    mine = ranks[ranks["geo"] == geo]
    if len(mine) and mine["ranked"].iloc[0] >= _FEWEST:
        line["rank"] = f"{mine['rank'].iloc[0]}/{mine['ranked'].iloc[0]}"
        leaders = ", ".join(label("geo", code, language) for code in mine["leader"].iloc[0].split())
        line["leader"] = f"{leaders} ({printed(float(mine['leader_value'].iloc[0]), unit, language)})"
    return line
