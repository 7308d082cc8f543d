"""A series and the trend fitted to it: points, one line per segment, the jumps between, the interval."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from matplotlib.axes import Axes

from talentstudy.figures.describing import fitted_runs, lines_shown, paragraphs, say, story
from talentstudy.figures.labels import EndLabel, label_ends
from talentstudy.figures.line_axes import mark_breaks, period_axis, value_axis, value_limits
from talentstudy.figures.line_marks import Look, breaks, draw_series, in_time
from talentstudy.figures.style import (
    ACCENT,
    MARKERS,
    MUTED,
    NEGATIVE,
    PAPER,
    RULE,
    SMALL,
    bare,
    size_in_points,
    value_grid,
    width_of,
)
from talentstudy.figures.telling import joined, span, told_path
from talentstudy.figures.values import decimals_of, drawable, period_text, position, printed
from talentstudy.wording import listing, named, sentence

if TYPE_CHECKING:
    import pandas as pd

HISTORY = Look(MUTED, MARKERS[0], "-", 0.8)
_KEYS = ["time_period"]


def history(ax: Axes, rows: pd.DataFrame, language: str, *, others: list[float], zero: bool | None = None) -> None:
    """The observed points, cut at breaks, on axes that have room for ``others`` too."""
    bare(ax, keep="bottom")
    value_grid(ax)
    ax.set_ylim(*value_limits([*rows["obs_value"], *others], zero=zero))
    value_axis(ax, str(rows["unit"].iloc[0]), language)
    draw_series(ax, rows, HISTORY, name="observed")


def band(ax: Axes, years: pd.Series[float], lower: pd.Series[float], upper: pd.Series[float]) -> None:
    """The interval, where it is given, behind everything."""
    if lower.notna().any():
        ax.fill_between(years, lower, upper, color=RULE, lw=0, zorder=1.2, label="_band")


def last_value(rows: pd.DataFrame, language: str) -> EndLabel:
    """The last value known with its period, for the end of its line."""
    known = rows[rows["obs_value"].notna()]
    unit, value, period = (
        str(rows["unit"].iloc[0]),
        float(known["obs_value"].iloc[-1]),
        str(known["time_period"].iloc[-1]),
    )
    text = printed(value, unit, language, decimals_of(rows["obs_value"], unit))
    return EndLabel(position(period), value, named(period_text(period, language), text, language), MUTED)


def years_and_ends(ax: Axes, rows: pd.DataFrame, ends: Sequence[EndLabel], language: str) -> float:
    """The axis of years, the breaks over it, labels at the ends of lines; the width in points these may take."""
    reserve = 40 + max(width_of(line, bold=True) for one in ends for line in one.text.split("\n"))
    period_axis(ax, list(rows["time_period"]), language, reserve=reserve)
    mark_breaks(ax, breaks(rows), language, reserve=reserve)
    label_ends(ax, ends)
    return reserve


def alone(points: int) -> dict[str, Any]:
    """The look of a line of one point, which would not be seen without a mark."""
    return {"marker": "_", "markersize": 9} if points == 1 else {}


def draw_fit(ax: Axes, piece: pd.DataFrame) -> None:
    """The fitted line of one segment."""
    ax.plot(piece["year"], piece["fitted"], color=ACCENT, lw=2.0, zorder=5, label="_fit", **alone(len(piece)))


def trend_by_period(
    ax: Axes,
    rows: pd.DataFrame,
    *,
    fit: pd.DataFrame,
    jumps: pd.DataFrame,
    language: str,
    trend_label: str = "",
    zero: bool | None = False,
    **_alt: object,
) -> Axes:
    """Draw observed points and the fitted trend of one series.

    Parameters
    ----------
    ax : Axes to draw on, at its final height.
    rows : indicator rows of one country and one unit, one per ``time_period``.
    fit : one row per point: ``year``, ``fitted``, ``segment`` and, where there is an interval, ``lower`` and
        ``upper`` (no number: no band is drawn).
    jumps : one row per break: ``year``, and the fitted level ``before`` and ``after`` in that year, with the
        ``text`` that is written beside the arrow between them.
    trend_label : what stands at the end of the trend line.
    zero : whether the axis begins at zero; it does not, since a trend is read from slopes.

    Raises
    ------
    EmptySelection, SchemaViolation
        Nothing to draw, several units, or several rows for one period.
    """
    rows = in_time(drawable(rows, _KEYS, "trend_by_period"))
    reach = [float(one) for name in ("fitted", "lower", "upper") if name in fit for one in fit[name]]
    history(ax, rows, language, others=[*reach, *jumps["before"], *jumps["after"]], zero=zero)
    for _, piece in fit.groupby("segment"):
        if {"lower", "upper"} <= set(piece.columns):
            band(ax, piece["year"], piece["lower"], piece["upper"])
        draw_fit(ax, piece)
    for row in jumps.to_dict("records"):
        jump(ax, float(row["year"]), float(row["before"]), float(row["after"]), str(row["text"]))
    ends = [last_value(rows, language)]
    if trend_label:
        ends.append(EndLabel(ends[0].x, float(fit["fitted"].iloc[-1]), trend_label, ACCENT, True))
    years_and_ends(ax, rows, ends, language)
    return ax


def jump(ax: Axes, year: float, before: float, after: float, text: str) -> None:
    """An arrow from the level the trend would have had to the one it has."""
    ax.annotate(
        "",
        (year, after),
        (year, before),
        zorder=5.5,
        arrowprops={"arrowstyle": "-|>", "color": NEGATIVE, "lw": 1.1, "shrinkA": 0, "shrinkB": 0, "mutation_scale": 7},
    )
    low, high = ax.get_ylim()
    is_short = abs(after - before) / (high - low) * size_in_points(ax)[1] < 2 * SMALL
    # Beside a long arrow, clear of its head, where the values crowd; a short one has room only behind its tail.
    ax.annotate(
        text,
        (year, before if is_short else (before + after) / 2),
        (0, 2 if before > after else -2) if is_short else (3, 0),
        textcoords="offset points",
        ha="center" if is_short else "left",
        va=("bottom" if before > after else "top") if is_short else "center",
        fontsize=SMALL,
        color=NEGATIVE,
        zorder=6,
        bbox={"facecolor": PAPER, "edgecolor": "none", "pad": 0.6, "alpha": 0.8},
    )


def height(_rows: pd.DataFrame, **_options: object) -> float:
    """The height in cm."""
    return 7.5


def alt(
    rows: pd.DataFrame,
    *,
    subject: str,
    name: str,
    fit: pd.DataFrame,
    jumps: pd.DataFrame,
    language: str,
    **_options: object,
) -> str:
    """The alt text: the series with its path and breaks, where the trend starts and ends, every jump, whether there is a band."""
    rows = in_time(drawable(rows, _KEYS, "trend_by_period"))
    unit = str(rows["unit"].iloc[0])
    places = decimals_of(rows["obs_value"], unit)
    ends = [printed(float(one), unit, language, places) for one in (fit["fitted"].iloc[0], fit["fitted"].iloc[-1])]
    years = [str(int(one)) for one in (fit["year"].iloc[0], fit["year"].iloc[-1])]
    more = [
        told_path(rows, name, language),
        sentence("alt", "trend_line", language, start=ends[0], first=years[0], end=ends[1], last=years[1]),
    ]
    more += _jumps_and_band(fit, jumps, language)
    what = [sentence("alt", "observed", language), sentence("alt", "trend", language)]
    return joined("trend_by_period", language, subject=subject, series=what, span=span(rows, language), more=more)


def describe(
    rows: pd.DataFrame,
    *,
    name: str,
    fit: pd.DataFrame,
    jumps: pd.DataFrame,
    language: str,
    trend_label: str = "",
    zero: bool | None = False,
    **_options: object,
) -> str:
    """The long description: the series run by run, the trend line of every segment, every jump, whether there is a band."""
    rows = in_time(drawable(rows, _KEYS, "trend_by_period"))
    unit = str(rows["unit"].iloc[0])
    places = decimals_of(rows["obs_value"], unit)
    reach = [float(one) for column in ("fitted", "lower", "upper") if column in fit for one in fit[column]]
    limits = value_limits([*rows["obs_value"], *reach, *jumps["before"], *jumps["after"]], zero=zero)
    what = [sentence("alt", one, language) for one in ("observed", "trend")]
    told = [lines_shown(rows, what, limits, language), story(rows, name, language)]
    told.append(say("fit_run", language, runs=fitted_runs(fit, "segment", unit, language, decimals=places)))
    if trend_label:
        told.append(say("fit_label", language, text=trend_label))
    return paragraphs([*told, *_jumps_and_band(fit, jumps, language)])


def _jumps_and_band(fit: pd.DataFrame, jumps: pd.DataFrame, language: str) -> list[str]:
    """Every jump in words, and whether the line has a band."""
    told = []
    if len(jumps):
        texts = [f"{row['year']} {row['text']}" for row in jumps.to_dict("records")]
        told.append(sentence("alt", "jump" if len(texts) == 1 else "jumps", language, items=listing(texts, language)))
    given = "lower" in fit and fit["lower"].notna().any()
    return [*told, sentence("alt", "band" if given else "no_band", language)]
