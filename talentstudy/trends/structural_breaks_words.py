"""Breaks found in a series, in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from talentstudy.wording import listing, number, percent, sentence

if TYPE_CHECKING:
    from talentstudy.trends.structural_breaks import FoundBreak, StructuralBreaks
    from talentstudy.trends.structural_breaks_silent import SilentBreaks

_FILE = "trends_breaks"
# Below this a p-value is printed as smaller than it.
_SMALLEST_P = 0.001


def summary(result: StructuralBreaks, language: str) -> str:
    """What was found, how sure it is, and what the flags say of it; one paragraph."""

    def say(key: str, **parts: str) -> str:
        return sentence(_FILE, key, language, **parts)

    def one_break(found: FoundBreak) -> str:
        if found.lower is None or found.upper is None:
            return say("year", year=str(found.year))
        level = percent(100 * result.level, language, 0)
        return say("year_interval", year=str(found.year), level=level, lower=str(found.lower), upper=str(found.upper))

    years = result.series.years
    name = result.series.name or say("unnamed")
    model = say(result.regressors)
    span = {"name": name, "first": str(years[0]), "last": str(years[-1]), "model": model}
    if result.found:
        parts = [
            say(
                _counted("found", result.found),
                breaks=listing([one_break(one) for one in result.found], language),
                **span,
            )
        ]
    else:
        parts = [say("none", **span)]
    explained = [str(year) for year in sorted({one.flagged for one in result.found if one.flagged is not None})]
    if explained:
        parts.append(say(_counted("flagged", explained), years=listing(explained, language)))
    if result.unflagged:
        parts.append(say("unflagged", years=listing([str(year) for year in result.unflagged], language)))
    if result.silent_flags:
        silent = [str(year) for year in result.silent_flags]
        parts.append(say(_counted("silent", silent), years=listing(silent, language)))
    if result.tests:
        p_value = result.tests["simulated supF"].p_value
        shown = number(max(p_value, _SMALLEST_P), language, 3)
        parts.append(say("test_below" if p_value < _SMALLEST_P else "test", p=shown))
    parts.append(say("caution"))
    return " ".join(parts)


def _counted(key: str, items: Sequence[object]) -> str:
    return f"{key}_one" if len(items) == 1 else f"{key}_many"


def silent_summary(result: SilentBreaks, language: str) -> str:
    """What the test says of jumps that no flag explains; the dates only where it finds one."""
    p_value = result.test.p_value
    shown = p_value < 0.05 and bool(result.years)
    return sentence(
        _FILE,
        "beside_flags" if shown else "nothing_beside_flags",
        language,
        name=result.series.name or sentence(_FILE, "unnamed", language),
        years=listing([str(year) for year in result.years], language) if shown else "",
        relation="<" if p_value < _SMALLEST_P else "=",
        p=number(max(p_value, _SMALLEST_P), language, 3),
    )
