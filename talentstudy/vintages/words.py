"""How far first values may be trusted, in words: the caveat beside a number and the note under a chart."""

from __future__ import annotations

from talentstudy.codes import label
from talentstudy.figures.values import distance_text
from talentstudy.vintages.statistics import COVERED, ENOUGH_PAIRS, RevisionStatistics, Typical
from talentstudy.wording import number, percent, sentence

_FILE = "revisions"


def caveat(statistics: RevisionStatistics, geo: str, unit: str, language: str) -> str:
    """What is held of the revisions of a dataset in one unit, and of the country's own; or that it is too little."""
    typical = statistics.typical(unit=unit)
    if not typical.is_enough:
        return too_few(statistics.dataset, typical, language)
    told = sentence(
        _FILE,
        "held",
        language,
        dataset=statistics.dataset,
        vintages=number(len(statistics.vintages), language, 0),
        revised=number(typical.revised, language, 0),
        cells=number(typical.cells, language, 0),
        covered=covered(language),
        width=width(typical, unit, language),
        pairs=number(typical.pairs, language, 0),
    )
    own = statistics.typical(unit=unit, geo=geo)
    if not own.cells:
        return told
    counts = {"revised": number(own.revised, language, 0), "cells": number(own.cells, language, 0)}
    return f"{told} {sentence(_FILE, 'own', language, country=label('geo', geo, language), **counts)}"


def too_few(dataset: str, typical: Typical, language: str) -> str:
    """That the vintages held do not suffice, and how many comparisons they give."""
    counts = {"pairs": number(typical.pairs, language, 0), "wanted": number(ENOUGH_PAIRS, language, 0)}
    return sentence(_FILE, "too_few", language, dataset=dataset, **counts)


def bar_note(typical: Typical, unit: str, language: str) -> str:
    """What the bar at the newest year of a chart shows."""
    return sentence(_FILE, "bar", language, covered=covered(language), width=width(typical, unit, language))


def covered(language: str) -> str:
    """The part of first values that the interval holds, as it is printed."""
    return percent(100 * COVERED, language, 0)


def width(typical: Typical, unit: str, language: str) -> str:
    """The half-width with its unit: of percentages in percentage points."""
    return distance_text(typical.half_width, unit, language)
