"""Two or three periods beside each other, a slope per code."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from matplotlib.axes import Axes

from talentstudy.errors import SchemaViolation
from talentstudy.figures.describing import counted, paragraphs, say, story
from talentstudy.figures.labels import EndLabel, label_ends, names, wrapped
from talentstudy.figures.line_axes import value_limits
from talentstudy.figures.line_marks import breaks, draw_series, in_time, looks
from talentstudy.figures.style import OTHER, TEXT, bare, size_in_points
from talentstudy.figures.telling import joined, span, told_path
from talentstudy.figures.values import decimals_of, drawable, period_text, position, printed, with_flag
from talentstudy.wording import listing

if TYPE_CHECKING:
    import pandas as pd


def slopes_by_period(
    ax: Axes,
    rows: pd.DataFrame,
    *,
    by: str,
    language: str,
    focus: str | None = None,
    labels: Mapping[str, str] | None = None,
    decimals: int | None = None,
) -> Axes:
    """Draw a slope per code of ``by`` between two or three periods, labelled at both ends.

    Like a line, a slope is cut at a break and where a value is missing; ``p`` and ``e`` are hollow.

    Raises
    ------
    EmptySelection, SchemaViolation
        Nothing to draw, several units, several rows for one point, or not two or three periods.
    """
    rows = in_time(drawable(rows, [by, "time_period"], "slopes_by_period"))
    periods = sorted(set(rows["time_period"]), key=position)
    if len(periods) not in (2, 3):
        raise SchemaViolation(
            f"slopes_by_period draws two or three periods, found {len(periods)} ({', '.join(periods)}); "
            "select some, or draw lines_by_period."
        )
    codes = list(dict.fromkeys(rows[by]))
    called = names(by, codes, labels, language)
    unit = str(rows["unit"].iloc[0])
    places = decimals_of(rows["obs_value"], unit) if decimals is None else decimals
    bare(ax)
    at = [position(one) for one in periods]
    ax.set_xlim(at[0], at[-1])
    ax.set_ylim(*value_limits(rows["obs_value"], zero=False))
    ax.set_xticks(at, [period_text(one, language) for one in periods], fontsize=TEXT, fontweight="bold")
    ax.set_yticks([])
    for one in at:
        ax.axvline(one, color=OTHER, lw=0.8, zorder=1, label="_period", clip_on=False)
    look = looks(codes, focus)
    room = 0.28 * size_in_points(ax)[0]
    sides: tuple[list[EndLabel], list[EndLabel]] = ([], [])
    for code in codes:
        series = rows[rows[by] == code].reset_index(drop=True)
        draw_series(ax, series, look[code], size=4.5, name=code)
        for period, value, flag in zip(series["time_period"], series["obs_value"], series["obs_flag"], strict=True):
            if value != value or not look[code].marker:
                continue
            text = with_flag(printed(float(value), unit, language, places), flag)
            bold = code == focus
            if period in (periods[0], periods[-1]):
                lines = "\n".join(wrapped(f"{called[code]} {text}", room, bold=bold))
                side = sides[0] if period == periods[0] else sides[1]
                side.append(EndLabel(position(period), float(value), lines, look[code].colour, bold))
            else:
                ax.annotate(
                    text,
                    (position(period), value),
                    (0, 6),
                    textcoords="offset points",
                    ha="center",
                    va="bottom",
                    fontsize=TEXT,
                    fontweight="bold" if bold else "normal",
                    zorder=6,
                )
    label_ends(ax, sides[0], left=True)
    label_ends(ax, sides[1])
    return ax


def height(rows: pd.DataFrame, *, by: str, **_options: object) -> float:
    """The height in cm: room for a label of two lines per slope."""
    return max(5.5, min(9.0, 0.9 * rows[by].nunique()))


def alt(
    rows: pd.DataFrame,
    *,
    subject: str,
    by: str,
    language: str,
    labels: Mapping[str, str] | None = None,
    **_options: object,
) -> str:
    """The alt text: what is drawn, where each slope starts and ends."""
    rows = in_time(drawable(rows, [by, "time_period"], "slopes_by_period"))
    called = names(by, list(dict.fromkeys(rows[by])), labels, language)
    return joined(
        "slopes_by_period",
        language,
        subject=subject,
        series=list(called.values()),
        span=span(rows, language),
        more=[told_path(rows[rows[by] == code], name, language) for code, name in called.items()],
    )


def describe(
    rows: pd.DataFrame,
    *,
    by: str,
    language: str,
    focus: str | None = None,
    labels: Mapping[str, str] | None = None,
    decimals: int | None = None,
    **_options: object,
) -> str:
    """The long description: every slope from left to right."""
    rows = in_time(drawable(rows, [by, "time_period"], "slopes_by_period"))
    codes = sorted(dict.fromkeys(rows[by]), key=lambda code: code != focus)
    called = names(by, codes, labels, language)
    places = decimals_of(rows["obs_value"], str(rows["unit"].iloc[0])) if decimals is None else decimals
    periods = [period_text(one, language) for one in sorted(set(rows["time_period"]), key=position)]
    lines = counted(len(codes), "line", language)
    told = [say("slopes", language, lines=lines, periods=listing(periods, language))]
    if any(breaks(rows[rows[by] == code]) for code in codes):
        told.append(say("cut", language))
    told += [story(rows[rows[by] == code], called[code], language, decimals=places) for code in codes]
    return paragraphs(told)
