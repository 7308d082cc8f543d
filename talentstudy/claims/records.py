"""What stands in a ledger: claims, relations between them, judgements, and the checks they answer."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

VERDICTS = ("agrees", "differs", "contradicts itself", "mislabelled", "superseded", "not computed")
# What keeps an edition from being printed.
FAILING = frozenset({"differs", "contradicts itself", "mislabelled", "superseded"})
REASONS = ("no_number", "no_open_source", "not_defined")
KINDS = ("level", "share", "change", "rank", "count", "duration", "date", "target", "direction", "statement")
MEASURES = ("value", "opposite", "complement", "difference", "growth", "rank", "gap_to_eu")
RELATIONS = ("sum", "complement", "share_of", "ratio", "equal", "order", "same_source")
ASPECTS = ("year", "population", "unit", "geography", "wording", "order", "base")
BEFORE = ("OK", "ERR", "AMB")
# Measures of a change from one period to another, written A..B.
CHANGES = frozenset({"difference", "growth"})


@dataclass(frozen=True)
class Address:
    """One observation, and how a number follows from it: indicator, measure, codes by dimension."""

    indicator: str
    key: Mapping[str, str] = field(default_factory=dict)
    measure: str = "value"

    @property
    def geo(self) -> str:
        """The country's code."""
        return self.key.get("geo", "")

    @property
    def period(self) -> str:
        """The reference period; 'A..B' for a change."""
        return self.key.get("time_period", "")

    @property
    def ends(self) -> tuple[str, ...]:
        """The periods it reads: two for a change, else one."""
        return tuple(self.period.split("..")) if self.measure in CHANGES else (self.period,)

    def at(self, period: str) -> Address:
        """The same address at another period."""
        return Address(self.indicator, {**self.key, "time_period": period}, self.measure)

    def __str__(self) -> str:
        return ";".join(f"{dimension}={code}" for dimension, code in self.key.items())


@dataclass(frozen=True)
class Claim:
    """A number as an edition prints it: in whose words, of what, when, and where it can be recomputed.

    ``low`` and ``high`` are infinite where the words leave a side open; ``value`` and ``decimals`` are None
    where no number is printed.
    """

    claim: str
    chapter: int
    report_line: int
    paraphrase: Mapping[str, str]
    printed: str
    value: float | None
    low: float
    high: float
    decimals: int | None
    unit: str
    population: str
    geo: str
    stated_period: str
    sources: tuple[str, ...]
    kind: str
    address: Address | None
    reason: str
    notes: str = ""

    @property
    def is_number(self) -> bool:
        """Whether it says a quantity, if only a side of one: 'a fall'."""
        return math.isfinite(self.low) or math.isfinite(self.high)

    @property
    def half(self) -> float:
        """Half a unit of the last printed decimal; zero where none is printed."""
        return 0.0 if self.decimals is None else 0.5 * 10.0**-self.decimals

    @property
    def is_plain(self) -> bool:
        """Whether no word softens the number, so that only its rounding does."""
        return self.low == self.high

    @property
    def interval(self) -> tuple[float, float]:
        """All that its words allow, or else its rounding."""
        half = self.half if self.is_plain else 0.0
        return self.low - half, self.high + half


@dataclass(frozen=True)
class Relation:
    """How the numbers of claims should follow from each other."""

    relation: str
    kind: str
    claims: tuple[str, ...]
    parameter: str
    checks: tuple[str, ...] = ()
    notes: str = ""

    @property
    def follows(self) -> Mapping[str, tuple[str, ...]]:
        """The claims that are results of this relation, each with those it follows from."""
        if self.kind == "sum" and not self.parameter:
            return {self.claims[-1]: self.claims[:-1]}
        if self.kind == "share_of":
            return {self.claims[0]: self.claims[1:]}
        if self.kind == "equal":
            return dict.fromkeys(self.claims[1:], self.claims[:1])
        return {}


@dataclass(frozen=True)
class Judgement:
    """What a person decided, with a reason and a source, where no rule can."""

    claim: str
    verdict: str
    aspect: str
    address: Address | None
    together: tuple[str, ...]
    reason: Mapping[str, str]
    source: str
    checks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Check:
    """One check of an earlier reading by hand, and what computes it here."""

    check: str
    subject: str
    before: str
    claims: tuple[str, ...]
    relations: tuple[str, ...]
    why: str
    notes: str = ""


@dataclass(frozen=True)
class Ledger:
    """All that an edition claims; made by ``read_ledger``."""

    edition: str
    claims: Mapping[str, Claim]
    relations: Mapping[str, Relation] = field(default_factory=dict)
    judgements: Mapping[str, Judgement] = field(default_factory=dict)
    checks: Mapping[str, Check] = field(default_factory=dict)
    # Each key of the bibliography with the other keys under which the same source stands.
    same_source: Mapping[str, frozenset[str]] = field(default_factory=dict)
    sources: frozenset[str] = frozenset()

    def __repr__(self) -> str:
        return (
            f"<Ledger of edition {self.edition}: {len(self.claims)} claims, {len(self.relations)} relations, "
            f"{len(self.judgements)} judgements, {len(self.checks)} checks>"
        )
