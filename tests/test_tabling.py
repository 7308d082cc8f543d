"""The table of a chapter, and what is known for one region."""

from pathlib import Path

import pytest

from talentstudy.chapters import CHAPTERS
from talentstudy.editions import read_edition
from talentstudy.pipeline import Pipeline
from talentstudy.selection import Focus
from talentstudy.store import find_home
from talentstudy.tabling import chapter_table, region_of

HOME = find_home(Path(__file__).parents[1])


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return Pipeline(read_edition(2025), HOME)


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_a_chapter_table_holds_official_indicators_only(pipeline: Pipeline, chapter: str) -> None:
    table = chapter_table(pipeline, chapter, Focus("BE", ("NL",)), "en")
    assert table["Source"].str.contains(r"^(?:isoc|educ|tepsr|tin)", regex=True).all()
    assert not table.duplicated("Indicator").any()


def test_the_share_of_women_stands_as_published_beside_the_eu(pipeline: Pipeline) -> None:
    table = chapter_table(pipeline, "4", Focus("BE", ("NL",)), "en").set_index("Source")
    row = table[table.index.str.startswith("isoc_sks_itsps@2025-05-14")].iloc[0]
    assert row["Reference year"] == "2024"
    assert row["Belgium"] == "19.0%"
    assert row["EU-27"] == "19.5%"
    assert row["Difference from the EU"] == "−0.5"


def test_brussels_has_a_row_for_every_number_held(pipeline: Pipeline) -> None:
    table = region_of(pipeline, "BE1", "en")
    assert table["Source"].str.len().min() > 10
    values = set(table["Value"])
    assert {"76%", "6,500 job vacancies"} <= values
    assert "at least 60%" in values


def test_a_region_nobody_counts_has_an_empty_table(pipeline: Pipeline) -> None:
    assert region_of(pipeline, "XK", "en").empty
