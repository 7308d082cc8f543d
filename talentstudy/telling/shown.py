"""Numbers as a template names them: a value, a count, a list of rows, a trend; each marked when it is printed."""

from __future__ import annotations

from talentstudy.telling.cells import Cell
from talentstudy.telling.formats import capital, period_name, softness, when
from talentstudy.telling.trend import TrendFound
from talentstudy.telling.writer import Writer
from talentstudy.wording import listing, number


class Shown:
    """A value as a template names it: ``{share}``, ``{share:bare}``, ``{share.when}``, ``{share.name}``."""

    def __init__(self, writer: Writer, cell: Cell, *, name: str = "", cells: tuple[Cell, ...] = ()) -> None:
        self._writer, self.cell, self._name = writer, cell, name
        # A difference stands between two cells; its own is made up of both.
        self._cells = cells

    @property
    def decimals(self) -> int:
        """The digits it is printed with: of a difference, those of its finer part."""
        return max(self._writer.decimals(one.indicator, one.unit) for one in self._cells or (self.cell,))

    @property
    def printed(self) -> float:
        """The value at the digits printed, by which sentences compare; of a range, the end that is known."""
        known = [one for one in (self.cell.value, self.cell.lower, self.cell.upper) if one is not None]
        return round(known[0], self.decimals)

    @property
    def when(self) -> str:
        """When it was: 'in 2024'."""
        return when(self.cell.period, self._writer.language)

    @property
    def When(self) -> str:  # noqa: N802 - as a template writes it, after a German colon
        """The same at the beginning of a sentence."""
        return capital(self.when)

    @property
    def period(self) -> str:
        """Its reference period alone: '2024'."""
        return period_name(self.cell.period, self._writer.language)

    @property
    def name(self) -> str:
        """What its row is called."""
        return self._name

    @property
    def noted(self) -> str:
        """The value, with a word on how firm it is where it is provisional or estimated."""
        return format(self) + softness(self.cell.flag, self._writer.language)

    def __format__(self, spec: str) -> str:
        writer, value = self._writer, self.cell.value
        if spec == "abs" and value is not None and not self._cells:
            text = number(abs(value), writer.language, self.decimals)
            return writer.mark(text, "value", value, self.cell.unit, self.cell)
        if self._cells:
            assert value is not None
            return writer.gap(value, self._cells[0].unit, self.decimals, *self._cells)
        return writer.value(self.cell, self.decimals)


class ShownCount:
    """How many rows there are: ``{skills}``."""

    def __init__(self, writer: Writer, cell: Cell) -> None:
        self._writer, self.cell = writer, cell

    @property
    def printed(self) -> float:
        """The number of rows."""
        return float(self.cell.rows)

    def __format__(self, spec: str) -> str:
        return self._writer.count(self.cell.rows, self.cell)


class ShownList:
    """Several rows: ``{others}`` with their values in brackets, ``{others.names}`` alone."""

    def __init__(self, writer: Writer, items: list[tuple[str, Shown]]) -> None:
        self._writer, self._items = writer, items

    @property
    def names(self) -> str:
        """The names as the language lists them."""
        return listing([name for name, _ in self._items], self._writer.language)

    @property
    def titles(self) -> str:
        """The same with the capitals they have as titles."""
        return listing([capital(name) for name, _ in self._items], self._writer.language)

    def __format__(self, spec: str) -> str:
        told = [self._writer.phrase("named", name=name, value=format(value)) for name, value in self._items]
        return listing(told, self._writer.language)


class ShownTrend:
    """A trend: its slope a year, its interval, its ends; ``direction`` is what a condition asks for."""

    def __init__(self, writer: Writer, found: TrendFound) -> None:
        self._writer, self.found = writer, found

    @property
    def direction(self) -> str:
        """'up', 'down', 'flat' or 'open'."""
        return self.found.direction

    @property
    def first(self) -> str:
        """The first year."""
        return str(self.found.first)

    @property
    def last(self) -> str:
        """The last year."""
        return str(self.found.last)

    @property
    def level(self) -> str:
        """The interval's level: '95%'."""
        return self.found.level_text(self._writer.language)

    @property
    def interval(self) -> str:
        """'0,2 tot 0,7', as the slope is told."""
        return self.found.interval_text(self._writer)

    def __format__(self, spec: str) -> str:
        return self.found.slope_text(self._writer)
