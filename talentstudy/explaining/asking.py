"""What a name stands for, a figure, an indicator or a claim, and the chain of its numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from talentstudy.chapters import CHAPTERS
from talentstudy.drawing import find_figure
from talentstudy.errors import EmptySelection, StudyError, UnknownName
from talentstudy.explaining.chain import indicator_facts, number_facts
from talentstudy.explaining.lines import figure_lines, indicator_lines
from talentstudy.explaining.sheet import claim_table, figure_table, indicator_table
from talentstudy.finding import Sheet
from talentstudy.indicators import INDICATORS
from talentstudy.pipeline import Pipeline
from talentstudy.selection import Focus
from talentstudy.showing import rows_shown
from talentstudy.telling.figures import told
from talentstudy.telling.paragraph import told_numbers

_CLAIM = re.compile(r"C\d+-\d+", re.IGNORECASE)
_FIGURE = re.compile(r"F\d+-\d+|\d+\.\d+", re.IGNORECASE)


@dataclass(frozen=True)
class Question:
    """What is asked: for which country, in which language, of which period and codes."""

    pipeline: Pipeline
    focus: Focus
    language: str
    period: str | None = None
    codes: Mapping[str, str] = field(default_factory=dict)


def kind_of(name: str) -> str:
    """Whether a name is that of a ``figure``, an ``indicator`` or a ``claim``; UnknownName with the nearest of all.

    >>> kind_of("4.2"), kind_of("ict_women_share"), kind_of("C1-26")
    ('figure', 'indicator', 'claim')
    """
    if _CLAIM.fullmatch(name):
        return "claim"
    if _FIGURE.fullmatch(name):
        return "figure"
    if name in INDICATORS:
        return "indicator"
    figures = [figure.id for chapter in CHAPTERS.values() for figure in chapter.figures]
    raise UnknownName("figure, indicator or claim", name, [*INDICATORS, *figures])


@dataclass(frozen=True, eq=False)
class Explained(Sheet):
    """The chain of a number or of a figure's numbers: a table for a notebook, ``facts`` as JSON holds them, ``lines``."""

    facts: Any = field(default=None, repr=False)
    lines: tuple[str, ...] = field(default=(), repr=False)

    def __repr__(self) -> str:
        return "\n".join(self.lines)


def explained(question: Question, name: str) -> Explained:
    """The chain behind a figure, an indicator or a claim.

    Raises UnknownName with the nearest names, EmptySelection where there is no number to explain, StudyError for a
    period or code asked of anything but an indicator.
    """
    kind = kind_of(name)
    if kind != "indicator" and (question.period or question.codes):
        raise StudyError(f"a period and codes choose among the rows of an indicator; {name} is a {kind}.")
    return {"figure": _figure, "indicator": _indicator, "claim": _claim}[kind](question, name)


def _figure(question: Question, name: str) -> Explained:
    """The numbers of a figure's paragraph, each with its cells."""
    _, figure = find_figure(name)
    one = told(question.pipeline, figure.id, question.focus, question.language)
    if one.reason:
        raise EmptySelection(one.reason.rstrip("."))
    facts = {
        "figure": figure.id,
        "geo": question.focus.geo,
        "text": one.text,
        "numbers": [number_facts(question.pipeline, number) for number in told_numbers(one)],
        "left_out": dict(one.dropped),
    }
    return Explained(figure_table(facts, question.language), facts, tuple(figure_lines(facts)))


def _indicator(question: Question, name: str) -> Explained:
    """The rows of an indicator for the country and period, each down to its observations and files."""
    rows = rows_shown(question.pipeline, name, question.focus.geo, question.period, question.codes)
    facts = [indicator_facts(question.pipeline, name, row) for _, row in rows.iterrows()]
    return Explained(indicator_table(facts, question.language), facts, tuple(indicator_lines(facts)))


def _claim(question: Question, name: str) -> Explained:
    """What the ledger of the edition says of a claim; UnknownName where it has no such claim."""
    from talentstudy import claims

    lines = tuple(claims.explained(question.pipeline, name.upper(), question.language))
    facts = {"claim": name.upper(), "lines": list(lines)}
    return Explained(claim_table(name.upper(), lines), facts, lines)
