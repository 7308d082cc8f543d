"""What the typst template sets, as plain data: headings, paragraphs, lists, tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from talentstudy.paper.inline import Run, merged, runs_of
from talentstudy.paper.setting import longest_word, rooms_of, size_of, widths_of
from talentstudy.paper.tables import PrintCell, PrintTable

Told = dict[str, Any]


def heading(text: str, level: int, *, listed: bool = True) -> Told:
    """A heading; a bookmark leads to it, and the contents name it if ``listed``."""
    return {"kind": "heading", "level": level, "text": text, "listed": listed}


def paragraph(markdown: str) -> Told:
    """A paragraph of inline Markdown."""
    return words(runs_of(markdown))


def words(runs: Iterable[Run]) -> Told:
    """A paragraph of words in their styles."""
    return {"kind": "paragraph", "runs": _told(runs)}


def listing_of(items: list[str]) -> Told:
    """A list of inline Markdown."""
    return listing(map(runs_of, items))


def listing(items: Iterable[Iterable[Run]], *, ordered: bool = False) -> Told:
    """A list, each item some words in their styles."""
    return {"kind": "list", "ordered": ordered, "items": [_told(one) for one in items]}


def table(printed: PrintTable) -> Told:
    """A table."""
    rooms = rooms_of(printed)
    return {
        "kind": "table",
        "caption": printed.caption,
        "columns": list(printed.columns),
        "rows": [[_cell(one, room) for one, room in zip(row, rooms, strict=True)] for row in printed.rows],
        "numeric": list(printed.numeric),
        "widths": list(widths_of(printed)),
        "size": size_of(printed),
        "notes": [{"marks": [one.mark] if one.mark else [], "runs": _told([Run(one.text)])} for one in printed.notes],
    }


def _cell(one: PrintCell, room: int) -> Told:
    """A cell; its words are broken only where one is longer than the column."""
    return {"text": one.text, "marks": list(one.marks), "broken": longest_word(one.text) > room}


def _told(runs: Iterable[Run]) -> list[Mapping[str, str]]:
    return [vars(one) for one in merged(runs)]
