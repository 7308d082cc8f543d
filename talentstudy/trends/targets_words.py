"""The outlook on a target in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talentstudy.trends.forecast import quantity
from talentstudy.trends.growth_words import amount
from talentstudy.wording import number, percent, sentence

if TYPE_CHECKING:
    from talentstudy.trends.targets import TargetOutlook

_FILE = "trends_targets"


def probability(chance: float, language: str) -> str:
    """A chance in whole percent; never 0 or 100, which no model can know."""
    if chance < 0.01:
        return sentence(_FILE, "less_than", language, value=percent(1.0, language, 0))
    if chance > 0.99:
        return sentence(_FILE, "more_than", language, value=percent(99.0, language, 0))
    return percent(100 * chance, language, 0)


def pace(value: float, unit: str, language: str) -> str:
    """A pace per year with its sign and unit."""
    decimals = _decimals(value)
    text = amount(value, "PC", language, decimals) if unit == "points" else _bare(value, unit, language, decimals)
    return sentence(_FILE, "pace", language, value=text)


def _bare(value: float, unit: str, language: str, decimals: int) -> str:
    return (percent if unit == "percent" else number)(value, language, decimals, signed=True)


def _decimals(pace: float) -> int:
    """Two for a slow pace; its interval has as many."""
    return 2 if abs(pace) < 1 else 1


def target_summary(outlook: TargetOutlook, language: str) -> str:
    """The chance, the year, and the pace needed where the past pace does not do."""
    parts = {
        "name": outlook.series.name or "…",
        "target": quantity(outlook.target, outlook.series.unit, language),
        "year": str(outlook.year),
        "latest": quantity(outlook.series.values[-1], outlook.series.unit, language),
        "latest_year": str(outlook.series.years[-1]),
        "chance": probability(outlook.probability, language),
    }
    said = [sentence(_FILE, "reached" if outlook.reached else "chance", language, **parts)]
    if not outlook.reached:
        said.append(_when(outlook, language))
    if not outlook.reached and outlook.probability < 0.5:
        # Judged on the chance, not on the median year: that one may fall in the target year itself.
        said.append(
            sentence(
                _FILE,
                "not_at_this_pace",
                language,
                year=parts["year"],
                pace=pace(outlook.pace, outlook.pace_unit, language),
                lower=_bare(outlook.pace_lower, outlook.pace_unit, language, _decimals(outlook.pace)),
                upper=_bare(outlook.pace_upper, outlook.pace_unit, language, _decimals(outlook.pace)),
                needed=pace(outlook.pace_needed, outlook.pace_unit, language),
            )
        )
    return " ".join(said)


def _when(outlook: TargetOutlook, language: str) -> str:
    if outlook.median_year is None:
        return (
            sentence(_FILE, "never", language, first=str(outlook.earliest))
            if outlook.earliest
            else sentence(_FILE, "out_of_sight", language)
        )
    parts = {"median": str(outlook.median_year), "first": str(outlook.earliest)}
    if outlook.latest is None:
        return sentence(_FILE, "when_open", language, **parts)
    return sentence(_FILE, "when", language, **parts, last=str(outlook.latest))
