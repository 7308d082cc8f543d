"""be.STAT, Statbel's tables as JSON: one object per row, its columns labelled in the language of the view."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

from talentstudy.errors import CleaningError, SchemaViolation
from talentstudy.wording import LANGUAGES


def read_facts(path: Path, time: str = "") -> pd.DataFrame:
    """One row per fact of a view, as texts under the view's own column names; '' where a cell is null.

    ``time`` names the column that holds the period as a label (``Januari 2025``, ``Janvier 2025``, ``2025``);
    it comes out as an SDMX period (``2025-01``).

    Raises SchemaViolation for a file that is no view of be.STAT, CleaningError for a label that is no period.
    """
    try:
        content: Any = json.loads(path.read_text(encoding="utf-8"))
        facts = content["facts"]
        columns = list(dict.fromkeys(column for row in facts for column in row))
        rows = [[_text(row.get(column)) for column in columns] for row in facts]
    except (ValueError, KeyError, TypeError, AttributeError) as refused:
        raise SchemaViolation(
            f"{path.name} is no view of be.STAT ({refused!r}): an object with 'facts' is wanted."
        ) from None
    table = pd.DataFrame(rows, columns=columns, dtype="str")
    if time in table.columns:
        table[time] = [_period(text) for text in table[time]]
    return table


def _text(cell: Any) -> str:
    return "" if cell is None else str(cell)


def _period(label: str) -> str:
    *named, year = label.split() or [""]
    month = _months().get(" ".join(named).lower(), 0)
    if not (len(year) == 4 and year.isdecimal()) or (named and not month):
        raise CleaningError(f"'{label}' is no period of be.STAT; a month with its year, or a year, is wanted.")
    return f"{year}-{month:02}" if named else year


@cache
def _months() -> dict[str, int]:
    from babel.dates import get_month_names

    return {
        name.lower(): number
        for language in LANGUAGES
        for number, name in get_month_names("wide", locale=language).items()
    }
