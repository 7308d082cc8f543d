"""Breaks found in a series, in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from talentstudy.wording import listing, number, percent, sentence

if TYPE_CHECKING:
    from talentstudy.trends.structural_breaks import FoundBreak, StructuralBreaks
    from talentstudy.trends.structural_breaks_silent import SilentBreaks

_FILE = "trends_breaks"
_ALPHA = 0.05
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
    p_value = result.tests["simulated supF"].p_value if result.tests else None
    # Dates the test does not bear out are told as a division, not as breaks; its p-value then comes first.
    is_doubtful = bool(result.found) and p_value is not None and p_value > _ALPHA
    if is_doubtful and p_value is not None:
        span["p"] = number(p_value, language, 3)
    key = "doubtful" if is_doubtful else _counted("found", result.found) if result.found else "none"
    parts = [say(key, breaks=listing([one_break(one) for one in result.found], language), **span)]
    parts += _flags(result, say, language)
    if p_value is not None and not is_doubtful:
        shown = number(max(p_value, _SMALLEST_P), language, 3)
        parts.append(say("test_below" if p_value < _SMALLEST_P else "test", p=shown))
    parts.append(say("caution"))
    return " ".join(parts)


def _flags(result: StructuralBreaks, say: Callable[..., str], language: str) -> list[str]:
    """What the flags say of the dates found, and the search of the flags."""
    parts = []
    explained = [str(one.year) for one in result.found if one.flagged == one.year]
    if explained:
        parts.append(say(_counted("flagged", explained), years=listing(explained, language)))
    near = [one for one in result.found if one.flagged not in (None, one.year)]
    parts += [say("flagged_near", year=str(one.year), flagged=str(one.flagged)) for one in near]
    if result.unflagged:
        parts.append(say("unflagged", years=listing([str(year) for year in result.unflagged], language)))
    silent = [str(year) for year in _within_reach(result)]
    if silent:
        parts.append(say(_counted("silent", silent), years=listing(silent, language)))
    return parts


def _within_reach(result: StructuralBreaks) -> list[int]:
    """Silent flags that dating could find: nothing shorter than its shortest segment to an end or another break."""
    years = [int(year) for year in result.series.years]
    breaks = {*result.series.breaks, *(one.year for one in result.found)}
    edges = {0, len(years), *(years.index(year) for year in breaks)}

    def room(at: int) -> int:
        return min(abs(at - edge) for edge in edges if edge != at)

    return [year for year in result.silent_flags if room(years.index(year)) >= result.minimum]


def _counted(key: str, items: Sequence[object]) -> str:
    return f"{key}_one" if len(items) == 1 else f"{key}_many"


def silent_summary(result: SilentBreaks, language: str) -> str:
    """What the test says of jumps that no flag explains; the dates only where it finds one."""
    p_value = result.test.p_value
    shown = p_value < _ALPHA and bool(result.years)
    return sentence(
        _FILE,
        "beside_flags" if shown else "nothing_beside_flags",
        language,
        name=result.series.name or sentence(_FILE, "unnamed", language),
        years=listing([str(year) for year in result.years], language) if shown else "",
        relation="<" if p_value < _SMALLEST_P else "=",
        p=number(max(p_value, _SMALLEST_P), language, 3),
    )
