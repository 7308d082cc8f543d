"""The checks of an earlier reading by hand, worked through with what is computed here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from talentstudy.claims.records import FAILING, Check, Ledger
from talentstudy.claims.relations import Outcome, outcomes
from talentstudy.claims.verdict import Verdict
from talentstudy.errors import LedgerError

# What the reading by hand would have said of each finding.
AS_BEFORE = {"holds": "OK", "fails": "ERR", "open": "AMB"}


@dataclass(frozen=True)
class Finding:
    """One check: ``holds``, ``fails``, or ``open`` where nothing computed answers it."""

    check: Check
    found: str
    because: tuple[str, ...]

    @property
    def is_as_before(self) -> bool:
        """Whether the reading by hand came to the same."""
        return AS_BEFORE[self.found] == self.check.before


def findings(ledger: Ledger, decided: Mapping[str, Verdict]) -> tuple[Finding, ...]:
    """What verdicts and relations make of every check.

    A check fails where a relation it names is broken or a claim it names does not hold, and holds where none does so
    and at least one agrees; else it is open. Raises LedgerError for one that ends otherwise than by hand, or names
    nothing that could compute it, and does not say why.
    """
    related = outcomes(ledger)
    found = tuple(_finding(check, decided, related) for check in ledger.checks.values())
    silent = [
        one
        for one in found
        if not one.check.why and not (one.is_as_before and (one.check.claims or one.check.relations))
    ]
    if silent:
        told = ", ".join(f"{one.check.check} ({one.check.before} by hand, {one.found} here)" for one in silent)
        raise LedgerError(
            f"edition {ledger.edition}: checks end otherwise than by hand and do not say why: {told}. Fill in 'why'."
        )
    return found


def _finding(check: Check, decided: Mapping[str, Verdict], related: Mapping[str, Outcome]) -> Finding:
    failing = [name for name in check.claims if decided[name].verdict in FAILING]
    failing += [name for name in check.relations if not related[name].holds]
    if failing:
        return Finding(check, "fails", tuple(failing))
    holding = [name for name in check.claims if decided[name].verdict == "agrees"]
    holding += [name for name in check.relations if related[name].holds]
    return Finding(check, "holds" if holding else "open", tuple(holding))
