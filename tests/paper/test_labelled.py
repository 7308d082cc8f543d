"""Rows shown with their codes are printed with words and in their unit's decimals."""

from talentstudy.documents.blocks import TableBlock
from talentstudy.paper.labelled import labelled

ROWS = TableBlock(
    "Growth",
    ("geo", "time_period", "unit", "obs_value", "obs_flag"),
    (("BE", "2014/2023", "PCH", "8.92050259967", "u"), ("XX", "2024", "PCH", "", "")),
    ("Source: x",),
)


def test_codes_become_labels_and_values_are_rounded_once() -> None:
    table = labelled(ROWS, "de")
    assert table.columns == ("Land oder Region", "Zeitraum", "Wert", "Einheit", "Kennzeichen")
    assert table.rows[0][0] == "Belgien"
    assert table.rows[0][1] == "2014–2023"
    assert table.rows[0][2] == "8,9\u00a0%"
    # Letters, as print_table sets them on the value.
    assert table.rows[0][4] == "u"
    assert table.notes == ROWS.notes


def test_a_missing_value_is_said_and_an_unknown_code_stays() -> None:
    row = labelled(ROWS, "en").rows[1]
    assert row[0] == "XX"
    assert row[2] == "not available"


def test_a_table_of_words_stays_as_it_is() -> None:
    table = TableBlock("", ("Country", "Value"), (("Belgium", "19.0%"),))
    assert labelled(table, "en") is table
