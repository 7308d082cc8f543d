"""Small lines beside each other on one scale, one panel per code."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from matplotlib.axes import Axes

from talentstudy.figures.describing import counted, paragraphs, say, scale_text, story
from talentstudy.figures.labels import names, wrapped
from talentstudy.figures.line_axes import period_axis, value_axis, value_limits
from talentstudy.figures.line_marks import AGGREGATES, Look, breaks, draw_series, in_time, looks
from talentstudy.figures.style import (
    ACCENT,
    CM,
    INK,
    OTHER,
    POINT,
    SMALL,
    TEXT,
    bare,
    blank,
    columns_in,
    size_in_points,
    value_grid,
)
from talentstudy.figures.telling import joined, span, told_path
from talentstudy.figures.values import decimals_of, drawable, position, printed

if TYPE_CHECKING:
    import pandas as pd

_ROW_CM = 3.0
_PLAIN = Look("#3F5468", "o", width=1.5)


def _grid(count: int, columns: int | None) -> tuple[int, int]:
    wide = columns_in(columns or (count if count <= 3 else 3 if count in (5, 6, 9) else 4), 3.4)
    return math.ceil(count / wide), wide


def multiples_by_code(
    ax: Axes,
    rows: pd.DataFrame,
    *,
    by: str,
    language: str,
    focus: str | None = None,
    labels: Mapping[str, str] | None = None,
    reference: str | None = None,
    columns: int | None = None,
    zero: bool | None = None,
) -> Axes:
    """Draw one small panel of lines per code of ``by``, all on the same two scales.

    Parameters
    ----------
    ax : Axes whose area the panels share; it becomes their frame.
    rows : indicator rows of one unit, one per ``by`` and ``time_period``.
    focus : the code whose panel stands out.
    reference : a code drawn dashed in every panel instead of having its own (the EU).
    columns : panels beside each other; by default three or four.

    Raises
    ------
    EmptySelection, SchemaViolation
        Nothing to draw, several units, or several rows for one point.
    """
    rows = in_time(drawable(rows, [by, "time_period"], "multiples_by_code"))
    codes = [code for code in dict.fromkeys(rows[by]) if code != reference]
    called = names(by, [*codes, *([reference] if reference else [])], labels, language)
    down, across = _grid(len(codes), columns)
    blank(ax)
    wide, tall = size_in_points(ax)
    gap_x, gap_y = 12 / wide, 32 / tall
    size = ((1 - gap_x * (across - 1)) / across, (1 - gap_y * (down - 1)) / down)
    limits = value_limits(rows["obs_value"], zero=zero)
    for at, code in enumerate(codes):
        row, column = divmod(at, across)
        corner = (column * (size[0] + gap_x), 1 - size[1] - row * (size[1] + gap_y))
        panel = ax.inset_axes((*corner, *size))
        panel.set_ylim(*limits)
        look = looks([code], focus)[code] if code == focus else _PLAIN
        _panel(panel, rows[rows[by] == code].reset_index(drop=True), look, rows, language, code == focus)
        _head(panel, called[code], bold=code == focus)
        if reference:
            _behind(panel, rows[rows[by] == reference].reset_index(drop=True), called[reference], named=at == 0)
        panel.yaxis.set_tick_params(labelleft=column == 0)
        panel.xaxis.set_tick_params(labelbottom=at + across >= len(codes))
    return ax


def _panel(panel: Axes, series: pd.DataFrame, look: Look, rows: pd.DataFrame, language: str, bold: bool) -> None:
    unit = str(rows["unit"].iloc[0])
    bare(panel, keep="bottom", size=SMALL)
    value_grid(panel)
    period_axis(panel, list(rows["time_period"]), language, size=SMALL)
    value_axis(panel, unit, language, ticks=4)
    draw_series(panel, series, look, size=2.6)
    for cut, _ in breaks(series):
        panel.axvline(cut, color=OTHER, lw=0.7, ls=(0, (2, 2)), zorder=1, label="_break")
    known = series[series["obs_value"].notna()]
    if len(known):
        value = float(known["obs_value"].iloc[-1])
        text = printed(value, unit, language, decimals_of(rows["obs_value"], unit))
        colour = ACCENT if bold else INK
        panel.annotate(text, (1, 1), (0, 4), "axes fraction", "offset points", ha="right", fontsize=SMALL, color=colour)


def _head(panel: Axes, name: str, *, bold: bool) -> None:
    wide, _ = size_in_points(panel)
    line = wrapped(name, wide - 30, TEXT, bold=True)
    panel.annotate(
        "\n".join(line),
        (0, 1),
        (0, 4),
        "axes fraction",
        "offset points",
        fontsize=TEXT,
        fontweight="bold",
        color=ACCENT if bold else INK,
    )


def _behind(panel: Axes, series: pd.DataFrame, name: str, *, named: bool) -> None:
    look = looks([AGGREGATES[0], "?"], "?")[AGGREGATES[0]]
    draw_series(panel, series, Look(look.colour, "", look.dash, 1.1), name=name)
    known = series[series["obs_value"].notna()]
    if named and len(known):
        at = known.iloc[-1]
        panel.annotate(
            name,
            (position(str(at["time_period"])), at["obs_value"]),
            (0, 4),
            textcoords="offset points",
            ha="right",
            va="bottom",
            fontsize=SMALL,
            color=INK,
        )


def height(
    rows: pd.DataFrame, *, by: str, reference: str | None = None, columns: int | None = None, **_options: object
) -> float:
    """The height in cm: three per row of panels, and the names between."""
    down, _ = _grid(rows.loc[rows[by] != reference, by].nunique(), columns)
    return down * _ROW_CM + (down - 1) * 32 * POINT / CM


def alt(
    rows: pd.DataFrame,
    *,
    subject: str,
    by: str,
    language: str,
    focus: str | None = None,
    labels: Mapping[str, str] | None = None,
    **_options: object,
) -> str:
    """The alt text: what is drawn, of whom, from when to when; the path of the focus, or of each of a few."""
    rows = in_time(drawable(rows, [by, "time_period"], "multiples_by_code"))
    codes: Sequence[str] = list(dict.fromkeys(rows[by]))
    called = names(by, codes, labels, language)
    told = [focus] if focus is not None and focus in codes else codes if len(codes) <= 6 else []
    return joined(
        "multiples_by_code",
        language,
        subject=subject,
        series=list(called.values()),
        span=span(rows, language),
        more=[told_path(rows[rows[by] == code], called[code], language) for code in told],
    )


def describe(
    rows: pd.DataFrame,
    *,
    by: str,
    language: str,
    labels: Mapping[str, str] | None = None,
    reference: str | None = None,
    zero: bool | None = None,
    **_options: object,
) -> str:
    """The long description: every panel run by run, in the order they are drawn."""
    rows = in_time(drawable(rows, [by, "time_period"], "multiples_by_code"))
    codes = list(dict.fromkeys(rows[by]))
    called = names(by, codes, labels, language)
    places = decimals_of(rows["obs_value"], str(rows["unit"].iloc[0]))
    panels = counted(len([code for code in codes if code != reference]), "panel", language)
    told = [
        f"{say('multiples', language, panels=panels, span=span(rows, language))} "
        + scale_text(value_limits(rows["obs_value"], zero=zero), language)
    ]
    if any(breaks(rows[rows[by] == code]) for code in codes):
        told.append(say("cut", language))
    if reference in called:
        told.append(say("reference", language, name=called[reference]))
    told += [story(rows[rows[by] == code], called[code], language, decimals=places) for code in codes]
    return paragraphs(told)
