"""What every chart of horizontal items shares: their order, names, values and a reference line."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from matplotlib.axes import Axes

from talentstudy.errors import UnknownName
from talentstudy.figures.labels import names, wrapped
from talentstudy.figures.style import (
    ACCENT,
    AGGREGATE,
    CM,
    INK,
    LINE,
    MUTED,
    OTHER,
    PAPER,
    POINT,
    SMALL,
    TEXT,
    page_width,
    size_in_points,
    width_of,
)
from talentstudy.figures.telling import target_text
from talentstudy.figures.values import printed, with_flag
from talentstudy.wording import sentence

if TYPE_CHECKING:
    import pandas as pd

ORDERS = ("value", "given")
# The share of the width that names may take before they are wrapped.
NAMES = 0.42


def in_order(rows: pd.DataFrame, order: str) -> pd.DataFrame:
    """Rows as they stand from top to bottom: by value, missing last; or as given."""
    if order not in ORDERS:
        raise UnknownName("order of bars", order, ORDERS)
    rows = rows.assign(obs_flag=rows["obs_flag"].fillna(""))
    if order == "value":
        rows = rows.sort_values("obs_value", ascending=False, kind="stable", na_position="last")
    return rows.reset_index(drop=True)


def item_height(
    by: str, codes: Sequence[str], labels: Mapping[str, str] | None, language: str, *, pitch: float | None = None
) -> float:
    """The height in cm of items from top to bottom: no name touches the next, however many lines it has."""
    called = names(by, codes, labels, language)
    room = NAMES * page_width() * CM / POINT
    tall = [len(wrapped(called[code], room)) * TEXT * LINE * POINT / CM for code in codes]
    # Two names that stand next to each other share the room between their middles.
    needed = max([(one + next_one) / 2 for one, next_one in pairwise(tall)], default=tall[0]) + 0.06
    return 0.3 + len(codes) * max(pitch or (0.56 if len(codes) <= 12 else 0.43), needed)


def item_axis(ax: Axes, texts: Sequence[str], bold: Collection[int] = ()) -> None:
    """One row per item from top to bottom, its name at the left; no tick, no frame but the base line."""
    room = NAMES * size_in_points(ax)[0]
    ax.set_yticks(range(len(texts)), ["\n".join(wrapped(one, room)) for one in texts], fontsize=TEXT)
    ax.set_ylim(len(texts) - 0.4, -0.6)
    ax.set_xticks([])
    for at, text in enumerate(ax.get_yticklabels()):
        if at in bold:
            text.set(color=ACCENT, fontweight="bold")
    ax.tick_params(axis="y", pad=5)


def tone(code: str, focus: str | None, aggregates: Collection[str]) -> dict[str, Any]:
    """Colour and hatch of a bar: focus, aggregate, or one of the others."""
    if code == focus:
        return {"facecolor": ACCENT, "edgecolor": ACCENT}
    if code in aggregates:
        return {"facecolor": "#F2D3A6", "edgecolor": AGGREGATE, "hatch": "/////"}
    return {"facecolor": OTHER, "edgecolor": OTHER}


def write_value(
    ax: Axes,
    x: float,
    y: float,
    text: str,
    *,
    bold: bool = False,
    left: bool = False,
    clear: bool = False,
    gap: float = 3.5,
) -> None:
    """A value just behind the end of its mark; ``clear`` keeps lines from striking it through."""
    ax.annotate(
        text,
        xy=(x, y),
        xytext=(-gap if left else gap, 0),
        textcoords="offset points",
        ha="right" if left else "left",
        va="center_baseline",
        fontsize=TEXT,
        fontweight="bold" if bold else "normal",
        color=ACCENT if bold else INK,
        annotation_clip=False,
        zorder=5,
        bbox={"facecolor": PAPER, "edgecolor": "none", "pad": 1.0} if clear and text else None,
    )


def value_texts(rows: pd.DataFrame, unit: str, language: str, decimals: int, *, signed: bool = False) -> list[str]:
    """What stands behind each bar: the value, or that there is none, and the flags."""
    missing = sentence("page", "not_available", language)
    return [
        with_flag(missing if math.isnan(value) else printed(value, unit, language, decimals, signed=signed), flag)
        for value, flag in zip(rows["obs_value"].astype(float), rows["obs_flag"], strict=True)
    ]


def value_span(ax: Axes, values: Iterable[float], texts: Sequence[str]) -> None:
    """Limits from the lowest to the highest value, zero among them, with room for the texts of negative ones.

    Texts to the right may reach out of the Axes; those to the left would run into the names, which
    may take half of the width.
    """
    known = [(float(value), text) for value, text in zip(values, texts, strict=True) if math.isfinite(value)]
    low, high = min([0.0, *(value for value, _ in known)]), max([0.0, *(value for value, _ in known)])
    span = high - low or 1.0
    half = 0.5 * size_in_points(ax)[0]
    reach = min([low, *(value - (width_of(text, bold=True) + 8) / half * span for value, text in known if value < 0)])
    ax.set_xlim(reach, high if high > low else low + span)


def reference_line(ax: Axes, target: float, period: str, unit: str, language: str) -> None:
    """A dashed line through all items, its text over the Axes and never beyond the sides."""
    ax.axvline(target, color=MUTED, lw=1.0, ls=(0, (4, 3)), zorder=3, label="_target", clip_on=False)
    low, high = ax.get_xlim()
    at = (target - low) / (high - low)
    ax.text(
        at,
        1.0,
        target_text(target, period, unit, language),
        transform=ax.transAxes,
        ha="left" if at < 0.25 else "right" if at > 0.75 else "center",
        va="bottom",
        fontsize=SMALL,
        color=MUTED,
    )
