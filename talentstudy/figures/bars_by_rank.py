"""Horizontal bars from high to low, the focus and the aggregate apart from the others."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from matplotlib.axes import Axes

from talentstudy.figures.bar_marks import (
    in_order,
    item_axis,
    item_height,
    reference_line,
    tone,
    value_span,
    value_texts,
    write_value,
)
from talentstudy.figures.describing import aggregates_shown, counted, paragraphs, place_of, ranked, say
from talentstudy.figures.labels import names
from talentstudy.figures.line_marks import AGGREGATES
from talentstudy.figures.style import MUTED, bare
from talentstudy.figures.telling import joined, target_text, told_rank
from talentstudy.figures.values import decimals_of, drawable

if TYPE_CHECKING:
    import pandas as pd


def bars_by_rank(
    ax: Axes,
    rows: pd.DataFrame,
    *,
    by: str,
    language: str,
    focus: str | None = None,
    labels: Mapping[str, str] | None = None,
    target: float | None = None,
    target_period: str = "",
    aggregates: Collection[str] = AGGREGATES,
    order: str = "value",
    decimals: int | None = None,
) -> Axes:
    """Draw one horizontal bar per code of ``by``, its value and flags behind it.

    Parameters
    ----------
    ax : Axes to draw on, at its final height.
    rows : indicator rows of one unit, one per ``by``; a missing value is written as such, at the end.
    focus : the code that stands out.
    aggregates : codes that are no item among the others (the EU): hatched.
    target, target_period : a reference value and its period, drawn as a dashed line.
    order : ``value`` (from high to low) or ``given`` (size classes, levels, periods).
    decimals : how many to print; by default what the values need.

    Raises
    ------
    EmptySelection, SchemaViolation
        Nothing to draw, several units, or several rows for one code.
    """
    rows = in_order(drawable(rows, [by], "bars_by_rank"), order)
    codes = list(rows[by])
    called = names(by, codes, labels, language)
    unit = str(rows["unit"].iloc[0])
    places = decimals_of(rows["obs_value"], unit) if decimals is None else decimals
    values = rows["obs_value"].to_numpy(dtype=float)
    texts = value_texts(rows, unit, language, places)
    bare(ax)
    # A target far from every value still lies on the axis.
    value_span(ax, [*values, values[0] if target is None else target], [*texts, ""])
    item_axis(ax, [called[code] for code in codes], [at for at, code in enumerate(codes) if code == focus])
    for at, (code, value, text) in enumerate(zip(codes, values, texts, strict=True)):
        known = not math.isnan(value)
        if known:
            ax.barh(at, value, height=0.7, linewidth=0.6, zorder=2, **tone(code, focus, aggregates))
        write_value(ax, value if known else 0.0, at, text, bold=code == focus, left=value < 0, clear=target is not None)
    ax.axvline(0, color=MUTED, lw=0.8, zorder=2.5)
    if target is not None:
        reference_line(ax, target, target_period, unit, language)
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
    target: float | None = None,
    target_period: str = "",
    order: str = "value",
    **_options: object,
) -> str:
    """The alt text: what is drawn, every value or the extremes and the focus, what is missing."""
    rows = in_order(drawable(rows, [by], "bars_by_rank"), order)
    called = names(by, list(rows[by]), labels, language)
    return joined(
        "bars_by_rank" if order == "value" else "bars_in_order",
        language,
        subject=subject,
        series=list(called.values()),
        more=told_rank(rows, by, called, focus, language),
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
    aggregates: Collection[str] = AGGREGATES,
    order: str = "value",
    decimals: int | None = None,
    **_options: object,
) -> str:
    """The long description: how the bars are ordered, the place of the focus, every bar from top to bottom, the target."""
    rows = in_order(drawable(rows, [by], "bars_by_rank"), order)
    called = names(by, list(rows[by]), labels, language)
    bars = counted(len(rows), "bar", language)
    told = [say("bars_by_value" if order == "value" else "bars_in_order", language, bars=bars)]
    if order == "value":
        told.append(place_of(rows, by, called, focus, aggregates, language))
    told.append(aggregates_shown(rows, by, called, aggregates, language))
    told.append(ranked(rows, by, called, language, decimals=decimals))
    if target is not None:
        text = target_text(target, target_period, str(rows["unit"].iloc[0]), language)
        told.append(say("target", language, target=text))
    return paragraphs(told)
