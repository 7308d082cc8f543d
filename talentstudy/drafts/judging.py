"""The verdict on a number: agrees, differs where everything is sure, else unknown."""

from __future__ import annotations

from talentstudy.drafts.comparing import agrees, middle
from talentstudy.drafts.facts import Facts
from talentstudy.drafts.matching import Candidate
from talentstudy.drafts.mentions import Mention

# Words must say this much before a difference is held against a number; a rival this close makes it doubtful.
_SURE, _RIVAL = 0.95, 0.25
# Further off than this it is another quantity and no wrong value: percentage points, or a part of the number.
_POINTS, _PART = 12.0, 0.4
# How many years off a number may be that was given the year of a report instead of its data's.
_AWAY = 2


def judged(ranked: tuple[Candidate, ...], number: Mention, facts: Facts) -> tuple[str, str, str]:
    """The verdict on a number, why it is no better, and the period whose value the number is instead.

    ``ranked`` are its candidates, the likeliest first. A number differs only where words, country and year are sure of the
    first one and no other comes near it.
    """
    best = ranked[0]
    if best.agrees:
        return ("unknown", "other_period", best.observation.period) if best.elsewhen else ("agrees", "", "")
    rivals = [one for one in ranked if one.observation.indicator != best.observation.indicator]
    is_sure = (
        best.score >= _SURE
        and best.stated
        and best.at_home
        and all(one.total <= best.total - _RIVAL for one in rivals)
        and _is_plausible(best, number)
    )
    return ("differs", "", _other_period(best, number, facts)) if is_sure else ("unknown", "doubtful", "")


def _other_period(best: Candidate, number: Mention, facts: Facts) -> str:
    """The nearest year within two of the one stated whose value the number is; a report's year is not its data's."""
    assert number.claimed is not None
    one = best.observation
    near = [
        other
        for other in facts.of(one.indicator)
        if (other.geo, other.codes) == (one.geo, one.codes)
        and other.period.isdigit()
        and one.period.isdigit()
        and 0 < abs(int(other.period) - int(one.period)) <= _AWAY
        and agrees(number.claimed, (other.low, other.high), other.half)
    ]
    return min((other.period for other in near), key=lambda year: abs(int(year) - int(one.period)), default="")


def _is_plausible(best: Candidate, number: Mention) -> bool:
    """Whether a number could be a wrong value of the quantity at all."""
    assert number.claimed is not None
    computed = middle(best.computed)
    low, high = best.computed
    if (
        low <= number.claimed.value <= high
        or computed is None
        or agrees(number.claimed, best.computed, best.observation.half)
    ):
        return False
    distance = abs(number.claimed.value - computed)
    if number.kind in {"percent", "points"}:
        return distance <= min(_POINTS, max(2.0, 0.6 * abs(computed)))
    return distance <= _PART * abs(computed)
