"""One trend beside others: countries against each other, all of the Union together."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from talentstudy.codes import label, member_states
from talentstudy.finding import FILE, Finding, answered, printed_table
from talentstudy.pipeline import cited
from talentstudy.trending.panel_pictures import draw_beta, draw_countries, draw_pair, draw_sexes, draw_sigma
from talentstudy.trending.series import by_sex, pick, series_from, sex_rows
from talentstudy.trending.tables import rate_unit
from talentstudy.trends import MODELS
from talentstudy.trends.growth_words import amount, points
from talentstudy.wording import listing, number, percent, sentence

if TYPE_CHECKING:
    from talentstudy.trending.trend import Trend
    from talentstudy.trends.comparison import TrendComparison
    from talentstudy.trends.convergence import SigmaConvergence
    from talentstudy.trends.convergence_slopes import CountrySlopes
    from talentstudy.trends.series import AnnualSeries


def compared(trend: Trend, geo: str) -> Finding:
    """Whether a trend and another country's run parallel; see ``Trend.compare``."""
    first, second = (label("geo", one, trend.language, short=True) for one in (trend.geo, geo))
    heading = sentence(FILE, "heading_comparison", trend.language, first=first, second=second)
    if geo == trend.geo:
        return Finding(heading, sentence(FILE, "itself", trend.language, country=first))

    def fitted() -> Finding:
        pair = (_of(trend, trend.geo), _of(trend, geo))
        found = MODELS["comparison"].fit(*pair, scale=trend.scale)
        pictures = {"comparison": partial(draw_pair, trend, pair, _sources(trend, [trend.geo, geo]))}
        return Finding(heading, found.summary(trend.language), None, found, pictures=pictures)

    return answered(heading, trend.series, trend.language, fitted)


def compared_sexes(trend: Trend) -> Finding:
    """Whether the numbers of women and men grow alike; see ``Trend.sexes``."""
    words = {sex: label("sex", sex, trend.language) for sex in ("F", "M")}
    # Only German writes a noun with a capital inside a sentence.
    words = words if trend.language == "de" else {sex: word.lower() for sex, word in words.items()}
    heading = sentence(FILE, "heading_comparison", trend.language, first=words["F"], second=words["M"])

    def fitted() -> Finding:
        held = by_sex(trend.pipeline, trend.indicator, trend.geo)
        women, men = (replace(held[sex], name=words[sex]) for sex in ("F", "M"))
        found = MODELS["comparison"].fit(women, men, scale="log")
        sources = list(sex_rows(trend.pipeline, trend.indicator)["source"].unique())
        text = " ".join(one for one in (found.summary(trend.language), _ends_early(trend, found, sources)) if one)
        pictures = {"sexes": partial(draw_sexes, trend, (women, men), sources)}
        return Finding(heading, text, None, found, pictures=pictures)

    return answered(heading, trend.series, trend.language, fitted)


def _ends_early(trend: Trend, found: TrendComparison, sources: list[str]) -> str:
    """Why women and men are compared up to an earlier year than the share runs to."""
    if found.years[1] >= int(trend.series.years[-1]):
        return ""
    vintages = sorted({vintage for _, vintage in cited(sources)})
    return sentence(
        FILE,
        "sexes_end",
        trend.language,
        year=str(found.years[1]),
        vintage=listing(vintages, trend.language),
        last=str(trend.series.years[-1]),
    )


def _sources(trend: Trend, places: list[str]) -> list[str]:
    """Where the rows of these countries come from."""
    rows = trend.pipeline.indicator(trend.indicator)
    return list(rows.loc[rows["geo"].isin(places), "source"].unique())


def distance_in_time(trend: Trend, reference: str) -> Finding:
    """How many years a country lags a reference or the leader; see ``Trend.time_distance``."""
    own = label("geo", trend.geo, trend.language, short=True)
    geo = reference if reference != "leader" else _leader(trend)
    other = label("geo", geo, trend.language, short=True)
    heading = sentence(FILE, "heading_time_distance", trend.language, first=own, second=other)
    if geo == trend.geo:
        key = "leads" if reference == "leader" else "itself"
        return Finding(
            sentence(FILE, "heading_leader", trend.language), sentence(FILE, key, trend.language, country=own)
        )

    def fitted() -> Finding:
        found = MODELS["time distance"].fit(_of(trend, trend.geo), _of(trend, geo))
        return Finding(heading, found.summary(trend.language), None, found)

    return answered(heading, trend.series, trend.language, fitted)


