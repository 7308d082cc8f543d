"""Pipelines whose one indicator is made up for a test, and writers on the real edition."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import pandas as pd
import pytest

from talentstudy.pipeline import Pipeline
from talentstudy.selection import Focus
from talentstudy.telling.writer import Writer

INDICATOR = "ict_women_share"


@pytest.fixture(scope="session")
def belgium() -> Focus:
    return Focus("BE", ("NL", "FR", "DE", "LU", "EE"))


@pytest.fixture
def writer(edition_2025: Pipeline, belgium: Focus) -> Callable[..., Writer]:
    """A writer for Belgium, or another country, on the real edition."""

    def made(language: str = "en", geo: str = "BE", pipeline: Pipeline | None = None) -> Writer:
        focus = belgium if geo == "BE" else Focus(geo, ("BE",))
        return Writer(pipeline or edition_2025, focus, language)

    return made


@pytest.fixture
def series_of(edition_2025: Pipeline) -> Callable[..., Pipeline]:
    """A pipeline in which the share of women among ICT specialists is the values given, for one country."""

    def made(values: Sequence[float], *, first: int = 2010, breaks: Sequence[int] = (), geo: str = "BE") -> Pipeline:
        years = range(first, first + len(values))
        rows = pd.DataFrame(
            {
                "geo": geo,
                "time_period": [str(year) for year in years],
                "unit": "PC",
                "obs_value": [float(one) for one in values],
                "obs_flag": ["b" if year in breaks else "" for year in years],
                "source": "isoc_sks_itsps@2025-05-14",
            }
        )
        return replace(edition_2025, _indicators={INDICATOR: rows}, kept={})

    return made
