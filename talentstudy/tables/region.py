"""Everything that is known for one region, on one page."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd
from babel.units import format_unit

from talentstudy.codes import label
from talentstudy.figures.values import decimals_of, is_percent, period_text
from talentstudy.figures.values import printed as value_text
from talentstudy.tables.values import absent
from talentstudy.wording import locale_of, sentence

COLUMNS = ("indicator", "detail", "value", "period", "source")
# Codes that say a dimension does not apply.
_TOTALS = frozenset({"TOTAL", "T", ""})
# Durations take the plural their number asks for.
_DURATIONS = {"YR": "duration-year", "DAYS": "duration-day"}
# Units whose name adds nothing to the number.
_BARE = frozenset({"NR", "RT", "RANK"})


def region_table(
    indicators: Mapping[str, pd.DataFrame], geo: str, language: str, cited: Callable[[str], str] = str
) -> pd.DataFrame:
    """One row per number held for the region, latest period first within an indicator; text columns.

    ``indicators`` are all indicator rows by id. A range or lower bound is printed as one. The period
    is 'not available' where the publication prints none. ``cited`` words a row's source as it is printed.
    """
    lines = []
    for name, rows in indicators.items():
        own = rows[rows["geo"] == geo].sort_values("time_period", ascending=False, kind="stable")
        lines += [_line(name, row, language, cited) for _, row in own.iterrows()]
    table = pd.DataFrame(lines, columns=list(COLUMNS), dtype="str")
    return table.rename(columns={column: sentence("tables", column, language) for column in COLUMNS})


def _line(name: str, row: pd.Series, language: str, cited: Callable[[str], str]) -> dict[str, str]:
    dims = [column for column in row.index[: list(row.index).index("geo")] if row[column] not in _TOTALS]
    return {
        "indicator": label("indicator", name, language),
        "detail": ", ".join(label(dim, row[dim], language) for dim in dims),
        "value": value_of(row, language),
        "period": period_text(row["time_period"], language) if row["time_period"] else absent(language),
        "source": cited(row["source"]),
    }


def value_of(row: pd.Series, language: str, decimals: int | None = None) -> str:
    """A number with its unit, as a range or bound where only that is known; 'not available' for none."""
    unit = row["unit"]
    lower, upper = row.get("obs_lower"), row.get("obs_upper")

    def text(value: float) -> str:
        if unit in _DURATIONS:
            return str(format_unit(value, _DURATIONS[unit], locale=locale_of(language)))
        printed = value_text(
            value, unit, language, decimals_of([value], unit) if decimals is None else decimals, signed=unit == "PC_NET"
        )
        if is_percent(unit) or unit in _BARE:
            return printed
        return f"{printed} {label('unit', 'PC_PNT' if unit == 'PC_NET' else unit, language)}"

    if pd.notna(row["obs_value"]):
        return text(float(row["obs_value"]))
    if pd.notna(lower) and pd.notna(upper):
        return sentence("page", "interval", language, lower=text(float(lower)), upper=text(float(upper)))
    if pd.notna(lower):
        return sentence("page", "at_least", language, value=text(float(lower)))
    if pd.notna(upper):
        return sentence("page", "at_most", language, value=text(float(upper)))
    return absent(language)
