"""Horizontal bars to both sides of zero, for balances and differences."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from matplotlib.axes import Axes

from talentstudy.figures.bar_marks import in_order, item_axis, item_height, value_span, value_texts, write_value
from talentstudy.figures.describing import counted, paragraphs, ranked, say
from talentstudy.figures.labels import names
from talentstudy.figures.style import ACCENT, INK, NEGATIVE, OTHER, bare
from talentstudy.figures.telling import joined, told_rank
from talentstudy.figures.values import decimals_of, drawable
from talentstudy.wording import number

if TYPE_CHECKING:
    import pandas as pd

_BELOW: dict[str, Any] = {"facecolor": "#EBCFCB", "edgecolor": NEGATIVE, "hatch": "\\\\\\\\\\"}


def diverging_bars(
    ax: Axes,
    rows: pd.DataFrame,
    *,
    by: str,
    language: str,
    focus: str | None = None,
    labels: Mapping[str, str] | None = None,
    order: str = "value",
    decimals: int | None = None,
) -> Axes:
    """Draw one bar per code of ``by`` from zero to its value: full above, hatched below.

    Options are those of ``bars_by_rank``. Values carry their sign.

    Raises
    ------
    EmptySelection, SchemaViolation
        Nothing to draw, several units, or several rows for one code.
    """
    rows = in_order(drawable(rows, [by], "diverging_bars"), order)
    codes, values = list(rows[by]), rows["obs_value"].to_numpy(dtype=float)
    called = names(by, codes, labels, language)
    unit = str(rows["unit"].iloc[0])
    places = decimals_of(values, unit) if decimals is None else decimals
    texts = value_texts(rows, unit, language, places, signed=True)
    bare(ax)
    value_span(ax, values, texts)
    item_axis(ax, [called[code] for code in codes], [at for at, code in enumerate(codes) if code == focus])
    for at, (code, value, text) in enumerate(zip(codes, values, texts, strict=True)):
        known = not math.isnan(value)
        if known:
            colour = ACCENT if code == focus or focus not in codes else OTHER
            face = _BELOW if value < 0 else {"facecolor": colour, "edgecolor": colour}
            ax.barh(at, value, height=0.7, linewidth=0.6, zorder=2, **face)
        write_value(ax, value if known else 0.0, at, text, bold=code == focus, left=value < 0)
    ax.axvline(0, color=INK, lw=0.9, zorder=2.5)
    return ax


def height(
    rows: pd.DataFrame,
    *,
    by: str,
    language: str,
    labels: Mapping[str, str] | None = None,
    order: str = "value",
    **_options: object,
) -> float:
    """The height in cm: a row per item, closer where they are many."""
    return item_height(by, list(in_order(rows, order)[by]), labels, language)


def alt(
    rows: pd.DataFrame,
    *,
    subject: str,
    by: str,
    language: str,
    focus: str | None = None,
    labels: Mapping[str, str] | None = None,
    order: str = "value",
    **_options: object,
) -> str:
    """The alt text: what is drawn, every value or the extremes and the focus, what is missing."""
    rows = in_order(drawable(rows, [by], "diverging_bars"), order)
    called = names(by, list(rows[by]), labels, language)
    told = told_rank(rows, by, called, focus, language, signed=True)
    return joined("diverging_bars", language, subject=subject, series=list(called.values()), more=told)


def describe(
    rows: pd.DataFrame,
    *,
    by: str,
    language: str,
    labels: Mapping[str, str] | None = None,
    order: str = "value",
    decimals: int | None = None,
    **_options: object,
) -> str:
    """The long description: how many bars lie on each side of zero, and every bar from top to bottom."""
    rows = in_order(drawable(rows, [by], "diverging_bars"), order)
    called = names(by, list(rows[by]), labels, language)
    bars = counted(len(rows), "bar", language)
    sides = {
        "above": number(int((rows["obs_value"] > 0).sum()), language, 0),
        "below": number(int((rows["obs_value"] < 0).sum()), language, 0),
    }
    layout = say("bars_by_value" if order == "value" else "bars_in_order", language, bars=bars)
    told = [f"{layout} {say('bars_diverging', language, **sides)}"]
    return paragraphs([*told, ranked(rows, by, called, language, decimals=decimals, signed=True)])
