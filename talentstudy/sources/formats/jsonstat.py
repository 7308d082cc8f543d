"""JSON-stat 2.0: a cube of values, sparse or dense, with statuses beside it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from talentstudy.errors import CleaningError, RawFileError, SchemaViolation
from talentstudy.sources.formats.columns import Coded
from talentstudy.sources.formats.meaning import name_of
from talentstudy.sources.formats.opening import Source
from talentstudy.sources.formats.recognising import JSON_STAT, refuse_error_reply
from talentstudy.sources.formats.reply import (
    VALUE,
    Reply,
    assembled,
    cleaned,
    empty,
    refuse_another,
    without_other_frequencies,
)
from talentstudy.sources.formats.statuses import letters_and_rest

Cube = Mapping[str, Any]
SHOWN = 5


def read_jsonstat(source: Source, *, expected: str = "") -> Reply:
    """The observations that a reply spells out: cells with a value, a ``null`` or a status.

    Read are a dataset, and a collection or (version 1) a bundle that holds exactly one, at any depth. Dimensions in the
    role of time and geography become ``time_period`` and ``geo``.
    """
    what = str(source)
    cube = _dataset(_parsed(source), what)
    extension = cube.get("extension") or {}
    dataset, updated = str(extension.get("id", "")), str(cube.get("updated", ""))
    refuse_another(dataset, expected, what)
    names, sizes = _shape(cube)
    places, values, statuses = _cells(cube, sizes, what)
    if not len(places):
        return empty(JSON_STAT, names, f"{what} has no value: the selection is empty", dataset, updated)
    codes, labels = _dimensions(cube, names, sizes, what)
    named = _by_role(cube, names)
    coordinates = np.unravel_index(places, sizes) if sizes else ()
    dimensions = cleaned(
        {
            named[name]: Coded(place.astype(np.int32), codes[name])
            for name, place in zip(names, coordinates, strict=True)
        }
    )
    letters, rest = letters_and_rest(statuses, what)
    table = assembled(dimensions, {VALUE: values}, letters, rest, what)
    table = without_other_frequencies(table)
    marked = {name_of(named[name]): noted for name, noted in labels.items() if noted}
    return Reply(JSON_STAT, table, tuple(dimensions), (VALUE,), dataset, updated, marked)


def _parsed(source: Source) -> Any:
    text = source.whole()
    try:
        return json.loads(text)
    except (json.JSONDecodeError, UnicodeDecodeError) as refused:
        raise RawFileError(f"{source} is JSON that breaks off or is damaged ({refused}). Fetch it again.") from None


def _dataset(reply: Any, what: str) -> Cube:
    refuse_error_reply(reply, what)
    inside = [reply] if isinstance(reply, dict) and "value" in reply else _held(reply)
    if len(inside) != 1:
        told = [str((one.get("extension") or {}).get("id") or one.get("label") or "without a name") for one in inside]
        shown = f" ({'; '.join(told[:SHOWN])})" if told else ", perhaps only references to some"
        raise RawFileError(f"{what} is JSON with {len(inside)} JSON-stat datasets{shown}; one is wanted.")
    return inside[0]


def _held(part: Any) -> list[Cube]:
    """The datasets in a reply: itself, or those that a collection or bundle holds at any depth."""
    if isinstance(part, dict) and "value" in part and "dimension" in part:
        return [part]
    inner = part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()
    return [one for each in inner for one in _held(each)]


def _shape(cube: Cube) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """Dimensions and sizes; in version 1 they stand among the dimensions."""
    inside = cube.get("dimension") or {}
    names = cube.get("id") or inside.get("id") or []
    sizes = cube.get("size") or inside.get("size") or []
    return tuple(map(str, names)), tuple(map(int, sizes))


def _cells(cube: Cube, sizes: tuple[int, ...], what: str) -> tuple[NDArray[Any], NDArray[Any], dict[str, Coded]]:
    """Where the cells are that are spelled out, their values and their statuses."""
    cells = int(np.prod(sizes, dtype=np.int64)) if sizes else 0
    value, status = cube.get("value") or {}, cube.get("status") or {}
    # A list has a place for every cell; a single status holds for all.
    if (isinstance(value, list) and 0 < len(value) < cells) or (isinstance(status, list) and 1 < len(status) < cells):
        raise SchemaViolation(
            f"{what} lists {len(value)} values and {len(status)} statuses for the {cells} cells of its dimensions: "
            "it was cut short or altered. Fetch it again."
        )
    by_place, values = _numbers(value, what)
    marked, statuses = _statuses(status, by_place)
    places = np.union1d(by_place, marked)
    if len(places) and (places[0] < 0 or places[-1] >= cells):
        raise SchemaViolation(f"{what} has values beyond the {cells} cells of its dimensions. Fetch it again.")
    found = np.full(len(places), np.nan)
    found[np.searchsorted(places, by_place)] = values
    codes, texts = pd.factorize(np.asarray(statuses, dtype=object))
    filled = np.full(len(places), -1, dtype=np.int32)
    filled[np.searchsorted(places, marked)] = codes
    return places, found, _two_statuses(Coded(filled, [str(text) for text in texts]))


def _numbers(value: Any, what: str) -> tuple[NDArray[Any], NDArray[Any]]:
    try:
        if isinstance(value, dict):
            places, cells = np.fromiter(map(int, value), np.int64, len(value)), list(value.values())
        else:
            places, cells = np.arange(len(value)), value
        values = np.array([None if cell == ":" else cell for cell in cells], dtype=np.float64)
    except (ValueError, TypeError) as refused:
        raise CleaningError(f"{what} has text where a number stands ({refused}). Fetch it again.") from None
    if np.isinf(values).any():
        raise CleaningError(f"{what} has an infinite number among its values. Fetch it again.")
    return places, values


def _statuses(status: Any, places: NDArray[Any]) -> tuple[NDArray[Any], Sequence[str]]:
    """The cells with a status: an object by place, a list of all cells, or one text for every cell."""
    if isinstance(status, dict):
        marked = np.fromiter(map(int, status), np.int64, len(status))
        return marked, [str(one or "") for one in status.values()]
    if isinstance(status, str):
        return places, [status] * len(places)
    if len(status) == 1:
        return places, [str(status[0] or "")] * len(places)
    held = [(place, str(one)) for place, one in enumerate(status) if one]
    return np.array([place for place, _ in held], dtype=np.int64), [one for _, one in held]


def _two_statuses(column: Coded) -> dict[str, Coded]:
    """Flag letters or another status and, behind a bar, confidentiality: ``u``, ``|C``, ``b|C``.

    A ``:`` before them (``: c``) only says that there is no value.
    """
    parts = [text.strip().removeprefix(":").strip().partition("|") for text in column.texts]
    observed = [before for before, _, _ in parts]
    # Lower case is Eurostat's flags: a letter of neither list is refused. Other statuses keep a column.
    name = "obs_flag" if all(not text or (text.islower() and text != "na") for text in observed) else "obs_status"
    found = {name: Coded(column.codes, observed)}
    if any(bar for _, bar, _ in parts):
        found["conf_status"] = Coded(column.codes, [after for _, _, after in parts])
    return found


def _dimensions(
    cube: Cube, names: tuple[str, ...], sizes: tuple[int, ...], what: str
) -> tuple[dict[str, list[str]], dict[str, dict[str, str]]]:
    """The codes of each dimension in order, and their labels."""
    codes, labels = {}, {}
    for name, size in zip(names, sizes, strict=True):
        category = cube["dimension"].get(name, {}).get("category", {})
        index, labels[name] = category.get("index"), {str(k): str(v) for k, v in (category.get("label") or {}).items()}
        if isinstance(index, dict):
            codes[name] = [str(code) for code, _ in sorted(index.items(), key=lambda one: int(one[1]))]
        else:
            codes[name] = [str(code) for code in (labels[name] if index is None else index)]
        if len(codes[name]) != size:
            raise SchemaViolation(f"{what} has {len(codes[name])} codes of {name} and says {size}. Fetch it again.")
    return codes, labels


def _by_role(cube: Cube, names: tuple[str, ...]) -> dict[str, str]:
    """The dimensions by the names they get: those in the role of time and of geography by that role."""
    roles = cube.get("role") or (cube.get("dimension") or {}).get("role") or {}
    known = {name_of(name) for name in names}
    named = {name: name for name in names}
    for role, ours in (("time", "time_period"), ("geo", "geo")):
        if len(roles.get(role, [])) == 1 and ours not in known and roles[role][0] in named:
            named[roles[role][0]] = ours
    return named
