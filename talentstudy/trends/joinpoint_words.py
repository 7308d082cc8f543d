"""A joinpoint result in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from talentstudy.wording import listing, number, percent, sentence

if TYPE_CHECKING:
    from talentstudy.trends.joinpoint_result import Joinpoint

_FILE = "trends_joinpoint"
_CRITERIA = {"bic": "BIC", "bic3": "BIC3", "weighted bic": "WBIC", "permutation": "BIC"}


def summary(result: Joinpoint, language: str) -> str:
    """What changed, when, how fast, and how that was decided; one paragraph."""

    def say(key: str, **parts: str) -> str:
        return sentence(_FILE, key, language, **parts)

    def year(value: float) -> str:
        # A year is a name, not a quantity: never grouped.
        text = f"{value:.0f}" if float(value).is_integer() else f"{value:.1f}"
        return text if language == "en" else text.replace(".", ",")

    def change(value: float) -> str:
        text = percent if result.scale == "log" else number
        return text(value, language, 1 if result.scale == "log" else 2, signed=True)

    name = result.series.name or say("unnamed")
    unit = say("a_year_percent" if result.scale == "log" else "a_year_unit", unit=result.series.unit)
    level = percent(100 * (1 - result.level), language, 0)
    ends = {"first": year(result.edges[0]), "last": year(result.edges[-1])}
    if result.number:
        found = say("found", name=name, years=listing([year(knot) for knot in result.knots], language), **ends)
    else:
        found = say("none", name=name, **ends)
    parts = [found]
    for row in result.segments.to_dict("records"):
        key = "segment" if row["interval"] else "segment_point"
        parts.append(
            say(
                key,
                first=year(row["first"]),
                last=year(row["last"]),
                change=change(row["change"]),
                unit=unit,
                level=level,
                lower=change(row["lower"]) if row["interval"] else "",
                upper=change(row["upper"]) if row["interval"] else "",
            )
        )
    mean = result.average()
    if result.number and np.isfinite([mean.lower, mean.upper]).all():
        parts.append(
            say(
                "average",
                change=change(mean.estimate),
                unit=unit,
                level=level,
                lower=change(mean.lower),
                upper=change(mean.upper),
            )
        )
    if result.segments["interval"].any():
        parts.append(say("conditional"))
    if len(result.breaks):
        parts.append(say("breaks", years=listing([str(one) for one in result.breaks["year"]], language)))
    if result.selection == "permutation" and len(result.tests):
        drawn = int(result.tests["permutations"].iloc[0])
        seed = str(int(result.tests["seed"].iloc[0]))
        parts.append(say("permutation", count=number(drawn, language, 0), seed=seed))
    else:
        parts.append(say("criterion", name=_CRITERIA[result.selection]))
    if result.phi and np.isfinite(result.phi):
        parts.append(say("autocorrelation", phi=number(result.phi, language, 2)))
    return " ".join(parts)
