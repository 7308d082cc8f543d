"""What every chart of lines shares: segments, markers, the look of a series, the axis of periods."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patheffects import withStroke

from talentstudy.figures.style import (
    ACCENT,
    AGGREGATE,
    DASHES,
    MARKERS,
    OTHER,
    PAPER,
    SERIES,
    SMALL,
)
from talentstudy.figures.values import position

if TYPE_CHECKING:
    import pandas as pd

AGGREGATES = ("EU27_2020", "EU28", "EA", "WORLD")
# More lines than this cannot each be told apart: the rest become a grey background.
MOST_NAMED = 8


@dataclass(frozen=True)
class Look:
    """How one series is drawn; a look without marker is background."""

    colour: str
    marker: str = ""
    dash: Any = "-"
    width: float = 1.3


def looks(codes: Sequence[str], focus: str | None) -> dict[str, Look]:
    """A look per code: the focus dark and thick, an aggregate ochre and dashed, the others apart by marker too."""
    named = list(codes)
    if len(named) > MOST_NAMED:
        named = [code for code in named if code == focus or code in AGGREGATES]
    chosen = {code: Look(OTHER, width=0.8) for code in codes}
    free = [colour for colour in SERIES if colour not in (ACCENT, AGGREGATE)] if focus in codes else list(SERIES)
    at = 0
    for code in named:
        if code == focus:
            chosen[code] = Look(ACCENT, MARKERS[0], width=2.2)
        elif code in AGGREGATES and focus in codes:
            chosen[code] = Look(AGGREGATE, MARKERS[3], DASHES[1], 1.6)
        else:
            mark = MARKERS[1:3] + MARKERS[4:]
            chosen[code] = Look(free[at % len(free)], mark[at % len(mark)], DASHES[at // len(free) % len(DASHES)])
            at += 1
    return chosen


def segments(values: Sequence[float], flags: Sequence[str]) -> list[list[int]]:
    """Indices of the points that are joined: a missing value and a break each end a segment.

    >>> segments([1.0, 2.0, float("nan"), 3.0, 4.0, 5.0], ["b", "", "", "", "", "bp"])
    [[0, 1], [3, 4], [5]]
    """
    runs: list[list[int]] = [[]]
    for index, (value, flag) in enumerate(zip(values, flags, strict=True)):
        if "b" in flag or math.isnan(value):
            runs.append([])
        if not math.isnan(value):
            runs[-1].append(index)
    return [run for run in runs if run]


def breaks(rows: pd.DataFrame) -> list[tuple[float, str]]:
    """Where a series is cut: between which points (the middle), and the period that begins anew.

    A break at the first value cuts nothing; one at a missing value counts at the next value.
    """
    cuts, before, pending = [], math.nan, False
    for period, value, flag in zip(rows["time_period"], rows["obs_value"], rows["obs_flag"], strict=True):
        pending = pending or "b" in flag
        if math.isnan(value):
            continue
        if pending and not math.isnan(before):
            cuts.append(((before + position(period)) / 2, str(period)))
        before, pending = position(period), False
    return cuts


def in_time(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows in the order of their periods, flags never missing."""
    ordered = rows.assign(_at=rows["time_period"].map(position), obs_flag=rows["obs_flag"].fillna(""))
    return ordered.sort_values("_at", kind="stable").drop(columns="_at").reset_index(drop=True)


def draw_series(ax: Axes, rows: pd.DataFrame, look: Look, *, size: float = 3.4, name: str = "") -> None:
    """One series: a line per segment, a marker per value, hollow where provisional or estimated."""
    x = np.array([position(one) for one in rows["time_period"]], dtype=float)
    y = rows["obs_value"].to_numpy(dtype=float)
    flags = list(rows["obs_flag"])
    front = 4 if look.width > 2 else 3 if look.marker else 2
    role = "_line" if look.marker or look.width >= 1 else "_other"
    for run in segments(list(y), flags):
        if len(run) > 1 or not look.marker:
            single: dict[str, Any] = {"marker": ".", "markersize": 3} if len(run) == 1 else {}
            ax.plot(
                x[run],
                y[run],
                color=look.colour,
                lw=look.width,
                ls=look.dash,
                zorder=front,
                label=f"{role} {name}",
                **single,
            )
    if not look.marker:
        return
    for at, flag in enumerate(flags):
        # What the marker cannot show stands beside it as a letter.
        if (rest := "".join(one for one in flag if one not in "bep")) and not math.isnan(y[at]):
            letter = ax.annotate(
                rest, (x[at], y[at]), (0, 4), textcoords="offset points", ha="center", fontsize=SMALL - 1, zorder=6
            )
            # Above all markers, with a rim of paper: a letter that cannot be read says nothing.
            letter.set_path_effects([withStroke(linewidth=2, foreground="white")])
    hollow = np.array(["p" in flag or "e" in flag for flag in flags], dtype=bool)
    known = ~np.isnan(y)
    for which, face, label in ((known & ~hollow, look.colour, "_solid"), (known & hollow, PAPER, "_hollow")):
        if which.any():
            ax.plot(
                x[which],
                y[which],
                ls="",
                marker=look.marker,
                ms=size + (1.4 if look.width > 2 else 0),
                mfc=face,
                mec=look.colour,
                mew=1.0,
                zorder=front + 0.5,
                label=label,
                clip_on=False,
            )
