"""The house style: one palette, one typeface, a light grid. Never set globally.

Colours are told apart in normal vision, in the three dichromacies and in greyscale (tested); no
colour carries meaning alone: lines differ by marker and dash, bars by hatch.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.font_manager import FontProperties, fontManager
from matplotlib.textpath import text_to_path

from talentstudy.errors import StudyError

INK = "#1B2530"
MUTED = "#55606B"
RULE = "#D9DFE5"
PAPER = "#FFFFFF"
TINT = "#F1F4F7"
ACCENT = "#0A2F5E"
AGGREGATE = "#C06E00"
# The lightest grey blue that stands out from paper as a bar must (3:1) and stays apart from the others in a grey copy.
OTHER = "#8497A9"
NEGATIVE = "#97302A"
# From dark to light in steps that survive a grey copy.
SERIES = (ACCENT, NEGATIVE, "#18766F", AGGREGATE, "#7897BB")
MARKERS = ("o", "s", "^", "D", "v", "P", "X", "<")
DASHES: tuple[Any, ...] = ("-", (0, (5, 1.6)), (0, (1.2, 1.4)), (0, (6, 1.6, 1.2, 1.6)))
HATCH = "////"

# Points; what is printed 16 cm wide stays legible down to the notes.
TITLE, SUBTITLE, TEXT, SMALL, BIG = 12.0, 9.0, 8.0, 7.0, 34.0
# The height of a line in Roboto, in em; matplotlib sets lines exactly this far apart.
LINE = 1.32
WIDTH_CM = 16.0
# Narrower, a name and its mark have no room beside each other; wider is no page.
LEAST_CM, MOST_CM = 6.0, 30.0
CM = 1 / 2.54
POINT = 1 / 72

_WIDTH: ContextVar[float] = ContextVar("width of the page in cm", default=WIDTH_CM)
_FONTS = Path(__file__).parent / "fonts"
_RC: Any = {
    "font.family": ["Roboto"],
    "font.size": TEXT,
    # A dollar sign in a label is a dollar sign.
    "text.parse_math": False,
    # Without hinting a text is as wide on the screen as in print, and as measured.
    "text.hinting": "none",
    "text.color": INK,
    "axes.labelcolor": INK,
    "axes.edgecolor": MUTED,
    "axes.linewidth": 0.6,
    "axes.unicode_minus": True,
    "axes.axisbelow": True,
    "xtick.color": MUTED,
    "ytick.color": MUTED,
    "xtick.labelcolor": INK,
    "ytick.labelcolor": INK,
    "xtick.major.width": 0.6,
    "ytick.major.width": 0.6,
    "hatch.linewidth": 0.7,
    "lines.solid_capstyle": "round",
    "figure.facecolor": PAPER,
    "axes.facecolor": PAPER,
    "savefig.facecolor": PAPER,
    "svg.hashsalt": "talentstudy",
    # Glyphs as outlines: the same look on a machine without the typeface.
    "svg.fonttype": "path",
    "pdf.fonttype": 3,
    "path.simplify": False,
}


def page_width() -> float:
    """The width in cm of the page that is being laid out: 16 unless ``paper`` asks for another."""
    return _WIDTH.get()


@contextmanager
def paper(width_cm: float) -> Iterator[None]:
    """Lay pages out at another width inside a ``with``: letters keep their size, lines break earlier.

    Raises StudyError for a width nothing can be drawn at.
    """
    if not LEAST_CM <= width_cm <= MOST_CM:
        raise StudyError(
            f"a figure {10 * width_cm:g} mm wide cannot be drawn; between {10 * LEAST_CM:g} and {10 * MOST_CM:g} mm are wanted."
        )
    before = _WIDTH.set(width_cm)
    try:
        yield
    finally:
        _WIDTH.reset(before)


def columns_in(count: int, least_cm: float) -> int:
    """So many columns, or as many of ``least_cm`` as the page is wide."""
    return max(1, min(count, int(page_width() / least_cm)))


@cache
def _register_fonts() -> None:
    for path in sorted(_FONTS.glob("*.ttf")):
        fontManager.addfont(path)


@contextmanager
def house() -> Iterator[None]:
    """The house style inside a ``with``; what was set before holds again afterwards."""
    _register_fonts()
    with mpl.rc_context(_RC):
        yield


@lru_cache(maxsize=8)
def _typeface(bold: bool) -> FontProperties:
    return FontProperties(fname=_FONTS / f"Roboto-{'Bold' if bold else 'Regular'}.ttf", size=100)


@lru_cache(maxsize=8192)
def _width_at_100(text: str, bold: bool) -> float:
    return float(text_to_path.get_text_width_height_descent(text, _typeface(bold), False)[0])


def width_of(text: str, size: float = TEXT, *, bold: bool = False) -> float:
    """The printed width of one line of text, in points."""
    return _width_at_100(text, bold) * size / 100


def size_in_points(ax: Axes) -> tuple[float, float]:
    """Width and height of the Axes in points."""
    box = ax.get_window_extent()
    figure = ax.get_figure(root=True)
    scale = 72 / (figure.dpi if figure is not None else 72)
    return box.width * scale, box.height * scale


def bare(ax: Axes, *, keep: str = "", size: float = TEXT) -> None:
    """Take away every spine but those named in ``keep`` (``"left bottom"``), and the tick marks."""
    for side, spine in ax.spines.items():
        spine.set_visible(side in keep.split())
    ax.tick_params(length=0, labelsize=size)
    # The lowest value and the first period meet in the corner.
    ax.xaxis.set_tick_params(pad=6)


def blank(ax: Axes) -> None:
    """Make the Axes a plain area from 0 to 1 that holds other things."""
    ax.set(xlim=(0, 1), ylim=(0, 1))
    ax.set_axis_off()


def value_grid(ax: Axes, axis: str = "y") -> None:
    """Light lines behind the marks, across one axis only."""
    ax.grid(True, axis=axis, color=RULE, linewidth=0.6)  # type: ignore[arg-type]
