"""Two trends compared, in words."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from talentstudy.trends.growth_words import amount, is_share
from talentstudy.wording import listing, number, percent, sentence

if TYPE_CHECKING:
    from talentstudy.trends.comparison import TrendComparison

_FILE = "trends_comparison"
_SMALLEST_P = 0.001
_ALPHA = 0.05


def summary(result: TrendComparison, language: str) -> str:
    """Which trend rises faster, how sure that is, and what was allowed for; one paragraph."""

    def say(key: str, **parts: str) -> str:
        return sentence(_FILE, key, language, **parts)

    def rate(value: float) -> str:
        if result.scale == "log":
            return say("rate_percent", value=percent(100 * math.expm1(value), language, 1, signed=True))
        text = amount(value, "PC", language) if is_share(result.unit) else number(value, language, 2, signed=True)
        return say("rate_unit", value=text)

    def bound(value: float) -> str:
        if result.scale == "log":
            return percent(100 * math.expm1(value), language, 1, signed=True)
        return number(value, language, 2, signed=True)

    def gap(value: float) -> str:
        # The difference of two growth rates is the growth of the ratio, not a number of percent of anything.
        is_ratio = result.scale == "log" and not result.turn
        return say("ratio", value=bound(value)) if is_ratio else rate(value)

    def chance(p_value: float) -> str:
        key = "p_below" if p_value < _SMALLEST_P else "p"
        return say(key, p=number(max(p_value, _SMALLEST_P), language, 3))

    first, second = (say("before"), say("after")) if result.turn else result.names
    span = {"first_year": str(result.years[0]), "last_year": str(result.years[1])}
    rates = {"first_rate": rate(result.slopes[0]), "second_rate": rate(result.slopes[1])}
    if result.turn:
        parts = [say("turn", name=result.names[0], year=str(result.turn), **span, **rates)]
    else:
        parts = [say("pair", first=first, second=second, **span, **rates)]
    if math.isnan(result.parallel):
        parts.append(say("refused"))
    else:
        bounds = result.difference.interval
        key = "differ" if result.parallel < _ALPHA else "parallel"
        shown = {
            "lower": bound(bounds.lower),
            "upper": bound(bounds.upper),
            "level": percent(100 * result.level, language, 0),
        }
        parts.append(say(key, difference=gap(result.difference.value), p=chance(result.parallel), **shown))
    if not math.isnan(result.coincide):
        parts.append(say("apart" if result.coincide < _ALPHA else "coincide", p=chance(result.coincide)))
    if result.breaks:
        key = "breaks_one" if len(result.breaks) == 1 else "breaks_many"
        parts.append(say(key, years=listing([str(year) for year in result.breaks], language)))
    return " ".join(parts)
