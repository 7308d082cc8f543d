"""Convergence in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talentstudy.trends.growth_words import is_share
from talentstudy.wording import number, percent, sentence

if TYPE_CHECKING:
    from talentstudy.trends.convergence import BetaConvergence, Panel, SigmaConvergence
    from talentstudy.trends.convergence_slopes import CountrySlopes

_FILE = "trends_comparison"
_SMALLEST_P = 0.001
# The share of countries whose break in one year makes a change of the spread unreadable.
_MAJORITY = 0.5
_ALPHA = 0.05


def _chance(p_value: float, language: str) -> str:
    key = "p_below" if p_value < _SMALLEST_P else "p"
    return sentence(_FILE, key, language, p=number(max(p_value, _SMALLEST_P), language, 3))


def _spread(value: float, panel: Panel, language: str) -> str:
    """A spread with its unit: points of a share, or the series' own; that of logarithms has none."""
    text = number(value, language, 2)
    if panel.scale == "log":
        return text
    if is_share(panel.unit):
        # French counts 1.9 in the singular.
        return sentence("trends_growth", "points" if value >= 2 else "point", language, number=text)
    return f"{text} ({panel.unit})" if panel.unit else text


def sigma_summary(result: SigmaConvergence, language: str) -> str:
    """How the spread moved, and whether that is more than chance."""
    moved = sentence(
        _FILE,
        "sigma_log" if result.panel.scale == "log" else "sigma",
        language,
        first_year=str(result.panel.years[0]),
        last_year=str(result.panel.years[-1]),
        count=number(len(result.panel.names), language, 0),
        first=number(float(result.spread[0]), language, 2),
        last=_spread(float(result.spread[-1]), result.panel, language),
        p=_chance(result.p_value, language),
    )
    if float(result.flagged.max()) >= _MAJORITY:
        # Where most countries were counted anew, the spread moved with the counting: no verdict.
        return moved
    verdict = "sigma_no" if result.p_value >= _ALPHA else "sigma_yes" if result.ratio < 1 else "sigma_apart"
    return f"{moved} {sentence(_FILE, verdict, language)}"


def beta_summary(result: BetaConvergence, language: str) -> str:
    """Whether those behind catch up."""
    key = "beta_yes" if result.p_value < _ALPHA and result.slope < 0 else "beta_no"
    slope = number(-result.slope, language, 3, signed=True)
    in_points = result.panel.scale == "linear" and is_share(result.panel.unit)
    behind = sentence(_FILE, "behind_share" if in_points else "behind", language)
    return sentence(_FILE, key, language, slope=slope, behind=behind, p=_chance(result.p_value, language))


def slopes_summary(result: CountrySlopes, language: str) -> str:
    """The mean trend and how countries scatter around it."""

    def rate(value: float, *, signed: bool = True) -> str:
        text = number(value, language, 2 if result.scale == "linear" else 3, signed=signed)
        return sentence(_FILE, "rate_unit", language, value=text)

    return sentence(
        _FILE,
        "countries",
        language,
        count=number(len(result.names), language, 0),
        mean=rate(result.mean),
        level=percent(100 * result.level, language, 0),
        lower=rate(result.lower),
        upper=rate(result.upper),
        spread=rate(result.spread, signed=False),
    )
