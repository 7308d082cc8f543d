"""A table as it is printed: flags and sources out of the columns and into marks with notes below."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from talentstudy.codes import code_list, label
from talentstudy.documents.blocks import TableBlock
from talentstudy.paper.labelled import labelled
from talentstudy.tables.values import absent
from talentstudy.wording import sentence

# The heads under which a chapter's table and the rows behind a figure print flags, sources and values.
_FLAGS = (("tables", "flags"), ("site", "dim_obs_flag"))
_SOURCE = (("tables", "source"), ("site", "dim_source"))
_VALUE = (("site", "dim_obs_value"),)
_RANK = re.compile(r"(\d+)/\d+")


@dataclass(frozen=True)
class PrintCell:
    """What stands in a cell, and the marks beside it that lead to notes."""

    text: str
    marks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Note:
    """A line below a table; without a mark it holds for the whole of it."""

    text: str
    mark: str = ""


@dataclass(frozen=True)
class PrintTable:
    """A table ready to print in any format: ``numeric`` columns stand flush right, the first column names its row."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[PrintCell, ...], ...]
    numeric: tuple[bool, ...]
    notes: tuple[Note, ...]
    language: str


def print_table(block: TableBlock, language: str, cited: Callable[[str], str] = str) -> PrintTable:
    """A table of a document as it is printed.

    Parameters
    ----------
    block
        Text cells as printed; a column of flags or of sources is known by its head.
    cited
        Words a source as it is printed, where the table holds ``dataset@vintage``.

    Returns
    -------
    PrintTable
        Flags stand as letters on the value before them, with their meaning below. A source that every row shares is
        one note; others are numbered on the first cell of their row. Nothing is dropped.
    """
    block = labelled(block, language)
    rows = [[PrintCell(text) for text in row] for row in block.rows]
    notes = [Note(one) for one in block.notes]
    gone = set()
    flags, source = (_at(block, keys, language) for keys in (_FLAGS, _SOURCE))
    if source is not None:
        notes += _sourced(rows, source, language, cited)
        gone.add(source)
    if flags is not None and flags > 0:
        value = _at(block, _VALUE, language)
        notes += _flagged(rows, flags, flags - 1 if value is None else value, language)
        gone.add(flags)
    kept = [at for at in range(len(block.columns)) if at not in gone]
    return PrintTable(
        block.caption,
        tuple(block.columns[at][:1].upper() + block.columns[at][1:] for at in kept),
        tuple(tuple(row[at] for at in kept) for row in rows),
        _numeric(block, kept, language),
        tuple(notes),
        language,
    )


def _numeric(block: TableBlock, kept: Sequence[int], language: str) -> tuple[bool, ...]:
    """Which columns hold numbers: a rank among so many is one, and a value that is not available does not decide."""
    missing = absent(language)
    rows = tuple(tuple("" if text == missing else _RANK.sub(r"\1", text) for text in row) for row in block.rows)
    found = TableBlock(block.caption, block.columns, rows).numeric
    return tuple(found[at] and at > 0 for at in kept)


def _at(block: TableBlock, keys: Sequence[tuple[str, str]], language: str) -> int | None:
    """Where the first column stands whose head is one of these sentences; None if there is none."""
    heads = {sentence(file, key, language) for file, key in keys}
    return next((at for at, head in enumerate(block.columns) if head in heads), None)


def _flagged(rows: list[list[PrintCell]], at: int, value: int, language: str) -> list[Note]:
    """Move the flags of column ``at`` to column ``value``; what each letter means."""
    # Rows behind a figure spell their flags out; a chapter's table has letters.
    letters = {label("obs_flag", code, language): code for code in code_list("obs_flag")}
    met: dict[str, None] = {}
    for row in rows:
        named = row[at].text.split(", ") if row[at].text else []
        marks = [letters[one]] if (one := row[at].text) in letters else [*_letters(named, letters)]
        met.update(dict.fromkeys(marks))
        row[value] = replace(row[value], marks=(*row[value].marks, *marks))
    return [Note(label("obs_flag", one, language), one) for one in sorted(met)]


def _letters(named: Sequence[str], letters: dict[str, str]) -> Sequence[str]:
    return [one for name in named for one in ([letters[name]] if name in letters else list(name))]


def _sourced(rows: list[list[PrintCell]], at: int, language: str, cited: Callable[[str], str]) -> list[Note]:
    """Move the sources of column ``at`` to notes: one for all, or numbered on the first cell of each row."""
    numbers: dict[str, str] = {}
    for row in rows:
        if row[at].text:
            numbers.setdefault(row[at].text, str(len(numbers) + 1))
    told = {text: sentence("page", "source", language, source=cited(text)) for text in numbers}
    if len(numbers) == 1 and all(row[at].text for row in rows):
        return [Note(one) for one in told.values()]
    for row in rows:
        if row[at].text:
            row[0] = replace(row[0], marks=(*row[0].marks, numbers[row[at].text]))
    return [Note(told[text], mark) for text, mark in numbers.items()]
