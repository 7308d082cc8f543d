"""One trend beside others, drawn: two series and what lies between, the spread of countries, their trends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from talentstudy.codes import label
from talentstudy.finding import FILE, Finding, Picture
from talentstudy.trending.model_pictures import page_of, shown, unit_words
from talentstudy.trending.series import worded
from talentstudy.trending.tables import rate_unit
from talentstudy.trends.comparison_lines import comparison_lines
from talentstudy.wording import number, percent, sentence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from talentstudy.drawing import Drawn
    from talentstudy.trending.trend import Trend
    from talentstudy.trends.comparison import TrendComparison
    from talentstudy.trends.convergence import BetaConvergence, SigmaConvergence
    from talentstudy.trends.convergence_slopes import CountrySlopes
    from talentstudy.trends.series import AnnualSeries

# Where at least half of the countries were counted anew, the spread before is not that after.
_MAJORITY = 0.5
_SMALLEST_P = 0.001


def pair_page(
    trend: Trend,
    found: TrendComparison,
    pair: tuple[AnnualSeries, AnnualSeries],
    sources: Iterable[str],
    *,
    of_sexes: bool = False,
) -> Drawn:
    """Two series with their trends over the common years, and under them the difference or the ratio.

    Numbers that grow are drawn as an index of the first common year: a country and the Union then fit on one axis.
    """
    language, is_log = trend.language, found.scale == "log"
    lines = comparison_lines(*pair, scale=found.scale, level=found.level)
    start = str(found.years[0])
    fits, between = lines.fits.copy(), lines.between.copy()
    if is_log:
        base = fits.groupby("number")["value"].transform("first")
        fits["fitted"], fits["value"] = 100 * fits["fitted"] / base, 100 * fits["value"] / base
        first = float(between["value"].iloc[0])
        between[["value", "fitted", "lower", "upper"]] *= 100 / first
    fits["one"] = fits["number"].map({0: "first", 1: "second"})
    flags = [dict(zip(one.years.tolist(), one.flags, strict=True)) for one in pair]
    unit = "INDEX" if is_log else trend.series.unit
    rows = pd.DataFrame(
        {
            "one": fits["one"],
            "time_period": fits["year"].astype(str),
            "unit": unit,
            "obs_value": fits["value"],
            "obs_flag": [flags[at].get(year, "") for at, year in zip(fits["number"], fits["year"], strict=True)],
        }
    )
    begins = {*found.breaks}
    table = pd.DataFrame(
        {
            "time_period": between["year"].astype(str),
            "unit": "INDEX" if is_log else "PC_PNT" if unit.startswith("PC") else unit,
            "obs_value": between["value"],
            "obs_flag": ["b" if year in begins else "" for year in between["year"]],
        }
    ).join(between[["fitted", "lower", "upper", "segment"]])
    names = dict(zip(("first", "second"), found.names, strict=True))
    said = {"first": names["first"], "second": names["second"]}
    key = "between_ratio" if is_log else "between_points" if unit.startswith("PC") else "between"
    options = {
        "by": "one",
        "fits": fits,
        "between": table,
        "between_label": sentence(FILE, key, language, year=start, **said),
        "labels": names,
        "signed": not is_log,
    }
    level = percent(100 * found.level, language, 0)
    band = "note_between" if bool(table["lower"].notna().any()) else "note_between_refused"
    notes = [sentence(FILE, "note_pair", language), sentence(FILE, band, language, level=level)]
    subtitle = sentence(FILE, "subtitle_index", language, year=start) if is_log else unit_words(trend)
    parts = {"title": label("indicator", trend.indicator, language)}
    parts |= {"country": label("geo", trend.geo, language, short=True)} if of_sexes else said
    title = sentence(FILE, "title_sexes" if of_sexes else "title_comparison", language, **parts)
    return page_of(trend, "pair_by_period", rows, options, title=title, subtitle=subtitle, notes=notes, sources=sources)


def draw_pair(
    trend: Trend, pair: tuple[AnnualSeries, AnnualSeries], sources: Iterable[str], finding: Finding
) -> Picture:
    """The picture of a comparison of two countries."""
    return shown(trend, pair_page(trend, finding.result, pair, sources))


def draw_sexes(
    trend: Trend, pair: tuple[AnnualSeries, AnnualSeries], sources: Iterable[str], finding: Finding
) -> Picture:
    """The picture of the numbers of women and men."""
    return shown(trend, pair_page(trend, finding.result, pair, sources, of_sexes=True))


def _span(found: SigmaConvergence | BetaConvergence) -> dict[str, str]:
    years = found.panel.years
    return {"first": str(years[0]), "last": str(years[-1])}


def _indicator(trend: Trend, key: str, **parts: str) -> str:
    title = label("indicator", trend.indicator, trend.language)
    return sentence(FILE, f"title_{key}", trend.language, title=title, **parts)


def sigma_page(trend: Trend, found: SigmaConvergence, sources: Iterable[str]) -> Drawn:
    """The spread between countries by year, cut where most of them were counted anew."""
    language, is_log = trend.language, found.panel.scale == "log"
    years = [str(one) for one in found.panel.years]
    rows = pd.DataFrame(
        {
            "time_period": years,
            "unit": "PC_PNT" if not is_log and trend.series.unit.startswith("PC") else "RT",
            "obs_value": found.spread,
            "obs_flag": ["b" if share >= _MAJORITY else "" for share in found.flagged],
        }
    )
    level = percent(100 * found.level, language, 0)
    change = {
        one: percent(100 * (getattr(found, one) - 1), language, 0, signed=True) for one in ("ratio", "lower", "upper")
    }
    is_cut = bool((found.flagged[1:] >= _MAJORITY).any())
    options = {
        "flagged": pd.DataFrame({"time_period": years, "share": found.flagged}),
        "flagged_label": sentence(FILE, "flagged_share", language),
        "change_label": sentence(FILE, "spread_change", language, level=level, **_span(found), **change),
        "name": sentence(FILE, "spread", language),
        "decimals": 2,
    }
    count = number(len(found.panel.names), language, 0)
    unit = "subtitle_spread_log" if is_log else "subtitle_spread"
    words = label("unit", "PC_PNT", language) if rows["unit"].iloc[0] == "PC_PNT" else unit_words(trend)
    return page_of(
        trend,
        "spread_by_period",
        rows,
        options,
        title=_indicator(trend, "sigma"),
        subtitle=sentence(FILE, unit, language, count=count, unit=words),
        notes=[sentence(FILE, "note_spread_cut", language) if is_cut else ""],
        sources=sources,
    )


def draw_sigma(trend: Trend, sources: Iterable[str], finding: Finding) -> Picture:
    """The spread behind ``Trend.convergence``."""
    return shown(trend, sigma_page(trend, finding.also[0], sources))


def beta_page(trend: Trend, found: BetaConvergence, sources: Iterable[str]) -> Drawn:
    """The trend of every country over its level in the first year."""
    language, is_log = trend.language, found.panel.scale == "log"
    start = found.panel.values[:, 0]
    constant = float(found.changes.mean() - found.slope * start.mean())
    rows = pd.DataFrame(
        {
            "geo": found.panel.names,
            "unit": "RT" if is_log or not trend.series.unit.startswith("PC") else "PC_PNT",
            "x": start,
            "obs_value": found.changes,
            "obs_flag": "",
        }
    )
    first = str(found.panel.years[0])
    rate = rate_unit(worded(trend.series, language).unit, False, language)
    options = {
        "by": "geo",
        "line": (constant, found.slope),
        "x_label": sentence(FILE, "level_logs" if is_log else "level", language, year=first, unit=unit_words(trend)),
        "x_unit": "RT" if is_log else trend.series.unit,
        "focus": trend.geo,
    }
    chance = max(found.p_value, _SMALLEST_P)
    p_value = f"{'<' if found.p_value < _SMALLEST_P else '='} {number(chance, language, 3)}"
    return page_of(
        trend,
        "scatter_by_code",
        rows,
        options,
        title=_indicator(trend, "beta", **_span(found)),
        subtitle=sentence(FILE, "subtitle_logs", language) if is_log else rate,
        notes=[sentence(FILE, "note_scatter", language, p=p_value), sentence(FILE, "beta_caution", language)],
        sources=sources,
    )


def draw_beta(trend: Trend, sources: Iterable[str], finding: Finding) -> Picture:
    """The catching up behind ``Trend.convergence``."""
    return shown(trend, beta_page(trend, finding.also[1], sources))


def countries_page(trend: Trend, found: CountrySlopes, sources: Iterable[str], span: dict[str, str]) -> Drawn:
    """The trend of every country with its interval, drawn to the mean, and the mean."""
    language, is_log = trend.language, found.scale == "log"

    def told(value: Any) -> Any:
        return 100 * np.expm1(value) if is_log else value

    table = found.table().sort_values("slope", ascending=False, kind="stable").reset_index(drop=True)
    rows = pd.DataFrame(
        {
            "geo": table["country"],
            "unit": "PCH" if is_log else "PC_PNT" if trend.series.unit.startswith("PC") else trend.series.unit,
            "obs_value": told(table["slope"]),
            "obs_lower": told(table["lower"]),
            "obs_upper": told(table["upper"]),
            "shrunken": told(table["shrunken"]),
            "obs_flag": "",
        }
    )
    mean = tuple(float(told(one)) for one in (found.mean, found.lower, found.upper))
    places = 1 if is_log else 2
    text = (percent if is_log else number)(mean[0], language, places, signed=True)
    options = {
        "by": "geo",
        "mean": mean,
        "mean_label": sentence(FILE, "mean", language, value=text),
        "focus": trend.geo,
        "decimals": places,
    }
    level = percent(100 * found.level, language, 0)
    return page_of(
        trend,
        "forest_by_code",
        rows,
        options,
        title=_indicator(trend, "countries", **span),
        subtitle=rate_unit(worded(trend.series, language).unit, is_log, language),
        notes=[sentence(FILE, "note_forest", language, level=level)],
        sources=sources,
    )


def draw_countries(trend: Trend, sources: Iterable[str], finding: Finding) -> Picture:
    """The trends of all countries behind ``Trend.convergence``."""
    return shown(trend, countries_page(trend, finding.result, sources, _span(finding.also[0])))
