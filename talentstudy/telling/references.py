"""References: from a line of text such as ``ict_women_share geo=focus period=latest`` to the number it names.

A line begins with an indicator, or with ``difference A B``, ``count``, ``list`` or ``trend`` before one. Then come
``geo`` (``focus`` if not given, ``union``, ``all``, a code), ``period`` (``latest`` if not given, ``undated``, a
reference period, ``@A`` for that of cell A), ``nth`` (``first``, ``second``, ``third``, ``last`` by value), ``pick``
(``ties``: all that share the first place; ``next``: the second and third; ``negative``), ``by`` (the dimension that names a row) and
codes of the indicator's own dimensions, several joined by ``|``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from talentstudy.codes import label
from talentstudy.errors import BadTemplate, EmptySelection
from talentstudy.indicators import INDICATORS
from talentstudy.indicators.standing import EU
from talentstudy.registry import Rows
from talentstudy.selection import rows_of
from talentstudy.telling.cells import Cell, cell_of, cell_of_rows
from talentstudy.telling.formats import quoted
from talentstudy.telling.shown import Shown, ShownCount, ShownList, ShownTrend
from talentstudy.telling.trend import found_trend
from talentstudy.telling.writer import Writer

_HEADS = ("difference", "count", "list", "trend")
_PLACES = {"first": 0, "second": 1, "third": 2, "last": -1}
_PICKS = ("ties", "next", "negative", "all")
_OWN = ("geo", "period", "nth", "pick", "by")


@dataclass(frozen=True)
class Reference:
    """A line read: its head, the indicator or cells it names, its options and the codes of dimensions."""

    head: str
    names: tuple[str, ...]
    options: Mapping[str, str]
    where: Mapping[str, str]


def read_reference(line: str) -> Reference:
    """A reference from its line; BadTemplate says what in it is not known.

    >>> read_reference("ict_women_share geo=union").options
    {'geo': 'union'}
    """
    words = line.split()
    pairs = dict(one.split("=", 1) for one in words if "=" in one)
    names = [one for one in words if "=" not in one]
    head = names.pop(0) if names and names[0] in _HEADS else ""
    if len(names) != (2 if head == "difference" else 1):
        raise BadTemplate(f"the reference '{line}' names {len(names)} cells or indicators; see telling/references.py.")
    options = {name: code for name, code in pairs.items() if name in _OWN}
    where = {name: code for name, code in pairs.items() if name not in _OWN}
    if head != "difference":
        unknown = set(where) - set(INDICATORS[names[0]].dims)
        wrong = [one for one in (options.get("nth", "first"),) if one not in _PLACES]
        wrong += [one for one in (options.get("pick", "all"),) if one not in _PICKS]
        if unknown or wrong:
            raise BadTemplate(
                f"the reference '{line}' holds {', '.join([*sorted(unknown), *wrong])}, which is unknown."
            )
    return Reference(head, tuple(names), options, where)


class Cells:
    """The cells of one figure by name, each found once and only when a sentence asks for it."""

    def __init__(self, writer: Writer, lines: Mapping[str, str]) -> None:
        self._writer, self._lines = writer, lines
        self._found: dict[str, Any] = {}

    def __call__(self, name: str) -> Any:
        """The cell of that name; EmptySelection where this country has none."""
        if name not in self._found:
            reference = read_reference(self._lines[name])
            self._found[name] = self._kinds[reference.head](reference)
        return self._found[name]

    @cached_property
    def _kinds(self) -> Mapping[str, Callable[[Reference], Any]]:
        return {
            "": self._value,
            "difference": self._difference,
            "count": self._count,
            "list": self._list,
            "trend": self._trend,
        }

    def _rows(self, reference: Reference) -> pd.DataFrame:
        options = reference.options
        period = options.get("period", "latest")
        if period.startswith("@"):
            period = self(period[1:]).cell.period
        geo = options.get("geo", "focus")
        where = {dim: tuple(codes.split("|")) if "|" in codes else codes for dim, codes in reference.where.items()}
        spec = Rows(
            reference.names[0],
            geo=EU if geo == "union" else geo,
            period="" if period == "undated" else period,
            where=where,
        )
        rows = rows_of(self._writer.pipeline, spec, self._writer.focus)
        measured = [one for one in ("obs_value", "obs_lower", "obs_upper") if one in rows]
        return rows[rows[measured].notna().any(axis=1)]

    def _value(self, reference: Reference) -> Shown:
        rows = self._rows(reference)
        if nth := reference.options.get("nth"):
            at = _PLACES[nth]
            if at >= len(rows):
                raise EmptySelection(f"{reference.names[0]} has {len(rows)} rows, and no {nth} among them.")
            row = _by_value(rows).iloc[at]
        elif len(rows) != 1:
            raise BadTemplate(f"a reference to {reference.names[0]} finds {len(rows)} rows; name the code of one.")
        else:
            row = rows.iloc[0]
        return Shown(self._writer, cell_of(row, reference.names[0]), name=self._name(row, reference))

    def _difference(self, reference: Reference) -> Shown:
        one, other = (self(name).cell for name in reference.names)
        if one.value is None or other.value is None:
            raise EmptySelection(f"{reference.names[0]} less {reference.names[1]}: one of them is a range.")
        value = one.value - other.value
        cell = Cell(one.indicator, one.key, one.unit, value, None, None, one.flag + other.flag, one.source)
        return Shown(self._writer, cell, cells=(one, other))

    def _count(self, reference: Reference) -> ShownCount:
        rows = self._rows(reference)
        return ShownCount(self._writer, cell_of_rows(rows, reference.names[0], str(rows["geo"].iloc[0])))

    def _list(self, reference: Reference) -> ShownList:
        pick = reference.options.get("pick", "all")
        # A whole list keeps the order of its rows.
        rows = self._rows(reference) if pick == "all" else _by_value(self._rows(reference))
        values = rows["obs_value"]
        if pick == "next":
            rows = rows.iloc[1:3]
        elif pick != "all":
            rows = rows[values == values.max() if pick == "ties" else values < 0]
        if rows.empty:
            raise EmptySelection(f"{reference.names[0]} has no {pick} among its rows.")
        shown = [
            Shown(self._writer, cell_of(row, reference.names[0]), name=self._name(row, reference))
            for _, row in rows.iterrows()
        ]
        return ShownList(self._writer, [(one.name, one) for one in shown])

    def _trend(self, reference: Reference) -> ShownTrend:
        geo = reference.options.get("geo", "focus")
        code = {"focus": self._writer.focus.geo, "union": EU}.get(geo, geo)
        return ShownTrend(self._writer, found_trend(self._writer.pipeline, reference.names[0], code))

    def _name(self, row: pd.Series[Any], reference: Reference) -> str:
        by = reference.options.get("by", "")
        if not by:
            return ""
        code = str(row[by])
        return quoted(label(by, code, self._writer.language), self._writer.language)


def _by_value(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.sort_values("obs_value", ascending=False, kind="stable")
