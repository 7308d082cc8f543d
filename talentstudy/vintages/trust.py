"""How far first values may be trusted, as a notebook asks for it: the table, the triangle, the caveat, the chart."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import pandas as pd

from talentstudy.codes import label
from talentstudy.drawing import Drawn, drawn, find_figure
from talentstudy.errors import StudyError
from talentstudy.finding import Picture, Prose, Sheet
from talentstudy.indicators import INDICATORS
from talentstudy.pipeline import Pipeline
from talentstudy.selection import Focus
from talentstudy.vintages.copies import line_of
from talentstudy.vintages.statistics import RevisionStatistics, statistics_of
from talentstudy.vintages.words import bar_note, caveat, too_few

# The chart kind that can carry the interval.
_KIND = "lines_by_period"


@dataclass(frozen=True, repr=False)
class Trust:
    """The revisions held of one dataset, for a country and in a language: ``study.revisions("isoc_sks_itspt")``."""

    statistics: RevisionStatistics
    focus: Focus
    language: str
    pipeline: Pipeline = field(repr=False)

    @property
    def table(self) -> Sheet:
        """Per slice and age of a value: vintages compared, cells, revised, bias, size and the largest."""
        return Sheet(self.statistics.table)

    def triangle(self, **codes: str) -> pd.DataFrame:
        """What each vintage said of each period, for the study's country: ``triangle(unit="PC_EMP")``."""
        return self.statistics.triangle(codes.pop("geo", self.focus.geo), **codes)

    def caveat(self, unit: str = "") -> Prose:
        """How far first values in a unit moved later, or that too few vintages are held; of every unit if none is named."""
        if unit:
            return Prose(caveat(self.statistics, self.focus.geo, unit, self.language))
        units = {one: label("unit", one, self.language) for one in line_of(self.statistics.dataset).units}
        told = [
            f"({name}) {caveat(self.statistics, self.focus.geo, one, self.language)}" for one, name in units.items()
        ]
        return Prose(" ".join(told))

    def draw(self, figure: str) -> Picture:
        """A chart of lines with a bar at the last value of the country: how far such values typically still move.

        Where too few vintages are held there is no bar, and the note says so. Raises StudyError for a chart of another
        kind, or one that is not drawn from this dataset; EmptySelection where it is not drawn for this country.
        """
        one = self.drawn(figure)
        return Picture(one.figure.id, one.title, one.alt, one.source, one.png(), one.description, lambda: one)

    def drawn(self, name: str) -> Drawn:
        """The same before it becomes a picture."""
        _, figure = find_figure(name)
        if figure.kind != _KIND:
            raise StudyError(
                f"{figure.id} is no chart of lines but {figure.kind}; a bar stands at the end of a line only."
            )
        one = drawn(self.pipeline, name, self.focus, self.language)
        unit = str(one.rows["unit"].iloc[0])
        if set(one.rows["indicator"]) - set(read_from(self.statistics.dataset, self.pipeline, unit)):
            raise StudyError(
                f"{figure.id} does not draw {self.statistics.dataset} as published: the revisions of another dataset, or "
                "of what a number is computed from, are not its own."
            )
        typical = self.statistics.typical(unit=unit)
        if not typical.is_enough:
            return replace(one, note=_joined(one.note, too_few(self.statistics.dataset, typical, self.language)))
        note = _joined(one.note, bar_note(typical, unit, self.language))
        return replace(one, note=note, options={**one.options, "revision": typical.half_width})

    def __repr__(self) -> str:
        return f"{self.statistics!r}\n{self.caveat().text}"

    def _repr_html_(self) -> str:
        return f"<p>{self.caveat().text}</p>{self.table._repr_html_()}"


def trust(name: str, pipeline: Pipeline, focus: Focus, language: str) -> Trust:
    """The revisions of a dataset, or of the one an indicator is read from.

    Raises UnknownName for another name, StudyError for a publication and for an indicator read from several datasets.
    """
    dataset = name
    if name in INDICATORS:
        read = [pin.dataset for one in INDICATORS[name].inputs for pin in pipeline.edition.pins if pin.name == one]
        if len(set(read)) != 1:
            raise StudyError(
                f"{name} is computed from other numbers; ask for the revisions of what it is computed from."
            )
        dataset = read[0]
    return Trust(statistics_of(dataset, pipeline.home), focus, language, pipeline)


def read_from(dataset: str, pipeline: Pipeline, unit: str) -> list[str]:
    """The indicators that are a slice of a dataset as published, in one unit.

    >>> from talentstudy.pipeline import open_pipeline
    >>> read_from("isoc_sks_itspt", open_pipeline(), "PC_EMP")
    ['ict_specialists_share']
    """
    names = {pin.name for pin in pipeline.edition.pins if pin.dataset == dataset}
    return [name for name, line in INDICATORS.items() if set(line.inputs) <= names and line.unit == unit]


def _joined(note: str, more: str) -> str:
    return f"{note} {more}".strip()
