"""Growth and its decomposition told in nl, fr, en and de."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talentstudy.trends.intervals import Estimate, Interval
from talentstudy.wording import listing, number, percent, sentence

if TYPE_CHECKING:
    from talentstudy.trends.growth import Growth

_FILE = "trends_growth"


def is_share(unit: str) -> bool:
    """Whether a unit is percent of a whole, so that differences are percentage points.

    >>> is_share("PC_EMP"), is_share("%"), is_share("THS_PER")
    (True, True, False)
    """
    return unit.split(" ")[0] in {"%", "PC", "percent"} or unit.startswith("PC_")


def amount(value: float, unit: str, language: str, decimals: int = 2) -> str:
    r"""A signed difference with its unit; of shares, in percentage points.

    >>> amount(1.5, "PC", "fr"), amount(-3.7, "PC", "nl", 1), amount(4, "THS_PER", "en", 0)
    ('+1,50\xa0point de pourcentage', '−3,7\xa0procentpunt', '+4 (THS_PER)')
    """
    if is_share(unit):
        return points(value, language, decimals, signed=True)
    text = number(value, language, decimals, signed=True)
    return f"{text} ({unit})" if unit else text


def points(value: float, language: str, decimals: int, *, signed: bool = False) -> str:
    r"""So many percentage points.

    >>> points(1.7, "fr", 1), points(2.04, "de", 2, signed=True)
    ('1,7\xa0point de pourcentage', '+2,04\xa0Prozentpunkte')
    """
    text = number(value, language, decimals, signed=signed)
    # French counts 1.9 in the singular.
    return sentence(_FILE, "points" if abs(value) >= 2 else "point", language, number=text)


def rate(estimate: Estimate, unit: str, language: str) -> str:
    """A yearly trend: percent where it is relative, else an amount."""
    if estimate.unit.startswith("%"):
        return percent(estimate.value, language, 2, signed=True)
    return amount(estimate.value, unit, language)


def bounds_text(interval: Interval, relative: bool, language: str, places: int = 2) -> str:
    """``(95% confidence interval: … to …)``, or that the series is too short for one; as many decimals as the estimate."""
    if not interval.given:
        return sentence(_FILE, "refused" if "too short" in interval.reason else "exact", language)
    ends = [
        percent(end, language, places, signed=True) if relative else number(end, language, places, signed=True)
        for end in (interval.lower, interval.upper)
    ]
    decimals = 0 if round(interval.level * 100, 6).is_integer() else 1
    level = percent(interval.level * 100, language, decimals)
    return sentence(_FILE, "interval", language, level=level, lower=ends[0], upper=ends[1])


def breaks_text(years: tuple[int, ...], language: str) -> str:
    """What the breaks do to the trend."""
    if not years:
        return sentence(_FILE, "no_break", language)
    key = "one_break" if len(years) == 1 else "several_breaks"
    return sentence(_FILE, key, language, years=listing([str(year) for year in years], language))


def describe_growth(growth: Growth, language: str) -> str:
    """`Growth.summary`."""
    series = growth.series
    first, last = str(series.years[0]), str(series.years[-1])
    if growth.slopes == "common":
        trend = growth.trend
        return sentence(
            _FILE,
            "common",
            language,
            first=first,
            last=last,
            trend=rate(trend, series.unit, language),
            interval=bounds_text(trend.interval, growth.is_log, language),
            breaks=breaks_text(series.breaks, language),
        )
    parts = []
    for row in growth.segments.to_dict("records"):
        if row["points"] < 2:
            continue
        value = Estimate(row["apc" if growth.is_log else "slope"], Interval(0, 0, growth.level), row["unit"])
        part = {"first": str(row["first"]), "last": str(row["last"]), "trend": rate(value, series.unit, language)}
        parts.append(sentence(_FILE, "segment", language, **part))
    text = sentence(_FILE, "per_segment", language, segments=listing(parts, language))
    short = growth.segments["lower"].isna().any()
    return text + (" " + sentence(_FILE, "short_segments", language) if short else "")
