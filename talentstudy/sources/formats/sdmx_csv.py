"""SDMX-CSV 1.0 and 2.0, and a table of observations that is neither: one row per line."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

import numpy as np
import pandas as pd

from talentstudy.errors import CleaningError
from talentstudy.sources.formats.blocks import Arrays, Field, Layout, Parser, as_parsed
from talentstudy.sources.formats.careful import codes_of, numbers_if_all, numbers_of, records
from talentstudy.sources.formats.columns import Coded
from talentstudy.sources.formats.csv_header import Column, Header, read_header
from talentstudy.sources.formats.csv_values import partial_keys_spread, several_values
from talentstudy.sources.formats.meaning import split_labels
from talentstudy.sources.formats.opening import Source
from talentstudy.sources.formats.parsers import parser_for
from talentstudy.sources.formats.recognising import SDMX_CSV, TIDY_CSV
from talentstudy.sources.formats.reply import Reply, assembled, cleaned, empty, identity, refuse_another
from talentstudy.sources.formats.statuses import letters_and_rest

# An empty cell says nothing; NaN says that there is no value, and so does '#N/A' since SDMX 3.1.
_MISSING = (":", "NaN", "#N/A")
_ACTIONS = frozenset({"", "I", "A", "R", "M", "D"})
_IDENTITY = "structure_id"
_CODE_AND_LABEL = re.compile(r"[\w@$\-]+: .*", re.DOTALL)
_DECIMAL_COMMA = re.compile(rb"[^\w.,]-?\d+,\d+[^\w.,]")
Texts = dict[str, Coded]


def read_sdmx_csv(
    source: Source, *, expected: str = "", dimensions: Collection[str] = (), with_polars: bool | None = None
) -> Reply:
    """The observations of a file, one row per line, in its order.

    Rows about a partial key are no observations: their attributes go to the observations they are
    about. A file with another action than I keeps it in a column ``action``; a row that deletes (D) has
    no value.
    """
    what = str(source)
    lines = source.first_and_rest()
    header = read_header(next(lines).decode("utf-8"), what, dimensions)
    updated = _updated(source, header)
    layout = _layout(header, source.head())
    parser = parser_for(layout, with_polars=with_polars)
    parts = [*as_parsed(lines, parser, lambda block: _carefully(block, header, layout, parser, what))]
    named = SDMX_CSV if any(one.role == "identity" for one in header.columns) else TIDY_CSV
    if not parts:
        return empty(named, header.ids("dimension"), f"{what} has a header and no line below it", updated=updated)
    columns = {name: np.concatenate([part.pop(name) for part in parts]) for name in list(parts[0])}
    columns = _spread(header, columns, parser)
    worded = [one.name for one in layout.read if one.kind == "text"]
    texts = {name: Coded(columns.pop(name), parser.texts(name)) for name in worded}
    labels = _unlabelled(header, texts)
    dataset = _dataset(texts, expected, what)
    table, keys = _table(header, texts, columns, what)
    return Reply(named, table, keys, header.ids("measure"), dataset, updated, labels)


def _layout(header: Header, head: bytes) -> Layout:
    """How lines are read; a comma is the decimal sign where it separates no cells and the first lines have one."""

    def field(one: Column) -> Field:
        if one.role in {"technical", "updated"}:
            return Field(one.id, "skip")
        return Field(one.id, "number" if one.role == "measure" and one.id.startswith("obs_") else "text")

    decimal = "," if header.separator != "," and _DECIMAL_COMMA.search(head) else "."
    return Layout(tuple(map(field, header.columns)), header.separator, _MISSING, quoted=True, decimal=decimal)


def _updated(source: Source, header: Header) -> str:
    """The moment of the last update, from the first line below the header."""
    (name, *_) = [*header.ids("updated"), ""]
    lines = source.head().split(b"\n")[1:2] if name else []
    cells = [line.decode("utf-8", "replace").split(header.separator) for line in lines]
    place = [one.id for one in header.columns].index(name) if name else 0
    return cells[0][place].strip('"') if cells and len(cells[0]) > place else ""


def _carefully(block: bytes, header: Header, layout: Layout, parser: Parser, what: str) -> Arrays:
    lines = records(block, header.separator, len(header.columns), what, quoted=True)
    places = {one.name: place for place, one in enumerate(layout.fields)}
    # In a row that deletes, a dash stands for whatever value is deleted.
    labelled = {one.id for one in header.columns if one.label}
    deletes = [bool("action" in places and line[places["action"]] == "D") for line in lines]
    part: Arrays = {}
    for one in layout.read:
        cells = [line[places[one.name]] for line in lines]
        if one.kind == "number":
            cells = ["" if gone and cell == "-" else cell for gone, cell in zip(deletes, cells, strict=True)]
            if one.name in labelled:
                cells = [cell.partition(": ")[0] for cell in cells]
            part[one.name] = numbers_of(cells, _MISSING, one.name, what, comma=header.separator != ",")
        else:
            part[one.name] = codes_of(parser, one.lexicon, cells)
    return part


def _unlabelled(header: Header, texts: Texts) -> dict[str, dict[str, str]]:
    """Labels by column and code; ``texts`` lose those that share a cell or stand in a column of their own."""
    labels: dict[str, dict[str, str]] = {}
    for one in header.columns:
        if one.id not in texts or one.role in {"label", "action"}:
            continue
        column, noted = texts[one.id], labels.setdefault(one.id, {})
        is_coded = one.role in {"dimension", "status", "identity"} or (
            one.label and not one.inner and _all_coded(column)
        )
        if is_coded and one.role != "identity":
            texts[one.id] = Coded(column.codes, split_labels(column.texts, noted))
    for one in header.columns:
        if one.role == "label":
            words = texts.pop(one.id)
            if one.of in texts:
                labels[one.of] |= _beside(texts[one.of], words)
    return {name: noted for name, noted in labels.items() if noted}


def _all_coded(column: Coded) -> bool:
    return all(_CODE_AND_LABEL.fullmatch(text) for text in column.texts if text)


def _beside(column: Coded, words: Coded) -> dict[str, str]:
    """The label that stands beside each code."""
    beside = np.full(len(column.texts) + 1, -1, dtype=np.int64)
    beside[column.codes] = words.codes
    pairs = zip(column.texts, beside[: len(column.texts)], strict=True)
    return {text: words.texts[place] for text, place in pairs if place >= 0 and text}


def _dataset(texts: Texts, expected: str, what: str) -> str:
    """The id of the dataset; where a file holds several, they tell its rows apart."""
    column = texts.pop("dataflow", None) or texts.pop(_IDENTITY, None)
    if column is None:
        return ""
    bare = Coded(column.codes, [text.split(": ")[0] for text in column.texts]).cleaned(list)
    ids = list(dict.fromkeys(identity(text) for text in bare.texts if text))
    for found in ids:
        refuse_another(found, expected, what)
    if len([text for text in bare.texts if text]) > 1:
        texts[_IDENTITY] = bare
    return ids[0] if ids else ""


def _spread(header: Header, columns: Arrays, parser: Parser) -> Arrays:
    """The rows that are observations, those that delete among them."""
    if "action" in columns and "D" in parser.texts("action"):
        return columns
    keys = [name for name in header.ids("dimension") if name in columns]
    attributes = [name for name in header.ids("attribute", "status") if name in columns]
    return partial_keys_spread(columns, keys, header.ids("measure"), attributes)


def _table(header: Header, texts: Texts, numbers: Arrays, what: str) -> tuple[pd.DataFrame, tuple[str, ...]]:
    dimensions = cleaned({name: texts[name] for name in (_IDENTITY, *header.ids("dimension")) if name in texts})
    letters, rest = letters_and_rest({name: texts[name] for name in header.ids("status")}, what)
    worded = {name: _measured(texts[name]) for name in header.ids("measure") if name in texts}
    extra: dict[str, Any] = {**worded, **rest, **_attributes(header, texts), **_actions(texts, what)}
    return assembled(dimensions, numbers, letters, extra, what), tuple(dimensions)


def _attributes(header: Header, texts: Texts) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for one in header.columns:
        if one.role == "attribute" and one.inner:
            found[one.id] = several_values(texts[one.id], header.inner, one.inner)
        elif one.role == "attribute":
            found[one.id] = texts[one.id].cleaned(list).categorical()
    return found


def _measured(column: Coded) -> Any:
    """A measure that is not called OBS_VALUE: numbers where all of it are, else the texts as they stand."""
    numbers = numbers_if_all(column, _MISSING, comma=True)
    return column.cleaned(list).categorical() if numbers is None else numbers


def _actions(texts: Texts, what: str) -> dict[str, pd.Categorical]:
    """The column of actions, where there is any other than I; CleaningError names one that is unknown."""
    if "action" not in texts:
        return {}
    actions = texts["action"].cleaned(lambda found: [text.strip() or "I" for text in found])
    if unknown := sorted(set(actions.texts) - _ACTIONS):
        raise CleaningError(
            f"{what} has an unknown action {', '.join(map(repr, unknown))}; SDMX-CSV knows I, A, R, M and D."
        )
    return {} if set(actions.texts) <= {"I", ""} else {"action": actions.categorical()}
