"""Countries by rank, as it is printed: value, distance to the EU and to the leader."""

from __future__ import annotations

import pandas as pd

from talentstudy.codes import label
from talentstudy.tables.values import absent, decimals, printed
from talentstudy.wording import number, sentence

COLUMNS = ("rank", "country", "period", "value", "flags", "distance", "distance_to_leader")


def ranking(standings: pd.DataFrame, language: str) -> pd.DataFrame:
    """One row per member state that has a value, the first first; text columns with printed headings.

    ``standings`` are rows of ``indicators.standing``. A distance to the EU is 'not available' where the EU
    has no value.
    """
    ordered = standings.sort_values(["rank", "geo"], ignore_index=True)
    lines = [_line(row, language) for _, row in ordered.iterrows()]
    table = pd.DataFrame(lines, columns=list(COLUMNS), dtype="str")
    return table.rename(columns={column: sentence("tables", column, language) for column in COLUMNS})


def ranking_caption(indicator: str, standings: pd.DataFrame, language: str) -> str:
    """What the table ranks, and of which year."""
    period = ", ".join(sorted(set(standings["time_period"])))
    return sentence(
        "tables", "ranking_caption", language, indicator=label("indicator", indicator, language), period=period
    )


def _line(row: pd.Series, language: str) -> dict[str, str]:
    unit = str(row["unit"])

    def distance(value: float) -> str:
        return absent(language) if pd.isna(value) else number(float(value), language, decimals(unit), signed=True)

    return {
        "rank": str(row["rank"]),
        "country": label("geo", row["geo"], language),
        "period": row["time_period"],
        "value": printed(float(row["obs_value"]), unit, language),
        "flags": row["obs_flag"],
        "distance": distance(row["distance_to_eu"]),
        "distance_to_leader": distance(row["distance_to_leader"]),
    }
