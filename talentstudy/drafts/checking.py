"""A draft checked: every number with the indicator it most likely quotes, and whether the two agree."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from talentstudy.cleaning.claimed_numbers import ClaimedNumber
from talentstudy.codes import known
from talentstudy.drafts.facts import Facts, open_facts
from talentstudy.drafts.manuscript import Paragraph, read_manuscript
from talentstudy.drafts.matching import Candidate, agrees, candidates
from talentstudy.drafts.mentions import Mention
from talentstudy.drafts.scene import Scene
from talentstudy.drafts.tongue import language_of
from talentstudy.editions import read_edition
from talentstudy.errors import UnknownName
from talentstudy.pipeline import cited
from talentstudy.wording import LANGUAGES

VERDICTS = ("agrees", "differs", "unknown")
# Words must say this much before a difference is held against a number; a rival this close makes it doubtful.
_SURE, _RIVAL = 0.95, 0.25
# Below this nothing is said of what a number may quote.
_LIKELY = 0.75
# Further off than this it is another quantity and no wrong value: percentage points, or a part of the number.
_POINTS, _PART = 12.0, 0.4
# How many years off a number may be that was given the year of a report instead of its data's.
_AWAY = 2


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


def check_draft(
    path: str | Path,
    edition: str | int = 2025,
    language: str | None = None,
    geo: str | None = None,
    *,
    home: str | None = None,
    facts: Facts | None = None,
) -> tuple[Finding, ...]:
    """Every number of a manuscript, in order, set against the indicators of an edition.

    A number agrees within half a unit of its last digit or of the source as held. It differs only where words,
    country and year all point to one observation; everything else is unknown, with what it may quote where
    that can be said. Numbers keyed from the printed report, and its ledger of claims, are never looked at.

    Parameters
    ----------
    path
        Markdown, plain text or docx.
    edition
        The edition whose pinned vintages it is checked against.
    language
        nl, fr, en or de; told from the text if not given.
    geo
        The country the draft is about, where a sentence names none; the edition's own if not given.
    home
        The folder that holds data/.
    facts
        What is held, where several drafts are checked in one go.

    Raises
    ------
    DraftError
        A manuscript that cannot be read, or whose language cannot be told.
    UnknownName
        An unknown edition, language or country.
    """
    pinned = read_edition(edition)
    about = geo or pinned.geo
    if about not in known("geo"):
        raise UnknownName("country", about, known("geo"))
    if language is not None and language not in LANGUAGES:
        raise UnknownName("language", language, LANGUAGES)
    paragraphs = read_manuscript(path)
    spoken = language or language_of(" ".join(one.text for one in paragraphs), Path(path).name)
    held = facts or open_facts(edition, home)
    return tuple(_findings(paragraphs, spoken, about, held))


def _findings(paragraphs: tuple[Paragraph, ...], language: str, geo: str, facts: Facts) -> Iterator[Finding]:
    before = ""
    for paragraph in paragraphs:
        scene = Scene(paragraph, language, before)
        yield from (_finding(scene, number, facts, geo) for number in scene.numbers)
        # A call-out stands beside the text it repeats, which the next one may repeat as well.
        before = before if paragraph.short else paragraph.text


def _finding(scene: Scene, number: Mention, facts: Facts, geo: str) -> Finding:
    where = (scene.paragraph.number, scene.paragraph.line_of(number.start), number.printed)
    sentence = " ".join(scene.sentence_text(number.start).split())
    if number.claimed is None:
        return Finding(*where, sentence, "unknown", "unreadable")
    ranked = candidates(scene, number, facts, geo)
    if not ranked or ranked[0].score < _LIKELY:
        return Finding(*where, sentence, "unknown", "no_indicator", number.claimed)
    best = ranked[0]
    verdict, reason, also = _verdict(best, ranked, number)
    one = best.observation
    if verdict == "differs":
        also = _other_period(best, number, facts)
    (dataset, vintage), *_ = cited([one.source]) or (("", ""),)
    return Finding(
        *where,
        sentence,
        verdict,
        reason,
        number.claimed,
        one.indicator,
        one.codes,
        one.geo,
        one.period,
        one.unit,
        one.raw,
        _middle(best.computed),
        dataset,
        vintage,
        also,
        best.derived,
    )


def _middle(bounds: tuple[float, float]) -> float | None:
    ends = [one for one in bounds if math.isfinite(one)]
    return float(f"{sum(ends) / len(ends):.12g}") if ends else None


def _verdict(best: Candidate, ranked: tuple[Candidate, ...], number: Mention) -> tuple[str, str, str]:
    """The verdict, why it is no better, and the period whose value the number is instead."""
    if best.agrees:
        return ("unknown", "other_period", best.observation.period) if best.elsewhen else ("agrees", "", "")
    rivals = [one for one in ranked if one.observation.indicator != best.observation.indicator]
    is_sure = (
        best.score >= _SURE
        and best.stated
        and best.at_home
        and all(one.total <= best.total - _RIVAL for one in rivals)
        and _is_plausible(best, number)
    )
    return ("differs", "", "") if is_sure else ("unknown", "doubtful", "")


def _other_period(best: Candidate, number: Mention, facts: Facts) -> str:
    """The nearest year within two of the one stated whose value the number is; a report's year is not its data's."""
    assert number.claimed is not None
    one = best.observation
    near = [
        other
        for other in facts.of(one.indicator)
        if (other.geo, other.codes) == (one.geo, one.codes)
        and other.period.isdigit()
        and one.period.isdigit()
        and 0 < abs(int(other.period) - int(one.period)) <= _AWAY
        and agrees(number.claimed, (other.low, other.high), other.half)
    ]
    return min((other.period for other in near), key=lambda year: abs(int(year) - int(one.period)), default="")


def _is_plausible(best: Candidate, number: Mention) -> bool:
    """Whether a number could be a wrong value of the quantity at all."""
    assert number.claimed is not None
    computed = _middle(best.computed)
    low, high = best.computed
    if (
        low <= number.claimed.value <= high
        or computed is None
        or agrees(number.claimed, best.computed, best.observation.half)
    ):
        return False
    distance = abs(number.claimed.value - computed)
    if number.kind in {"percent", "points"}:
        return distance <= min(_POINTS, max(2.0, 0.6 * abs(computed)))
    return distance <= _PART * abs(computed)
