"""How far apart countries are, year by year, and in which years they were counted anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matplotlib.axes import Axes
from matplotlib.transforms import blended_transform_factory

from talentstudy.figures.describing import lines_shown, paragraphs, say, story
from talentstudy.figures.labels import EndLabel, wrapped
from talentstudy.figures.line_axes import keep_free, value_axis, value_limits
from talentstudy.figures.line_marks import Look, draw_series, in_time
from talentstudy.figures.style import (
    ACCENT,
    HATCH,
    INK,
    LINE,
    MARKERS,
    MUTED,
    PAPER,
    SMALL,
    bare,
    size_in_points,
    value_grid,
)
from talentstudy.figures.telling import joined, span, told_path
from talentstudy.figures.trend_by_period import years_and_ends
from talentstudy.figures.values import decimals_of, drawable, period_text, position, printed
from talentstudy.wording import listing, named, percent, sentence

if TYPE_CHECKING:
    import pandas as pd

_KEYS = ["time_period"]
_SPREAD = Look(ACCENT, MARKERS[0], "-", 1.8)
# Points under the values for the bars of the share of countries with a break, their heads and their name.
_BAR, _HEAD = 24.0, 2 * SMALL * LINE + 6


def spread_by_period(
    ax: Axes,
    rows: pd.DataFrame,
    *,
    flagged: pd.DataFrame,
    flagged_label: str,
    change_label: str,
    language: str,
    decimals: int | None = None,
    **_alt: object,
) -> Axes:
    """Draw the spread between countries, cut where most were counted anew, over bars of how many were.

    Parameters
    ----------
    ax : Axes to draw on, at its final height.
    rows : one per ``time_period``, with ``obs_value``, one ``unit``, and ``obs_flag`` (``b`` cuts the line).
    flagged : one row per period: ``time_period``, ``share`` (0 to 1) of countries whose series breaks there.
    flagged_label : what the bars show, written over them.
    change_label : the change over the years, at the end of the line.

    Raises
    ------
    EmptySelection, SchemaViolation
        Nothing to draw, several units, or several rows for one period.
    """
    rows = in_time(drawable(rows, _KEYS, "spread_by_period"))
    unit = str(rows["unit"].iloc[0])
    places = decimals_of(rows["obs_value"], unit) if decimals is None else decimals
    bare(ax, keep="bottom")
    value_grid(ax)
    ax.set_ylim(*value_limits(rows["obs_value"], zero=False))
    value_axis(ax, unit, language)
    some = flagged[flagged["share"] > 0]
    keep_free(ax, bottom=_BAR + _HEAD if len(some) else 0.0)
    draw_series(ax, rows, _SPREAD, name="spread")
    known = rows[rows["obs_value"].notna()]
    period, value = str(known["time_period"].iloc[-1]), float(known["obs_value"].iloc[-1])
    room = 0.26 * size_in_points(ax)[0]
    head = named(period_text(period, language), printed(value, unit, language, places), language)
    text = "\n".join([head, *wrapped(change_label, room)]) if change_label else head
    years_and_ends(ax, rows, [EndLabel(position(period), value, text, ACCENT)], language)
    _bars(ax, some, flagged_label, language)
    return ax


def _bars(ax: Axes, some: pd.DataFrame, name: str, language: str) -> None:
    """The share of countries with a break, in a strip under the values."""
    if some.empty:
        return
    _, tall = size_in_points(ax)
    place = blended_transform_factory(ax.transData, ax.transAxes)
    for period, share in zip(some["time_period"], some["share"], strict=True):
        at = position(str(period))
        top = float(share) * _BAR / tall
        ax.bar(
            [at], [top], width=0.5, transform=place, facecolor=PAPER, edgecolor=MUTED, hatch=HATCH, lw=0.7, zorder=3,
            label="_flagged",
        )  # fmt: skip
        ax.text(
            at, top + 2 / tall, percent(100 * float(share), language, 0), transform=place, ha="center", va="bottom",
            fontsize=SMALL, color=INK, zorder=4,
        )  # fmt: skip
    ax.text(
        0, (_BAR + SMALL * LINE + 4) / tall, name, transform=ax.transAxes, ha="left", va="bottom", fontsize=SMALL,
        color=MUTED, zorder=4, bbox={"facecolor": PAPER, "edgecolor": "none", "pad": 0.6},
    )  # fmt: skip


def height(_rows: pd.DataFrame, **_options: object) -> float:
    """The height in cm: bars under the values."""
    return 7.5


def alt(
    rows: pd.DataFrame,
    *,
    subject: str,
    name: str,
    flagged: pd.DataFrame,
    flagged_label: str,
    change_label: str,
    language: str,
    **_options: object,
) -> str:
    """The alt text: the spread in the first and last year, where it is cut, how many countries have a break in which year."""
    rows = in_time(drawable(rows, _KEYS, "spread_by_period"))
    # The line is cut at years of many breaks, which is not a break of a series: the bars tell of them.
    more = [told_path(rows.assign(obs_flag=""), name, language)]
    if change_label:
        more.append(f"{change_label}.")
    more.append(_flagged_told(flagged, flagged_label, language))
    return joined("spread_by_period", language, subject=subject, series=[name], span=span(rows, language), more=more)


def describe(
    rows: pd.DataFrame,
    *,
    name: str,
    flagged: pd.DataFrame,
    flagged_label: str,
    change_label: str,
    language: str,
    decimals: int | None = None,
    **_options: object,
) -> str:
    """The long description: the spread from left to right, its change, how many countries have a break in which year."""
    rows = in_time(drawable(rows, _KEYS, "spread_by_period"))
    limits = value_limits(rows["obs_value"], zero=False)
    told = [lines_shown(rows, [name], limits, language), story(rows, name, language, decimals=decimals)]
    if change_label:
        told.append(say("line_label", language, text=change_label))
    return paragraphs([*told, _flagged_told(flagged, flagged_label, language)])


def _flagged_told(flagged: pd.DataFrame, name: str, language: str) -> str:
    """Every bar: the year and the share of countries with a break."""
    told = [
        f"{period_text(str(period), language)} {percent(100 * float(share), language, 0)}"
        for period, share in zip(flagged["time_period"], flagged["share"], strict=True)
        if share > 0
    ]
    return sentence("alt", "flagged_share", language, name=name, items=listing(told, language)) if told else ""
