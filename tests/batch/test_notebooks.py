"""What a notebook asks for is read from its cells."""

from pathlib import Path

import nbformat
import pytest

from talentstudy.batch.notebooks import cells_of, notebook_named, trends_of
from talentstudy.errors import UnknownName

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"


def test_a_notebook_is_named_by_its_beginning_number_or_letter() -> None:
    assert notebook_named("ch04") == notebook_named("4") == notebook_named("ch04_inclusion.ipynb") == "ch04_inclusion"
    assert notebook_named("b") == "annex_b_gender"
    with pytest.raises(UnknownName, match=r"no notebook named .ch09. \(there: ch01_shortage"):
        notebook_named("ch09")
    with pytest.raises(UnknownName, match="no notebook named 'ch'"):
        notebook_named("ch")


def test_the_value_a_cell_ends_with_has_a_word_and_a_name() -> None:
    cells = [nbformat.v4.new_code_cell(code) for code in ('study.draw("F4-02")', "women.growth", "x = 1", "!ls", "a;")]
    shown = [found for _, _, found in cells_of(nbformat.v4.new_notebook(cells=cells))]
    assert [(one.word, one.name) if one else None for one in shown] == [
        ("draw", "F4-02"),
        ("growth", ""),
        None,
        None,
        None,
    ]


def test_an_annex_names_the_trends_it_opens() -> None:
    assert trends_of(NOTEBOOKS / "annex_a_ict_workforce.ipynb") == (
        "ict_specialists_count",
        "ict_specialists_count_eu27_2020",
        "ict_specialists_share",
    )
    assert trends_of(NOTEBOOKS / "ch04_inclusion.ipynb") == ()
