"""Quantities as a sentence says them: 5,4 %, 9th, 2.7 percentage points, almost five million, a fall."""

from __future__ import annotations

import math

from talentstudy.claims.observed import Observed
from talentstudy.claims.records import CHANGES, Claim
from talentstudy.figures.values import is_percent
from talentstudy.wording import locale_of, number, percent, sentence

FILE = "claims"
# More decimals than a reader can use.
_MOST = 2


def quantity(value: float, unit: str, decimals: int, language: str, *, kind: str = "", signed: bool = False) -> str:
    r"""One number with its unit as far as it must be said.

    >>> quantity(5.44, "PC_EMP", 1, "nl"), quantity(9, "RANK", 0, "en"), quantity(2.7, "PC_PNT", 1, "en")
    ('5,4%', 'rank 9', '2.7 percentage points')
    >>> quantity(2025, "YR", 0, "nl", kind="date")
    '2025'
    """
    if kind == "date":
        return str(int(value))
    places = max(decimals, 0)
    if is_percent(unit):
        return percent(value, language, places, signed=signed)
    text = number(value, language, places, signed=signed)
    if unit == "PC_PNT":
        plural = locale_of(language).plural_form(round(abs(value), places))
        # English says '1.0 percentage points': only the whole number one is one.
        plural = "other" if language == "en" and places else plural
        return sentence(FILE, "points_one" if plural == "one" else "points_other", language, number=text)
    if unit == "P_THAB":
        return sentence(FILE, "per_thousand", language, number=text)
    if unit == "RANK":
        return sentence(FILE, "rank", language, number=text)
    return text


def claimed(claim: Claim, language: str) -> str:
    """The number as printed, with the words that soften it; '' where none is printed."""
    if claim.value is None:
        return ""

    def shown(value: float) -> str:
        return quantity(value, claim.unit, claim.decimals or 0, language, kind=claim.kind)

    low, value, high = claim.low, claim.value, claim.high
    if low == high:
        return shown(value)
    if math.isinf(high):
        return sentence(FILE, "quantity_above", language, low=shown(low))
    if math.isinf(low) or low == 0 < value == high:
        return sentence(FILE, "quantity_below", language, high=shown(high))
    if low < value == high:
        return sentence(FILE, "quantity_nearly", language, value=shown(value))
    if low < value < high and math.isclose(value - low, high - value) and not _is_range(claim):
        return sentence(FILE, "quantity_about", language, value=shown(value))
    return sentence(FILE, "quantity_range", language, low=shown(low), high=shown(high))


def _is_range(claim: Claim) -> bool:
    """Whether two numbers are printed ('1 to 3'), and not one between bounds ('about 35')."""
    return any(mark in claim.printed for mark in (" tot ", " en ", "–"))


def said(claim: Claim, language: str) -> str:
    """What a claim without a number says of one: a fall, a rise, more than a bound."""
    measure = claim.address.measure if claim.address else "value"
    low, high = claim.low, claim.high
    if measure in CHANGES or claim.unit == "PCH":
        if high <= 0:
            return sentence(FILE, "said_fall", language)
        if low >= 0:
            return sentence(FILE, "said_rise", language)
    if measure == "gap_to_eu" and 0 in {low, high}:
        return sentence(FILE, "said_above_eu" if low == 0 else "said_below_eu", language)

    def shown(value: float) -> str:
        return quantity(value, claim.unit, 0 if value == int(value) else 1, language)

    if math.isinf(high):
        text = sentence(FILE, "quantity_above", language, low=shown(low))
    elif math.isinf(low):
        text = sentence(FILE, "quantity_below", language, high=shown(high))
    elif low == high:
        text = shown(low)
    else:
        return sentence(FILE, "said_range", language, low=shown(low), high=shown(high))
    return sentence(FILE, "said_quantity", language, quantity=text)


def seen(observed: Observed, language: str, claim: Claim | None = None, *, signed: bool = False) -> str:
    """An observation as it is printed: with the decimals it is held in, and no more than the claim needs."""
    decimals = places_of(observed, claim)
    kind = claim.kind if claim else ""

    def shown(value: float) -> str:
        return quantity(value, observed.unit, decimals, language, kind=kind, signed=signed)

    if not math.isnan(observed.value):
        return shown(observed.value)
    if math.isfinite(observed.low) and math.isfinite(observed.high):
        return sentence(FILE, "quantity_range", language, low=shown(observed.low), high=shown(observed.high))
    if math.isfinite(observed.low):
        return sentence(FILE, "quantity_above", language, low=shown(observed.low))
    return sentence(FILE, "quantity_below", language, high=shown(observed.high)) if not observed.missing else "–"


def places_of(observed: Observed, claim: Claim | None) -> int:
    """Decimals to print: those held, at most two; where the value was computed, those of the claim, at least one."""
    if observed.half:
        held = max(0, round(-math.log10(2 * observed.half) - 1e-9)) if observed.half < 0.5 else 0
        return min(held, _MOST)
    whole = float(observed.value).is_integer() if not math.isnan(observed.value) else False
    if whole:
        return 0
    return min(max(claim.decimals if claim and claim.decimals else 1, 1), _MOST)
