"""A series and the years to come: history, the fan of a forecast, a target and the paths to it."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from talentstudy.figures.describing import fitted_runs, lines_shown, paragraphs, say, series_of, story
from talentstudy.figures.labels import EndLabel, label_ends, wrapped
from talentstudy.figures.line_axes import mark_breaks, period_axis, value_limits
from talentstudy.figures.line_marks import breaks, in_time
from talentstudy.figures.style import ACCENT, AGGREGATE, DASHES, NEGATIVE, SERIES, size_in_points, width_of
from talentstudy.figures.telling import joined, span, target_text, told_path
from talentstudy.figures.trend_by_period import band, history
from talentstudy.figures.values import decimals_of, drawable, position, printed
from talentstudy.wording import sentence

_KEYS = ["time_period"]


def forecast_by_period(
    ax: Axes,
    rows: pd.DataFrame,
    *,
    forecast: pd.DataFrame,
    language: str,
    target: float | None = None,
    target_period: str = "",
    paths: Mapping[str, pd.DataFrame] | None = None,
    zero: bool | None = None,
    **_alt: object,
) -> Axes:
    """Draw what was observed, what is forecast and what is aimed at.

    Parameters
    ----------
    ax : Axes to draw on, at its final height.
    rows : indicator rows of one country and one unit, one per ``time_period``.
    forecast : one row per year to come: ``year``, ``value``, ``lower``, ``upper`` (no number: no fan is drawn).
    target, target_period : the value to reach, drawn where it is to be reached.
    paths : official paths by their name as printed, each with ``year`` and ``value``.

    Raises
    ------
    EmptySelection, SchemaViolation
        Nothing to draw, several units, or several rows for one period.
    """
    rows = in_time(drawable(rows, _KEYS, "forecast_by_period"))
    unit = str(rows["unit"].iloc[0])
    given = dict(paths or {})
    reach = [*forecast["value"], *forecast["lower"], *forecast["upper"], *([] if target is None else [target])]
    history(ax, rows, language, others=[*reach, *(one for path in given.values() for one in path["value"])], zero=zero)
    known = rows[rows["obs_value"].notna()]
    start, value = position(str(known["time_period"].iloc[-1])), float(known["obs_value"].iloc[-1])
    years = forecast["year"].astype(float)
    band(ax, years, forecast["lower"], forecast["upper"])
    ax.plot(
        [start, *years], [value, *forecast["value"]], color=ACCENT, lw=2.0, ls=DASHES[2], zorder=5, label="_forecast"
    )
    ends = _ends(ax, forecast, given, unit, language)
    if target is not None and target_period:
        at = position(target_period)
        ax.plot([at], [target], ls="", marker="D", ms=6, color=NEGATIVE, zorder=6, label="_target", clip_on=False)
        room = 0.26 * size_in_points(ax)[0]
        text = "\n".join(wrapped(target_text(target, target_period, unit, language), room))
        ends.append(EndLabel(at, target, text, NEGATIVE))
    reserve = 40 + max(width_of(line, bold=True) for one in ends for line in one.text.split("\n"))
    ahead = [str(int(one)) for one in years]
    period_axis(ax, list(dict.fromkeys([*rows["time_period"], *ahead])), language, reserve=reserve)
    mark_breaks(ax, breaks(rows), language, reserve=reserve)
    label_ends(ax, ends)
    return ax


def _ends(
    ax: Axes, forecast: pd.DataFrame, paths: Mapping[str, pd.DataFrame], unit: str, language: str
) -> list[EndLabel]:
    """The labels of the forecast and of each path, and the paths themselves."""
    room = 0.26 * size_in_points(ax)[0]
    last = float(forecast["year"].iloc[-1])
    places = decimals_of(forecast["value"], unit)
    words = sentence("alt", "forecast", language)
    numbers = [float(forecast[one].iloc[-1]) for one in ("value", "lower", "upper")]
    text = f"{words} {printed(numbers[0], unit, language, places)}"
    if not np.isnan(numbers[1]):
        low, high = (printed(one, unit, language, places) for one in numbers[1:])
        text += f" ({sentence('page', 'interval', language, lower=low, upper=high)})"
    ends = [EndLabel(last, numbers[0], "\n".join(wrapped(text, room, bold=True)), ACCENT, True)]
    for at, (name, path) in enumerate(paths.items()):
        colour = (AGGREGATE, SERIES[2])[at % 2]
        ax.plot(path["year"], path["value"], color=colour, lw=1.3, ls=DASHES[(1, 3)[at % 2]], zorder=3, label="_path")
        ends.append(
            EndLabel(
                float(path["year"].iloc[-1]), float(path["value"].iloc[-1]), "\n".join(wrapped(name, room)), colour
            )
        )
    return ends


def height(_rows: pd.DataFrame, *, paths: Mapping[str, pd.DataFrame] | None = None, **_options: object) -> float:
    """The height in cm: paths to a target need room above what is forecast."""
    return 8.5 if paths else 7.5


def alt(
    rows: pd.DataFrame,
    *,
    subject: str,
    name: str,
    forecast: pd.DataFrame,
    language: str,
    target: float | None = None,
    target_period: str = "",
    paths: Mapping[str, pd.DataFrame] | None = None,
    **_options: object,
) -> str:
    """The alt text: the path so far, what is forecast for the last year with its interval, the paths, the target."""
    rows = in_time(drawable(rows, _KEYS, "forecast_by_period"))
    unit = str(rows["unit"].iloc[0])
    places = decimals_of(forecast["value"], unit)
    last = forecast.iloc[-1]

    def text(value: float) -> str:
        return printed(float(value), unit, language, places)

    parts = {"value": text(last["value"]), "year": str(int(last["year"]))}
    if np.isnan(last["lower"]):
        told = sentence("alt", "forecast_point", language, **parts)
    else:
        told = sentence(
            "alt", "forecast_interval", language, lower=text(last["lower"]), upper=text(last["upper"]), **parts
        )
    observed = sentence("alt", "observed", language)
    return joined(
        "forecast_by_period",
        language,
        subject=subject,
        series=[observed, sentence("alt", "forecast", language), *(paths or {})],
        span=span(rows, language),
        more=[told_path(rows, name, language), told],
        target=None if target is None else target_text(target, target_period, unit, language),
    )


def describe(
    rows: pd.DataFrame,
    *,
    name: str,
    forecast: pd.DataFrame,
    language: str,
    target: float | None = None,
    target_period: str = "",
    paths: Mapping[str, pd.DataFrame] | None = None,
    zero: bool | None = None,
    **_options: object,
) -> str:
    """The long description: the series run by run, every year to come with its interval, the paths, the target."""
    rows = in_time(drawable(rows, _KEYS, "forecast_by_period"))
    unit, given = str(rows["unit"].iloc[0]), dict(paths or {})
    places = decimals_of(forecast["value"], unit)
    reach = [*forecast["value"], *forecast["lower"], *forecast["upper"], *([] if target is None else [target])]
    limits = value_limits(
        [*rows["obs_value"], *reach, *(one for path in given.values() for one in path["value"])], zero=zero
    )
    what = [sentence("alt", one, language) for one in ("observed", "forecast")]
    told = [
        lines_shown(rows, [*what, *given], limits, language, until=str(int(forecast["year"].iloc[-1]))),
        story(rows, name, language),
    ]
    key = "ahead" if forecast["lower"].isna().all() else "ahead_with_fan"
    items = [_year_ahead(row, unit, language, places) for row in forecast.to_dict("records")]
    told.append(say(key, language, items=series_of(items, language)))
    for called, path in given.items():
        whole = path.rename(columns={"value": "fitted"}).assign(segment=0)
        told.append(
            f"{called}. {say('path_line', language, runs=fitted_runs(whole, 'segment', unit, language, decimals=places))}"
        )
    if target is not None and target_period:
        told.append(say("goal_mark", language, target=target_text(target, target_period, unit, language)))
    return paragraphs(told)


def _year_ahead(row: Mapping[Hashable, Any], unit: str, language: str, places: int) -> str:
    value, lower, upper = (float(row[one]) for one in ("value", "lower", "upper"))
    text = f"{int(row['year'])} {printed(value, unit, language, places)}"
    if np.isnan(lower):
        return text
    ends = {"lower": printed(lower, unit, language, places), "upper": printed(upper, unit, language, places)}
    return f"{text} ({sentence('page', 'interval', language, **ends)})"
