"""Blocks: what they know of themselves."""

import pytest

from talentstudy.documents.blocks import Document, FigureBlock, Heading, Paragraph, TableBlock
from talentstudy.documents.claims import claims_of
from talentstudy.store import Home
from tests import executed


@pytest.mark.parametrize("text", ["19,0%", "19,0 %", "−0,10", "< 1", "1.234", "–", "", "62.6% b", "+2,5", "2024"])
def test_a_column_of_printed_numbers_is_set_flush_right(text: str) -> None:
    assert TableBlock("", ("Value",), (("5",), (text,))).numeric == (True,)


@pytest.mark.parametrize("text", ["Belgium", "isoc_sks_itsps@2025-05-14", "Finland (73,0%)"])
def test_a_column_with_words_is_not(text: str) -> None:
    assert TableBlock("", ("Value",), (("5",), (text,))).numeric == (False,)


def test_a_column_of_nothing_is_no_column_of_numbers() -> None:
    assert TableBlock("", ("Value",), (("",), ("",))).numeric == (False,)


def test_a_paragraph_reads_without_its_marks() -> None:
    assert Paragraph("It was \ue000\ue10019.0%\ue001.").text == "It was 19.0%."


def test_a_figure_reads_its_rows_as_text(tmp_path) -> None:
    folder = executed.write_figure(Home(tmp_path), "F4-02", "en")
    one = FigureBlock("F4-02", "Women", "Chart.", "Eurostat.", "F4-02", files={"csv": folder / "F4-02.csv"})
    rows = one.rows
    assert rows is not None
    assert list(rows["obs_value"]) == ["19.4", "19.0", ""]
    assert one.numbered


def test_a_picture_of_a_model_has_no_number_and_no_rows() -> None:
    one = FigureBlock("ict_specialists_count_be", "Trend", "Chart.", "Eurostat.", "workforce-draw")
    assert one.rows is None
    assert not one.numbered


def test_a_document_lists_its_figures_and_claims(tmp_path) -> None:
    figure = FigureBlock("F4-02", "Women", "Chart.", "Eurostat.", "F4-02")
    heading = Heading(2, "Women", "women")
    claims = claims_of(
        {"entries": [executed.entry("C4-02", 4, "differs", "A fifth."), executed.entry("C5-01", 5, "agrees", "x")]}, "c"
    )
    one = Document("ch04", "T", "Q", "en", "2025", "BE", (heading, figure, claims), tmp_path)
    assert list(one.figures) == [figure]
    assert [claim.id for claim in one.claims] == ["C4-02", "C5-01"]