def _of(trend: Trend, geo: str) -> AnnualSeries:
    """The trend's own series, or another country's of the same indicator, under the country's name alone."""
    called = label("geo", geo, trend.language, short=True)
    if geo == trend.geo:
        return replace(trend.series, name=called)
    return series_from(pick(trend.pipeline.indicator(trend.indicator), trend.indicator, geo), name=called)


def _members(trend: Trend) -> dict[str, AnnualSeries]:
    rows = trend.pipeline.indicator(trend.indicator)
    held = [geo for geo in member_states() if rows.loc[rows["geo"] == geo, "obs_value"].notna().any()]
    return {geo: _of(trend, geo) for geo in held}


def _leader(trend: Trend) -> str:
    members = _members(trend)
    first = MODELS["leader"].fit(list(members.values()), int(trend.series.years[-1]))
    return next(geo for geo, one in members.items() if one is first)


def convergence(trend: Trend, window: tuple[int, int]) -> Finding:
    """Spread (sigma), catching up (beta) and the scatter of countries' own trends, over one window."""
    first, last = window
    scale, unit, language = trend.scale, trend.series.unit, trend.language
    cut = {geo: one.between(first, last) for geo, one in _members(trend).items()}
    sigma = MODELS["sigma convergence"].fit(cut, scale=scale)
    beta = MODELS["beta convergence"].fit(cut, scale=scale, within=True)
    slopes = MODELS["country slopes"].fit(cut, scale=scale)
    text = " ".join(
        one
        for one in (
            sigma.summary(language),
            _broken(sigma, language),
            beta.summary(language),
            sentence(FILE, "beta_caution", language),
            _mean(slopes, unit, language),
        )
        if one
    )
    heading = sentence(FILE, "heading_convergence", language)
    sources = _sources(trend, list(cut))
    pictures = {
        "sigma": partial(draw_sigma, trend, sources),
        "beta": partial(draw_beta, trend, sources),
        "countries": partial(draw_countries, trend, sources),
    }
    return Finding(heading, text, _table(slopes, unit, language), slopes, also=(sigma, beta), pictures=pictures)


def _broken(sigma: SigmaConvergence, language: str) -> str:
    """In which year most countries flagged a break, if half of them did."""
    at = int(np.argmax(sigma.flagged))
    if sigma.flagged[at] < 0.5:
        return ""
    year = str(sigma.panel.years[at])
    if sigma.flagged[at] == 1:
        return sentence(FILE, "sigma_breaks_all", language, year=year)
    share = percent(100 * float(sigma.flagged[at]), language, 0)
    return sentence(FILE, "sigma_breaks", language, year=year, share=share)


def _mean(slopes: CountrySlopes, unit: str, language: str) -> str:
    is_log = slopes.scale == "log"

    def rate(value: float) -> str:
        if is_log:
            return percent(100 * math.expm1(value), language, 1, signed=True)
        return amount(value, unit if unit.startswith("PC") else label("unit", unit, language), language)

    def bound(value: float) -> str:
        return rate(value) if is_log else number(value, language, 2, signed=True)

    # Growth rates differ in points, not in percent of each other.
    spread = points(100 * math.expm1(slopes.spread), language, 1) if is_log else number(slopes.spread, language, 2)
    return sentence(
        FILE,
        "mean_slope",
        language,
        count=number(len(slopes.names), language, 0),
        mean=rate(slopes.mean),
        level=percent(100 * slopes.level, language, 0),
        lower=bound(slopes.lower),
        upper=bound(slopes.upper),
        spread=spread,
    )


def _table(slopes: CountrySlopes, unit: str, language: str) -> pd.DataFrame:
    rows = slopes.table().sort_values("slope", ascending=False, kind="stable")
    is_log = slopes.scale == "log"
    table = pd.DataFrame(
        {
            "country": [label("geo", geo, language) for geo in rows["country"]],
            "trend": 100 * np.expm1(rows["slope"]) if is_log else rows["slope"],
            "p": rows["p_holm"],
        }
    )
    return printed_table(table, language, signed=("trend",), unit=rate_unit(unit, is_log, language))
