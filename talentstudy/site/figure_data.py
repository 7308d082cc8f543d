"""The rows behind a figure as a table that can be read aloud: labels for codes, numbers as the language writes them."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from talentstudy.codes import code_list, dimensions, label
from talentstudy.documents.blocks import FigureBlock, TableBlock
from talentstudy.provenance import briefly
from talentstudy.site.frame import say
from talentstudy.wording import number, sentence

# No value is known to more digits than a provider publishes; a ratio has many.
_MOST_DECIMALS = 4
_VALUES = ("obs_value", "obs_lower", "obs_upper")
# What every reader wants first; the rest as the file has it.
_LAST = ("unit", "obs_flag", "source")


def data_table(figure: FigureBlock, language: str) -> TableBlock | None:
    """The rows of a figure with their labels; None where the figure has no rows.

    A column that is the same in every row and says nothing of its own (an indicator's name, when there is only one)
    stays: the table is also read without the figure.
    """
    if "csv" not in figure.files:
        return None
    rows = _rows(figure.files["csv"])
    columns = _columns(list(rows[0]) if rows else [])
    caption = say("data_caption", language, id=figure.id, title=figure.title)
    heads = tuple(say(f"dim_{name}", language) for name in columns)
    decimals = _decimals(rows)
    cells = tuple(tuple(_cell(name, row, language, decimals) for name in columns) for row in rows)
    return TableBlock(caption, heads, cells, anchor=f"{figure.anchor}-data")


def flags_of(figure: FigureBlock) -> tuple[str, ...]:
    """The letters of all flags among the rows of a figure."""
    if "csv" not in figure.files:
        return ()
    found = {letter for row in _rows(figure.files["csv"]) for letter in row.get("obs_flag", "")}
    return tuple(one for one in code_list("obs_flag") if one in found)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _columns(names: Sequence[str]) -> list[str]:
    """Keys first; a column joined of two others repeats them and is left out."""
    own = [name for name in names if "+" not in name]
    return [*(name for name in own if name not in _LAST), *(name for name in _LAST if name in own)]


def _kind(row: Mapping[str, str]) -> tuple[str, str]:
    return row.get("indicator", ""), row.get("unit", "")


def _decimals(rows: Sequence[Mapping[str, str]]) -> Mapping[tuple[str, str], int]:
    """As many decimals for all values of an indicator as the one with the most has: 11.0 beside 10.8."""
    found: dict[tuple[str, str], int] = {}
    for row in rows:
        most = max((len(row.get(name, "").partition(".")[2]) for name in _VALUES), default=0)
        found[_kind(row)] = min(max(found.get(_kind(row), 0), most), _MOST_DECIMALS)
    return found


def _cell(name: str, row: Mapping[str, str], language: str, decimals: Mapping[tuple[str, str], int]) -> str:
    text = row[name]
    if name in _VALUES:
        return number(float(text), language, decimals[_kind(row)]) if text else _absent(language)
    if name == "source":
        return _source(text, language)
    if name == "obs_flag":
        return ", ".join(label("obs_flag", letter, language) for letter in text)
    if name in dimensions():
        codes = code_list(name)
        # Where indicators stand beside each other, one that lacks a dimension says TOTAL there.
        codes = code_list("group") if text == "TOTAL" and text not in codes else codes
        return codes[text].label(language) if text in codes else text
    return text


def _absent(language: str) -> str:
    return sentence("tables", "not_available", language)


@cache
def _source(text: str, language: str) -> str:
    return briefly(text, language)
