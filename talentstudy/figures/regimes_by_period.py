"""A series and the regimes found in it: the line of each, the dates between with their intervals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matplotlib.axes import Axes

from talentstudy.figures.date_rows import ROW_CM, draw_dates, rows_need
from talentstudy.figures.describing import fitted_runs, lines_shown, paragraphs, say, story
from talentstudy.figures.line_axes import keep_free, value_limits
from talentstudy.figures.line_marks import in_time
from talentstudy.figures.telling import joined, span, told_path
from talentstudy.figures.trend_by_period import draw_fit, history, last_value, years_and_ends
from talentstudy.figures.values import decimals_of, drawable
from talentstudy.wording import listing, sentence

if TYPE_CHECKING:
    import pandas as pd

_KEYS = ["time_period"]


def regimes_by_period(
    ax: Axes,
    rows: pd.DataFrame,
    *,
    fit: pd.DataFrame,
    found: pd.DataFrame,
    language: str,
    zero: bool | None = False,
    **_alt: object,
) -> Axes:
    """Draw observed points, the line of every regime, and the dates found between them.

    Under the values each date found has a row: a diamond, its interval as a capped bar. The diamond is filled where a
    flagged break explains the date, hollow where none does. Breaks that were flagged are upright dashes.

    Parameters
    ----------
    ax : Axes to draw on, at its final height.
    rows : indicator rows of one country and one unit, one per ``time_period``.
    fit : one row per point: ``year``, ``fitted``, ``segment`` (the regime).
    found : one row per date: ``at``, ``lower``, ``upper`` as places on the axis of years (no number: no interval),
        ``is_full``, ``text``.

    Raises
    ------
    EmptySelection, SchemaViolation
        Nothing to draw, several units, or several rows for one period.
    """
    rows = in_time(drawable(rows, _KEYS, "regimes_by_period"))
    history(ax, rows, language, others=list(fit["fitted"]), zero=zero)
    keep_free(ax, bottom=rows_need(found))
    for _, piece in fit.groupby("segment"):
        draw_fit(ax, piece)
    reserve = years_and_ends(ax, rows, [last_value(rows, language)], language)
    draw_dates(ax, found, reserve=reserve)
    return ax


def height(_rows: pd.DataFrame, *, found: pd.DataFrame | None = None, **_options: object) -> float:
    """The height in cm: a row under the values for every date found."""
    return 7.0 + ROW_CM * (0 if found is None else len(found))


def alt(
    rows: pd.DataFrame,
    *,
    subject: str,
    name: str,
    found: pd.DataFrame,
    language: str,
    **_options: object,
) -> str:
    """The alt text: the path with its flagged breaks, and every date found with its interval and whether a flag explains it."""
    rows = in_time(drawable(rows, _KEYS, "regimes_by_period"))
    more = [told_path(rows, name, language), _dates(found, language)]
    what = [sentence("alt", "observed", language), sentence("alt", "regimes", language)]
    return joined("regimes_by_period", language, subject=subject, series=what, span=span(rows, language), more=more)


def describe(
    rows: pd.DataFrame,
    *,
    name: str,
    fit: pd.DataFrame,
    found: pd.DataFrame,
    language: str,
    zero: bool | None = False,
    **_options: object,
) -> str:
    """The long description: the series run by run, the line of every regime, every date found."""
    rows = in_time(drawable(rows, _KEYS, "regimes_by_period"))
    unit = str(rows["unit"].iloc[0])
    limits = value_limits([*rows["obs_value"], *fit["fitted"]], zero=zero)
    what = [sentence("alt", one, language) for one in ("observed", "regimes")]
    lines = fitted_runs(fit, "segment", unit, language, decimals=decimals_of(rows["obs_value"], unit))
    told = [lines_shown(rows, what, limits, language), story(rows, name, language)]
    return paragraphs([*told, say("fit_run", language, runs=lines), _dates(found, language)])


def _dates(found: pd.DataFrame, language: str) -> str:
    """Every date found, with its interval and whether a flag explains it."""
    if found.empty:
        return sentence("alt", "no_date_found", language)
    told = [
        f"{row['text']} ({sentence('alt', 'explained' if row['is_full'] else 'unexplained', language)})"
        for row in found.to_dict("records")
    ]
    return sentence("alt", "dates_found", language, items=listing(told, language))
