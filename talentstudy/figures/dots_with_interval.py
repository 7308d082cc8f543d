"""A dot per value and a line for what is known of its range."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.axes import Axes

from talentstudy.errors import SchemaViolation
from talentstudy.figures.bar_marks import in_order, item_axis, item_height, reference_line, write_value
from talentstudy.figures.describing import counted, marked, paragraphs, say, series_of
from talentstudy.figures.labels import names
from talentstudy.figures.style import ACCENT, INK, MUTED, PAPER, RULE, bare
from talentstudy.figures.telling import joined, target_text
from talentstudy.figures.values import decimals_of, drawable, printed, with_flag
from talentstudy.wording import listing, sentence

if TYPE_CHECKING:
    import pandas as pd

_BOUNDS = ["obs_lower", "obs_value", "obs_upper"]


def _checked(rows: pd.DataFrame, by: str, order: str) -> pd.DataFrame:
    rows = rows.assign(**{name: rows.get(name, math.nan) for name in _BOUNDS})
    rows = in_order(drawable(rows, [by], "dots_with_interval"), "given")
    wrong = rows[
        (rows["obs_lower"] > rows["obs_upper"])
        | (rows["obs_value"] < rows["obs_lower"])
        | (rows["obs_value"] > rows["obs_upper"])
    ]
    if len(wrong):
        one = wrong.iloc[0]
        raise SchemaViolation(
            f"dots_with_interval: {one[by]} has the value {one['obs_value']} and the interval {one['obs_lower']} to "
            f"{one['obs_upper']}; a value inside its interval is wanted."
        )
    if order == "given":
        return rows
    # A value that is only bounded stands where its bounds allow it to.
    middle = rows["obs_value"].fillna(rows[["obs_lower", "obs_upper"]].mean(axis=1))
    return rows.loc[middle.sort_values(ascending=False, kind="stable").index].reset_index(drop=True)


def _text(row: Mapping[Hashable, Any], unit: str, language: str, decimals: int) -> str:
    lower, value, upper = (float(row[name]) for name in _BOUNDS)

    def shown(one: float) -> str:
        return printed(one, unit, language, decimals)

    if not math.isnan(value):
        if math.isnan(lower) or math.isnan(upper):
            return shown(value)
        return f"{shown(value)} ({sentence('page', 'interval', language, lower=shown(lower), upper=shown(upper))})"
    if math.isnan(lower) and math.isnan(upper):
        return sentence("page", "not_available", language)
    if math.isnan(upper):
        return sentence("page", "at_least", language, value=shown(lower))
    if math.isnan(lower):
        return sentence("page", "at_most", language, value=shown(upper))
    return sentence("page", "interval", language, lower=shown(lower), upper=shown(upper))


def _mark(ax: Axes, at: int, row: Mapping[Hashable, Any], colour: str) -> float:
    """Dot, line and arrow of one item; returns where its text may begin."""
    lower, value, upper = (float(row[name]) for name in _BOUNDS)
    start, end = (bound if not math.isnan(bound) else value for bound in (lower, upper))
    if not math.isnan(start) and not math.isnan(end) and start < end:
        ax.plot([start, end], [at, at], color=colour, lw=1.6, marker="|", ms=7, mew=1.4, zorder=3, label="_interval")
    if not math.isnan(value):
        ax.plot([value], [at], ls="", marker="o", ms=7, mfc=colour, mec=colour, zorder=4, label="_value", clip_on=False)
        return max(value, end)
    if math.isnan(lower) != math.isnan(upper):
        known = upper if math.isnan(lower) else lower
        step = (ax.get_xlim()[1] - ax.get_xlim()[0]) * (0.09 if math.isnan(upper) else -0.09)
        ax.annotate(
            "",
            (known + step, at),
            (known, at),
            annotation_clip=False,
            arrowprops={"arrowstyle": "-|>", "color": colour, "lw": 1.6, "shrinkA": 0, "shrinkB": 0},
        )
        ax.plot([known], [at], ls="", marker="o", ms=7, mfc=PAPER, mec=colour, mew=1.6, zorder=4, label="_bound")
        return max(known, known + step)
    return end


def dots_with_interval(
    ax: Axes,
    rows: pd.DataFrame,
    *,
    by: str,
    language: str,
    focus: str | None = None,
    labels: Mapping[str, str] | None = None,
    target: float | None = None,
    target_period: str = "",
    order: str = "value",
    decimals: int | None = None,
) -> Axes:
    """Draw a dot per code of ``by`` and a line from ``obs_lower`` to ``obs_upper``.

    A value known only from one side ("more than 60 %": a lower bound, neither value nor upper
    bound) is an open dot with an arrow; one known from both sides only is a line without dot.

    Raises
    ------
    EmptySelection, SchemaViolation
        Nothing to draw, several units, several rows for one code, a value outside its interval.
    """
    rows = _checked(rows, by, order)
    codes = list(rows[by])
    called = names(by, codes, labels, language)
    unit = str(rows["unit"].iloc[0])
    numbers = rows[_BOUNDS].to_numpy(dtype=float)
    places = decimals_of(numbers.ravel(), unit) if decimals is None else decimals
    goal = [] if target is None else [target]
    bare(ax)
    low, high = min(0.0, float(np.nanmin(numbers))), max([0.0, float(np.nanmax(numbers)), *goal])
    ax.set_xlim(low, high + 0.04 * (high - low or 1.0))
    item_axis(ax, [called[code] for code in codes], [at for at, code in enumerate(codes) if code == focus])
    for at, (code, row) in enumerate(zip(codes, rows.to_dict("records"), strict=True)):
        ax.axhline(at, color=RULE, lw=0.6, zorder=1, label="_guide")
        end = _mark(ax, at, row, ACCENT if code == focus or focus not in codes else INK)
        text = with_flag(_text(row, unit, language, places), str(row["obs_flag"]))
        write_value(ax, low if math.isnan(end) else end, at, text, bold=code == focus, clear=True, gap=8)
    ax.axvline(0, color=MUTED, lw=0.8, zorder=2.5)
    if target is not None:
        reference_line(ax, target, target_period, unit, language)
    return ax


def height(
    rows: pd.DataFrame, *, by: str, language: str, labels: Mapping[str, str] | None = None, **_options: object
) -> float:
    """The height in cm: a row per item."""
    return item_height(by, list(rows[by]), labels, language, pitch=0.65)


def alt(
    rows: pd.DataFrame,
    *,
    subject: str,
    by: str,
    language: str,
    labels: Mapping[str, str] | None = None,
    target: float | None = None,
    target_period: str = "",
    order: str = "value",
    decimals: int | None = None,
    **_options: object,
) -> str:
    """The alt text: what is drawn, and each value with its range."""
    rows = _checked(rows, by, order)
    called = names(by, list(rows[by]), labels, language)
    unit = str(rows["unit"].iloc[0])
    numbers = rows[_BOUNDS].to_numpy(dtype=float).ravel()
    places = decimals_of(numbers, unit) if decimals is None else decimals
    told = [f"{called[row[by]]} {_text(row, unit, language, places)}" for row in rows.to_dict("records")]
    return joined(
        "dots_with_interval",
        language,
        subject=subject,
        series=list(called.values()),
        more=[sentence("alt", "values", language, items=listing(told, language))],
        target=None if target is None else target_text(target, target_period, unit, language),
    )


def describe(
    rows: pd.DataFrame,
    *,
    by: str,
    language: str,
    labels: Mapping[str, str] | None = None,
    target: float | None = None,
    target_period: str = "",
    order: str = "value",
    decimals: int | None = None,
    **_options: object,
) -> str:
    """The long description: what the marks mean, and each value with its range from top to bottom."""
    rows = _checked(rows, by, order)
    called = names(by, list(rows[by]), labels, language)
    unit = str(rows["unit"].iloc[0])
    numbers = rows[_BOUNDS].to_numpy(dtype=float).ravel()
    places = decimals_of(numbers, unit) if decimals is None else decimals
    items = [
        f"{called[row[by]]} {marked(_text(row, unit, language, places), str(row['obs_flag']), language)}"
        for row in rows.to_dict("records")
    ]
    drawn = [one for one, is_there in _marks_of(rows).items() if is_there]
    marks = series_of([say(f"mark_{one}", language) for one in drawn], language)
    told = [say("dots", language, rows=counted(len(rows), "row", language), marks=marks)]
    told.append(say("from_top", language, items=series_of(items, language)))
    if target is not None:
        told.append(say("target", language, target=target_text(target, target_period, unit, language)))
    return paragraphs(told)


def _marks_of(rows: pd.DataFrame) -> dict[str, bool]:
    """Which marks the rows are drawn with."""
    lower, value, upper = (rows[name].notna() for name in _BOUNDS)
    return {
        "value": bool(value.any()),
        "interval": bool(((lower | value) & (upper | value) & (lower | upper)).any()),
        "bound": bool((~value & (lower != upper)).any()),
    }
