"""A point per code between two measures, and the straight line through all of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patheffects import withStroke
from matplotlib.ticker import FuncFormatter, MaxNLocator

from talentstudy.figures.describing import counted, paragraphs, say, series_of
from talentstudy.figures.labels import names
from talentstudy.figures.line_axes import value_axis, value_limits
from talentstudy.figures.style import (
    ACCENT,
    INK,
    LINE,
    MUTED,
    NEGATIVE,
    PAPER,
    SMALL,
    TEXT,
    bare,
    size_in_points,
    value_grid,
    width_of,
)
from talentstudy.figures.telling import joined
from talentstudy.figures.values import decimals_of, drawable, printed
from talentstudy.wording import sentence

if TYPE_CHECKING:
    import pandas as pd

# Where a name may stand around its point, the best place first: shares of its own size.
_PLACES = ((0.5, 0.0), (-0.5, 0.0), (0.0, 0.5), (0.0, -0.5), (0.5, 0.5), (-0.5, 0.5), (0.5, -0.5), (-0.5, -0.5))


def scatter_by_code(
    ax: Axes,
    rows: pd.DataFrame,
    *,
    by: str,
    line: tuple[float, float],
    x_label: str,
    language: str,
    focus: str | None = None,
    x_unit: str = "",
    **_alt: object,
) -> Axes:
    """Draw a point per code of ``by`` at ``x`` and ``obs_value``, named by its code, with a straight line.

    Parameters
    ----------
    ax : Axes to draw on, at its final height.
    rows : one per code: ``x``, ``obs_value``, one ``unit`` (that of ``obs_value``), ``obs_flag``.
    line : constant and slope of the straight line.
    x_label : what the horizontal axis measures, written under it; ``x_unit`` how its numbers are printed.
    focus : the code drawn large and dark; an aggregate never is.

    Raises
    ------
    EmptySelection, SchemaViolation
        Nothing to draw, several units, or several rows for one code.
    """
    rows = drawable(rows, [by], "scatter_by_code")
    rows = rows[rows["obs_value"].notna() & rows["x"].notna()].reset_index(drop=True)
    unit = str(rows["unit"].iloc[0])
    bare(ax, keep="bottom")
    value_grid(ax)
    ends = np.array([float(rows["x"].min()), float(rows["x"].max())])
    fitted = line[0] + line[1] * ends
    ax.set_ylim(*value_limits([*rows["obs_value"], *fitted], zero=False))
    ax.set_xlim(*value_limits(rows["x"], zero=False))
    value_axis(ax, unit, language)
    _x_axis(ax, x_unit, x_label, language)
    low, high = ax.get_ylim()
    if low < 0 < high:
        ax.axhline(0, color=INK, lw=0.7, zorder=1.5, label="_zero")
    ax.plot(ends, fitted, color=NEGATIVE, lw=1.6, ls=(0, (5, 1.6)), zorder=3, label="_fit")
    for row in rows.to_dict("records"):
        is_focus = row[by] == focus
        look: dict[str, Any] = (
            {"marker": "D", "ms": 6, "mfc": ACCENT} if is_focus else {"marker": "o", "ms": 4, "mfc": PAPER}
        )
        ax.plot(
            [row["x"]], [row["obs_value"]], ls="", mec=ACCENT if is_focus else MUTED, mew=1.1, zorder=4, label=f"_point {row[by]}", **look
        )  # fmt: skip
    _name(ax, rows, by, focus)
    return ax


def _x_axis(ax: Axes, unit: str, label: str, language: str) -> None:
    ax.xaxis.set_major_locator(MaxNLocator(6, steps=[1, 2, 5, 10]))
    shown = [one for one in ax.get_xticks() if ax.get_xlim()[0] <= one <= ax.get_xlim()[1]]
    places = decimals_of([round(one, 9) for one in shown], unit)
    ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: printed(round(value, 9), unit, language, places)))
    ax.set_xlabel(label, fontsize=SMALL, color=MUTED, labelpad=3)


def _name(ax: Axes, rows: pd.DataFrame, by: str, focus: str | None) -> None:
    """The code beside each point, where it covers neither a point nor another name; no name rather than one over another."""
    wide, tall = size_in_points(ax)
    (left, right), (low, high) = ax.get_xlim(), ax.get_ylim()
    at = np.column_stack(
        [(rows["x"] - left) / (right - left) * wide, (rows["obs_value"] - low) / (high - low) * tall]
    ).astype(float)
    taken = [(one[0], one[1], 3.5, 3.5) for one in at]
    order = sorted(range(len(rows)), key=lambda one: rows[by].iloc[one] != focus)
    for one in order:
        code, bold = str(rows[by].iloc[one]), rows[by].iloc[one] == focus
        size = TEXT if bold else SMALL
        half = (width_of(code, size, bold=bold) / 2 + 0.5, size * LINE / 2)
        centre = _free_place(at[one], half, taken, (wide, tall))
        if centre is None:
            continue
        taken.append((*centre, *half))
        name = ax.annotate(
            code,
            tuple(at[one] / (wide, tall)),
            (float(centre[0] - at[one][0]), float(centre[1] - at[one][1])),
            xycoords="axes fraction",
            textcoords="offset points",
            ha="center",
            va="center",
            fontsize=size,
            fontweight="bold" if bold else "normal",
            color=ACCENT if bold else INK,
            zorder=5,
        )
        # A rim of paper: the line runs under the names.
        name.set_path_effects([withStroke(linewidth=2, foreground=PAPER)])


def _free_place(
    point: Any, half: tuple[float, float], taken: Sequence[tuple[float, float, float, float]], room: tuple[float, float]
) -> tuple[float, float] | None:
    """The first place around a point where a name of half that size touches nothing."""
    for reach in (5.0, 11.0):
        for side_x, side_y in _PLACES:
            x = float(point[0]) + side_x * 2 * (half[0] + reach)
            y = float(point[1]) + side_y * 2 * (half[1] + reach / 2)
            inside = half[0] <= x <= room[0] - half[0] and half[1] <= y <= room[1] - half[1]
            if inside and not any(
                abs(x - other[0]) < half[0] + other[2] and abs(y - other[1]) < half[1] + other[3] for other in taken
            ):
                return x, y
    return None


def height(_rows: pd.DataFrame, **_options: object) -> float:
    """The height in cm."""
    return 8.5


def alt(
    rows: pd.DataFrame,
    *,
    subject: str,
    by: str,
    line: tuple[float, float],
    x_label: str,
    language: str,
    focus: str | None = None,
    x_unit: str = "",
    labels: Mapping[str, str] | None = None,
    decimals: int = 2,
    **_options: object,
) -> str:
    """The alt text: how many points, which way the line runs, the two ends of the horizontal axis, the focus."""
    rows = drawable(rows, [by], "scatter_by_code")
    rows = rows[rows["obs_value"].notna() & rows["x"].notna()].reset_index(drop=True)
    unit = str(rows["unit"].iloc[0])
    called = names(by, list(rows[by]), labels, language)
    way = "line_falls" if line[1] < 0 else "line_rises"
    more = [sentence("alt", way, language, x=x_label)]
    for at in dict.fromkeys([int(rows["x"].argmin()), int(rows["x"].argmax()), *rows.index[rows[by] == focus]]):
        row = rows.iloc[at]
        more.append(
            sentence(
                "alt",
                "at_level",
                language,
                name=called[row[by]],
                x=printed(float(row["x"]), x_unit, language, 1),
                value=printed(float(row["obs_value"]), unit, language, decimals, signed=True),
            )
        )
    return joined("scatter_by_code", language, subject=subject, series=list(called.values()), more=more)


def describe(
    rows: pd.DataFrame,
    *,
    by: str,
    line: tuple[float, float],
    x_label: str,
    language: str,
    x_unit: str = "",
    labels: Mapping[str, str] | None = None,
    decimals: int = 2,
    **_options: object,
) -> str:
    """The long description: what the axes measure, which way the line runs, every point from left to right."""
    rows = drawable(rows, [by], "scatter_by_code")
    rows = rows[rows["obs_value"].notna() & rows["x"].notna()].sort_values("x", kind="stable")
    unit = str(rows["unit"].iloc[0])
    called = names(by, list(rows[by]), labels, language)
    points = counted(len(rows), "point", language)
    layout = say("scatter", language, points=points, x=x_label)
    way = sentence("alt", "line_falls" if line[1] < 0 else "line_rises", language, x=x_label)
    items = [
        f"{called[row[by]]} {printed(float(row['x']), x_unit, language, 1)}, "
        f"{printed(float(row['obs_value']), unit, language, decimals, signed=True)}"
        for row in rows.to_dict("records")
    ]
    return paragraphs([layout, way, say("scatter_points", language, items=series_of(items, language))])
