"""Whether the numbers of claims follow from each other, within their own rounding."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from talentstudy.claims.records import Claim, Ledger, Relation

Interval = tuple[float, float]
# Two doubles of one decimal number may differ in the last bit, which is no difference.
_CLOSE = 1e-9


@dataclass(frozen=True)
class Outcome:
    """What a relation says of its claims.

    ``computed`` is the number it gives for each claim that it can give one for; missing where it only compares.
    """

    relation: Relation
    holds: bool
    computed: Mapping[str, float]

    def others(self, claim: str) -> tuple[str, ...]:
        """The claims of the relation beside this one, each once."""
        return tuple(one for one in dict.fromkeys(self.relation.claims) if one != claim)


def outcomes(ledger: Ledger) -> Mapping[str, Outcome]:
    """What every relation of a ledger says, by its name."""
    return {name: outcome(relation, ledger) for name, relation in ledger.relations.items()}


def outcome(relation: Relation, ledger: Ledger) -> Outcome:
    """What one relation says.

    A number stands for all that its words and its rounding allow; a relation holds if some numbers so allowed follow
    from each other.
    """
    claims = [ledger.claims[name] for name in relation.claims]
    if relation.kind == "same_source":
        keys = relation.parameter.split("=")
        return Outcome(relation, set(keys) <= ledger.same_source.get(keys[0], frozenset()), {})
    holds, computed = _KINDS[relation.kind](claims, relation)
    return Outcome(relation, holds, computed)


def _meet(one: Interval, other: Interval) -> bool:
    """Whether two intervals share more than an end: 69 and 70 do not, though both may have been 69.5."""
    slack = _CLOSE * max(1.0, *(abs(end) for end in (*one, *other) if math.isfinite(end)))
    if one[0] == one[1] or other[0] == other[1]:
        # A constant has no rounding of its own.
        return one[0] <= other[1] + slack and other[0] <= one[1] + slack
    return one[0] < other[1] - slack and other[0] < one[1] - slack


def _total(parts: Sequence[Claim]) -> Interval:
    intervals = [one.interval for one in parts]
    return sum(low for low, _ in intervals), sum(high for _, high in intervals)


def _quotient(over: Interval, under: Interval) -> Interval:
    """All that one positive interval divided by another may be."""
    if under[0] <= 0:
        return -math.inf, math.inf
    low = over[0] / (under[1] if over[0] >= 0 else under[0])
    high = over[1] / (under[0] if over[1] >= 0 else under[1])
    return low, high


def _values(claims: Sequence[Claim]) -> list[float] | None:
    values = [one.value for one in claims if one.value is not None]
    return values if len(values) == len(claims) else None


def _sum(claims: Sequence[Claim], relation: Relation) -> tuple[bool, dict[str, float]]:
    if relation.parameter:
        constant = float(relation.parameter)
        holds = _meet(_total(claims), (constant, constant))
        return holds, {claims[0].claim: constant} if len(claims) == 1 else {}
    parts, total = claims[:-1], claims[-1]
    values = _values(parts)
    return _meet(_total(parts), total.interval), {total.claim: sum(values)} if values else {}


def _complement(claims: Sequence[Claim], relation: Relation) -> tuple[bool, dict[str, float]]:
    whole = float(relation.parameter or 100)
    computed = {}
    if len(claims) == 2 and (values := _values(claims)):
        first, second = values
        # Decimals as printed: 100 - 20.5 is 79.5, whatever doubles make of it.
        computed = {claims[0].claim: round(whole - second, 9), claims[1].claim: round(whole - first, 9)}
    return _meet(_total(claims), (whole, whole)), computed


def _share_of(claims: Sequence[Claim], relation: Relation) -> tuple[bool, dict[str, float]]:
    share, part, *whole = claims
    constant = float(relation.parameter) if relation.parameter else 0.0
    under = (constant, constant) if relation.parameter else _total(whole)
    low, high = _quotient(part.interval, under)
    computed = {}
    values = _values(whole)
    if part.value is not None and (relation.parameter or values):
        computed[share.claim] = 100 * part.value / (constant or sum(values or ()))
    return _meet((100 * low, 100 * high), share.interval), computed


def _ratio(claims: Sequence[Claim], relation: Relation) -> tuple[bool, dict[str, float]]:
    low, dots, high = relation.parameter.partition("..")
    half = 0.0 if dots else 0.5 * 10.0 ** -len(low.partition(".")[2])
    wanted = (float(low) - half, float(high or low) + half)
    return _meet(_quotient(claims[0].interval, claims[1].interval), wanted), {}


def _equal(claims: Sequence[Claim], _: Relation) -> tuple[bool, dict[str, float]]:
    first, *others = claims
    computed = {} if first.value is None else {one.claim: first.value for one in others}
    return all(_meet(first.interval, one.interval) for one in others), computed


def _order(claims: Sequence[Claim], relation: Relation) -> tuple[bool, dict[str, float]]:
    test = _OPERATORS[relation.parameter]
    return all(test(one, other) for one, other in pairwise(claims)), {}


def _below(one: Claim, other: Claim) -> bool:
    return one.low < other.high


def _not_above(one: Claim, other: Claim) -> bool:
    return one.low <= other.high


_OPERATORS: Mapping[str, Callable[[Claim, Claim], bool]] = {
    "<": _below,
    "<=": _not_above,
    ">": lambda one, other: _below(other, one),
    ">=": lambda one, other: _not_above(other, one),
}
_KINDS: Mapping[str, Callable[[Sequence[Claim], Relation], tuple[bool, dict[str, float]]]] = {
    "sum": _sum,
    "complement": _complement,
    "share_of": _share_of,
    "ratio": _ratio,
    "equal": _equal,
    "order": _order,
}
