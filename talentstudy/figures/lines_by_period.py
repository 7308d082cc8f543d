"""One line per code over time, cut at breaks in the series."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING

from matplotlib.axes import Axes

from talentstudy.figures.describing import background, last_values, lines_shown, paragraphs, say, story
from talentstudy.figures.labels import EndLabel, label_ends, names, wrapped
from talentstudy.figures.line_axes import mark_breaks, period_axis, value_axis, value_limits
from talentstudy.figures.line_marks import breaks, draw_series, in_time, looks
from talentstudy.figures.style import MUTED, bare, size_in_points, value_grid, width_of
from talentstudy.figures.telling import joined, span, target_text, told_path
from talentstudy.figures.values import decimals_of, distance_text, drawable, position, printed
from talentstudy.wording import sentence

if TYPE_CHECKING:
    import pandas as pd


def lines_by_period(
    ax: Axes,
    rows: pd.DataFrame,
    *,
    by: str,
    language: str,
    focus: str | None = None,
    labels: Mapping[str, str] | None = None,
    target: float | None = None,
    target_period: str = "",
    zero: bool | None = None,
    revision: float | None = None,
) -> Axes:
    """Draw one line per code of ``by``, labelled at its end.

    A line is cut where a series is flagged ``b`` and has a gap where a value is missing; ``p`` and
    ``e`` are hollow markers; uneven periods keep their distance. The breaks of ``focus`` (of the only
    series, if there is one) are marked. With more than eight series only the focus and the
    aggregates are named, the others are a grey background.

    Parameters
    ----------
    ax : Axes to draw on, at its final height.
    rows : indicator rows of one unit, one per ``by`` and ``time_period``.
    by : the column that tells the series apart.
    focus : the code that stands out.
    labels : names of codes; the code list of ``by`` otherwise.
    target, target_period : a value to reach and its period, drawn as a dashed line.
    zero : whether the axis begins at zero; by default it does unless all values lie far above.
    revision : how far a newest value typically still moves, up or down; a bar at the last value of the focus.

    Raises
    ------
    EmptySelection, SchemaViolation
        Nothing to draw, several units, or several rows for one point.
    """
    rows = in_time(drawable(rows, [by, "time_period"], "lines_by_period"))
    codes = list(dict.fromkeys(rows[by]))
    called = names(by, codes, labels, language)
    unit = str(rows["unit"].iloc[0])
    bare(ax, keep="bottom")
    value_grid(ax)
    goal = [] if target is None else [target]
    bar = revision_bar(rows, by, focus, revision)
    ax.set_ylim(*value_limits([*rows["obs_value"], *goal, *(bar[1:] if bar else ())], zero=zero))
    value_axis(ax, unit, language)
    look = looks(codes, focus)
    decimals = decimals_of(rows["obs_value"], unit)
    room = 0.26 * size_in_points(ax)[0]
    ends = []
    for code in codes:
        series = rows[rows[by] == code].reset_index(drop=True)
        draw_series(ax, series, look[code], name=code)
        known = series[series["obs_value"].notna()]
        if look[code].marker and len(known):
            value = float(known["obs_value"].iloc[-1])
            text = f"{called[code]} {printed(value, unit, language, decimals)}"
            text = "\n".join(wrapped(text, room, bold=code == focus))
            last = position(str(known["time_period"].iloc[-1]))
            ends.append(EndLabel(last, value, text, look[code].colour, code == focus))
    if bar:
        # Caps wider than a marker: a small revision would hide behind it.
        ax.vlines(bar[0], *bar[1:], color=look[str(focus)].colour, lw=1.2, zorder=6, label="_revision")
        ax.plot(
            [bar[0]] * 2,
            bar[1:],
            ls="",
            marker="_",
            ms=13,
            mew=1.2,
            color=look[str(focus)].colour,
            zorder=6,
            label="_cap",
        )
    if target is not None:
        ax.axhline(target, color=MUTED, lw=1.0, ls=(0, (4, 3)), zorder=1.5, label="_target")
        text = "\n".join(wrapped(target_text(target, target_period, unit, language), room))
        ends.append(EndLabel(math.inf, target, text))
    reserve = 50 + max((width_of(line, bold=True) for one in ends for line in one.text.split("\n")), default=0.0)
    period_axis(ax, list(rows["time_period"]), language, reserve=reserve)
    marked = focus if focus in codes else codes[0] if len(codes) == 1 else None
    mark_breaks(ax, breaks(rows[rows[by] == marked]), language, reserve=reserve)
    label_ends(ax, ends)
    return ax


def revision_bar(
    rows: pd.DataFrame, by: str, focus: str | None, revision: float | None
) -> tuple[float, float, float] | None:
    """Where the bar of typical revisions stands, and its ends; None where it is not asked for or the focus has no value."""
    own = rows[(rows[by] == focus) & rows["obs_value"].notna()]
    if revision is None or own.empty:
        return None
    value = float(own["obs_value"].iloc[-1])
    return position(str(own["time_period"].iloc[-1])), value - revision, value + revision


def height(rows: pd.DataFrame, *, by: str, **_options: object) -> float:
    """The height in cm: room for one label per line."""
    return max(6.0, min(9.0, 0.5 * rows[by].nunique()))


def alt(
    rows: pd.DataFrame,
    *,
    subject: str,
    by: str,
    language: str,
    focus: str | None = None,
    labels: Mapping[str, str] | None = None,
    target: float | None = None,
    target_period: str = "",
    revision: float | None = None,
    **_options: object,
) -> str:
    """The alt text: what is drawn, of whom, from when to when; the path and the breaks of the focus."""
    rows = in_time(drawable(rows, [by, "time_period"], "lines_by_period"))
    codes = list(dict.fromkeys(rows[by]))
    called = names(by, codes, labels, language)
    told = [focus] if focus is not None and focus in codes else codes[:2]
    beside = []
    if revision_bar(rows, by, focus, revision):
        width = distance_text(float(revision or 0), str(rows["unit"].iloc[0]), language)
        beside = [sentence("revisions", "bar_alt", language, width=width)]
    return joined(
        "lines_by_period",
        language,
        subject=subject,
        series=list(called.values()),
        span=span(rows, language),
        more=[*(told_path(rows[rows[by] == code], called[code], language) for code in told), *beside],
        target=None if target is None else target_text(target, target_period, str(rows["unit"].iloc[0]), language),
    )


def describe(
    rows: pd.DataFrame,
    *,
    by: str,
    language: str,
    focus: str | None = None,
    labels: Mapping[str, str] | None = None,
    target: float | None = None,
    target_period: str = "",
    zero: bool | None = None,
    revision: float | None = None,
    **_options: object,
) -> str:
    """The long description: each named line run by run, the order of their ends, the range of the others, the target."""
    rows = in_time(drawable(rows, [by, "time_period"], "lines_by_period"))
    codes, unit = list(dict.fromkeys(rows[by])), str(rows["unit"].iloc[0])
    called, look = names(by, codes, labels, language), looks(codes, focus)
    named = sorted((code for code in codes if look[code].marker), key=lambda code: code != focus)
    bar = revision_bar(rows, by, focus, revision)
    goal = [] if target is None else [target]
    limits = value_limits([*rows["obs_value"], *goal, *(bar[1:] if bar else ())], zero=zero)
    places = decimals_of(rows["obs_value"], unit)
    told = [lines_shown(rows, codes, limits, language, by=by)]
    told += [story(rows[rows[by] == code], called[code], language, decimals=places) for code in named]
    told.append(last_values(rows[rows[by].isin(named)], by, called, language, decimals=places))
    told.append(background(rows[~rows[by].isin(named)], by, language, decimals=places))
    if bar:
        width = distance_text(float(revision or 0), unit, language)
        told.append(sentence("revisions", "bar_alt", language, width=width))
    if target is not None:
        told.append(say("target", language, target=target_text(target, target_period, unit, language)))
    return paragraphs(told)
