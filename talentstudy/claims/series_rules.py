"""What a series or publication says of a claim: it agrees, agrees with another year, was revised, or differs."""

from __future__ import annotations

from talentstudy.claims.observed import Observed
from talentstudy.claims.observing import Observatory
from talentstudy.claims.records import CHANGES, Address, Claim
from talentstudy.claims.report_years import as_in_report
from talentstudy.claims.revised import Revisions
from talentstudy.claims.verdict import Verdict
from talentstudy.errors import EmptySelection, LedgerError


def by_series(claim: Claim, sight: Observatory, revisions: Revisions) -> Verdict:
    """The verdict of the observation that a claim names, by the first rule that answers.

    Raises LedgerError where nothing is held under the key, nor under another year that would explain the number.
    """
    assert claim.address is not None
    try:
        stated = _observed(claim, claim.address, sight) if sight.holds(claim.address) else None
        if stated is not None and stated.agrees_with(claim):
            return _unless_revised(claim, stated, sight, revisions)
        found = _another_year(claim, claim.address, stated, sight)
        if found is not None:
            return found
        if stated is None:
            sight.observe(claim.address)
    except EmptySelection as empty:
        raise LedgerError(f"claim {claim.claim} has an unknown key: {empty}") from None
    assert stated is not None
    if stated.missing:
        return Verdict(claim, "not computed", "reason", observed=stated)
    for earlier in revisions.earlier(stated):
        before = earlier.in_unit(claim.unit)
        if before.agrees_with(claim):
            return Verdict(claim, "superseded", "vintage", observed=before, since=stated)
    return Verdict(claim, "differs", "direction" if claim.value is None else "series", observed=stated)


def _observed(claim: Claim, address: Address, sight: Observatory) -> Observed:
    return sight.observe(address).in_unit(claim.unit)


def _unless_revised(claim: Claim, observed: Observed, sight: Observatory, revisions: Revisions) -> Verdict:
    if not claim.stated_period and (turned := _turned(claim, observed, sight)):
        return Verdict(claim, "superseded", "trend", observed=observed, since=turned)
    for later in revisions.later(observed):
        now = later.in_unit(claim.unit)
        # The newest vintage that holds it decides.
        if not now.agrees_with(claim):
            return Verdict(claim, "superseded", "vintage", observed=observed, since=now)
        break
    return Verdict(claim, "agrees", "direction" if claim.value is None else "series", observed=observed)


def _another_year(claim: Claim, address: Address, stated: Observed | None, sight: Observatory) -> Verdict | None:
    """Whether the number is that of a year the claim does not state."""
    shown = as_in_report(address)
    if shown is not None and sight.holds(shown):
        data = _observed(claim, shown, sight)
        if data.agrees_with(claim):
            turned = _turned(claim, data, sight)
            if turned is not None:
                return Verdict(claim, "superseded", "trend", observed=data, stated=stated, since=turned)
            return Verdict(claim, "mislabelled", "edition year", observed=data, stated=stated)
    periods = sight.periods(address)
    # A target stands under its own year alone: said of another year, the number is right and the year is not.
    if len(periods) == 1 and periods[0] != address.period and address.measure not in CHANGES:
        target = _observed(claim, address.at(periods[0]), sight)
        if target.agrees_with(claim):
            return Verdict(claim, "mislabelled", "target year", observed=target, stated=stated)
    return None


def _turned(claim: Claim, observed: Observed, sight: Observatory) -> Observed | None:
    """The change in the next period held, where it runs the other way by more than rounding."""
    address = observed.address
    if address.measure not in CHANGES:
        return None
    last = address.ends[-1]
    after = [period for period in sight.periods(address) if period > last]
    if not after:
        return None
    change = _observed(claim, address.at(f"{last}..{after[0]}"), sight)
    return change if change.value * observed.value < 0 and abs(change.value) > change.half else None
