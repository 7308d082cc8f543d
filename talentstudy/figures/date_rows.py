"""Dates with their intervals, one row each in a strip under the values of a chart of lines."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from matplotlib.axes import Axes
from matplotlib.transforms import blended_transform_factory

from talentstudy.figures.style import INK, LINE, PAPER, SMALL, size_in_points, width_of

if TYPE_CHECKING:
    import pandas as pd

# One row in points, and what stands free above the rows.
_ROW, _FREE = SMALL * LINE + 3, 4.0
ROW_CM = 0.44


def rows_need(dates: pd.DataFrame) -> float:
    """The room in points that these dates take under the values."""
    return len(dates) * _ROW + _FREE if len(dates) else 0.0


def draw_dates(ax: Axes, dates: pd.DataFrame, *, reserve: float) -> None:
    """A diamond per date, full or hollow as ``is_full`` says, its interval as a capped bar, its text on the side with room.

    ``dates`` from top to bottom: ``at``, ``lower``, ``upper`` as places on the axis of years (no number: no interval),
    ``is_full``, ``text``. The room must be kept free before; ``reserve`` is the width labels beside the Axes may take.
    """
    for at, row in enumerate(dates.to_dict("records")):
        _date(ax, row, len(dates) - at, reserve)


def _date(ax: Axes, row: Mapping[Any, Any], above: int, reserve: float) -> None:
    wide, tall = size_in_points(ax)
    place = blended_transform_factory(ax.transData, ax.transAxes)
    level = (above - 0.5) * _ROW / tall
    at, lower, upper = (float(row[one]) for one in ("at", "lower", "upper"))
    look: dict[str, Any] = {"transform": place, "mec": INK, "mew": 1.2, "clip_on": False}
    if math.isfinite(lower) and math.isfinite(upper):
        ax.plot([lower, upper], [level] * 2, color=INK, lw=1.2, marker="|", ms=6, zorder=4, label="_interval", **look)
    else:
        lower = upper = at
    ax.plot(
        [at], [level], ls="", marker="D", ms=5, mfc=INK if row["is_full"] else PAPER, zorder=5, label="_date", **look
    )
    low, high = ax.get_xlim()
    per_point = (high - low) / (wide - reserve)
    is_right = upper + (width_of(str(row["text"]), SMALL) + 8) * per_point < high
    ax.annotate(
        str(row["text"]),
        (upper if is_right else lower, level),
        (7 if is_right else -7, 0),
        xycoords=place,
        textcoords="offset points",
        ha="left" if is_right else "right",
        va="center_baseline",
        fontsize=SMALL,
        color=INK,
        zorder=6,
        bbox={"facecolor": PAPER, "edgecolor": "none", "pad": 0.6},
    )
