"""Numbers keep their cells on the way through text, and on the way through JSON."""

import json

import pandas as pd
import pytest

from talentstudy.errors import StudyError
from talentstudy.pipeline import Pipeline
from talentstudy.telling.cells import (
    Number,
    as_facts,
    cell_of,
    cell_of_rows,
    from_facts,
    marked,
    places,
    told_parts,
    unmarked,
)
from talentstudy.wording import listing


@pytest.fixture(scope="module")
def women(edition_2025: Pipeline) -> pd.DataFrame:
    rows = edition_2025.indicator("ict_women_share")
    return rows[rows["geo"] == "BE"].reset_index(drop=True)


def test_a_cell_names_the_key_the_value_and_the_source(women: pd.DataFrame) -> None:
    cell = cell_of(women[women["time_period"] == "2024"].iloc[0], "ict_women_share")
    assert (cell.geo, cell.period, cell.value, cell.unit) == ("BE", "2024", 19.0, "PC")
    assert cell.observation == "geo=BE time_period=2024"
    assert cell.source == "isoc_sks_itsps@2025-05-14"
    assert cell.lower is None


def test_a_range_keeps_its_bounds_and_has_no_value(edition_2025: Pipeline) -> None:
    rows = edition_2025.indicator("course_duration")
    cell = cell_of(rows[rows["group"] == "HIGHER_EDUCATION"].iloc[0], "course_duration")
    assert (cell.value, cell.lower, cell.upper) == (None, 3.0, 6.0)
    assert cell.observation == "group=HIGHER_EDUCATION geo=BE time_period=2025"


def test_several_rows_are_one_cell_that_counts_them(women: pd.DataFrame) -> None:
    cell = cell_of_rows(women, "ict_women_share", "BE")
    assert cell.rows == len(women)
    assert cell.period == "2004..2024"
    assert cell.flag == "be"
    assert cell.value is None


def test_marks_survive_a_list_and_a_sentence() -> None:
    text = f"Highest: {listing([marked('19.0%', 0), marked('15.1%', 1)], 'en')}."
    assert places(text) == [0, 1]
    assert unmarked(text) == "Highest: 19.0% and 15.1%."
    assert told_parts(text, lambda number, at: f"[{number}|{at}]", str.upper) == "HIGHEST: [19.0%|0] AND [15.1%|1]."


def test_more_numbers_than_there_are_marks_are_refused() -> None:
    with pytest.raises(StudyError, match="at most"):
        marked("1", 10_000)


def test_numbers_come_back_from_json_as_they_were(women: pd.DataFrame) -> None:
    cell = cell_of(women.iloc[-1], "ict_women_share")
    numbers = (Number("19.0%", "value", 19.0, "PC", (cell,)), Number("17th", "rank", 17.0, "RANK", (cell, cell)))
    assert from_facts(json.loads(json.dumps(as_facts(numbers)))) == numbers
