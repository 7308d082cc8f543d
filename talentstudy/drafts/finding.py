"""One number of a draft, and what was made of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from talentstudy.cleaning.claimed_numbers import ClaimedNumber

VERDICTS = ("agrees", "differs", "unknown")


@dataclass(frozen=True)
class Finding:
    """One number of a draft: where it stands, what it most likely quotes, and what the study holds.

    ``claimed`` is the number as the strict reader of ``cleaning`` reads it; None where it cannot be read.
    ``verdict`` is agrees, differs or unknown; ``reason`` names why it is unknown (``no_indicator``, ``doubtful``, ``unreadable``)
    or ``other_period`` where a number that differs is that of another period, named in ``also``. ``computed`` is in the
    sense and scale of the text, ``derived`` where that takes more than a scale: the other part of the whole, a rank, the
    size of a loss; ``value`` is the observation as the indicator holds it, in ``unit``.
    """

    paragraph: int
    line: int
    printed: str
    sentence: str
    verdict: str
    reason: str
    claimed: ClaimedNumber | None = None
    indicator: str = ""
    codes: Mapping[str, str] | None = None
    geo: str = ""
    period: str = ""
    unit: str = ""
    value: str = ""
    computed: float | None = None
    dataset: str = ""
    vintage: str = ""
    also: str = ""
    derived: bool = False

    @property
    def key(self) -> str:
        """The observation's key: 'geo=BE;time_period=2024'; empty where nothing is proposed."""
        parts = {**(self.codes or {}), "geo": self.geo, "time_period": self.period}
        return ";".join(f"{dim}={code}" for dim, code in parts.items()) if self.indicator else ""

    def facts(self) -> dict[str, Any]:
        """The finding as JSON holds it."""
        return {
            "paragraph": self.paragraph,
            "line": self.line,
            "printed": self.printed,
            "verdict": self.verdict,
            "reason": self.reason,
            "indicator": self.indicator,
            "key": self.key,
            "value": self.value,
            "unit": self.unit,
            "computed": self.computed,
            "dataset": self.dataset,
            "vintage": self.vintage,
            "also": self.also,
            "sentence": self.sentence,
        }
