"""The numbers of a paragraph, each with the cells it was printed from, and how both travel through text."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from talentstudy.errors import StudyError

if TYPE_CHECKING:
    import pandas as pd

# Private-use characters: no sentence holds them, and text that holds them can still be joined, listed and cut.
_BEGIN, _END = "\ue000", "\ue001"
_FIRST = 0xE100
_MOST = 0xF8FF - _FIRST
_MARKED = re.compile(f"{_BEGIN}(.)([^{_END}]*){_END}")


@dataclass(frozen=True)
class Cell:
    """One row of an indicator, or the rows of one series or ranking: where a printed number stands.

    ``key`` are the dimensions with their codes, ``geo`` and ``time_period`` last; of several rows the period is
    ``2004..2024``. ``value``, ``lower`` and ``upper`` are None where missing, and for several rows. ``source`` names
    dataset, vintage and place, as the rows do; ``rows`` counts them.
    """

    indicator: str
    key: tuple[tuple[str, str], ...]
    unit: str
    value: float | None
    lower: float | None
    upper: float | None
    flag: str
    source: str
    rows: int = 1

    @property
    def geo(self) -> str:
        """The code of the country or region."""
        return dict(self.key)["geo"]

    @property
    def period(self) -> str:
        """The reference period; '' where the publication prints none."""
        return dict(self.key)["time_period"]

    @property
    def observation(self) -> str:
        """The key as one text: ``sex=F geo=BE time_period=2024``."""
        return " ".join(f"{name}={code}" for name, code in self.key)


@dataclass(frozen=True)
class Number:
    """A number as printed: its text, how it came about, its value (None for a range), the cells behind it.

    ``how`` is ``value``, ``difference``, ``ratio``, ``rank``, ``count`` or ``trend``.
    """

    text: str
    how: str
    value: float | None
    unit: str
    cells: tuple[Cell, ...]


def cell_of(row: pd.Series[Any], indicator: str) -> Cell:
    """The cell of one indicator row."""
    from talentstudy.indicators import INDICATORS

    value, lower, upper = (_number(row.get(one)) for one in ("obs_value", "obs_lower", "obs_upper"))
    key = tuple((name, str(row[name])) for name in INDICATORS[indicator].key)
    return Cell(indicator, key, str(row["unit"]), value, lower, upper, str(row["obs_flag"]), str(row["source"]))


def cell_of_rows(rows: pd.DataFrame, indicator: str, geo: str) -> Cell:
    """One cell for the rows of a series or ranking; ``geo`` says whose they are."""
    from talentstudy.indicators import INDICATORS

    dims = {name: sorted(set(rows[name])) for name in INDICATORS[indicator].dims}
    periods = sorted(set(rows["time_period"]))
    span = periods[0] if len(periods) == 1 else f"{periods[0]}..{periods[-1]}"
    named = [(name, "|".join(codes)) for name, codes in dims.items()]
    flags = "".join(sorted(set("".join(rows["obs_flag"]))))
    sources = "; ".join(dict.fromkeys(rows["source"]))
    unit = str(rows["unit"].iloc[0])
    key = (*named, ("geo", geo), ("time_period", span))
    return Cell(indicator, key, unit, None, None, None, flags, sources, len(rows))


def _number(found: Any) -> float | None:
    return None if found is None or math.isnan(float(found)) else float(found)


def marked(text: str, place: int) -> str:
    """The text of number ``place`` with marks around it, which `told_parts` finds again."""
    if place >= _MOST:
        raise StudyError(f"a paragraph holds at most {_MOST} numbers; tell fewer rows.")
    return f"{_BEGIN}{chr(_FIRST + place)}{text}{_END}"


def unmarked(text: str) -> str:
    """The text as one reads it.

    >>> unmarked(f"It was {marked('19.0%', 0)}.")
    'It was 19.0%.'
    """
    return _MARKED.sub(r"\2", text)


def told_parts(text: str, told: Callable[[str, int], str], plain: Callable[[str], str]) -> str:
    """The text with every number told by ``told(text, place)`` and everything between by ``plain``."""
    parts, at = [], 0
    for found in _MARKED.finditer(text):
        parts += [plain(text[at : found.start()]), told(found[2], ord(found[1]) - _FIRST)]
        at = found.end()
    return "".join([*parts, plain(text[at:])])


def places(text: str) -> list[int]:
    """Which numbers a text holds, in order."""
    return [ord(found[1]) - _FIRST for found in _MARKED.finditer(text)]


def as_facts(numbers: Iterable[Number]) -> list[dict[str, Any]]:
    """Numbers as JSON holds them; `from_facts` reads them back."""
    return [asdict(one) for one in numbers]


def from_facts(facts: Iterable[Mapping[str, Any]]) -> tuple[Number, ...]:
    """Numbers from their JSON."""
    return tuple(Number(**{**one, "cells": tuple(_cell(cell) for cell in one["cells"])}) for one in facts)


def _cell(facts: Mapping[str, Any]) -> Cell:
    return Cell(**{**facts, "key": tuple((name, code) for name, code in facts["key"])})
