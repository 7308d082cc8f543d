"""A workbook read back: numbers are numbers, flags are seen, nothing moves with the clock."""

from io import BytesIO

import openpyxl
import pytest

from talentstudy.documents.blocks import TableBlock
from talentstudy.paper.compiling import moment_of
from talentstudy.paper.tables import print_table
from talentstudy.paper.workbook import number_of, workbook_bytes

MOMENT = moment_of("2025-06-30")


def test_a_sheet_per_table_with_numbers_as_numbers(key_figures: TableBlock) -> None:
    table = print_table(key_figures, "en")
    book = openpyxl.load_workbook(BytesIO(workbook_bytes([table, table], "Chapter", MOMENT)))
    assert book.sheetnames == ["1 Key figures", "2 Key figures"]
    sheet = book.worksheets[0]
    assert sheet["A1"].value == "Key figures"
    assert [cell.value for cell in sheet[3]] == list(table.columns)
    assert sheet["C4"].value == pytest.approx(0.19)
    # The flag is shown beside the number, which stays one.
    assert sheet["C4"].number_format == '0.0%" (b)"'
    assert sheet["B4"].value == 2024
    assert sheet["C5"].value == 1288
    assert sheet["D5"].value == "not available"
    assert sheet["E4"].value == "17/27"
    assert sheet.freeze_panes == "B4"
    notes = [row[0].value for row in sheet.iter_rows(min_row=7)]
    assert "(b) break in series" in notes


def test_two_workbooks_are_equal_and_dated_by_the_edition(key_figures: TableBlock) -> None:
    table = print_table(key_figures, "en")
    first = workbook_bytes([table], "Chapter", MOMENT)
    assert first == workbook_bytes([table], "Chapter", MOMENT)
    properties = openpyxl.load_workbook(BytesIO(first)).properties
    assert properties.created is not None
    assert properties.created.isoformat() == "2025-06-30T00:00:00"
    assert properties.title == "Chapter"


def test_a_caption_that_no_sheet_may_bear_is_cut(key_figures: TableBlock) -> None:
    long = TableBlock("What [the report]: prints? / and 'what' holds of it", key_figures.columns, key_figures.rows)
    (name,) = openpyxl.load_workbook(BytesIO(workbook_bytes([print_table(long, "en")], "x", MOMENT))).sheetnames
    assert len(name) <= 31


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("5,7%", "nl", (0.057, "0.0%")),
        ("5,7\u00a0%", "fr", (0.057, "0.0%")),
        ("10.274", "nl", (10274.0, "#,##0")),
        ("10,274", "en", (10274.0, "#,##0")),
        ("10.274", "en", (10.274, "#,##0.000")),
        ("288\u202f000", "fr", (288000.0, "#,##0")),
        ("+8,7", "de", (8.7, "+#,##0.0;−#,##0.0;0.0")),
        ("−0,5", "de", (-0.5, "#,##0.0")),
        ("2024", "en", (2024.0, "0")),
        ("9/27", "en", None),
        ("2024-Q3", "en", None),
        ("< 1", "en", None),
        ("–", "en", None),
        ("", "en", None),
    ],
)
def test_a_number_is_read_as_its_language_prints_it(text: str, language: str, found: tuple[float, str] | None) -> None:
    assert number_of(text, language) == found
