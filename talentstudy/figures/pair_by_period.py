"""Two series with their trends, and under them what lies between the two."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from matplotlib.axes import Axes

from talentstudy.errors import SchemaViolation
from talentstudy.figures.describing import fitted_runs, paragraphs, say, story
from talentstudy.figures.labels import EndLabel, label_ends, names, wrapped
from talentstudy.figures.line_axes import mark_breaks, period_axis, value_axis, value_limits
from talentstudy.figures.line_marks import Look, breaks, draw_series, in_time
from talentstudy.figures.style import (
    ACCENT,
    AGGREGATE,
    DASHES,
    INK,
    MARKERS,
    OTHER,
    SMALL,
    bare,
    blank,
    size_in_points,
    value_grid,
    width_of,
)
from talentstudy.figures.telling import joined, span, told_path
from talentstudy.figures.trend_by_period import HISTORY, alone, band
from talentstudy.figures.values import decimals_of, drawable, position, printed
from talentstudy.wording import named, sentence

if TYPE_CHECKING:
    import pandas as pd

_COLOURS = (ACCENT, AGGREGATE)
_DASH = (DASHES[0], DASHES[1])
_UPPER, _LOWER = 0.58, 0.28


def pair_by_period(
    ax: Axes,
    rows: pd.DataFrame,
    *,
    by: str,
    fits: pd.DataFrame,
    between: pd.DataFrame,
    between_label: str,
    language: str,
    labels: Mapping[str, str] | None = None,
    signed: bool = True,
    **_alt: object,
) -> Axes:
    """Draw two series with their fitted lines, and in a panel under them the difference with its line and interval.

    Parameters
    ----------
    ax : Axes whose area the two panels share; it becomes their frame.
    rows : indicator rows of one unit and two codes of ``by``, one per ``by`` and ``time_period``.
    fits : the lines of both: ``by``, ``year``, ``fitted``, ``segment``.
    between : one row per common year: ``time_period``, ``unit``, ``obs_value``, ``obs_flag`` (``b`` where a segment
        begins), ``fitted``, ``segment``, ``lower`` and ``upper`` (no number: no band).
    between_label : what the lower panel shows, over it.
    signed : whether values of the lower panel carry their sign (a difference does, a ratio does not).

    Raises
    ------
    EmptySelection, SchemaViolation
        Nothing to draw, several units or rows for one point, or not two codes.
    """
    rows, codes, called = _checked(rows, by, labels, language)
    blank(ax)
    upper, lower = ax.inset_axes((0, 1 - _UPPER, 1, _UPPER)), ax.inset_axes((0, 0, 1, _LOWER))
    unit = str(rows["unit"].iloc[0])
    for panel, shown, its_unit in (
        (upper, [*rows["obs_value"], *fits["fitted"]], unit),
        (lower, [*between["obs_value"], *between["lower"], *between["upper"]], str(between["unit"].iloc[0])),
    ):
        bare(panel, keep="bottom")
        value_grid(panel)
        panel.set_ylim(*value_limits(shown, zero=False))
        value_axis(panel, its_unit, language, ticks=5 if panel is upper else 3)
    ends = _both(upper, rows, by, codes, called, fits, language)
    last = [_between(lower, between, language, signed=signed)]
    room = 0.24 * size_in_points(ax)[0]
    ends = [EndLabel(one.x, one.y, "\n".join(wrapped(one.text, room, bold=True)), one.colour, one.bold) for one in ends]
    reserve = 40 + max(width_of(line, bold=True) for one in [*ends, *last] for line in one.text.split("\n"))
    periods = list(dict.fromkeys(sorted({*rows["time_period"], *between["time_period"]}, key=position)))
    for panel in (upper, lower):
        period_axis(panel, periods, language, reserve=reserve)
    upper.xaxis.set_tick_params(labelbottom=False)
    cuts = breaks(between)
    mark_breaks(upper, cuts, language, reserve=reserve)
    for cut, _ in cuts:
        lower.axvline(cut, color=OTHER, lw=0.8, ls=(0, (2, 2)), zorder=1, label="_break")
    lower.annotate(
        between_label, (0, 1), (0, 5), "axes fraction", "offset points", ha="left", va="bottom", fontsize=SMALL, color=INK
    )  # fmt: skip
    label_ends(upper, ends)
    label_ends(lower, last)
    return ax


def _checked(
    rows: pd.DataFrame, by: str, labels: Mapping[str, str] | None, language: str
) -> tuple[pd.DataFrame, list[str], dict[str, str]]:
    rows = in_time(drawable(rows, [by, "time_period"], "pair_by_period"))
    codes = list(labels) if labels else sorted(set(rows[by]))
    if set(codes) != set(rows[by]) or len(codes) != 2:
        raise SchemaViolation(f"pair_by_period draws two codes of {by}, found {', '.join(sorted(set(rows[by])))}.")
    return rows, codes, names(by, codes, labels, language)


def _both(
    ax: Axes,
    rows: pd.DataFrame,
    by: str,
    codes: list[str],
    called: Mapping[str, str],
    fits: pd.DataFrame,
    language: str,
) -> list[EndLabel]:
    """The two series: markers joined by a thin line, and the trend of each on top; what is written at their ends."""
    unit, places = str(rows["unit"].iloc[0]), decimals_of(rows["obs_value"], str(rows["unit"].iloc[0]))
    ends = []
    for at, code in enumerate(codes):
        own = rows[rows[by] == code].reset_index(drop=True)
        draw_series(ax, own, Look(_COLOURS[at], MARKERS[(0, 3)[at]], "-", 0.6), name=code)
        for _, piece in fits[fits[by] == code].groupby("segment"):
            look = {"color": _COLOURS[at], "lw": 1.8, "ls": _DASH[at], "zorder": 5, "label": f"_fit {code}"}
            ax.plot(piece["year"], piece["fitted"], **look, **alone(len(piece)))
        known = own[own["obs_value"].notna()]
        value = float(known["obs_value"].iloc[-1])
        text = named(called[code], printed(value, unit, language, places), language)
        ends.append(EndLabel(position(str(known["time_period"].iloc[-1])), value, text, _COLOURS[at], at == 0))
    return ends


def _between(ax: Axes, between: pd.DataFrame, language: str, *, signed: bool) -> EndLabel:
    """The lower panel: the difference, its line and band, zero where it lies inside; the text at its end."""
    unit = str(between["unit"].iloc[0])
    draw_series(ax, between, HISTORY, size=2.8, name="between")
    for _, piece in between.groupby("segment"):
        years = piece["time_period"].map(position)
        band(ax, years, piece["lower"], piece["upper"])
        ax.plot(years, piece["fitted"], color=INK, lw=1.6, zorder=5, label="_fit between", **alone(len(piece)))
    low, high = ax.get_ylim()
    if low < 0 < high:
        ax.axhline(0, color=INK, lw=0.7, zorder=1.5, label="_zero")
    last = between.iloc[-1]
    value = float(last["obs_value"])
    text = printed(value, unit, language, decimals_of(between["obs_value"], unit), signed=signed)
    return EndLabel(position(str(last["time_period"])), value, text, INK)


def height(_rows: pd.DataFrame, **_options: object) -> float:
    """The height in cm: two panels."""
    return 9.5


def alt(
    rows: pd.DataFrame,
    *,
    subject: str,
    by: str,
    between: pd.DataFrame,
    between_label: str,
    language: str,
    labels: Mapping[str, str] | None = None,
    signed: bool = True,
    **_options: object,
) -> str:
    """The alt text: the path of both, and what lies between them in the first and the last year."""
    rows, codes, called = _checked(rows, by, labels, language)
    unit = str(between["unit"].iloc[0])
    places = decimals_of(between["obs_value"], unit)
    ends = between.iloc[[0, -1]]
    start, end = (printed(float(one), unit, language, places, signed=signed) for one in ends["obs_value"])
    first, last = (str(one) for one in ends["time_period"])
    more = [told_path(rows[rows[by] == code], called[code], language) for code in codes]
    more.append(sentence("alt", "path", language, name=between_label, start=start, first=first, end=end, last=last))
    given = between["lower"].notna().any()
    more.append(sentence("alt", "between_band" if given else "between_no_band", language))
    series = [called[code] for code in codes]
    return joined("pair_by_period", language, subject=subject, series=series, span=span(rows, language), more=more)


def describe(
    rows: pd.DataFrame,
    *,
    by: str,
    fits: pd.DataFrame,
    between: pd.DataFrame,
    between_label: str,
    language: str,
    labels: Mapping[str, str] | None = None,
    signed: bool = True,
    **_options: object,
) -> str:
    """The long description: both series with their trend lines, then the lower panel with its own and whether it has a band."""
    rows, codes, called = _checked(rows, by, labels, language)
    unit, lower = str(rows["unit"].iloc[0]), str(between["unit"].iloc[0])
    places = decimals_of(rows["obs_value"], unit)
    told = [say("two_panels", language, span=span(rows, language), between=between_label)]
    if breaks(between) or any(breaks(rows[rows[by] == code]) for code in codes):
        told.append(say("cut", language))
    for code in codes:
        own = fits[fits[by] == code]
        line = fitted_runs(own, "segment", unit, language, decimals=places)
        told.append(story(rows[rows[by] == code], called[code], language, decimals=places))
        told.append(say("fit_named", language, name=called[code], runs=line))
    told.append(story(in_time(between), between_label, language, signed=signed))
    fitted = between.assign(year=between["time_period"].map(position))
    places = decimals_of(between["obs_value"], lower)
    given = between["lower"].notna().any()
    runs = fitted_runs(fitted, "segment", lower, language, decimals=places, signed=signed)
    told.append(say("fit_named", language, name=between_label, runs=runs))
    return paragraphs([*told, sentence("alt", "between_band" if given else "between_no_band", language)])
