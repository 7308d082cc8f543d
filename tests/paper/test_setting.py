"""Columns take the room their words need."""

import pytest

from talentstudy.paper.setting import size_of, widths_of
from talentstudy.paper.tables import PrintCell, PrintTable


def table(*rows: tuple[str, ...], heads: tuple[str, ...]) -> PrintTable:
    cells = tuple(tuple(PrintCell(text) for text in row) for row in rows)
    return PrintTable("", heads, cells, (False,) * len(heads), (), "en")


def test_short_columns_are_as_wide_as_their_cells() -> None:
    assert widths_of(table(("2024", "19.0%"), heads=("Year", "Value"))) == (0, 0)


def test_a_column_of_sentences_gets_more_than_one_of_words() -> None:
    sentence = "The text names nothing that can be counted or measured, so nothing was computed."
    names, words, numbers = widths_of(table((sentence, "contradicts itself", "5%"), heads=("Why", "Verdict", "N")))
    assert names > words > 0
    assert numbers == 0


def test_a_word_that_does_not_break_has_room() -> None:
    wide = widths_of(table(("A sentence of many words " * 8, "Arbeitskräfteerhebung 2024"), heads=("Text", "Quelle")))
    assert wide[1] >= 14


@pytest.mark.parametrize(("columns", "size"), [(3, 8.5), (9, 7.5)])
def test_many_columns_ask_for_smaller_letters_and_none_below_seven_points(columns: int, size: float) -> None:
    assert size_of(table(("cell",) * columns, heads=("head",) * columns)) == size


def test_a_table_without_rows_has_widths() -> None:
    assert widths_of(table(heads=("A", "B"))) == (0, 0)


def test_the_id_of_a_dataset_gets_its_whole_length() -> None:
    why = "Read from a mirror of the article; the count hangs on the tool, and is of accounts, not of persons."
    name = "view_brussels_critical_functions"
    assert widths_of(table((f"{name} @ 2020-08-31", why), heads=("Dataset and version", "Why")))[0] > len(name)
