"""SDMX-ML data messages, generic and structure-specific, by series or flat, of versions 2.0 to 3.0."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from talentstudy.errors import RawFileError
from talentstudy.sources.formats.attached import said_of_group, spread
from talentstudy.sources.formats.careful import numbers_if_all, numbers_of
from talentstudy.sources.formats.columns import Coded
from talentstudy.sources.formats.csv_header import ATTRIBUTES, is_measure
from talentstudy.sources.formats.markup import (
    Element,
    Row,
    attributes,
    compound,
    elements,
    local,
    referred,
    texts,
    values,
)
from talentstudy.sources.formats.meaning import name_of
from talentstudy.sources.formats.opening import Source
from talentstudy.sources.formats.recognising import SDMX_ML
from talentstudy.sources.formats.reply import VALUE, Reply, assembled, cleaned, empty, identity, refuse_another
from talentstudy.sources.formats.statuses import letters_and_rest

_MISSING = ("NaN", ":", "#N/A")
_STATUS = ("obs_flag", "obs_status", "conf_status")
# Where an element stands decides whom its attributes are about.
_PLACES = frozenset({"DataSet", "Group", "Atts", "Series", "Obs"})


@dataclass
class Message:
    """What stands around the observations, filled while they are read."""

    dataset: str = ""
    # The dimension that an observation within a series names by its value alone.
    across: str = "time_period"
    footer: list[str] = field(default_factory=list)
    failed: bool = False
    # What may be part of the key; an attribute of a generic message never is.
    keys: dict[str, bool] = field(default_factory=dict)
    # Within a series an observation names one dimension, ``across`` of its dataset; all else is beside the key.
    crossings: set[str] = field(default_factory=lambda: {"time_period"})
    beside: set[str] = field(default_factory=set)
    # In a flat message, what stands before the value and behind it, as the standard orders them.
    before: set[str] = field(default_factory=set)
    behind: set[str] = field(default_factory=set)
    # Of each dataset the place of its first row, and what it says of groups.
    datasets: list[tuple[int, list[tuple[Row, Row]]]] = field(default_factory=list)


def read_sdmx_ml(source: Source, *, expected: str = "", dimensions: Collection[str] = ()) -> Reply:
    """The observations of a message, one row each, in its order.

    Attributes of a series, a group or the dataset stand beside each observation they are about. In a
    structure-specific message only the structure tells dimensions from attributes; without ``dimensions``
    the known attributes of the cross-domain concepts are attributes, numbers that an observation says
    behind its value are measures, and all else are dimensions.

    Raises RawFileError for a message that is damaged or holds no data but a footer.
    """
    what = str(source)
    message = Message()
    asked = {name_of(one) for one in dimensions}
    rows = _rows(source, message)
    refuse_another(message.dataset, expected, what)
    if message.footer and (message.failed or not rows):
        raise RawFileError(f"{what} says that it is not the data asked for: '{' '.join(message.footer)}'")
    measures = _measures(rows, message, asked)
    names = [name for name in _dimensions(message, asked) if name not in measures]
    ends = [*(start for start, _ in message.datasets[1:]), len(rows)]
    for (start, groups), end in zip(message.datasets, ends, strict=False):
        spread(rows[start:end], groups, names)
    if not rows:
        return empty(SDMX_ML, tuple(names), f"{what} holds no observation", message.dataset)
    return _reply(rows, names, measures, message, what)


def _reply(rows: list[Row], names: list[str], measures: dict[str, Any], message: Message, what: str) -> Reply:
    ordered = [name for name in names if name != "time_period"] + ["time_period"] * ("time_period" in names)
    held = dict.fromkeys(name for row in rows for name in row)
    dimensions = cleaned({name: _column(rows, name) for name in ordered})
    found = numbers_of([row.get(VALUE, "") for row in rows], _MISSING, VALUE, what, comma=False)
    letters, rest = letters_and_rest({name: _column(rows, name) for name in _STATUS if name in held}, what)
    others = [name for name in held if name not in {*names, *measures, *_STATUS, VALUE}]
    extra: dict[str, Any] = {**rest, **{name: _column(rows, name).cleaned(list).categorical() for name in others}}
    table = assembled(dimensions, {VALUE: np.asarray(found), **measures}, letters, extra, what)
    return Reply(SDMX_ML, table, tuple(dimensions), (VALUE, *measures), message.dataset)


def _column(rows: list[Row], name: str) -> Coded:
    return Coded.of([row.get(name, "") for row in rows])


def _measures(rows: list[Row], message: Message, asked: Collection[str]) -> dict[str, Any]:
    """Numbers that observations say besides OBS_VALUE (several measures, version 3.0)."""
    loose = message.beside | (message.behind - message.before)
    if not any(VALUE in row for row in rows):
        # Where the dimensions are known, the numbers that remain are what is measured.
        loose |= {name for name, in_key in message.keys.items() if is_measure(name) or (asked and in_key)}
    names = [one for one in message.keys if one in loose - {*asked, *ATTRIBUTES, *_STATUS, VALUE, "time_period"}]
    found = {name: numbers_if_all(_column(rows, name), _MISSING, comma=False) for name in names}
    return {name: numbers for name, numbers in found.items() if numbers is not None}


def _dimensions(message: Message, asked: Collection[str]) -> list[str]:
    if asked:
        return [name for name in message.keys if name in {*asked, "time_period"}]
    other = ATTRIBUTES | message.beside | {VALUE, *_STATUS}
    return [name for name, in_key in message.keys.items() if in_key and name not in other]


def _rows(source: Source, message: Message) -> list[Row]:
    """Every observation with what its series says; what is said of groups and datasets is noted."""
    rows: list[Row] = []
    series: Row = {}
    places = [""]
    for event, element in elements(source):
        name = local(element)
        if name == "Section":
            raise RawFileError(f"{source} is a cross-sectional message, which is not read. Ask for another format.")
        if event == "start":
            if name in _PLACES:
                places.append(name)
            if name == "DataSet":
                message.datasets.append((len(rows), []))
            elif name == "Series":
                series = _named(message, attributes(element))
            continue
        if name in _PLACES:
            places.pop()
        if name == "Obs":
            in_series = places[-1] == "Series"
            rows.append((series if in_series else {}) | _observation(element, message, in_series=in_series))
            element.clear()
        elif name in {"Group", "Atts", "DataSet"} and message.datasets:
            message.datasets[-1][1].append(said_of_group(element))
            element.clear()
        elif places[-1] == "Series" and name in {"SeriesKey", "Attributes"}:
            series = series | _named(message, values(element), in_key=name == "SeriesKey")
        elif places[-1] == "Series" and name == "Comp":
            series = series | _named(message, compound(element), in_key=False)
        elif name in {"Series", "Header", "Footer", "ErrorMessage"}:
            if name != "Series":
                _noted(element, message)
            element.clear()
    return rows


def _observation(element: Element, message: Message, *, in_series: bool) -> Row:
    row = _named(message, attributes(element))
    said = [*row]
    if in_series:
        message.beside |= row.keys() - message.crossings
    elif VALUE in row:
        message.before.update(said[: said.index(VALUE)])
        message.behind.update(said[said.index(VALUE) + 1 :])
    for child in element:
        name = local(child)
        if name == "ObsDimension":
            row |= _named(message, {name_of(child.get("id", message.across)): child.get("value", "")})
        elif name == "Time":
            row |= _named(message, {"time_period": child.text or ""})
        elif name == "ObsValue":
            row[VALUE] = child.get("value", "")
        elif name in {"ObsKey", "Attributes"}:
            row |= _named(message, values(child), in_key=name == "ObsKey")
        elif name == "Comp":
            row |= _named(message, compound(child), in_key=False)
    return row


def _named(message: Message, found: Row, *, in_key: bool = True) -> Row:
    for name in found:
        message.keys.setdefault(name, in_key)
    return found


def _noted(element: Element, message: Message) -> None:
    for one in element.iter():
        name, text = local(one), (one.text or "").strip()
        if name == "DataSetID" and text:
            message.dataset = identity(text)
        elif name in {"StructureUsage", "Structure"}:
            found = referred(one)
            message.dataset = message.dataset or found
            message.across = name_of(one.get("dimensionAtObservation") or message.across)
            message.crossings.add(message.across)
        elif name in {"Message", "ErrorMessage"}:
            message.failed = message.failed or name == "ErrorMessage" or one.get("severity", "").lower() == "error"
            message.footer.append(f"{one.get('code', '')} {' '.join(texts(one))}".strip())
