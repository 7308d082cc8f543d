"""Parts that objects left in a notebook, read back as blocks."""

import pandas as pd
import pytest

from talentstudy.documents.blocks import ClaimsBlock, FigureBlock, FindingBlock, ListBlock, Paragraph, TableBlock
from talentstudy.documents.parts import part_blocks
from talentstudy.errors import PublishError
from talentstudy.finding import Finding, Picture, Sheet
from tests import executed


def blocks(shown) -> list:
    return [block for part in shown._parts() for block in part_blocks(part, "here")]


def test_what_a_finding_says_comes_back_with_its_table() -> None:
    (one,) = blocks(Finding("Trend", "It rises.", pd.DataFrame({"year": ["2024"]}), result=object()))
    table = TableBlock("Trend", ("year",), (("2024",),), anchor="here-table")
    assert one == FindingBlock("Trend", "here", Paragraph("It rises."), table)


def test_a_model_that_refused_says_so() -> None:
    (one,) = blocks(Finding("Trend", "Too short.", reason="TooShort"))
    assert one.refused
    assert one.table is None


def test_a_figure_keeps_its_words() -> None:
    (one,) = blocks(Picture("F4-02", "Women", "Chart.", "Eurostat.", b"", "Long."))
    assert one == FigureBlock("F4-02", "Women", "Chart.", "Eurostat.", "here", "Long.")


def test_a_table_keeps_its_cells() -> None:
    (one,) = blocks(Sheet(pd.DataFrame({"a": ["1"], "b": ["2"]})))
    assert (one.columns, one.rows) == (("a", "b"), (("1", "2"),))


def test_a_told_paragraph_keeps_its_numbers_and_items() -> None:
    data = executed.told("F4-02 – Women.", "19.0%", 19.0)["data"]
    part = {**next(iter(data.values()))["parts"][0], "items": [["First", "\ue000\ue10019.0%\ue001"]]}
    paragraph, items = part_blocks(part, "x")
    assert isinstance(paragraph, Paragraph)
    assert paragraph.text == "**F4-02 – Women.** It was 19.0% <in> 2024."
    assert paragraph.numbers[0].cells[0].observation == "geo=BE time_period=2024"
    assert isinstance(items, ListBlock)
    assert items.items[0].text == "**First** 19.0%"


def test_claims_keep_their_words() -> None:
    part = {"kind": "evidence", "entries": [executed.entry("C4-02", 4, "differs", "A *fifth*.")]}
    (one,) = part_blocks(part, "evidence")
    assert isinstance(one, ClaimsBlock)
    assert one.chapters[0].entries[0].statement == "A *fifth*."


def test_a_kind_of_a_later_version_is_refused_by_name() -> None:
    with pytest.raises(PublishError, match=r"part of kind 'map'.*Run it again"):
        list(part_blocks({"kind": "map"}, "x"))
