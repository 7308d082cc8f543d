"""A joinpoint result in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from talentstudy.trends.growth_words import is_share
from talentstudy.wording import listing, number, percent, sentence

if TYPE_CHECKING:
    from talentstudy.trends.joinpoint_result import Joinpoint

_FILE = "trends_joinpoint"
_CRITERIA = {"bic": "BIC", "bic3": "BIC3", "weighted bic": "WBIC"}


def summary(result: Joinpoint, language: str) -> str:
    """What changed, when, how fast, and how that was decided; one paragraph."""
    return " ".join([_turns(result, language), *_changes(result, language), *_how(result, language)])


def _year(value: float, language: str) -> str:
    # A year is a name, not a quantity: never grouped.
    text = f"{value:.0f}" if float(value).is_integer() else f"{value:.1f}"
    return text if language == "en" else text.replace(".", ",")


def _turns(result: Joinpoint, language: str) -> str:
    """Where the trend turns; that it does not; or that none was looked for."""
    key = "found" if result.number else "none" if result.widest else "line"
    return sentence(
        _FILE,
        key,
        language,
        name=result.series.name or sentence(_FILE, "unnamed", language),
        first=_year(result.edges[0], language),
        last=_year(result.edges[-1], language),
        years=listing([_year(knot, language) for knot in result.knots], language) if result.number else "",
    )


def _changes(result: Joinpoint, language: str) -> list[str]:
    """How fast in each segment, and on average whatever the turns."""
    in_percent = result.scale == "log"
    key = "percent" if in_percent else "points" if is_share(result.series.unit) else "unit"
    unit = sentence(_FILE, f"a_year_{key}", language, unit=result.series.unit)
    level = percent(100 * (1 - result.level), language, 0)

    def change(value: float) -> str:
        if not np.isfinite(value):
            return ""
        return percent(value, language, 1, signed=True) if in_percent else number(value, language, 2, signed=True)

    said = []
    for row in result.segments.to_dict("records"):
        parts = {name: change(row[name]) for name in ("change", "lower", "upper")}
        parts |= {"first": _year(row["first"], language), "last": _year(row["last"], language)}
        key = "segment" if row["interval"] else "segment_point"
        said.append(sentence(_FILE, key, language, unit=unit, level=level, **parts))
    if result.segments["interval"].any():
        said.append(sentence(_FILE, "conditional" if result.number else "straight", language))
    mean = result.average()
    if result.widest and np.isfinite([mean.lower, mean.upper]).all():
        parts = {"change": change(mean.estimate), "lower": change(mean.lower), "upper": change(mean.upper)}
        said.append(sentence(_FILE, "average", language, unit=unit, level=level, **parts))
    return said


def _how(result: Joinpoint, language: str) -> list[str]:
    """What was fitted besides, and how the number of turns was chosen."""
    said = []
    if len(result.breaks):
        years = listing([str(one) for one in result.breaks["year"]], language)
        key = "breaks_one" if len(result.breaks) == 1 else "breaks_many"
        said.append(sentence(_FILE, key, language, years=years))
    if len(result.tests):
        count, seed = (int(result.tests[name].iloc[0]) for name in ("permutations", "seed"))
        said.append(sentence(_FILE, "permutation", language, count=number(count, language, 0), seed=str(seed)))
    elif result.widest and result.selection in _CRITERIA:
        said.append(sentence(_FILE, "criterion", language, name=_CRITERIA[result.selection]))
    if result.phi:
        said.append(sentence(_FILE, "autocorrelation", language, phi=number(result.phi, language, 2)))
    return said
