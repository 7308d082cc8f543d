"""The rows behind a figure as a table that fits a page."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from babel.numbers import get_decimal_symbol

from talentstudy.documents.blocks import FigureBlock
from talentstudy.paper.tables import Note, PrintCell, PrintTable, print_table
from talentstudy.site.figure_data import data_table
from talentstudy.site.frame import say
from talentstudy.wording import locale_of, sentence

# Rows beyond which countries stand beside each other instead of below.
_MANY = 40
_NUMBER = re.compile(r"[+−-]?\d[\d.,\s]*")


def rows_table(figure: FigureBlock, language: str, cited: Callable[[str], str] = str) -> PrintTable | None:
    """The rows behind a numbered figure; None where it has none.

    What is the same in every row (an indicator, a unit) stands once below. Of many rows over country and period,
    periods stand below each other and countries side by side; a value that is not there is said to be missing.
    """
    block = data_table(figure, language)
    if block is None or not block.rows:
        return None
    compact = _compact(print_table(block, language, cited))
    # Values of one unit stand below each other with the same decimals.
    mixed = say("dim_unit", language) in compact.columns
    table = _side_by_side(compact)
    return table if mixed else _evened(table)


def _compact(table: PrintTable) -> PrintTable:
    """Columns that say the same in every row, as notes."""
    if len(table.rows) < 2:
        return table
    value = say("dim_obs_value", table.language)
    same = [
        at
        for at, head in enumerate(table.columns)
        if head != value and len({row[at] for row in table.rows}) == 1 and not table.rows[0][at].marks
    ]
    # At least one column names the rows.
    if len(same) >= len(table.columns) - 1:
        same = same[1:]
    kept = [at for at in range(len(table.columns)) if at not in same]
    notes = [
        Note(sentence("paper", "of_all", table.language, name=table.columns[at], value=table.rows[0][at].text))
        for at in same
        if table.rows[0][at].text
    ]
    return replace(
        table,
        columns=tuple(table.columns[at] for at in kept),
        rows=tuple(tuple(row[at] for at in kept) for row in table.rows),
        numeric=tuple(table.numeric[at] and place > 0 for place, at in enumerate(kept)),
        notes=(*notes, *table.notes),
    )


def _side_by_side(table: PrintTable) -> PrintTable:
    language = table.language
    wanted = tuple(say(f"dim_{name}", language) for name in ("geo", "time_period", "obs_value"))
    if len(table.rows) <= _MANY or table.columns != wanted:
        return table
    missing = PrintCell(sentence("tables", "not_available", language))
    places = list(dict.fromkeys(geo.text for geo, _, _ in table.rows))
    cells = {(geo.text, period.text): _joined(geo, period, value) for geo, period, value in table.rows}
    periods = sorted({period.text for _, period, _ in table.rows})
    rows = tuple((PrintCell(one), *(cells.get((geo, one), missing) for geo in places)) for one in periods)
    return replace(table, columns=(wanted[1], *places), rows=rows, numeric=(False, *(True for _ in places)))


def _joined(geo: PrintCell, period: PrintCell, value: PrintCell) -> PrintCell:
    """The marks of a row go where its value stands."""
    return PrintCell(value.text, (*geo.marks, *period.marks, *value.marks))


def _evened(table: PrintTable) -> PrintTable:
    """Numbers with as many decimals as the one that has most."""
    point = get_decimal_symbol(locale_of(table.language))
    told = [row[at].text for row in table.rows for at, numeric in enumerate(table.numeric) if numeric]
    numbers = [one for one in told if _NUMBER.fullmatch(one)]
    most = max((len(one.partition(point)[2]) for one in numbers), default=0)
    rows = tuple(
        tuple(
            replace(one, text=_with_decimals(one.text, point, most)) if numeric else one
            for one, numeric in zip(row, table.numeric, strict=True)
        )
        for row in table.rows
    )
    return replace(table, rows=rows)


def _with_decimals(text: str, point: str, most: int) -> str:
    if not most or not _NUMBER.fullmatch(text):
        return text
    whole, _, part = text.partition(point)
    return f"{whole}{point}{part.ljust(most, '0')}"
