"""A draft checked: every number with the indicator it most likely quotes, and whether the two agree."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from talentstudy.codes import known
from talentstudy.drafts.blocks import Paragraph
from talentstudy.drafts.comparing import middle
from talentstudy.drafts.facts import Facts, open_facts
from talentstudy.drafts.finding import Finding
from talentstudy.drafts.judging import judged
from talentstudy.drafts.manuscript import read_manuscript
from talentstudy.drafts.matching import candidates
from talentstudy.drafts.mentions import Mention
from talentstudy.drafts.scene import Scene
from talentstudy.drafts.tongue import language_of
from talentstudy.editions import read_edition
from talentstudy.errors import UnknownName
from talentstudy.pipeline import cited
from talentstudy.wording import LANGUAGES

# Below this nothing is said of what a number may quote.
_LIKELY = 0.75


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
    verdict, reason, also = judged(ranked, number, facts)
    one = best.observation
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
        middle(best.computed),
        dataset,
        vintage,
        also,
        best.derived,
    )
