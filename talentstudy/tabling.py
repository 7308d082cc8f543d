"""The table of a chapter: the key figures of every official indicator it draws."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from talentstudy.chapters import CHAPTERS
from talentstudy.errors import EmptySelection
from talentstudy.indicators import INDICATORS
from talentstudy.pipeline import Pipeline
from talentstudy.provenance import source_line
from talentstudy.selection import Focus
from talentstudy.sources import DATASETS
from talentstudy.tables.key_figures import key_figures
from talentstudy.tables.region import region_table


def chapter_table(pipeline: Pipeline, chapter: str, focus: Focus, language: str) -> pd.DataFrame:
    """Key figures of the indicators that the chapter draws from official series, in its order."""
    drawn = dict.fromkeys(spec.indicator for figure in CHAPTERS[chapter].figures for spec in figure.rows)
    held = _held(pipeline, [name for name in drawn if _is_official(pipeline, name)])
    return key_figures({name: _headline(rows) for name, rows in held.items()}, focus.geo, language)


def _held(pipeline: Pipeline, names: Iterable[str]) -> dict[str, pd.DataFrame]:
    """The rows of each indicator; of an edition as known on another day, of those that were known by then."""
    found = {}
    for name in names:
        try:
            found[name] = pipeline.indicator(name)
        except EmptySelection:
            if not pipeline.edition.missing:
                raise
    return found


def _is_official(pipeline: Pipeline, name: str) -> bool:
    """Whether all that an indicator reads, at whatever remove, is an official series."""
    for one in INDICATORS[name].inputs:
        if one in INDICATORS:
            if not _is_official(pipeline, one):
                return False
        elif one in pipeline.edition.datasets and DATASETS[pipeline.edition.pins_of(one)[0].dataset].keyed:
            return False
    return True


def _headline(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows for everyone, where an indicator is broken down by sex or size class."""
    for column, total in (("sex", "T"), ("size_emp", "GE10")):
        if column in rows:
            rows = rows[rows[column] == total].drop(columns=column)
    return rows[~rows["time_period"].str.contains("/")].reset_index(drop=True)


def region_of(pipeline: Pipeline, geo: str, language: str) -> pd.DataFrame:
    """Every number of the edition that is about one region."""
    rows = _held(pipeline, INDICATORS)
    return region_table(rows, geo, language, lambda text: source_line(pipeline, [text], language))
