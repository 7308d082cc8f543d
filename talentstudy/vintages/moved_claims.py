"""Which printed claims a revision moves: the number behind each, before and after, and whether the claim still agrees."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from talentstudy.claims.ledger import has_ledger, read_ledger
from talentstudy.claims.observing import Observatory
from talentstudy.errors import EmptySelection, LedgerError

if TYPE_CHECKING:
    from talentstudy.claims.records import Claim
    from talentstudy.vintages.impact import Sides

_NOISE = 1e-9


@dataclass(frozen=True)
class MovedClaim:
    """One claim of the older edition whose number moves: as printed, the number before and after, in the indicator's unit.

    ``agreed`` and ``agrees``: whether the number lies where the claim says, before and after; ``cause`` is revision, or
    precision where the newer copy only holds more decimals. ``after`` is None where the newer side holds none.
    """

    claim: str
    cause: str
    printed: str
    indicator: str
    before: float
    after: float | None
    agreed: bool
    agrees: bool

    def __str__(self) -> str:
        after = "none" if self.after is None else f"{self.after:.6g}"
        verdict = "still agrees" if self.agrees and self.agreed else "agreed" if self.agreed else "did not agree"
        told = verdict if self.agrees == self.agreed else f"{verdict}, now {'agrees' if self.agrees else 'does not'}"
        return f"{self.claim} ({self.cause}) '{self.printed}', {self.indicator}: {self.before:.6g} -> {after}; {told}"


def moved_claims(sides: Sides, touched: Iterable[str]) -> tuple[tuple[MovedClaim, ...], str]:
    """The claims that rest on any of the indicators and move, those that no longer agree first; and why there are none.

    Raises LedgerError where the older edition's ledger is not sound.
    """
    if not has_ledger(sides.older.edition):
        return (), f"edition {sides.older.edition.name} has no claims.csv, so no printed claim could be compared"
    wanted = set(touched)
    older, revised, newer = (Observatory(side) for side in sides.each())
    found = []
    for claim in read_ledger(sides.older.edition).claims.values():
        if claim.address is None or claim.address.indicator.removeprefix("dataset:") not in wanted:
            continue
        one = _moved(claim, older, revised, newer)
        if one is not None:
            found.append(one)
    order = sorted(found, key=lambda one: (one.cause != "revision", one.agrees or not one.agreed))
    return tuple(order), ""


def _moved(claim: Claim, older: Observatory, revised: Observatory, newer: Observatory) -> MovedClaim | None:
    assert claim.address is not None
    try:
        before, within = older.observe(claim.address), revised.observe(claim.address)
    except (EmptySelection, LedgerError):
        # What the older edition does not hold cannot move.
        return None
    try:
        after = newer.observe(claim.address)
    except EmptySelection:
        after = None
    if abs(within.value - before.value) > _NOISE or after is None:
        cause = "revision"
    elif abs(after.value - before.value) > _NOISE:
        cause = "precision"
    else:
        return None
    return MovedClaim(
        claim=claim.claim,
        cause=cause,
        printed=claim.printed,
        indicator=claim.address.indicator,
        before=before.value,
        after=None if after is None else after.value,
        agreed=before.in_unit(claim.unit).agrees_with(claim),
        agrees=after is not None and after.in_unit(claim.unit).agrees_with(claim),
    )
