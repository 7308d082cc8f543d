"""One verdict: what was decided about a claim, by which rule, on what evidence."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from talentstudy.claims.evidence import of_judgement, of_relation, of_series
from talentstudy.claims.observed import Observed
from talentstudy.claims.records import Claim, Judgement
from talentstudy.claims.relations import Outcome
from talentstudy.claims.units import factor
from talentstudy.errors import LedgerError


@dataclass(frozen=True)
class Verdict:
    """What was decided about one claim.

    ``rule`` says how: ``series``, ``direction``, ``edition year``, ``target year``, ``trend``, ``vintage``,
    ``relation``, ``judgement``, ``repetition`` or ``reason``. ``observed`` is the number that decided, ``stated`` the
    one at the year the claim states where that is another, ``since`` the one that has taken its place.
    """

    of: Claim
    verdict: str
    rule: str
    observed: Observed | None = None
    stated: Observed | None = None
    since: Observed | None = None
    outcome: Outcome | None = None
    judgement: Judgement | None = None
    judged_on: Observed | None = None
    # What the judgement compares: the printed numbers of the claim and of those counted together with it.
    judged_value: float | None = None
    repeats: Verdict | None = None
    others: Mapping[str, Claim] = field(default_factory=dict, repr=False)
    relations: tuple[Outcome, ...] = ()

    @property
    def claim(self) -> str:
        """The claim's id."""
        return self.of.claim

    @property
    def judged(self) -> bool:
        """Whether a person decided, and no rule."""
        return self.rule == "judgement" or (self.repeats is not None and self.repeats.judged)

    @property
    def aspect(self) -> str:
        """What is labelled wrongly; empty where the label is not at issue."""
        if self.rule in {"edition year", "target year"}:
            return "year"
        if self.repeats is not None:
            return self.repeats.aspect
        return self.judgement.aspect if self.judgement and self.rule == "judgement" else ""

    @property
    def value(self) -> float | None:
        """The number printed; None where only its direction is."""
        return self.of.value

    @property
    def shown(self) -> Observed | None:
        """The observation beside the printed number."""
        if self.repeats is not None:
            return self.repeats.shown
        return self.observed or self.judged_on

    @property
    def computed(self) -> float | None:
        """The number computed again, in the unit of the claim; None if there is none.

        What a judgement compares is another quantity, and no computation of this one.
        """
        if self.repeats is not None:
            return self.repeats.computed
        if self.observed is not None:
            return None if math.isnan(self.observed.value) else self.observed.value
        return self.outcome.computed.get(self.claim) if self.outcome is not None else None

    @property
    def unit(self) -> str:
        """The unit of the number printed, else of the one computed."""
        return self.of.unit or (self.shown.unit if self.shown else "")

    @property
    def dataset(self) -> str:
        """The dataset behind the computed number; '' where it follows from claims."""
        return self.shown.dataset if self.shown else ""

    @property
    def vintage(self) -> str:
        """Its vintage."""
        return self.shown.vintage if self.shown else ""

    @property
    def key(self) -> str:
        """The observation behind the computed number, as indicator and codes."""
        return f"{self.shown.address.indicator};{self.shown.address}" if self.shown else ""

    @property
    def relation(self) -> str:
        """The relation that decided; '' where none did."""
        return self.outcome.relation.relation if self.outcome else ""

    @property
    def reason(self) -> str:
        """Why nothing was computed; '' where something was."""
        if self.verdict != "not computed":
            return ""
        return self.repeats.reason if self.repeats is not None else self.of.reason or "no_open_source"

    @property
    def ratio(self) -> float | None:
        """How many times the judgement's observation the printed numbers are."""
        if self.judged_on is None or self.judged_value is None or not self.judged_on.value:
            return None
        return self.judged_value / self.judged_on.value

    @property
    def evidence(self) -> tuple[Mapping[str, Any], ...]:
        """Everything the verdict rests on, each as plain data; never empty."""
        found = [of_series(one, role) for role, one in self.observations]
        found += [of_relation(one) for one in self.relations]
        if self.rule in {"edition year", "target year", "trend"} and self.observed is not None:
            said = self.of.address.period if self.of.address else ""
            found.append({"kind": "rule", "rule": self.rule, "stated": said, "data": self.observed.address.period})
        if self.judgement is not None:
            found.append(of_judgement(self.judgement, decides=self.rule == "judgement"))
        if self.repeats is not None:
            found.append({"kind": "repetition", "claim": self.repeats.claim, "verdict": self.repeats.verdict})
        if self.reason:
            found.append({"kind": "reason", "reason": self.reason})
        return tuple(found)

    @property
    def observations(self) -> tuple[tuple[str, Observed], ...]:
        """Every number looked at, each once, with the part it plays: decides, stated, since, judged on."""
        looked = (
            ("decides", self.observed),
            ("stated", self.stated),
            ("since", self.since),
            ("judged on", self.judged_on if self.judged_on != self.observed else None),
        )
        return tuple((role, one) for role, one in looked if one is not None)

    def as_data(self, explanation: Mapping[str, str]) -> dict[str, Any]:
        """The verdict as plain data, with its explanation in every language."""
        return {
            "id": self.claim,
            "chapter": self.of.chapter,
            "verdict": self.verdict,
            "judged": self.judged,
            "aspect": self.aspect,
            "rule": self.rule,
            "printed": self.of.printed,
            "value": self.value,
            "computed": self.computed,
            "unit": self.unit,
            "dataset": self.dataset,
            "vintage": self.vintage,
            "key": self.key,
            "relation": self.relation,
            "reason": self.reason,
            "evidence": [dict(one) for one in self.evidence],
            "explanation": dict(explanation),
        }


def brought_to(observed: Observed, unit: str) -> Observed:
    """The observation in the unit of a claim, or in its own where they do not meet: graduates are no specialists."""
    try:
        factor(observed.unit, unit)
    except LedgerError:
        return observed
    return observed.in_unit(unit)
