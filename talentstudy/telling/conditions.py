"""When a sentence is true: a small language over cells, so that the grammar follows the data.

``women > men and gap is positive``: clauses joined by ``and``. A clause compares two cells as they are printed
(``>``, ``<``, ``=``), asks for a sign (``is positive``, ``is negative``, ``is zero``), for the direction of a trend
(``is up``, ``is down``, ``is flat``, ``is open``), for the country (``focus is BE``, ``focus is not union``), or
whether a cell is there at all (``target``, ``not target``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from talentstudy.errors import BadTemplate, EmptySelection
from talentstudy.indicators.standing import EU

_CLAUSE = re.compile(
    r"(?P<no>not )?(?P<name>\w+)(?: (?P<sign>[<>=]) (?P<other>\w+)| is (?P<isnot>not )?(?P<what>\w+))?"
)
_SIGNS = ("positive", "negative", "zero")
DIRECTIONS = ("up", "down", "flat", "open")


@dataclass(frozen=True)
class Clause:
    """One clause: the cell asked, and what it is compared with."""

    name: str
    sign: str = ""
    other: str = ""
    what: str = ""
    negated: bool = False

    @property
    def is_about_focus(self) -> bool:
        """Whether it asks for the country of the study."""
        return self.name == "focus"

    @property
    def asks_presence(self) -> bool:
        """Whether it only asks if the cell is there."""
        return not (self.sign or self.what)


def clauses(condition: str) -> tuple[Clause, ...]:
    """The clauses of a condition; BadTemplate for one that cannot be read.

    >>> [one.name for one in clauses("women > men and focus is not union")]
    ['women', 'focus']
    """
    return tuple(_clause(text) for text in condition.split(" and ")) if condition else ()


def _clause(text: str) -> Clause:
    found = _CLAUSE.fullmatch(text.strip())
    if not found:
        raise BadTemplate(f"the condition '{text}' cannot be read; for instance 'women > men' or 'gap is positive'.")
    what, name = found["what"] or "", found["name"]
    if what and name != "focus" and what not in (*_SIGNS, *DIRECTIONS):
        raise BadTemplate(f"the condition '{text}' asks for '{what}'; {', '.join((*_SIGNS, *DIRECTIONS))} are known.")
    return Clause(name, found["sign"] or "", found["other"] or "", what, bool(found["no"] or found["isnot"]))


def names_of(condition: str) -> set[str]:
    """The cells a condition asks for."""
    return {name for one in clauses(condition) if not one.is_about_focus for name in (one.name, one.other) if name}


def holds(condition: str, geo: str, cell: Callable[[str], Any]) -> bool:
    """Whether a condition is true; ``cell`` gives a cell by name and raises EmptySelection where it is missing.

    Clauses are asked from left to right, and none after one that is false: what a country does not have is no
    reason to name where the sentence is not about it.
    """
    return all(_is_true(one, geo, cell) for one in clauses(condition))


def _is_true(clause: Clause, geo: str, cell: Callable[[str], Any]) -> bool:
    if clause.is_about_focus:
        wanted = EU if clause.what == "union" else clause.what
        return (geo == wanted) != clause.negated
    if clause.asks_presence:
        return _is_there(clause.name, cell) != clause.negated
    if clause.what in DIRECTIONS:
        return (str(cell(clause.name).direction) == clause.what) != clause.negated
    value = float(cell(clause.name).printed)
    other = float(cell(clause.other).printed) if clause.other else 0.0
    sign = clause.sign or {"positive": ">", "negative": "<", "zero": "="}[clause.what]
    found: Mapping[str, bool] = {">": value > other, "<": value < other, "=": value == other}
    return found[sign] != clause.negated


def _is_there(name: str, cell: Callable[[str], Any]) -> bool:
    try:
        cell(name)
    except EmptySelection:
        return False
    return True
