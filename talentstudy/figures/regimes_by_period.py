"""A series and the regimes found in it: the line of each, the dates between with their intervals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matplotlib.axes import Axes

from talentstudy.figures.date_rows import ROW_CM, draw_dates, rows_need
from talentstudy.figures.labels import EndLabel, label_ends
from talentstudy.figures.line_axes import keep_free, mark_breaks, period_axis
from talentstudy.figures.line_marks import breaks, in_time
from talentstudy.figures.style import MUTED, width_of
from talentstudy.figures.telling import joined, span, told_path
from talentstudy.figures.trend_by_period import draw_fit, history
from talentstudy.figures.values import decimals_of, drawable, period_text, position, printed
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
    unit = str(rows["unit"].iloc[0])
    history(ax, rows, language, others=list(fit["fitted"]), zero=zero)
    keep_free(ax, bottom=rows_need(found))
    for _, piece in fit.groupby("segment"):
        draw_fit(ax, piece)
    known = rows[rows["obs_value"].notna()]
    value, period = float(known["obs_value"].iloc[-1]), str(known["time_period"].iloc[-1])
    text = f"{period_text(period, language)}: {printed(value, unit, language, decimals_of(rows['obs_value'], unit))}"
    reserve = 40 + width_of(text, bold=True)
    period_axis(ax, list(rows["time_period"]), language, reserve=reserve)
    mark_breaks(ax, breaks(rows), language, reserve=reserve)
    draw_dates(ax, found, reserve=reserve)
    label_ends(ax, [EndLabel(position(period), value, text, MUTED)])
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
    more = [told_path(rows, name, language)]
    if len(found):
        told = [
            f"{row['text']} ({sentence('alt', 'explained' if row['is_full'] else 'unexplained', language)})"
            for row in found.to_dict("records")
        ]
        more.append(sentence("alt", "dates_found", language, items=listing(told, language)))
    else:
        more.append(sentence("alt", "no_date_found", language))
    what = [sentence("alt", "observed", language), sentence("alt", "regimes", language)]
    return joined("regimes_by_period", language, subject=subject, series=what, span=span(rows, language), more=more)
