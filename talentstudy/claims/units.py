"""Units that can be brought to one another: a claim counts persons where a series counts thousands of them."""

from __future__ import annotations

from talentstudy.errors import LedgerError

_MULTIPLES = {("THS_PER", "PER"): 1e3, ("MIO_PER", "PER"): 1e6, ("MIO_PER", "THS_PER"): 1e3}


def is_share(unit: str) -> bool:
    """Whether a unit is a percentage of a whole, so that a difference of two is in points."""
    return unit.startswith("PC") and unit not in {"PC_PNT", "PC_NET", "PCH"}


def measured_in(unit: str, measure: str) -> str:
    """The unit of what a measure makes of values in ``unit``.

    >>> measured_in("PC_EMP", "difference"), measured_in("THS_PER", "growth"), measured_in("PC", "rank")
    ('PC_PNT', 'PCH', 'RANK')
    """
    if measure == "growth":
        return "PCH"
    if measure == "rank":
        return "RANK"
    if measure in {"difference", "gap_to_eu"} and (is_share(unit) or unit == "PCH"):
        return "PC_PNT"
    return unit


def factor(found: str, wanted: str) -> float:
    """What a value in one unit is multiplied with to stand in another.

    >>> factor("THS_PER", "PER"), factor("PC", "PC")
    (1000.0, 1.0)
    """
    if found == wanted:
        return 1.0
    if (found, wanted) not in _MULTIPLES:
        raise LedgerError(f"a value in {found} cannot be compared with one in {wanted or 'no unit'}. Correct the unit.")
    return _MULTIPLES[found, wanted]


def convertible(unit: str, wanted: str, measure: str = "value") -> bool:
    """Whether what a measure makes of an indicator's unit can be brought to the unit of a claim."""
    found = measured_in(unit, measure)
    return found == wanted or (found, wanted) in _MULTIPLES
