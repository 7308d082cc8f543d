"""One trend beside others: countries against each other, all of the Union together."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from talentstudy.codes import label
from talentstudy.finding import FILE, Finding, printed_table
from talentstudy.trend_tables import rate_unit
from talentstudy.trends import MODELS
from talentstudy.wording import number, percent, sentence

if TYPE_CHECKING:
    from talentstudy.trends.convergence import SigmaConvergence
    from talentstudy.trends.convergence_slopes import CountrySlopes
    from talentstudy.trends.series import AnnualSeries


def convergence(
    members: dict[str, AnnualSeries], window: tuple[int, int], scale: str, unit: str, language: str
) -> Finding:
    """Spread (sigma), catching up (beta) and the scatter of countries' own trends, over one window."""
    first, last = window
    cut = {geo: one.between(first, last) for geo, one in members.items()}
    sigma = MODELS["sigma convergence"].fit(cut, scale=scale)
    beta = MODELS["beta convergence"].fit(cut, scale=scale, within=True)
    slopes = MODELS["country slopes"].fit(cut, scale=scale)
    text = " ".join(
        one
        for one in (
            sigma.summary(language),
            _broken(sigma, language),
            beta.summary(language),
            _mean(slopes, unit, language),
        )
        if one
    )
    heading = sentence(FILE, "heading_convergence", language)
    return Finding(heading, text, _table(slopes, unit, language), slopes, also=(sigma, beta))


def _broken(sigma: SigmaConvergence, language: str) -> str:
    """In which year most countries flagged a break, if half of them did."""
    at = int(np.argmax(sigma.flagged))
    if sigma.flagged[at] < 0.5:
        return ""
    share = percent(100 * float(sigma.flagged[at]), language, 0)
    return sentence(FILE, "sigma_breaks", language, year=str(sigma.panel.years[at]), share=share)


def _mean(slopes: CountrySlopes, unit: str, language: str) -> str:
    def rate(value: float, *, signed: bool = True) -> str:
        if slopes.scale == "log":
            return percent(100 * math.expm1(value), language, 1, signed=signed)
        text = number(value, language, 2, signed=signed)
        name = label("unit", "PC_PNT" if unit.startswith("PC") else unit, language)
        return f"{text} {name}"

    return sentence(
        FILE,
        "mean_slope",
        language,
        count=number(len(slopes.names), language, 0),
        mean=rate(slopes.mean),
        level=percent(100 * slopes.level, language, 0),
        lower=rate(slopes.lower),
        upper=rate(slopes.upper),
        spread=rate(slopes.spread, signed=False),
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
