"""A large number with its name, and beside it what it is to be seen against."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from matplotlib.axes import Axes
from matplotlib.transforms import Bbox, TransformedBbox

from talentstudy.errors import SchemaViolation, UnknownName
from talentstudy.figures import KINDS
from talentstudy.figures.describing import marked, paragraphs, say
from talentstudy.figures.labels import names, wrapped
from talentstudy.figures.line_marks import in_time
from talentstudy.figures.style import (
    ACCENT,
    BIG,
    INK,
    LINE,
    MUTED,
    SUBTITLE,
    TEXT,
    blank,
    size_in_points,
    width_of,
)
from talentstudy.figures.telling import joined
from talentstudy.figures.values import decimals_of, drawable, period_text, printed, with_flag

if TYPE_CHECKING:
    import pandas as pd

_BESIDE = {"bars": KINDS["bars_by_rank"], "lines": KINDS["lines_by_period"]}
# The left part of the area, for the number and its name.
_SHARE = 0.31


def _number(rows: pd.DataFrame, by: str, focus: str, beside: str) -> dict[str, Any]:
    """The row whose value is written large: the focus, at its last period that has a value."""
    if beside not in _BESIDE:
        raise UnknownName("drawing beside a number", beside, _BESIDE)
    keys = [by] if beside == "bars" else [by, "time_period"]
    drawable(rows, keys, "number_in_context")
    known = rows[(rows[by] == focus) & rows["obs_value"].notna()]
    if known.empty:
        found = ", ".join(dict.fromkeys(rows[by]))
        raise SchemaViolation(f"number_in_context has no value for {by} {focus}; those drawn are {found}.")
    return dict(in_time(known).iloc[-1])


def number_in_context(
    ax: Axes,
    rows: pd.DataFrame,
    *,
    by: str,
    focus: str,
    language: str,
    beside: str = "bars",
    caption: str | Mapping[str, str] = "",
    labels: Mapping[str, str] | None = None,
    decimals: int | None = None,
    **options: Any,
) -> Axes:
    """Write the value of ``focus`` large at the left, draw all rows at the right.

    Parameters
    ----------
    ax : Axes whose area is shared.
    rows : indicator rows of one unit: a comparison or a history.
    by, focus : the column and the code of the number; with ``by="time_period"`` bars are a history.
    beside : ``bars`` (``bars_by_rank``) or ``lines`` (``lines_by_period``: the last value of ``focus`` is the number).
    caption : what the number is, as text or by language; the name of ``focus`` otherwise.
    options : further options of the kind drawn beside (``target``, ``order``, ``zero`` …).

    Raises
    ------
    EmptySelection, SchemaViolation
        Nothing to draw, several units, or no value for the focus.
    """
    row = _number(rows, by, focus, beside)
    unit = str(row["unit"])
    places = decimals_of(rows["obs_value"], unit) if decimals is None else decimals
    blank(ax)
    text = printed(float(row["obs_value"]), unit, language, places)
    _write(ax, text, _words(caption, by, focus, labels, language), row, by, language)
    panel = ax.inset_axes((_SHARE + 0.04, 0, 0.96 - _SHARE, 1))
    if beside == "bars":
        options["decimals"] = places
    _BESIDE[beside].draw(panel, rows, by=by, focus=focus, language=language, labels=labels, **options)
    _fit(panel, ax)
    return ax


def _words(
    caption: str | Mapping[str, str], by: str, focus: str, labels: Mapping[str, str] | None, language: str
) -> str:
    words = caption if isinstance(caption, str) else caption[language]
    return words or names(by, [focus], labels, language)[focus]


def _write(ax: Axes, text: str, words: str, row: Mapping[str, Any], by: str, language: str) -> None:
    wide, tall = size_in_points(ax)
    room = _SHARE * wide
    size = min(BIG, BIG * room / width_of(text, BIG, bold=True))
    lines = wrapped(words, room, SUBTITLE)
    under = "" if by == "time_period" else period_text(str(row["time_period"]), language)
    under = with_flag(under, str(row["obs_flag"] or "")).strip()
    total = size * LINE + len(lines) * SUBTITLE * LINE + (TEXT * LINE if under else 0)
    top = 0.5 + total / tall / 2
    ax.text(0, top, text, fontsize=size, fontweight="bold", color=ACCENT, va="top")
    top -= size * LINE / tall
    ax.text(0, top, "\n".join(lines), fontsize=SUBTITLE, color=INK, va="top")
    top -= len(lines) * SUBTITLE * LINE / tall
    ax.text(0, top, under, fontsize=TEXT, color=MUTED, va="top")


def _fit(panel: Axes, ax: Axes) -> None:
    """Draw the panel in, until it and its labels stay right of the number and inside the area."""
    figure = ax.get_figure(root=True)
    area = ax.get_window_extent()
    left, right = _SHARE + 0.04, 1.0
    for _ in range(2):
        inner, outer = panel.get_window_extent(), panel.get_tightbbox()
        if outer is None or figure is None:
            return
        x0 = left + max(0.0, inner.x0 - outer.x0) / area.width
        x1 = right - max(0.0, outer.x1 - inner.x1) / area.width
        bounds = Bbox.from_extents(x0, 0, max(x1, x0 + 0.1), 1)

        def locate(_panel: object, _renderer: object, bounds: Bbox = bounds) -> Any:
            # Asked at every drawing: the page gets its final size after the chart.
            return TransformedBbox(bounds, ax.transAxes - figure.transSubfigure)

        panel.set_axes_locator(locate)
        panel.apply_aspect(locate(panel, None))


def height(rows: pd.DataFrame, *, beside: str = "bars", **options: Any) -> float:
    """The height in cm: what is drawn beside needs, and never less than the number."""
    needed = _BESIDE[beside].height(rows, **options)
    return max(3.2, min(needed, 5.5) if beside == "lines" else needed)


def alt(
    rows: pd.DataFrame,
    *,
    subject: str,
    by: str,
    focus: str,
    language: str,
    beside: str = "bars",
    caption: str | Mapping[str, str] = "",
    labels: Mapping[str, str] | None = None,
    **options: Any,
) -> str:
    """The alt text: the number, then what stands beside it."""
    row = _number(rows, by, focus, beside)
    unit = str(row["unit"])
    text = printed(float(row["obs_value"]), unit, language, decimals_of(rows["obs_value"], unit))
    words = _words(caption, by, focus, labels, language)
    first = joined("number_in_context", language, subject=subject, series=[f"{text} {words}"])
    more = _BESIDE[beside].alt(rows, subject=words, by=by, focus=focus, language=language, labels=labels, **options)
    return f"{first} {more}"


def describe(
    rows: pd.DataFrame,
    *,
    by: str,
    focus: str,
    language: str,
    beside: str = "bars",
    caption: str | Mapping[str, str] = "",
    labels: Mapping[str, str] | None = None,
    decimals: int | None = None,
    **options: Any,
) -> str:
    """The long description: the number, then what stands beside it in full."""
    row = _number(rows, by, focus, beside)
    unit = str(row["unit"])
    places = decimals_of(rows["obs_value"], unit) if decimals is None else decimals
    under = "" if by == "time_period" else period_text(str(row["time_period"]), language)
    words = ", ".join(one for one in (_words(caption, by, focus, labels, language), under) if one)
    value = printed(float(row["obs_value"]), unit, language, places)
    flag = row["obs_flag"] if isinstance(row["obs_flag"], str) else ""
    first = say("big_number", language, value=value, words=marked(words, flag, language))
    if beside == "bars":
        options["decimals"] = places
    more = _BESIDE[beside].describe(rows, by=by, focus=focus, language=language, labels=labels, **options)
    return paragraphs([first, say("beside", language, what=more)])
