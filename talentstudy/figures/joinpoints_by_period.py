"""A series and the joined lines fitted to it: where they turn, how sure that is, the change a year of each piece."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matplotlib.axes import Axes
from matplotlib.transforms import blended_transform_factory

from talentstudy.figures.date_rows import ROW_CM, draw_dates, rows_need
from talentstudy.figures.describing import lines_shown, paragraphs, story
from talentstudy.figures.labels import spread
from talentstudy.figures.line_axes import keep_free, value_limits
from talentstudy.figures.line_marks import in_time
from talentstudy.figures.style import ACCENT, INK, LINE, PAPER, SMALL, size_in_points, width_of
from talentstudy.figures.telling import joined, span, told_path
from talentstudy.figures.trend_by_period import draw_fit, history, jump, last_value, years_and_ends
from talentstudy.figures.values import drawable
from talentstudy.wording import listing, sentence

if TYPE_CHECKING:
    import pandas as pd

_KEYS = ["time_period"]


def joinpoints_by_period(
    ax: Axes,
    rows: pd.DataFrame,
    *,
    fit: pd.DataFrame,
    jumps: pd.DataFrame,
    turns: pd.DataFrame,
    pieces: pd.DataFrame,
    language: str,
    zero: bool | None = False,
    **_alt: object,
) -> Axes:
    """Draw observed points and the joined lines of one series.

    Parameters
    ----------
    ax : Axes to draw on, at its final height.
    rows : indicator rows of one country and one unit, one per ``time_period``.
    fit : the lines as points in the order of time: ``year`` (fractions allowed), ``fitted``, ``segment`` (cut at breaks).
    jumps : one row per break: ``year``, the level ``before`` and ``after``, ``text``.
    turns : one row per joinpoint: ``at``, ``value`` on the line, ``lower`` and ``upper`` (no number: no interval),
        ``text``. A diamond on the line marks it; its interval stands in a row under the values.
    pieces : one row per straight piece: ``first``, ``last``, the ``text`` of its change and, under it, ``interval``
        (empty where there is none).

    Raises
    ------
    EmptySelection, SchemaViolation
        Nothing to draw, several units, or several rows for one period.
    """
    rows = in_time(drawable(rows, _KEYS, "joinpoints_by_period"))
    history(ax, rows, language, others=[*fit["fitted"], *jumps["before"], *jumps["after"]], zero=zero)
    keep_free(ax, top=2 * SMALL * LINE + 12 if len(pieces) else 0.0, bottom=rows_need(turns))
    for _, piece in fit.groupby("segment"):
        draw_fit(ax, piece)
    for row in jumps.to_dict("records"):
        jump(ax, float(row["year"]), float(row["before"]), float(row["after"]), str(row["text"]))
    ax.plot(turns["at"], turns["value"], ls="", marker="D", ms=6, mfc=PAPER, mec=INK, mew=1.4, zorder=6, label="_turn")
    reserve = years_and_ends(ax, rows, [last_value(rows, language)], language)
    draw_dates(ax, turns.assign(is_full=False), reserve=reserve)
    _pieces(ax, pieces, reserve)
    return ax


def _pieces(ax: Axes, pieces: pd.DataFrame, reserve: float) -> None:
    """A bracket over each straight piece, its change a year above; texts keep their distance."""
    if pieces.empty:
        return
    wide, tall = size_in_points(ax)
    wide -= reserve
    low, high = ax.get_xlim()
    place = blended_transform_factory(ax.transData, ax.transAxes)
    level = 1 - (2 * SMALL * LINE + 8) / tall
    gap = 2 * (high - low) / wide
    texts = [f"{text}\n{bounds}".strip() for text, bounds in zip(pieces["text"], pieces["interval"], strict=True)]
    widths = [max(width_of(line, SMALL, bold=True) for line in one.split("\n")) + 6 for one in texts]
    middles = [(float(a) + float(b)) / 2 for a, b in zip(pieces["first"], pieces["last"], strict=True)]
    centres = spread([(one - low) / (high - low) * wide for one in middles], widths, 0, wide)
    for text, at, first, last in zip(texts, centres, pieces["first"], pieces["last"], strict=True):
        ends = [float(first) + gap, float(last) - gap]
        ax.plot(ends, [level, level], color=ACCENT, lw=1.0, marker="|", ms=5, transform=place, zorder=4, label="_piece")
        ax.text(
            at / wide,
            level + 4 / tall,
            text,
            transform=ax.transAxes,
            ha="center",
            va="bottom",
            fontsize=SMALL,
            color=ACCENT,
            zorder=6,
        )


def height(_rows: pd.DataFrame, *, pieces: pd.DataFrame, turns: pd.DataFrame, **_options: object) -> float:
    """The height in cm: room above the lines for what is written over them, a row below for every joinpoint."""
    return 7.5 + (0.8 if len(pieces) else 0.0) + ROW_CM * len(turns)


def alt(
    rows: pd.DataFrame,
    *,
    subject: str,
    name: str,
    jumps: pd.DataFrame,
    turns: pd.DataFrame,
    pieces: pd.DataFrame,
    language: str,
    **_options: object,
) -> str:
    """The alt text: the path with its breaks, the change a year of every piece, every joinpoint with its interval, every jump."""
    rows = in_time(drawable(rows, _KEYS, "joinpoints_by_period"))
    more = [told_path(rows, name, language), *_found(jumps, turns, pieces, language)]
    what = [sentence("alt", "observed", language), sentence("alt", "joined_lines", language)]
    return joined("joinpoints_by_period", language, subject=subject, series=what, span=span(rows, language), more=more)


def describe(
    rows: pd.DataFrame,
    *,
    name: str,
    fit: pd.DataFrame,
    jumps: pd.DataFrame,
    turns: pd.DataFrame,
    pieces: pd.DataFrame,
    language: str,
    zero: bool | None = False,
    **_options: object,
) -> str:
    """The long description: the series run by run, then every piece, joinpoint and jump."""
    rows = in_time(drawable(rows, _KEYS, "joinpoints_by_period"))
    shown = [*rows["obs_value"], *fit["fitted"], *jumps["before"], *jumps["after"]]
    what = [sentence("alt", one, language) for one in ("observed", "joined_lines")]
    told = [lines_shown(rows, what, value_limits(shown, zero=zero), language), story(rows, name, language)]
    return paragraphs([*told, *_found(jumps, turns, pieces, language)])


def _found(jumps: pd.DataFrame, turns: pd.DataFrame, pieces: pd.DataFrame, language: str) -> list[str]:
    """The change of every piece, every joinpoint with its interval, every jump."""
    changes = [
        f"{row['first']:g}–{row['last']:g} {row['text']}" + (f" ({row['interval']})" if row["interval"] else "")
        for row in pieces.to_dict("records")
    ]
    told = []
    if changes:
        told.append(sentence("alt", "pieces", language, items=listing(changes, language)))
    if len(turns):
        told.append(sentence("alt", "turns", language, items=listing(list(turns["text"]), language)))
    else:
        told.append(sentence("alt", "no_turn", language))
    if len(jumps):
        texts = [f"{row['year']} {row['text']}" for row in jumps.to_dict("records")]
        told.append(sentence("alt", "jump" if len(texts) == 1 else "jumps", language, items=listing(texts, language)))
    return told
