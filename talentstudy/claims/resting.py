"""What a judgement rests on, in the reader's words."""

from __future__ import annotations

import re

from talentstudy.claims.quantities import FILE
from talentstudy.codes import label
from talentstudy.provenance import briefly, sources_of
from talentstudy.wording import semicolons, sentence

_FOOTNOTE = re.compile(r"fn0*(\d+)")
_LINES = re.compile(r"report#(.+)")


def resting_on(source: str, language: str) -> str:
    """The sources of a judgement: datasets, footnotes, lines of the report, and what ``codes/evidence.csv`` names.

    >>> resting_on("fn22; report#457; wef_future_of_jobs@2025#p. 39", "nl")
    'voetnoot 22; verslag, regel 457; wef_future_of_jobs (2025), p. 39'
    """
    return semicolons([_told(one, language) for one in source.split("; ")], language)


def _told(one: str, language: str) -> str:
    if found := _FOOTNOTE.fullmatch(one):
        return sentence(FILE, "rests_on_footnote", language, number=found[1])
    if found := _LINES.fullmatch(one):
        key = "rests_on_line" if found[1].isdigit() else "rests_on_lines"
        return sentence(FILE, key, language, lines=found[1])
    return briefly(one, language) if sources_of([one]) else label("evidence", one, language)
