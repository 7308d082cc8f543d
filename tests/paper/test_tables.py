"""Flags and sources leave their columns and are lost nowhere."""

from dataclasses import replace

from talentstudy.documents.blocks import TableBlock
from talentstudy.paper.tables import Note, PrintCell, print_table


def test_a_flag_stands_as_a_letter_on_its_value_and_is_explained(key_figures: TableBlock) -> None:
    table = print_table(key_figures, "en")
    assert table.columns == ("Indicator", "Reference year", "Belgium", "EU-27", "Rank")
    assert table.rows[0][2] == PrintCell("19.0%", ("b",))
    assert Note("break in series", "b") in table.notes


def test_sources_are_numbered_where_they_differ(key_figures: TableBlock) -> None:
    table = print_table(key_figures, "en", lambda text: f"<{text}>")
    assert [row[0].marks for row in table.rows] == [("1",), ("2",)]
    assert table.notes[:2] == (
        Note("Source: <isoc_sks_itsps@2025-05-14>", "1"),
        Note("Source: <isoc_sks_itspt@2025-05-14>", "2"),
    )


def test_one_source_for_all_is_one_note(key_figures: TableBlock) -> None:
    same = replace(key_figures, rows=tuple((*row[:-1], "x@2024") for row in key_figures.rows))
    table = print_table(same, "en")
    assert table.notes[0] == Note("Source: x@2024")
    assert table.rows[0][0].marks == ()


def test_numbers_stand_flush_right_also_beside_what_is_not_available(key_figures: TableBlock) -> None:
    # The first column names its row, whatever it holds.
    assert print_table(key_figures, "en").numeric == (False, True, True, True, True)
    years = TableBlock("", ("Year", "Value"), (("2024", "1"),))
    assert print_table(years, "en").numeric == (False, True)


def test_a_head_begins_with_a_capital_letter() -> None:
    assert print_table(TableBlock("", ("bewering", "ärger"), (("a", "b"),)), "de").columns == ("Bewering", "Ärger")


def test_flags_spelled_out_become_letters_on_the_value() -> None:
    block = TableBlock(
        "", ("Periode", "Waarde", "Eenheid", "Vlag"), (("2024", "19,0", "%", "breuk in de tijdreeks, geschat"),)
    )
    table = print_table(block, "nl")
    assert table.rows[0][1] == PrintCell("19,0", ("b", "e"))
    assert {one.mark for one in table.notes} == {"b", "e"}


def test_a_table_without_rows_is_printed_with_its_heads() -> None:
    table = print_table(TableBlock("None", ("A", "B"), ()), "en")
    assert (table.columns, table.rows, table.numeric) == (("A", "B"), (), (False, False))
