"""The paragraph beside a figure: right numbers, breaks named, four languages."""

import re
from pathlib import Path

import pytest

from talentstudy.chapters import CHAPTERS
from talentstudy.editions import read_edition
from talentstudy.pipeline import Pipeline
from talentstudy.selection import Focus
from talentstudy.store import find_home
from talentstudy.telling import told
from talentstudy.wording import LANGUAGES

FIGURES = [figure for chapter in CHAPTERS.values() for figure in chapter.figures]


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return Pipeline(read_edition(2025), find_home(Path(__file__).parents[1]))


BELGIUM = Focus("BE", ("NL", "FR", "DE", "LU", "EE"))


@pytest.mark.parametrize("figure", FIGURES, ids=lambda figure: figure.id)
def test_every_figure_is_told_in_every_language(pipeline: Pipeline, figure) -> None:
    texts = {language: told(pipeline, figure.id, BELGIUM, language) for language in LANGUAGES}
    assert all(figure.id in text for text in texts.values())
    assert all("{" not in text and not re.search(r"\bnan\b", text) for text in texts.values())
    assert len(set(texts.values())) == 4


def test_what_falls_at_breaks_is_said(pipeline: Pipeline) -> None:
    text = told(pipeline, "F4-02", BELGIUM, "en")
    assert "Belgium: 15.1% in 2004, 19.0% in 2024." in text
    # 3.0 in 2005, -2.5 in 2011, 1.5 in 2017 and 2.2 in 2021.
    assert "of the difference of +3.9 percentage points, +4.2 percentage points fall at the breaks" in text
    assert "−0.3 percentage points between them" in text
    assert "2005, 2011, 2017, and 2021" in text


def test_a_ranking_says_place_leader_and_the_eu(pipeline: Pipeline) -> None:
    text = told(pipeline, "F1-01", BELGIUM, "en")
    assert "Belgium ranks 9 of the 27 member states" in text
    assert "47.7%" in text
    assert "Finland" in text
    assert "European Union (27): 39.0% in 2023." in text


def test_a_list_of_items_names_the_highest(pipeline: Pipeline) -> None:
    text = told(pipeline, "F3-04", BELGIUM, "nl")
    assert "69%" in text
    assert "67%" in text
    assert "61%" in text


def test_for_a_country_without_data_the_reason_is_told(pipeline: Pipeline) -> None:
    text = told(pipeline, "F1-06", Focus("NL", ("BE",)), "en")
    assert "F1-06" in text
    assert "Belgium" in text
