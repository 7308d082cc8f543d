"""One number as a series or a publication holds it, and whether a claim agrees with it."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from talentstudy.claims.records import Address, Claim
from talentstudy.claims.units import factor
from talentstudy.pipeline import cited


@dataclass(frozen=True)
class Observed:
    """One number as held: its bounds (equal where it is one value), half a unit of how exactly it is held, its origin.

    ``value`` is missing (NaN) where only bounds are published. ``official`` tells a statistical series from figures
    keyed from a publication.
    """

    address: Address
    value: float
    low: float
    high: float
    half: float
    unit: str
    flags: str
    source: str
    official: bool

    @property
    def dataset(self) -> str:
        """The datasets it was computed from, joined by ', '."""
        return ", ".join(dict.fromkeys(dataset for dataset, _ in cited([self.source])))

    @property
    def vintage(self) -> str:
        """Their vintages, joined by ', '."""
        return ", ".join(dict.fromkeys(vintage for _, vintage in cited([self.source])))

    @property
    def missing(self) -> bool:
        """Whether the cell is there and holds no number."""
        return math.isnan(self.value) and math.isinf(self.low) and math.isinf(self.high)

    def agrees_with(self, claim: Claim) -> bool:
        """Whether it lies where the claim says, within half a unit of what is printed or of what is held.

        Words that soften a number say themselves how far it reaches: 'almost 5 million' is not 5.2.
        """
        if self.missing:
            return False
        slack = max(claim.half, self.half) if claim.is_plain else self.half
        # Two doubles of one decimal number may differ in the last bit, which is no difference.
        slack += 1e-9 * max(1.0, abs(self.low) if math.isfinite(self.low) else 0.0)
        return self.low <= claim.high + slack and self.high >= claim.low - slack

    def in_unit(self, unit: str) -> Observed:
        """The same number in the unit of a claim."""
        times = factor(self.unit, unit) if unit else 1.0
        return replace(
            self,
            value=self.value * times,
            low=self.low * times,
            high=self.high * times,
            half=self.half * times,
            unit=unit or self.unit,
        )
