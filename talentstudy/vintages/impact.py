"""What a revision moves in print: indicators, trends, figures and sentences, the worst first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pandas as pd

from talentstudy.chapters import CHAPTERS
from talentstudy.errors import StudyError
from talentstudy.indicators import INDICATORS
from talentstudy.indicators.standing import EU
from talentstudy.pipeline import Pipeline
from talentstudy.selection import Focus
from talentstudy.vintages.counterfactual import revised_only
from talentstudy.vintages.moves import summed_moves
from talentstudy.vintages.revisions import Revisions

if TYPE_CHECKING:
    from talentstudy.vintages.moved_claims import MovedClaim

# The words beside a figure, as a pipeline's study prints them.
Tell = Callable[[Pipeline, str], str]
# Why printed words change, the gravest first.
CAUSES = ("revision", "new periods", "precision")


@dataclass(frozen=True)
class Text:
    """The words beside one figure, before and after, and why they differ."""

    figure: str
    cause: str
    before: str
    after: str


@dataclass(frozen=True)
class Impact:
    """What moves between two editions because of the cells that were revised; every table the worst first.

    ``indicators``: how many rows moved, are new or gone, and the largest move with its country and period; ``size`` is
    points of percentages and percent of anything else. ``trends``: the slope before, with the revised cells alone, and
    after. ``figures``: how many marks moved or are new. ``texts``: sentences that read otherwise. ``claims``: printed
    claims whose number moves. ``refused``: what one side cannot compute, and why.
    """

    indicators: pd.DataFrame = field(repr=False)
    trends: pd.DataFrame = field(repr=False)
    figures: pd.DataFrame = field(repr=False)
    texts: tuple[Text, ...] = field(repr=False)
    claims: tuple[MovedClaim, ...] = field(default=(), repr=False)
    # Why no claim could be compared; '' where they were.
    claims_note: str = ""
    refused: Mapping[str, str] = field(default_factory=dict)

    @property
    def counts(self) -> dict[str, int]:
        """How many of each kind move because of a revision."""
        return {
            "indicators": int((self.indicators["moved"] > 0).sum()),
            "trends": int((self.trends["cause"] == CAUSES[0]).sum()),
            "figures": int((self.figures["moved"] > 0).sum()),
            "sentences": sum(text.cause == CAUSES[0] for text in self.texts),
            "claims": sum(claim.cause == CAUSES[0] for claim in self.claims),
        }

    def __repr__(self) -> str:
        told = ", ".join(f"{count} {kind}" for kind, count in self.counts.items())
        return f"<Impact: {told} move because of a revision>"


@dataclass(frozen=True)
class Sides:
    """The three readings an impact compares: before, before with its revised cells replaced, and after."""

    older: Pipeline
    revised: Pipeline
    newer: Pipeline

    def each(self) -> tuple[Pipeline, Pipeline, Pipeline]:
        """The three, in that order."""
        return self.older, self.revised, self.newer


def impact(
    older: Pipeline, newer: Pipeline, found: Mapping[str, Revisions], focus: Focus, language: str, tell: Tell
) -> Impact:
    """What the revisions ``found`` (by the name a dataset is read under) move between two editions.

    Trends are those of the focus and of the Union, figures those of the focus. ``tell`` gives the words beside a figure
    as one side prints them; the order of the shell lets no room of it ask the study itself.
    """
    sides = Sides(older, revised_only(older, newer, found), newer)
    touched = affected(name for name, one in found.items() if len(one.cells))
    rows, refused = _indicator_rows(sides, touched)
    from talentstudy.vintages.moved_claims import moved_claims
    from talentstudy.vintages.printed import moved_figures, moved_texts
    from talentstudy.vintages.slopes import moved_trends

    held = [name for name in touched if name not in refused]
    claims, note = moved_claims(sides, [*held, *found])
    return Impact(
        indicators=_worst_first(pd.DataFrame(rows, columns=list(_INDICATOR_COLUMNS))),
        trends=moved_trends(sides, [name for name in held if not INDICATORS[name].dims], (focus.geo, EU), language),
        figures=moved_figures(sides, _figures_of(touched), focus),
        texts=moved_texts(sides, _figures_of(touched), focus, tell),
        claims=claims,
        claims_note=note,
        refused=refused,
    )


def _indicator_rows(sides: Sides, names: Iterable[str]) -> tuple[list[dict[str, object]], dict[str, str]]:
    """How each indicator moves, and why one cannot be computed on every side."""
    rows, refused = [], {}
    for name in names:
        try:
            tables = [side.indicator(name) for side in sides.each()]
        except StudyError as refusal:
            refused[name] = str(refusal)
            continue
        rows.append({"indicator": name, **summed_moves(*tables, key=list(INDICATORS[name].key))})
    return rows, refused


_INDICATOR_COLUMNS = (
    "indicator",
    "moved",
    "new",
    "gone",
    "geo",
    "time_period",
    "before",
    "after",
    "difference",
    "size",
)


def affected(datasets: Iterable[str]) -> list[str]:
    """Every indicator computed from any of the datasets, at whatever remove, in the registry's order.

    >>> affected(["isoc_ski_itsex"])
    ['ict_educated_women_share']
    """
    reached = set(datasets)
    # An indicator may stand before one it is computed from.
    while more := {name for name, line in INDICATORS.items() if set(line.inputs) & reached} - reached:
        reached |= more
    return [name for name in INDICATORS if name in reached]


def _figures_of(indicators: Iterable[str]) -> list[str]:
    wanted = set(indicators)
    return [
        figure.id
        for chapter in CHAPTERS.values()
        for figure in chapter.figures
        if not figure.lost
        and wanted
        & {
            *(spec.indicator for spec in figure.rows),
            *(spec.indicator for spec in figure.quoted.values()),
            *(option.indicator for option in figure.options.values() if hasattr(option, "indicator")),
        }
    ]


def _worst_first(rows: pd.DataFrame) -> pd.DataFrame:
    kept = rows[(rows["moved"] > 0) | (rows["new"] > 0) | (rows["gone"] > 0)]
    return kept.sort_values(["size", "moved", "new"], ascending=False, kind="stable").reset_index(drop=True)
