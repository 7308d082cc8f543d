"""A verdict on every claim of an edition, by an order of evidence that is the same for all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from talentstudy.claims.observing import Observatory
from talentstudy.claims.records import VERDICTS, Claim, Judgement, Ledger
from talentstudy.claims.relations import Outcome, outcomes
from talentstudy.claims.revised import Revisions
from talentstudy.claims.series_rules import by_series
from talentstudy.claims.soundness import ARITHMETIC
from talentstudy.claims.verdict import Verdict, brought_to
from talentstudy.errors import EmptySelection, LedgerError
from talentstudy.pipeline import Pipeline


def verdicts(pipeline: Pipeline, ledger: Ledger) -> Mapping[str, Verdict]:
    """The verdict on every claim, by its id, in the order of the ledger.

    What decides, first to last: an official series; a judgement; a relation that is broken; a figure keyed from a
    publication; the claim that is repeated; a relation that holds; the reason why nothing can. An official series that
    agrees leaves room for a judgement on the label; one that differs does not. A claim that a series or a publication
    confirms keeps that verdict where a relation with a claim not so confirmed is broken.

    Raises
    ------
    LedgerError
        A key that holds no observation, or only what the report itself prints.
    """
    return _Court(pipeline, ledger).all()


class _Court:
    def __init__(self, pipeline: Pipeline, ledger: Ledger) -> None:
        self.ledger = ledger
        self._sight = Observatory(pipeline)
        self._outcomes = outcomes(ledger)
        self._about: dict[str, list[Outcome]] = {name: [] for name in ledger.claims}
        for outcome in self._outcomes.values():
            for name in dict.fromkeys(outcome.relation.claims):
                self._about[name].append(outcome)
        self._series = self._by_series(Revisions(self._sight))
        self._decided: dict[str, Verdict] = {}

    def all(self) -> Mapping[str, Verdict]:
        return {name: self._of(name) for name in self.ledger.claims}

    def _by_series(self, revisions: Revisions) -> Mapping[str, Verdict]:
        named = [claim for claim in self.ledger.claims.values() if claim.address]
        found = {claim.claim: by_series(claim, self._sight, revisions) for claim in named}
        return {name: verdict for name, verdict in found.items() if verdict.verdict != "not computed"}

    def _of(self, name: str) -> Verdict:
        if name not in self._decided:
            about = tuple(self._about[name])
            others = {other: self.ledger.claims[other] for one in about for other in one.others(name)}
            self._decided[name] = replace(self._decide(self.ledger.claims[name]), relations=about, others=others)
        return self._decided[name]

    def _decide(self, claim: Claim) -> Verdict:
        series = self._series.get(claim.claim)
        official = series is not None and series.observed is not None and series.observed.official
        judgement = self.ledger.judgements.get(claim.claim)
        if judgement and not (official and series and series.verdict != "agrees"):
            return self._judged(claim, judgement, series)
        if series and official:
            return replace(series, judgement=judgement)
        broken = self._broken(claim, series)
        if broken:
            kept = series.observed if series else None
            return Verdict(claim, "contradicts itself", "relation", observed=kept, outcome=broken)
        return series or self._repeated(claim) or self._confirmed(claim) or Verdict(claim, "not computed", "reason")

    def _judged(self, claim: Claim, judgement: Judgement, series: Verdict | None) -> Verdict:
        compared = None
        if judgement.address:
            try:
                compared = brought_to(self._sight.observe(judgement.address), claim.unit)
            except EmptySelection as empty:
                raise LedgerError(f"judgement of {claim.claim} has an unknown key: {empty}") from None
        values = [one.value for one in (claim, *(self.ledger.claims[name] for name in judgement.together))]
        total = None if None in values else sum(value for value in values if value is not None)
        observed = series.observed if series else None
        return Verdict(
            claim,
            judgement.verdict,
            "judgement",
            observed=observed,
            judgement=judgement,
            judged_on=compared,
            judged_value=total,
        )

    def _broken(self, claim: Claim, series: Verdict | None) -> Outcome | None:
        """The first broken relation that tells against this claim."""
        for one in self._about[claim.claim]:
            if one.holds or one.relation.kind == "same_source":
                continue
            if not (self._agrees(series) and self._unconfirmed(one.others(claim.claim))):
                return one
        return None

    def _unconfirmed(self, names: Iterable[str]) -> bool:
        return any(not self._agrees(self._series.get(name)) for name in names)

    @staticmethod
    def _agrees(verdict: Verdict | None) -> bool:
        return verdict is not None and verdict.verdict == "agrees"

    def _repeated(self, claim: Claim) -> Verdict | None:
        """The verdict of the claim that this one repeats: a call-out is as right as its text."""
        for one in self._about[claim.claim]:
            if one.holds and one.relation.kind == "equal" and claim.claim in one.relation.follows:
                first = self._of(one.relation.claims[0])
                return Verdict(claim, first.verdict, "repetition", outcome=one, repeats=first)
        return None

    def _confirmed(self, claim: Claim) -> Verdict | None:
        """Agreement through arithmetic alone; the relation that computes a number for the claim comes first."""
        held = [one for one in self._about[claim.claim] if one.holds and one.relation.kind in ARITHMETIC]
        for one in sorted(held, key=lambda outcome: claim.claim not in outcome.computed):
            return Verdict(claim, "agrees", "relation", outcome=one)
        return None


def counts(found: Iterable[Verdict]) -> dict[str, int]:
    """How many claims each verdict was given to, in the order verdicts are listed; none left out."""
    given = [one.verdict for one in found]
    return {verdict: given.count(verdict) for verdict in VERDICTS}
