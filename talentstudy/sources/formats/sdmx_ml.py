"""SDMX-ML data messages, generic and structure-specific, by series or flat, of versions 2.0 to 3.0."""

from __future__ import annotations

import io
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.etree import ElementTree

import numpy as np

from talentstudy.errors import RawFileError
from talentstudy.sources.formats.careful import numbers_of
from talentstudy.sources.formats.columns import Coded
from talentstudy.sources.formats.csv_header import ATTRIBUTES
from talentstudy.sources.formats.meaning import name_of
from talentstudy.sources.formats.opening import Source
from talentstudy.sources.formats.recognising import SDMX_ML
from talentstudy.sources.formats.reply import VALUE, Reply, assembled, cleaned, empty, identity, refuse_another
from talentstudy.sources.formats.statuses import letters_and_rest

_MISSING = ("NaN", ":", "#N/A")
_STATUS = ("obs_flag", "obs_status", "conf_status")
Element = ElementTree.Element
Row = dict[str, str]


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


def read_sdmx_ml(source: Source, *, expected: str = "", dimensions: Collection[str] = ()) -> Reply:
    """The observations of a message, one row each, in its order.

    Attributes of a series stand beside each of its observations. In a structure-specific message only the
    structure tells dimensions from attributes; without ``dimensions`` the known attributes of the
    cross-domain concepts are attributes and all else are dimensions.

    Raises RawFileError for a message that is damaged or holds no data but a footer.
    """
    what = str(source)
    message = Message()
    asked = {name_of(one) for one in dimensions}
    rows = [*_rows(source, message)]
    refuse_another(message.dataset, expected, what)
    if message.footer and (message.failed or not rows):
        raise RawFileError(f"{what} says that it is not the data asked for: '{' '.join(message.footer)}'")
    names = [name for name, in_key in message.keys.items() if _is_dimension(name, in_key, asked)]
    if not rows:
        return empty(SDMX_ML, tuple(names), f"{what} holds no observation", message.dataset)
    return _reply(rows, names, message, what)


def _reply(rows: list[Row], names: list[str], message: Message, what: str) -> Reply:
    def column(name: str) -> Coded:
        return Coded.of([row.get(name, "") for row in rows])

    ordered = [name for name in names if name != "time_period"] + ["time_period"] * ("time_period" in names)
    held = dict.fromkeys(name for row in rows for name in row)
    dimensions = cleaned({name: column(name) for name in ordered})
    values = numbers_of([row.get(VALUE, "") for row in rows], _MISSING, VALUE, what, comma=False)
    letters, rest = letters_and_rest({name: column(name) for name in _STATUS if name in held}, what)
    others = [name for name in held if name not in {*names, *_STATUS, VALUE}]
    extra: dict[str, Any] = {**rest, **{name: column(name).cleaned(list).categorical() for name in others}}
    table = assembled(dimensions, {VALUE: np.asarray(values)}, letters, extra, what)
    return Reply(SDMX_ML, table, tuple(dimensions), (VALUE,), message.dataset)


def _is_dimension(name: str, in_key: bool, asked: Collection[str]) -> bool:
    if name == VALUE or name in _STATUS:
        return False
    if asked:
        return name in asked or name == "time_period"
    return in_key and name not in ATTRIBUTES


def local(element: Element) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def elements(source: Source) -> Iterator[tuple[str, Element]]:
    """Every start and end of an element; RawFileError for XML that breaks off or declares a document type."""
    text = source.whole()
    if b"<!DOCTYPE" in text[:4096] or b"<!ENTITY" in text:
        raise RawFileError(f"{source} declares entities, which no SDMX message does; it is not read.")
    try:
        yield from ElementTree.iterparse(io.BytesIO(text), events=("start", "end"))
    except ElementTree.ParseError as refused:
        raise RawFileError(f"{source} is XML that breaks off or is damaged ({refused}). Fetch it again.") from None


def _rows(source: Source, message: Message) -> Iterator[Row]:
    """Every observation with what its series says."""
    series: Row = {}
    within = False
    for event, element in elements(source):
        name = local(element)
        if event == "start":
            within = within or name == "Obs"
            if name == "Series":
                series = _named(message, _attributes(element))
        elif name == "Obs":
            within = False
            yield series | _observation(element, message)
            element.clear()
        elif name == "SeriesKey" and not within:
            series = series | _named(message, _values(element))
        elif name == "Attributes" and not within:
            series = series | _named(message, _values(element), in_key=False)
        elif name == "Comp" and not within:
            series = series | _named(message, _compound(element), in_key=False)
        elif name in {"Series", "Header", "Footer", "ErrorMessage"}:
            if name != "Series":
                _noted(element, message)
            element.clear()


def _observation(element: Element, message: Message) -> Row:
    row = _named(message, _attributes(element))
    for child in element:
        name = local(child)
        if name == "ObsDimension":
            row |= _named(message, {name_of(child.get("id", message.across)): child.get("value", "")})
        elif name == "Time":
            row |= _named(message, {"time_period": child.text or ""})
        elif name == "ObsValue":
            row[VALUE] = child.get("value", "")
        elif name in {"ObsKey", "Attributes"}:
            row |= _named(message, _values(child), in_key=name == "ObsKey")
        elif name == "Comp":
            row |= _named(message, _compound(child), in_key=False)
    return row


def _named(message: Message, found: Row, *, in_key: bool = True) -> Row:
    for name in found:
        message.keys.setdefault(name, in_key)
    return found


def _attributes(element: Element) -> Row:
    """What a structure-specific element says; names with a namespace are about the message."""
    return {name_of(name): text for name, text in element.attrib.items() if "}" not in name and ":" not in name}


def _values(element: Element) -> Row:
    return {name_of(one.get("id") or one.get("concept") or ""): one.get("value", "") for one in element}


def _compound(element: Element) -> Row:
    """What an attribute with several values or languages says (version 3.0), as SDMX-CSV writes it: ``E;B``."""
    said = [" ".join(" ".join(one.itertext()).split()) for one in element if local(one) == "Value"]
    return {name_of(element.get("id") or ""): ";".join(said)}


def _noted(element: Element, message: Message) -> None:
    for one in element.iter():
        name, text = local(one), (one.text or "").strip()
        if name == "DataSetID" and text:
            message.dataset = identity(text)
        elif name in {"StructureUsage", "Structure"}:
            found = _referred(one)
            message.dataset = message.dataset or found
            message.across = name_of(one.get("dimensionAtObservation") or message.across)
        elif name in {"Message", "ErrorMessage"}:
            message.failed = message.failed or name == "ErrorMessage" or one.get("severity", "").lower() == "error"
            message.footer.append(f"{one.get('code', '')} {' '.join(_texts(one))}".strip())


def _referred(element: Element) -> str:
    """The id of the dataset or structure that an element refers to, in version 2.1 or 3.0."""
    for one in element.iter():
        if local(one) == "Ref":
            return one.get("id", "")
        if (one.text or "").strip().startswith("urn:"):
            return identity((one.text or "").strip().rpartition("=")[2])
    return ""


def _texts(element: Element) -> list[str]:
    return [" ".join((one.text or "").split()) for one in element.iter() if local(one) == "Text"]
