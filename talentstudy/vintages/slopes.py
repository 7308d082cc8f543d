"""Which trends a revision moves, by their slope before and after."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import pandas as pd

from talentstudy.errors import StudyError
from talentstudy.trending.series import pick
from talentstudy.trending.trend import open_trend

if TYPE_CHECKING:
    from talentstudy.pipeline import Pipeline
    from talentstudy.vintages.impact import Sides

COLUMNS = ("trend", "cause", "unit", "before", "revised", "after", "note")
_NOISE = 1e-9


def moved_trends(sides: Sides, indicators: Iterable[str], places: Iterable[str], language: str) -> pd.DataFrame:
    """The common slope of each trend before, with its revised cells alone, and after; those that differ, the worst first.

    One row per trend with ``cause`` (revision, new periods or precision), ``unit`` of the slope, ``before``, ``revised``,
    ``after`` (NaN where no line can be fitted) and ``note``, the reason of that.
    """
    rows = []
    for name in indicators:
        for geo in dict.fromkeys(places):
            series = [_series(side, name, geo) for side in sides.each()]
            if all(one is None for one in series) or all(one == series[0] for one in series):
                continue
            rows.append(_row(sides, name, geo, series, language))
    table = pd.DataFrame([row for row in rows if row], columns=list(COLUMNS))
    order = table.assign(
        rank=table["cause"].map({"revision": 0, "new periods": 1, "precision": 2}),
        size=(table["revised"] - table["before"]).abs().fillna((table["after"] - table["before"]).abs()),
    ).sort_values(["rank", "size"], ascending=[True, False], kind="stable")
    return table.loc[order.index].reset_index(drop=True)


def _series(side: Pipeline, name: str, geo: str) -> tuple[Any, ...] | None:
    """Years, values and flags of one country; None where it has none."""
    try:
        rows = pick(side.indicator(name), name, geo)
    except StudyError:
        return None
    held = rows[rows["obs_value"].notna()]
    return tuple(held["time_period"]), tuple(held["obs_value"]), tuple("b" in flag for flag in held["obs_flag"])


def _row(sides: Sides, name: str, geo: str, series: list[tuple[Any, ...] | None], language: str) -> dict[str, Any]:
    fitted = [_slope(side, name, geo, language) for side in sides.each()]
    before, revised, after = (slope for slope, _, _ in fitted)
    if not _differ(before, revised) and not _differ(before, after):
        return {}
    old, changed, new = series
    if old != changed:
        cause = "revision"
    elif (old or ((),))[0] != (new or ((),))[0]:
        cause = "new periods"
    else:
        cause = "precision"
    return {
        "trend": f"{name}_{geo.lower()}",
        "cause": cause,
        "unit": next((unit for _, unit, _ in fitted if unit), ""),
        "before": before,
        "revised": revised,
        "after": after,
        "note": "; ".join(dict.fromkeys(reason for _, _, reason in fitted if reason)),
    }


def _slope(side: Pipeline, name: str, geo: str, language: str) -> tuple[float, str, str]:
    """The common slope with its unit; NaN and the reason where there is none."""
    try:
        finding = open_trend(side, name, geo, language).growth
    except StudyError as refusal:
        return math.nan, "", str(refusal)
    if finding.refused:
        return math.nan, "", finding.reason
    estimate = finding.result.trend
    return float(estimate.value), str(estimate.unit), ""


def _differ(one: float, other: float) -> bool:
    return math.isnan(one) != math.isnan(other) or abs(one - other) > _NOISE
