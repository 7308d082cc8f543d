"""A figure as it is printed: title, chart, flags, notes and source on a page, and the rows behind it."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.backend_bases import RendererBase
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from talentstudy.codes import label
from talentstudy.figures.labels import wrapped
from talentstudy.figures.style import (
    ACCENT,
    CM,
    INK,
    LINE,
    MUTED,
    POINT,
    SMALL,
    SUBTITLE,
    TITLE,
    house,
    page_width,
)
from talentstudy.store import write_text
from talentstudy.wording import listing, sentence

if TYPE_CHECKING:
    import pandas as pd

MARGIN_CM = 0.3
DPI = 200
_DEFAULT_HEIGHT_CM = 7.0
_DIGITS = 10
# Between the subtitle and the uppermost mark or label of the chart.
_GAP_CM = 0.3


class Page(Figure):
    """A figure that is drawn in the house style whoever draws or saves it, and whenever.

    Hinting and outlines are asked for at drawing; another style would set the same text wider.
    """

    def draw(self, renderer: RendererBase) -> None:
        """Draw in the house style."""
        with house():
            super().draw(renderer)

    def savefig(self, *given: Any, **options: Any) -> None:
        """Save in the house style."""
        with house():
            super().savefig(*given, **options)


class _Block:
    """A paragraph of the page: its lines, and the room it takes in inches."""

    def __init__(self, text: str, size: float, *, bold: bool = False, colour: str = INK, before: float = 0.0) -> None:
        room = (page_width() - 2 * MARGIN_CM) * CM / POINT
        # A line measured in the font is a little shorter than the same line drawn at 200 dpi.
        self.lines = wrapped(text, room * 0.985, size, bold=bold)
        self.size, self.bold, self.colour = size, bold, colour
        self.before = before * CM
        self.height = self.before + len(self.lines) * size * LINE * POINT

    def write(self, figure: Figure, top: float) -> float:
        """Write the block ``top`` inches above the lower edge; returns where the next one begins."""
        wide, tall = figure.get_size_inches()
        figure.text(
            MARGIN_CM * CM / wide,
            (top - self.before) / tall,
            "\n".join(self.lines),
            fontsize=self.size,
            fontweight="bold" if self.bold else "normal",
            color=self.colour,
            ha="left",
            va="top",
        )
        return top - self.height


def _flag_line(flags: Collection[str], ax: Axes, language: str) -> str:
    """The flags present with their meaning: as a sign where the chart has lines, else as the letter."""
    letters = sorted(set("".join(flags)))
    meaning = {letter: label("obs_flag", letter, language) for letter in letters}
    drawn = {str(line.get_label()) for one in (ax, *ax.child_axes) for line in one.get_lines()}
    signs = []
    if any(name.startswith("_line") for name in drawn) and "b" in letters:
        letters.remove("b")
        signs.append(sentence("page", "break_line", language))
    if "_hollow" in drawn:
        either = [meaning[letter] for letter in letters if letter in "ep"]
        signs.append(sentence("page", "hollow", language, meanings=listing(either, language, "or")))
        letters = [letter for letter in letters if letter not in "ep"]
    if any(name.startswith("_other") for name in drawn):
        signs.append(sentence("page", "other_lines", language))
    return " · ".join([*signs, *(f"{letter}\N{NO-BREAK SPACE}{meaning[letter]}" for letter in letters)])


def _overhang(ax: Axes, figure: Figure) -> tuple[float, float, float, float]:
    """By how much labels reach out of the Axes: left, right, bottom, top, in inches."""
    inner, outer = ax.get_window_extent(), ax.get_tightbbox()
    if outer is None:
        return 0.0, 0.0, 0.0, 0.0
    reach = (inner.x0 - outer.x0, outer.x1 - inner.x1, inner.y0 - outer.y0, outer.y1 - inner.y1)
    left, right, bottom, top = (max(0.0, float(one) / figure.dpi) for one in reach)
    return left, right, bottom, top


def _place(ax: Axes, figure: Figure, lower: float, tall: float) -> tuple[float, float]:
    """Fit the Axes with its labels between the margins; the room used below and above, in inches.

    Its height stays: labels that keep their distance were spread for it.
    """
    wide, page = figure.get_size_inches()
    margin = MARGIN_CM * CM
    left, right, bottom, top = 0.0, 0.0, 0.0, 0.0
    # A second look: a narrower chart may have moved what is written beside its marks.
    for _ in range(1 if ax.child_axes else 2):
        width = max(wide - 2 * margin - left - right, 1.0)
        ax.set_position(((margin + left) / wide, lower / page, width / wide, tall / page))
        left, right, bottom, top = _overhang(ax, figure)
    width = max(wide - 2 * margin - left - right, 1.0)
    ax.set_position(((margin + left) / wide, lower / page, width / wide, tall / page))
    return bottom, top


def page(
    draw: Callable[[Axes], object],
    *,
    title: str,
    subtitle: str = "",
    notes: Sequence[str] = (),
    source_line: str,
    flags: Collection[str] = (),
    language: str,
    height: float | None = None,
) -> Page:
    """Lay a chart out as it is printed: 16 cm wide (or as ``style.paper`` says), as tall as its parts need.

    From top to bottom: title, subtitle (what is measured, in what unit), chart, flags present,
    notes, source. Long text is wrapped by its measured width.

    Parameters
    ----------
    draw : draws on the Axes it is given (a chart kind with its rows and options bound).
    flags : flag letters present in the rows drawn.
    source_line : producers, datasets and vintages; 'Source:' is written before it.
    height : of the chart itself in cm, without its axis labels; 7 by default.
    """
    tall = (_DEFAULT_HEIGHT_CM if height is None else height) * CM
    with house():
        figure = Page(figsize=(page_width() * CM, tall + 2), dpi=DPI)
        FigureCanvasAgg(figure)
        margin = MARGIN_CM * CM
        wide = page_width() * CM
        ax = figure.add_axes((margin / wide, 1 / (tall + 2), 1 - 2 * margin / wide, tall / (tall + 2)))
        draw(ax)
        bottom, top = _place(ax, figure, 1.0, tall)
        head = [_Block(title, TITLE, bold=True, colour=ACCENT)]
        if subtitle:
            head.append(_Block(subtitle, SUBTITLE, colour=MUTED, before=0.1))
        foot = _foot(_flag_line(flags, ax, language), notes, source_line, language)
        below = sum(one.height for one in foot) + margin
        above = sum(one.height for one in head) + margin
        total = below + bottom + tall + top + _GAP_CM * CM + above
        figure.set_size_inches(wide, total)
        box = ax.get_position()
        ax.set_position((box.x0, (below + bottom) / total, box.width, tall / total))
        at = total - margin
        for block in head:
            at = block.write(figure, at)
        at = below
        for block in foot:
            at = block.write(figure, at)
    return figure


def csv_rows(rows: pd.DataFrame, path: Path) -> Path:
    """Write the rows behind a figure: UTF-8, LF, ten significant digits, nothing for what is missing.

    Ten digits keep every published value and drop the noise of binary fractions.

    Raises
    ------
    WriteFailed
        The file could not be written; what stood there before is untouched.
    """
    numbers = [str(name) for name in rows.columns if rows[name].dtype.kind == "f"]
    stable = rows.assign(**{name: [_significant(value) for value in rows[name]] for name in numbers})
    return write_text(path, stable.to_csv(index=False, lineterminator="\n"))


def _significant(value: float) -> str:
    if not math.isfinite(value):
        return ""
    text = np.format_float_positional(value, precision=_DIGITS, unique=False, fractional=False, trim="-")
    return "0" if text == "-0" else text


def _foot(flag_line: str, notes: Sequence[str], source_line: str, language: str) -> list[_Block]:
    texts = [flag_line] if flag_line else []
    texts += [sentence("page", "note", language, note=one) for one in notes if one]
    texts.append(sentence("page", "source", language, source=source_line))
    return [_Block(one, SMALL, colour=MUTED, before=0.25 if at == 0 else 0.06) for at, one in enumerate(texts)]
