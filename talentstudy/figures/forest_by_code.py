"""An estimate per code with its interval, what is borrowed from all of them, and their mean."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.axes import Axes

from talentstudy.figures.bar_marks import item_axis, item_height
from talentstudy.figures.describing import counted, paragraphs, say, series_of
from talentstudy.figures.labels import names
from talentstudy.figures.style import ACCENT, INK, MUTED, NEGATIVE, PAPER, RULE, SMALL, TEXT, bare
from talentstudy.figures.telling import joined
from talentstudy.figures.values import drawable, printed
from talentstudy.wording import sentence

if TYPE_CHECKING:
    import pandas as pd

_BOUNDS = ["obs_lower", "obs_value", "obs_upper"]


def forest_by_code(
    ax: Axes,
    rows: pd.DataFrame,
    *,
    by: str,
    mean: tuple[float, float, float],
    mean_label: str,
    language: str,
    focus: str | None = None,
    labels: Mapping[str, str] | None = None,
    decimals: int = 2,
    **_alt: object,
) -> Axes:
    """Draw, per code of ``by`` from top to bottom, an estimate with its interval and the estimate drawn to the mean.

    A dot is a code's own estimate, the line its interval (none where it is refused), the hollow diamond the estimate that
    borrows from all. The dashed upright is the mean, the band its interval; the thin upright is zero.

    Parameters
    ----------
    ax : Axes to draw on, at its final height.
    rows : one per code in the order of printing: ``obs_value``, ``obs_lower``, ``obs_upper``, ``shrunken``, ``unit``, ``obs_flag``.
    mean, mean_label : mean, lower and upper bound; what is written over the line.

    Raises
    ------
    EmptySelection, SchemaViolation
        Nothing to draw, several units, or several rows for one code.
    """
    rows = drawable(rows, [by], "forest_by_code").reset_index(drop=True)
    called = names(by, list(rows[by]), labels, language)
    unit = str(rows["unit"].iloc[0])
    bare(ax)
    reach = np.array([*rows[_BOUNDS].to_numpy(dtype=float).ravel(), *rows["shrunken"], *mean, 0.0])
    low, high = float(np.nanmin(reach)), float(np.nanmax(reach))
    room = 0.03 * (high - low or 1.0)
    ax.set_xlim(low - room, high + room)
    item_axis(ax, [called[code] for code in rows[by]], [at for at, code in enumerate(rows[by]) if code == focus])
    ax.axvspan(mean[1], mean[2], color=RULE, lw=0, zorder=0.5, label="_band")
    ax.axvline(mean[0], color=NEGATIVE, lw=1.2, ls=(0, (4, 3)), zorder=2, label="_mean")
    ax.axvline(0, color=MUTED, lw=0.8, zorder=1.5, label="_zero")
    for at, row in enumerate(rows.to_dict("records")):
        _row(ax, at, row, is_focus=row[by] == focus)
        ax.annotate(
            _text(row, unit, language, decimals),
            (1, at),
            (6, 0),
            ax.get_yaxis_transform(),
            textcoords="offset points",
            ha="left",
            va="center_baseline",
            fontsize=TEXT if row[by] == focus else SMALL,
            fontweight="bold" if row[by] == focus else "normal",
            color=ACCENT if row[by] == focus else INK,
            annotation_clip=False,
        )
    share = (mean[0] - ax.get_xlim()[0]) / (ax.get_xlim()[1] - ax.get_xlim()[0])
    ax.text(
        share,
        1.0,
        mean_label,
        transform=ax.transAxes,
        ha="left" if share < 0.3 else "right" if share > 0.7 else "center",
        va="bottom",
        fontsize=SMALL,
        color=INK,
    )
    return ax


def _row(ax: Axes, at: int, row: Mapping[Any, Any], *, is_focus: bool) -> None:
    lower, value, upper = (float(row[name]) for name in _BOUNDS)
    colour = ACCENT if is_focus else INK
    if math.isfinite(lower) and math.isfinite(upper):
        ax.plot([lower, upper], [at, at], color=colour, lw=1.9 if is_focus else 1.1, zorder=3, label="_interval")
    ax.plot([value], [at], ls="", marker="o", ms=5, mfc=colour, mec=colour, zorder=4, label="_value")
    ax.plot(
        [float(row["shrunken"])], [at], ls="", marker="D", ms=5, mfc=PAPER, mec=NEGATIVE, mew=1.1, zorder=3.5, label="_shrunken"
    )  # fmt: skip


def _text(row: Mapping[Any, Any], unit: str, language: str, decimals: int) -> str:
    lower, value, upper = (float(row[name]) for name in _BOUNDS)

    def shown(one: float) -> str:
        return printed(one, unit, language, decimals, signed=True)

    if not (math.isfinite(lower) and math.isfinite(upper)):
        return shown(value)
    return f"{shown(value)} ({sentence('page', 'interval', language, lower=shown(lower), upper=shown(upper))})"


def height(
    rows: pd.DataFrame, *, by: str, language: str, labels: Mapping[str, str] | None = None, **_options: object
) -> float:
    """The height in cm: a row per code."""
    return item_height(by, list(rows[by]), labels, language)


def alt(
    rows: pd.DataFrame,
    *,
    subject: str,
    by: str,
    mean_label: str,
    language: str,
    focus: str | None = None,
    labels: Mapping[str, str] | None = None,
    decimals: int = 2,
    **_options: object,
) -> str:
    """The alt text: the mean, the highest and the lowest estimate, the focus, how many intervals leave zero out."""
    rows = drawable(rows, [by], "forest_by_code").reset_index(drop=True)
    called = names(by, list(rows[by]), labels, language)
    unit = str(rows["unit"].iloc[0])
    value = rows["obs_value"].astype(float)
    told = [f"{mean_label}."]
    for key, at in (("highest", int(value.argmax())), ("lowest", int(value.argmin()))):
        row = rows.iloc[at].to_dict()
        told.append(sentence("alt", key, language, name=called[row[by]], value=_text(row, unit, language, decimals)))
    told += [
        sentence("alt", "focus", language, name=called[row[by]], value=_text(row, unit, language, decimals))
        for row in rows[rows[by] == focus].to_dict("records")
    ]
    apart = int(((rows["obs_lower"] > 0) | (rows["obs_upper"] < 0)).sum())
    told.append(sentence("alt", "zero_left_out", language, count=str(apart), total=str(len(rows))))
    return joined("forest_by_code", language, subject=subject, series=list(called.values()), more=told)


def describe(
    rows: pd.DataFrame,
    *,
    by: str,
    mean_label: str,
    language: str,
    labels: Mapping[str, str] | None = None,
    decimals: int = 2,
    **_options: object,
) -> str:
    """The long description: what the marks mean, the mean, every estimate with its interval from top to bottom."""
    rows = drawable(rows, [by], "forest_by_code").reset_index(drop=True)
    called = names(by, list(rows[by]), labels, language)
    unit = str(rows["unit"].iloc[0])
    items = [f"{called[row[by]]} {_text(row, unit, language, decimals)}" for row in rows.to_dict("records")]
    apart = int(((rows["obs_lower"] > 0) | (rows["obs_upper"] < 0)).sum())
    told = [
        say("forest", language, rows=counted(len(rows), "row", language)),
        say("forest_mean", language, mean=mean_label),
        say("from_top", language, items=series_of(items, language)),
        sentence("alt", "zero_left_out", language, count=str(apart), total=str(len(rows))),
    ]
    return paragraphs(told)
