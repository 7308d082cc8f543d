"""The two axes of a chart of lines: values from a round start, periods at their true distance."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.markers import TICKDOWN
from matplotlib.ticker import FuncFormatter, MaxNLocator

from talentstudy.figures.labels import spread
from talentstudy.figures.style import MUTED, OTHER, SMALL, TEXT, size_in_points, width_of
from talentstudy.figures.values import decimals_of, period_text, position, printed


def value_limits(values: Iterable[float], *, zero: bool | None = None) -> tuple[float, float]:
    """Limits of the value axis; from zero unless that would flatten everything to a line on top."""
    known = np.asarray([one for one in values if math.isfinite(one)], dtype=float)
    low, high = float(known.min()), float(known.max())
    if zero is None:
        zero = low >= 0 and low < 0.6 * high
    if zero:
        low, high = min(low, 0.0), max(high, 0.0)
    room = (high - low or abs(high) or 1.0) * 0.08
    return (low if low == 0 else low - room), (high if high == 0 else high + room)


def value_axis(ax: Axes, unit: str, language: str, *, ticks: int = 5) -> None:
    """Round ticks, written as the language writes numbers."""
    ax.yaxis.set_major_locator(MaxNLocator(ticks, steps=[1, 2, 5, 10]))
    shown = [one for one in ax.get_yticks() if ax.get_ylim()[0] <= one <= ax.get_ylim()[1]]
    decimals = decimals_of([round(one, 9) for one in shown], unit)
    ax.yaxis.set_major_formatter(FuncFormatter(lambda value, _: printed(round(value, 9), unit, language, decimals)))


def keep_free(ax: Axes, *, top: float = 0.0, bottom: float = 0.0) -> None:
    """Room of so many points above or below the values, for marks of their own; no tick stands in it."""
    _, tall = size_in_points(ax)
    low, high = ax.get_ylim()
    ticks = [one for one in ax.get_yticks() if low <= one <= high]
    per_point = (high - low) / max(tall - top - bottom, 1.0)
    ax.set_yticks(ticks)
    ax.set_ylim(low - bottom * per_point, high + top * per_point)


def period_axis(ax: Axes, periods: Sequence[str], language: str, *, size: float = TEXT, reserve: float = 0.0) -> None:
    """A tick label at as many periods as have room, the last one always; true distances between.

    ``reserve`` is the width in points that labels beside the Axes may still take from it.
    """
    by_place = {position(one): period_text(one, language) for one in periods}
    places = sorted(by_place)
    span = (places[-1] - places[0]) or 1.0
    ax.set_xlim(places[0] - 0.025 * span, places[-1] + 0.025 * span)
    per_point = span * 1.05 / (size_in_points(ax)[0] - reserve)
    kept: list[float] = []
    for place in reversed(places):
        room = (width_of(by_place[place], size) + 9) * per_point
        if not kept or kept[-1] - place >= room:
            kept.append(place)
    ax.set_xticks(kept[::-1], [by_place[one] for one in kept[::-1]], fontsize=size)
    # One line of marks: a tick object per period would cost more than the rest of the chart.
    base = ax.get_xaxis_transform()
    ax.plot(
        places,
        [0.0] * len(places),
        ls="",
        marker=TICKDOWN,
        ms=2.5,
        mec=MUTED,
        mew=0.6,
        transform=base,
        clip_on=False,
        label="_ticks",
    )


def mark_breaks(ax: Axes, cuts: Sequence[tuple[float, str]], language: str, *, reserve: float = 0.0) -> None:
    """A light upright line where the focus is cut, the period that begins anew written over it."""
    wide = size_in_points(ax)[0] - reserve
    low, high = ax.get_xlim()
    texts = [period_text(period, language) for _, period in cuts]
    wanted = [(place - low) / (high - low) * wide for place, _ in cuts]
    places = spread(wanted, [width_of(one, SMALL) + 4 for one in texts], 0, wide)
    for (cut, _), text, place in zip(cuts, texts, places, strict=True):
        ax.axvline(cut, color=OTHER, lw=0.8, ls=(0, (2, 2)), zorder=1, label="_break")
        ax.text(
            place / wide, 1.015, text, transform=ax.transAxes, ha="center", va="bottom", fontsize=SMALL, color=MUTED
        )
