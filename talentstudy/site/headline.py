"""The key figures of the start page: last value, change on the period before, trend with its interval."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from typing import TYPE_CHECKING, Any

from talentstudy.codes import label
from talentstudy.errors import EmptySelection, TooShort, UnsuitableSeries
from talentstudy.figures.values import is_percent, printed
from talentstudy.site.frame import say
from talentstudy.wording import as_decimal, named, number, percent

if TYPE_CHECKING:
    import pandas as pd

    from talentstudy.study import Study
    from talentstudy.trends.intervals import Estimate

# What the report is about: how many, how many of them women, who is missed, who comes after, what everyone can do.
HEADLINES: tuple[tuple[str, dict[str, str]], ...] = (
    ("ict_specialists_count", {}),
    ("ict_specialists_share", {}),
    ("ict_women_share", {}),
    ("enterprises_hard_to_fill_share", {"size_emp": "GE10"}),
    ("ict_graduates_count", {"sex": "T"}),
    ("basic_digital_skills_share", {"sex": "T"}),
)
_UNION = "EU27_2020"


@dataclass(frozen=True)
class Trended:
    """The pooled trend of a series: its window, its slope with interval; ``estimate`` None where none can be fitted."""

    first: str
    last: str
    estimate: Estimate | None


@dataclass(frozen=True)
class Headline:
    """One key figure, in no language yet. Values in the indicator's unit; None where there is none."""

    indicator: str
    unit: str
    decimals: int
    period: str
    value: float
    flag: str
    union: float | None
    before: tuple[str, float] | None
    broken: bool
    trend: Trended | None


@dataclass(frozen=True)
class Card:
    """A key figure as it is printed."""

    indicator: str
    title: str
    value: str
    unit: str
    period: str
    change: str
    trend: str
    interval: str
    union: str
    flags: str


def headlines(study: Study) -> list[Headline]:
    """The key figures of a country; one without a value is left out."""
    found = (_headline(study, name, codes) for name, codes in HEADLINES)
    return [one for one in found if one is not None]


def _headline(study: Study, name: str, codes: dict[str, str]) -> Headline | None:
    from talentstudy.indicators import INDICATORS
    from talentstudy.tables.values import decimals

    rows = study.indicator(name).table
    for column, code in codes.items():
        if column in rows:
            rows = rows[rows[column] == code]
    own = rows[(rows["geo"] == study.geo) & rows["obs_value"].notna()].sort_values("time_period")
    if own.empty:
        return None
    last = own.iloc[-1]
    same = rows[(rows["geo"] == _UNION) & (rows["time_period"] == last["time_period"])]["obs_value"].dropna()
    unit = INDICATORS[name].unit
    return Headline(
        indicator=name,
        unit=unit,
        decimals=decimals(unit),
        period=str(last["time_period"]),
        value=float(last["obs_value"]),
        flag=str(last["obs_flag"]),
        union=float(same.iloc[0]) if len(same) and study.geo != _UNION and is_percent(unit) else None,
        before=_before(own),
        broken="b" in str(last["obs_flag"]),
        trend=_trend(study, name),
    )


def _before(own: pd.DataFrame) -> tuple[str, float] | None:
    if len(own) < 2:
        return None
    return str(own.iloc[-2]["time_period"]), float(own.iloc[-2]["obs_value"])


def _trend(study: Study, name: str) -> Trended | None:
    """The pooled trend; None where the series has too few points for one, or is none."""
    from talentstudy.trends import MODELS

    try:
        trend = study.trend(name)
        found = MODELS["growth"].fit(trend.series, scale=trend.scale)
        return Trended(str(trend.series.years[0]), str(trend.series.years[-1]), found.trend)
    except (EmptySelection, TooShort, UnsuitableSeries):
        return None


def headline_from(facts: Mapping[str, Any]) -> Headline:
    """A key figure from its JSON, as `dataclasses.asdict` made it."""
    from talentstudy.trends.intervals import Estimate, Interval

    trend = None
    if held := facts["trend"]:
        told = held["estimate"]
        estimate = told and Estimate(told["value"], Interval(**told["interval"]), told["unit"])
        trend = Trended(held["first"], held["last"], estimate)
    before = facts["before"]
    return Headline(**{**facts, "trend": trend, "before": before and (before[0], before[1])})


def cards(found: Sequence[Headline], language: str) -> list[Card]:
    """Key figures in a language."""
    return [_card(one, language) for one in found]


def _card(one: Headline, language: str) -> Card:
    told, interval = _trend_text(one, language)
    union = (
        ""
        if one.union is None
        else named(label("geo", _UNION, language, short=True), _value(one, one.union, language), language)
    )
    meanings = [label("obs_flag", letter, language) for letter in one.flag]
    return Card(
        indicator=one.indicator,
        title=label("indicator", one.indicator, language),
        value=_value(one, one.value, language),
        unit="" if is_percent(one.unit) else label("unit", one.unit, language),
        period=say("in_year", language, period=one.period),
        change=_change(one, language),
        trend=told,
        interval=interval,
        union=union,
        flags=say("flagged", language, flags=", ".join(meanings)) if meanings else "",
    )


def _value(one: Headline, value: float, language: str) -> str:
    return printed(value, one.unit, language, one.decimals)


def _change(one: Headline, language: str) -> str:
    if one.before is None:
        return say("change_none", language)
    period, value = one.before
    if one.broken:
        return say("change_broken", language, period=period)
    # Both as printed: a reader who subtracts them finds the same.
    difference = float(_as_printed(one.value, one.decimals) - _as_printed(value, one.decimals))
    text = (
        _points(difference, language, one.decimals)
        if is_percent(one.unit)
        else number(difference, language, one.decimals, signed=True)
    )
    return say("change", language, difference=text, period=period)


def _as_printed(value: float, decimals: int) -> Decimal:
    """The decimal that a reader sees; see `wording.number`."""
    return as_decimal(value).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_EVEN)


def _points(value: float, language: str, decimals: int) -> str:
    return say(
        "points" if abs(value) >= 2 else "point", language, number=number(value, language, decimals, signed=True)
    )


def _trend_text(one: Headline, language: str) -> tuple[str, str]:
    if one.trend is None or one.trend.estimate is None or not math.isfinite(one.trend.estimate.value):
        return say("trend_none", language), ""
    estimate = one.trend.estimate
    relative = estimate.unit.startswith("%")

    def rate(value: float, *, bare: bool = False) -> str:
        if relative:
            return percent(value, language, 2, signed=True)
        if bare or not is_percent(one.unit):
            return number(value, language, 2, signed=True)
        return _points(value, language, 2)

    told = say("trend", language, first=one.trend.first, last=one.trend.last, trend=rate(estimate.value))
    interval = estimate.interval
    if not interval.given:
        return told, say("trend_short", language)
    level = percent(100 * interval.level, language, 0)
    level = level.replace("\N{NO-BREAK SPACE}", "-") if language == "de" else level
    ends = {"lower": rate(interval.lower, bare=True), "upper": rate(interval.upper, bare=True)}
    return told, say("trend_interval", language, level=level, **ends)
