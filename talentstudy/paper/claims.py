"""Claims in print: at length where one does not hold, in short where the table of its chapter has said the rest."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from io import StringIO

from talentstudy.claims.records import FAILING
from talentstudy.documents.blocks import ClaimChapter, ClaimEntry, ClaimsBlock
from talentstudy.paper.inline import Run, addressed
from talentstudy.paper.told import Told, heading, listing, words
from talentstudy.paper.words import say
from talentstudy.wording import semicolons

FILE = "claims.csv"
_FIELDS = ("id", "chapter", "verdict", "statement", "printed", "computed", "why", "evidence", "correction")


def claims_in_print(block: ClaimsBlock, language: str) -> Iterator[Told]:
    """The claims, chapter by chapter.

    A claim that does not hold is told at length, with what would. Of one that agrees stands only what its verdict rests
    on, and of those that cannot be computed only their names: the table of the chapter says what they say, and why. No
    table has the claims of the front, so these are told at length. The attached file has everything of every claim.
    """
    if block.chapters:
        yield words([Run(say("claims_attached", language, name=FILE))])
    for chapter in block.chapters:
        yield heading(chapter.heading, 2)
        yield from _at_length(chapter)
        yield from _in_short(chapter, language)


def _is_short(one: ClaimEntry) -> bool:
    return bool(one.chapter) and one.verdict not in FAILING


def _at_length(chapter: ClaimChapter) -> Iterator[Told]:
    for one in chapter.entries:
        if _is_short(one):
            continue
        yield heading(one.title, 3)
        yield words(addressed(one.statement))
        yield words(addressed(one.why))
        if one.lines:
            yield listing(addressed(line) for line in one.lines)
        if one.correction:
            yield words(addressed(one.correction, "b"))


def _in_short(chapter: ClaimChapter, language: str) -> Iterator[Told]:
    agreeing = [one for one in chapter.entries if _is_short(one) and one.verdict == "agrees"]
    if agreeing:
        yield heading(say("claims_agree", language), 3)
        yield listing(_rests(one, language) for one in agreeing)
    names = ", ".join(one.id for one in chapter.entries if _is_short(one) and one.verdict != "agrees")
    if names:
        yield heading(say("claims_open", language), 3)
        yield words([Run(f"{names}.")])


def _rests(one: ClaimEntry, language: str) -> Iterator[Run]:
    yield Run(one.id, "b")
    if one.lines:
        yield from addressed(f" – {semicolons([line.removesuffix('.') for line in one.lines], language)}.")


def claims_csv(entries: Iterable[ClaimEntry]) -> str:
    """One row per claim with all that is known of it, as text; lines of evidence stand below each other in their cell."""
    text = StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(_FIELDS)
    for one in entries:
        told = {**vars(one), "evidence": "\n".join(one.lines)}
        rows.writerow([told[name] for name in _FIELDS])
    return text.getvalue()
