"""The log as it is printed: a table whose heads a screen reader can follow, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

import pandas as pd

from talentstudy.assumptions.log import FILE, KINDS, Assumption, DataLine, assumptions, data_log
from talentstudy.codes import label
from talentstudy.errors import UnknownName
from talentstudy.finding import Sheet
from talentstudy.wording import locale_of, sentence

if TYPE_CHECKING:
    from talentstudy.editions import Edition
    from talentstudy.store import Home


@dataclass(frozen=True, eq=False)
class LogSheet(Sheet):
    """A printed table with a caption; its HTML names every column and, by the first cell, every row."""

    def __repr__(self) -> str:
        return f"{self.caption}\n{self.table.to_string(index=False)}"

    def _repr_html_(self) -> str:
        heads = "".join(f'<th scope="col">{escape(str(column))}</th>' for column in self.table.columns)
        rows = "".join(_row([str(cell) for cell in row]) for row in self.table.itertuples(index=False))
        caption = f"<caption>{escape(self.caption)}</caption>"
        return f"<table>{caption}<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"


def log_sheet(kind: str, edition: Edition, home: Home, language: str) -> LogSheet:
    """The log of ``assumptions``, or of the ``datasets`` that an edition pins, in a language.

    A line has what it is about, owner (a role), quality in words, why, and the day by which it is to be looked at again;
    lines stand in the order of the file, and of the edition. Raises UnknownName for another kind.
    """
    locale_of(language)
    columns: tuple[str, ...]
    if kind == "assumptions":
        columns = ("assumption", "statement", "quality", "reason", "owner", "review", "where")
        lines = [_assumption(one, language) for one in assumptions()]
    elif kind == "datasets":
        columns = ("dataset", "title", "quality", "reason", "owner", "review")
        lines = [_dataset(one, language) for one in data_log(edition, home)]
    else:
        raise UnknownName("log", kind, KINDS)
    heads = [sentence(FILE, f"column_{column}", language) for column in columns]
    table = pd.DataFrame(lines, columns=heads, dtype="str")
    return LogSheet(table, caption=sentence(FILE, f"caption_{kind}", language))


def _assumption(one: Assumption, language: str) -> list[str]:
    told = [one.name, one.statement[language], _quality(one, language), one.reason[language]]
    return [*told, *_who(one, language), one.where]


def _dataset(one: DataLine, language: str) -> list[str]:
    title = label("dataset", one.dataset, language)
    return [
        f"{one.dataset} @ {one.vintage}",
        title,
        _quality(one, language),
        one.reason(language),
        *_who(one, language),
    ]


def _quality(one: Assumption | DataLine, language: str) -> str:
    return sentence(FILE, f"quality_{one.quality}", language)


def _who(one: Assumption | DataLine, language: str) -> Iterator[str]:
    yield sentence(FILE, f"owner_{one.owner}", language)
    yield one.review


def _row(cells: list[str]) -> str:
    first, *others = cells
    return f'<tr><th scope="row">{escape(first)}</th>{"".join(f"<td>{escape(cell)}</td>" for cell in others)}</tr>'
