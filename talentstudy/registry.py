"""The kinds of line a registry may hold, and how one looks a line up."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from talentstudy.errors import UnknownName

if TYPE_CHECKING:
    import pandas as pd

Line = TypeVar("Line")


class Registry(Mapping[str, Line], Generic[Line]):
    """Lines by name, in the order written; an unknown name is refused with the nearest ones.

    >>> Registry("indicator", {"ict_women_share": 1})["ict_woman_share"]
    Traceback (most recent call last):
        ...
    talentstudy.errors.UnknownName: no indicator named 'ict_woman_share'; did you mean ict_women_share?
    """

    def __init__(self, kind: str, lines: Mapping[str, Line]) -> None:
        self.kind = kind
        self._lines = dict(lines)

    def __getitem__(self, name: str) -> Line:
        try:
            return self._lines[name]
        except KeyError:
            raise UnknownName(self.kind, name, self._lines) from None

    def __contains__(self, name: object) -> bool:
        # Mapping would ask __getitem__, whose refusal is costly and no KeyError.
        return name in self._lines

    def __iter__(self) -> Iterator[str]:
        return iter(self._lines)

    def __len__(self) -> int:
        return len(self._lines)

    def __repr__(self) -> str:
        return f"<{len(self)} {self.kind}s: {', '.join(self._lines)}>"


@dataclass(frozen=True)
class Dataset:
    """A provider's table: its dimensions beside geo and time_period, and the units it may hold."""

    provider: str
    dims: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    # Dimensions that some copies leave out because the whole dataset holds one code.
    constants: Mapping[str, str] = field(default_factory=dict)
    # Where a unit's usual range does not hold: the ICT sector's value added may be negative.
    ranges: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    keyed: bool = False


@dataclass(frozen=True)
class Indicator:
    """A published number, defined once: a pure function whose argument names are its inputs."""

    compute: Callable[..., pd.DataFrame]
    unit: str
    dims: tuple[str, ...] = ()
    # Keyed ranges ('more than 60 %') travel as obs_lower and obs_upper.
    interval: bool = False
    # Why several vintages of one dataset stand beside each other; empty where they never do.
    mixes: str = ""

    @property
    def inputs(self) -> tuple[str, ...]:
        """The datasets and indicators it is computed from, by name."""
        return tuple(inspect.signature(self.compute).parameters)

    @property
    def key(self) -> tuple[str, ...]:
        """The columns that tell its rows apart, in the order they are sorted by."""
        return (*self.dims, "geo", "time_period")


@dataclass(frozen=True)
class Rows:
    """Indicator rows to draw: which indicator, of whom, when.

    ``geo`` is a code, or one of ``focus``, ``peers`` (the focus, its peers and the EU),
    ``members`` (the 27 and the EU) and ``all``; ``period`` is a reference period, ``latest`` (the
    last one in which the focus, or else anyone, has a value) or ``all``; ``where`` selects codes of
    other dimensions, in the order a tuple names them. ``by_value`` puts them from high to low;
    ``optional`` rows are left out where the country has none. ``unit`` says how counts of two
    kinds (vacancies, persons) are named on an axis they share.
    """

    indicator: str
    geo: str = "all"
    period: str = "all"
    since: str = ""
    where: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)
    by_value: bool = False
    optional: bool = False
    unit: str = ""


@dataclass(frozen=True)
class Figure:
    """A numbered figure of a chapter: which rows, drawn as what, named how in each language.

    ``by`` is the column that tells the marks apart, or several joined by ``+``; ``options`` go to the
    chart kind (a ``Rows`` among them becomes its one value, texts per language become those of one);
    ``quoted`` are values that the note or the items name in braces; ``items`` are the lines of a panel;
    ``only`` names the countries it exists for (empty: any); ``lost`` says what is missing and whom to
    ask for it.
    """

    id: str
    kind: str
    title: Mapping[str, str]
    subtitle: Mapping[str, str] = field(default_factory=dict)
    note: Mapping[str, str] = field(default_factory=dict)
    rows: tuple[Rows, ...] = ()
    by: str = "geo"
    options: Mapping[str, Any] = field(default_factory=dict)
    quoted: Mapping[str, Rows] = field(default_factory=dict)
    items: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    only: tuple[str, ...] = ()
    lost: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Chapter:
    """A chapter: its number, its notebook, its title and question in each language, its figures."""

    number: int
    notebook: str
    title: Mapping[str, str]
    question: Mapping[str, str]
    figures: tuple[Figure, ...]
