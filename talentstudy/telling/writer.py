"""Who writes a paragraph: for which country and language, and which numbers were printed so far."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from talentstudy.figures.values import decimals_of
from talentstudy.pipeline import Pipeline
from talentstudy.selection import Focus
from talentstudy.telling.cells import Cell, Number, marked
from talentstudy.telling.countries import country, place
from talentstudy.telling.formats import FILE, capital, count_text, gap_text, range_text, value_text
from talentstudy.wording import sentence


@dataclass
class Writer:
    """Writes sentences in one language and keeps, for every number it prints, the cells behind it.

    ``given_decimals`` are those the figure fixes, for all its numbers or by unit.
    """

    pipeline: Pipeline
    focus: Focus
    language: str
    given_decimals: int | Mapping[str, int] | None = None
    numbers: list[Number] = field(default_factory=list)
    dropped: dict[str, str] = field(default_factory=dict)
    _decimals: dict[str, int] = field(default_factory=dict, repr=False)

    @property
    def country(self) -> str:
        """The country of the study, as a subject."""
        return country(self.focus.geo, self.language)

    @property
    def place(self) -> str:
        """Where that is: 'in België'."""
        return place(self.focus.geo, self.language)

    def say(self, key: str, **parts: str) -> str:
        """A sentence of ``telling.toml``, with its capital."""
        return capital(self.phrase(key, **parts))

    def phrase(self, key: str, **parts: str) -> str:
        """A part of a sentence of ``telling.toml``."""
        return sentence(FILE, key, self.language, **parts)

    def drop(self, name: str, reason: str) -> None:
        """Leave a sentence out; of several that fail for one reason, the first is named."""
        if reason not in self.dropped.values():
            self.dropped[name] = reason

    def decimals(self, indicator: str, unit: str) -> int:
        """The decimals all values of the indicator ask for, or fewer where the figure fixes them."""
        if indicator not in self._decimals:
            rows = self.pipeline.indicator(indicator)
            columns = [one for one in ("obs_value", "obs_lower", "obs_upper") if one in rows]
            self._decimals[indicator] = decimals_of(rows[columns].to_numpy(float).ravel(), unit)
        given = self.given_decimals
        fixed = given.get(unit) if isinstance(given, Mapping) else given
        own = self._decimals[indicator]
        return own if fixed is None else min(fixed, own)

    def mark(self, text: str, how: str, value: float | None, unit: str, *cells: Cell) -> str:
        """The text of a number, kept with its cells."""
        self.numbers.append(Number(text, how, value, unit, cells))
        return marked(text, len(self.numbers) - 1)

    def value(self, cell: Cell, decimals: int | None = None, *, signed: bool = False) -> str:
        """The value of a cell, or its range in words."""
        places = self.decimals(cell.indicator, cell.unit) if decimals is None else decimals
        if cell.value is None:
            text = range_text(cell.lower, cell.upper, cell.unit, self.language, places)
        else:
            text = value_text(cell.value, cell.unit, self.language, places, signed=signed)
        return self.mark(text, "value", cell.value, cell.unit, cell)

    def gap(self, amount: float, unit: str, decimals: int, *cells: Cell, signed: bool = False) -> str:
        """A difference between cells; without a sign where the sentence says which way."""
        text = gap_text(amount if signed else abs(amount), unit, self.language, decimals, signed=signed)
        return self.mark(text, "difference", amount, unit, *cells)

    def count(self, amount: int, *cells: Cell) -> str:
        """How many rows there are; up to twelve in words."""
        return self.mark(count_text(amount, self.language), "count", float(amount), "NR", *cells)
