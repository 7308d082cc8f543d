"""A statistic for every date that could be a break, and the bound it must pass."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matplotlib.axes import Axes

from talentstudy.figures.describing import lines_shown, paragraphs, say, story
from talentstudy.figures.labels import EndLabel, label_ends, wrapped
from talentstudy.figures.line_axes import period_axis, value_axis, value_limits
from talentstudy.figures.line_marks import Look, draw_series, in_time
from talentstudy.figures.style import (
    ACCENT,
    MARKERS,
    MUTED,
    NEGATIVE,
    PAPER,
    SMALL,
    bare,
    size_in_points,
    value_grid,
    width_of,
)
from talentstudy.figures.telling import joined, span
from talentstudy.figures.values import drawable, period_text, position, printed
from talentstudy.wording import sentence

if TYPE_CHECKING:
    import pandas as pd

_KEYS = ["time_period"]
_PATH = Look(ACCENT, MARKERS[0], "-", 1.6)


def statistic_by_period(
    ax: Axes,
    rows: pd.DataFrame,
    *,
    boundary: float,
    boundary_label: str,
    language: str,
    name: str = "",
    **_alt: object,
) -> Axes:
    """Draw a test statistic by the date it is computed for, with the value it would have to exceed.

    Parameters
    ----------
    ax : Axes to draw on, at its final height.
    rows : one per date (``time_period`` begins the new regime), with ``obs_value``, one ``unit``, ``obs_flag``.
    boundary, boundary_label : the value to exceed, dashed, and what stands at its end.
    name : what the statistic is called, at the end of its line.

    Raises
    ------
    EmptySelection, SchemaViolation
        Nothing to draw, several units, or several rows for one period.
    """
    rows = in_time(drawable(rows, _KEYS, "statistic_by_period"))
    unit = str(rows["unit"].iloc[0])
    bare(ax, keep="bottom")
    value_grid(ax)
    ax.set_ylim(*value_limits([*rows["obs_value"], boundary], zero=True))
    value_axis(ax, unit, language)
    draw_series(ax, rows, _PATH, name="statistic")
    known = rows[rows["obs_value"].notna()].reset_index(drop=True)
    room = 0.26 * size_in_points(ax)[0]
    last = known.iloc[-1]
    ends = [EndLabel(float("inf"), boundary, "\n".join(wrapped(boundary_label, room)), NEGATIVE)]
    if name:
        text = "\n".join(wrapped(name, room, bold=True))
        ends.append(EndLabel(position(str(last["time_period"])), float(last["obs_value"]), text, ACCENT, True))
    reserve = 40 + max(width_of(line, bold=True) for one in ends for line in one.text.split("\n"))
    period_axis(ax, list(rows["time_period"]), language, reserve=reserve)
    ax.axhline(boundary, color=NEGATIVE, lw=1.2, ls=(0, (4, 3)), zorder=2, label="_boundary")
    _peak(ax, known, unit, language)
    label_ends(ax, ends)
    return ax


def _peak(ax: Axes, known: pd.DataFrame, unit: str, language: str) -> None:
    """The largest value, named: the date the test is about."""
    top = known.iloc[int(known["obs_value"].argmax())]
    period = str(top["time_period"])
    low, high = ax.get_xlim()
    share = (position(period) - low) / (high - low)
    ax.annotate(
        f"{period_text(period, language)}: {printed(float(top['obs_value']), unit, language, 1)}",
        (position(period), float(top["obs_value"])),
        (0, 5),
        textcoords="offset points",
        ha="left" if share < 0.12 else "right" if share > 0.88 else "center",
        va="bottom",
        fontsize=SMALL,
        color=MUTED,
        zorder=6,
        bbox={"facecolor": PAPER, "edgecolor": "none", "pad": 0.4, "alpha": 0.85},
    )


def height(_rows: pd.DataFrame, **_options: object) -> float:
    """The height in cm."""
    return 5.5


def alt(
    rows: pd.DataFrame, *, subject: str, boundary: float, boundary_label: str, language: str, **_options: object
) -> str:
    """The alt text: the largest value with its date, and whether it passes the bound."""
    rows = in_time(drawable(rows, _KEYS, "statistic_by_period"))
    told = _verdict(rows, boundary, language)
    what = [sentence("alt", "statistic", language), boundary_label]
    return joined("statistic_by_period", language, subject=subject, series=what, span=span(rows, language), more=[told])


def describe(
    rows: pd.DataFrame, *, boundary: float, boundary_label: str, language: str, name: str = "", **_options: object
) -> str:
    """The long description: the statistic date by date, the bound, whether the largest value passes it."""
    rows = in_time(drawable(rows, _KEYS, "statistic_by_period"))
    limits = value_limits([*rows["obs_value"], boundary], zero=True)
    called = name or sentence("alt", "statistic", language)
    told = [lines_shown(rows, [called], limits, language), story(rows, called, language, decimals=1)]
    bound = say("bound", language, text=boundary_label)
    return paragraphs([*told, f"{bound} {_verdict(rows, boundary, language)}"])


def _verdict(rows: pd.DataFrame, boundary: float, language: str) -> str:
    """The largest value with its date, and whether it passes the bound."""
    unit = str(rows["unit"].iloc[0])
    top = rows.iloc[int(rows["obs_value"].argmax())]
    return sentence(
        "alt",
        "passed" if float(top["obs_value"]) > boundary else "not_passed",
        language,
        value=printed(float(top["obs_value"]), unit, language, 1),
        period=period_text(str(top["time_period"]), language),
        boundary=printed(boundary, unit, language, 1),
    )
