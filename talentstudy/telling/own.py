"""The sentences a figure has of its own, filled from its cells; one whose cell is missing is left out, with a reason."""

from __future__ import annotations

from collections.abc import Mapping
from string import Formatter
from typing import Any

from talentstudy.errors import EmptySelection
from talentstudy.telling.conditions import holds
from talentstudy.telling.formats import capital
from talentstudy.telling.references import Cells
from talentstudy.telling.templates import FigureWords, Saying
from talentstudy.telling.writer import Writer


def own_sentences(writer: Writer, words: FigureWords) -> list[str]:
    """Every sentence of the figure that is true for this country, in the order of its file."""
    cells = Cells(writer, words.cells)
    told = []
    for saying in words.sayings:
        try:
            if holds(saying.when, writer.focus.geo, cells):
                told.append(_filled(writer, saying, cells))
        except EmptySelection as missing:
            writer.drop(saying.name, str(missing))
    return told


def _filled(writer: Writer, saying: Saying, cells: Cells) -> str:
    # All cells are asked for before the first number is printed: a sentence is whole or not there.
    found = {name: cells(name) for name in saying.cells}
    return capital(Formatter().vformat(saying.texts[writer.language], (), {**found, **_reserved(writer)}))


def _reserved(writer: Writer) -> Mapping[str, Any]:
    return {"country": writer.country, "place": writer.place}
