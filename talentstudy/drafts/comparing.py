"""Whether a number as printed and a number as held are the same."""

from __future__ import annotations

import math

from talentstudy.cleaning.claimed_numbers import ClaimedNumber

# How far above 'more than' a number may lie that is still meant by it.
_OPEN = 1.25


def agrees(claimed: ClaimedNumber, computed: tuple[float, float], half: float) -> bool:
    """Whether a claim holds: within half a unit of its last digit or of the source as held, whichever is larger.

    >>> from talentstudy.cleaning.claimed_numbers import read_claimed_number
    >>> agrees(read_claimed_number("5,4 %"), (5.43, 5.43), 0.005), agrees(read_claimed_number("272.600"), (273e3, 273e3), 500)
    (True, True)
    """
    # A share counted in parts of ten carries its own half unit in its interval.
    tolerance = max(half, 0.5 * 10.0**-claimed.decimals if claimed.low == claimed.high else 0.0)
    tolerance += 1e-9 * max(1.0, abs(claimed.value))
    if not all(math.isfinite(one) for one in computed):
        # A bound says what a number cannot be, never what it is.
        return False
    if _OPEN * abs(claimed.value) < abs(computed[0]) and not math.isfinite(claimed.high):
        # 'More than 60' is true of a thousand, and not said of it.
        return False
    return claimed.low - tolerance <= computed[1] and computed[0] <= claimed.high + tolerance


def middle(bounds: tuple[float, float]) -> float | None:
    """The value, or the middle of an interval; its one end where the other is open.

    >>> middle((1.0, 3.0)), middle((60.0, math.inf))
    (2.0, 60.0)
    """
    ends = [one for one in bounds if math.isfinite(one)]
    return float(f"{sum(ends) / len(ends):.12g}") if ends else None
