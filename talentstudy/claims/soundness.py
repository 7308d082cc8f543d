"""What a ledger is refused for: names that are not there, units that cannot meet, claims that follow from themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING

from talentstudy.claims.records import Address, Claim, Ledger, Relation
from talentstudy.claims.units import convertible
from talentstudy.codes import dimensions, known
from talentstudy.errors import LedgerError, UnknownName
from talentstudy.indicators import INDICATORS
from talentstudy.sources import DATASETS

if TYPE_CHECKING:
    from talentstudy.editions import Edition

DATASET = "dataset:"
_RANGE = re.compile(r"-?\d+(\.\d+)?(\.\.-?\d+(\.\d+)?)?")
# How many claims a relation needs, with a constant in its parameter and without.
_FEWEST = {"sum": 3, "complement": 2, "share_of": 3, "ratio": 2, "equal": 2, "order": 2, "same_source": 0}
# One claim may equal a constant: what is counted in the report's own list.
_FEWEST_OF_CONSTANT = {"sum": 1, "share_of": 2}
_OPERATORS = ("<", "<=", ">", ">=")
# What each kind of relation can tell of its claims: the rest only compares them.
ARITHMETIC = frozenset({"sum", "complement", "share_of", "ratio"})


def refuse_unsound(ledger: Ledger, edition: Edition) -> None:
    """Raise LedgerError for the first row that names what is not there or follows from itself."""
    for claim in ledger.claims.values():
        _refuse_claim(claim, ledger, edition)
    for relation in ledger.relations.values():
        _refuse_relation(relation, ledger)
    for judgement in ledger.judgements.values():
        what = f"judgement of {judgement.claim}"
        _refuse_unknown(f"claim ({what})", [judgement.claim, *judgement.together], ledger.claims)
        if judgement.address:
            _refuse_address(judgement.address, what, edition)
    for check in ledger.checks.values():
        _refuse_unknown(f"claim (check {check.check})", check.claims, ledger.claims)
        _refuse_unknown(f"relation (check {check.check})", check.relations, ledger.relations)
    _refuse_circle(ledger)
    _refuse_unexplained(ledger)


def _refuse_unknown(kind: str, names: Iterable[str], there: Mapping[str, object] | Set[str]) -> None:
    for name in names:
        if name not in there:
            raise LedgerError(str(UnknownName(kind, name, list(there))))


def _refuse_claim(claim: Claim, ledger: Ledger, edition: Edition) -> None:
    if ledger.sources:
        _refuse_unknown(f"source (claim {claim.claim})", claim.sources, ledger.sources)
    if claim.address is None:
        return
    _refuse_address(claim.address, f"claim {claim.claim}", edition)
    if not claim.is_number:
        raise LedgerError(
            f"claim {claim.claim} names {claim.address.indicator} and says no quantity. Give what is printed, or in low "
            "or high the side its words claim."
        )
    if claim.address.indicator in INDICATORS:
        unit = INDICATORS[claim.address.indicator].unit
        if not convertible(unit, claim.unit, claim.address.measure):
            raise LedgerError(
                f"claim {claim.claim} is in {claim.unit or 'no unit'} and its indicator {claim.address.indicator} "
                f"({claim.address.measure}) in {unit}; one cannot be compared with the other. Correct the unit."
            )


def _refuse_address(address: Address, what: str, edition: Edition) -> None:
    name = address.indicator
    if name.startswith(DATASET):
        dataset = name.removeprefix(DATASET)
        _refuse_unknown(f"dataset pinned by edition {edition.name} ({what})", [dataset], frozenset(edition.datasets))
        dims: tuple[str, ...] = (*DATASETS[edition.pins_of(dataset)[0].dataset].dims, "geo", "time_period", "unit")
    else:
        _refuse_unknown(f"indicator ({what})", [name], INDICATORS)
        dims = INDICATORS[name].key
    if set(address.key) != set(dims):
        raise LedgerError(
            f"{what} has the key '{address}'; the key of {name} has {', '.join(sorted(dims))}. Name each once."
        )
    for dimension, code in address.key.items():
        if dimension in dimensions():
            _refuse_unknown(f"{dimension} code ({what})", [code], known(dimension))


def _refuse_relation(relation: Relation, ledger: Ledger) -> None:
    what = f"relation {relation.relation}"
    _refuse_unknown(f"claim ({what})", relation.claims, ledger.claims)
    fewest = _FEWEST_OF_CONSTANT.get(relation.kind, 0) if relation.parameter else 0
    fewest = fewest or _FEWEST[relation.kind]
    if len(relation.claims) < fewest:
        raise LedgerError(
            f"{what} ({relation.kind}) needs {fewest} claims and names {len(relation.claims)}. Name them in its order."
        )
    if relation.kind == "order" and relation.parameter not in _OPERATORS:
        raise LedgerError(f"{what} has the parameter '{relation.parameter}'; an order wants {', '.join(_OPERATORS)}.")
    if relation.kind == "same_source":
        keys = relation.parameter.split("=")
        if len(keys) < 2:
            raise LedgerError(f"{what} has the parameter '{relation.parameter}'; wanted: fn01=fn02.")
        _refuse_unknown(f"source ({what})", keys, ledger.sources)
        return
    wants = relation.kind == "ratio" or (relation.parameter and relation.kind in ARITHMETIC)
    if wants and not _RANGE.fullmatch(relation.parameter):
        raise LedgerError(f"{what} has the parameter '{relation.parameter}'; wanted: a number, or low..high.")
    for name in dict.fromkeys(relation.claims):
        if not ledger.claims[name].is_number:
            raise LedgerError(f"{what} computes with {name}, which says no quantity. Take it out of the relation.")


def _refuse_circle(ledger: Ledger) -> None:
    follows: dict[str, set[str]] = {}
    for relation in ledger.relations.values():
        for result, given in relation.follows.items():
            follows.setdefault(result, set()).update(given)
    try:
        TopologicalSorter(follows).prepare()
    except CycleError as circle:
        path = list(reversed(circle.args[1]))
        through = [
            one.relation
            for one in ledger.relations.values()
            if any(result in path and set(given) & set(path) for result, given in one.follows.items())
        ]
        raise LedgerError(
            f"circular relation: {' follows from '.join(path)}, through {', '.join(through)}. Say which of them is "
            "given, and take it out of the results of the others."
        ) from None


def computed_by_relation(ledger: Ledger) -> Iterator[str]:
    """The claims that a relation can confirm."""
    for relation in ledger.relations.values():
        if relation.kind in ARITHMETIC:
            yield from relation.claims
        else:
            yield from relation.follows


def _refuse_unexplained(ledger: Ledger) -> None:
    computed = {*computed_by_relation(ledger), *ledger.judgements}
    compared = {name for relation in ledger.relations.values() for name in relation.claims}
    for claim in ledger.claims.values():
        if claim.address is None and claim.claim not in computed and not claim.reason:
            hint = " (a comparison alone confirms nothing)" if claim.claim in compared else ""
            raise LedgerError(
                f"claim {claim.claim} names no indicator, follows from no relation{hint} and gives no reason. Give one "
                "of no_number, no_open_source, not_defined."
            )
