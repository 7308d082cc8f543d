"""A chapter as docx, opened again: its headings, its pictures' words, its tables' heads, its language."""

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import docx
import pytest
from docx.document import Document as Docx
from docx.oxml.ns import qn

from talentstudy.documents import Document
from talentstudy.documents.blocks import FigureBlock, FindingBlock, ListBlock, Paragraph, TableBlock
from talentstudy.errors import PublishError
from talentstudy.paper.compiling import moment_of
from talentstudy.paper.manuscript import manuscript_bytes

MOMENT = moment_of("2025-06-30")
Read = Callable[..., Document]


def opened(document: Document) -> Docx:
    return docx.Document(BytesIO(manuscript_bytes(document, MOMENT)))


def test_headings_bear_words_own_styles(document: Read) -> None:
    page = opened(document())
    headings = [
        (one.style.name, one.text) for one in page.paragraphs if one.style and one.style.name.startswith("Heading")
    ]
    assert headings == [("Heading 1", document().title), ("Heading 2", "Women"), ("Heading 2", "Standing")]


def test_a_picture_carries_its_words(document: Read) -> None:
    page = opened(document())
    (drawn,) = page.inline_shapes
    properties = drawn._inline.docPr
    assert properties.get("descr") == "Line chart: women among ICT specialists. Source: Eurostat."
    assert properties.get("title") == "Women"
    assert round(drawn.width.cm, 2) == 16
    assert "F4-01 – Women" in [one.text for one in page.paragraphs]


def test_a_tables_first_row_is_its_head(document: Read) -> None:
    (table,) = opened(document()).tables
    properties = table.rows[0]._tr.trPr
    assert properties is not None
    assert properties.find(qn("w:tblHeader")) is not None
    assert [cell.text for cell in table.rows[0].cells] == ["Country", "Value"]
    assert [cell.text for cell in table.rows[1].cells] == ["Belgium", "19.0%"]


@pytest.mark.parametrize(("language", "tag"), [("nl", "nl-BE"), ("fr", "fr-BE"), ("en", "en-GB"), ("de", "de-BE")])
def test_a_spelling_checker_knows_the_language(document: Read, language: str, tag: str) -> None:
    page = opened(document(language=language))
    assert page.core_properties.language == tag
    named = {one.get(qn("w:val")) for one in page.styles.element.iter(qn("w:lang"))}
    assert named == {tag}


def test_two_are_equal_and_dated_by_the_edition(document: Read) -> None:
    assert manuscript_bytes(document(), MOMENT) == manuscript_bytes(document(), MOMENT)
    told = opened(document()).core_properties
    assert told.created is not None
    assert told.modified is not None
    assert told.created.date().isoformat() == told.modified.date().isoformat() == "2025-06-30"
    assert told.title == document().title


def test_lists_findings_and_links_are_set(document: Read) -> None:
    table = TableBlock("Numbers", ("Year", "Value", "Flags"), (("2024", "19.0%", "b"),))
    blocks = (
        ListBlock((Paragraph("one"), Paragraph("two")), ordered=True),
        ListBlock((Paragraph("see https://a.example/x."),)),
        FindingBlock("Trend", "trend", Paragraph("It **rises**."), table),
    )
    page = opened(replace(document(), blocks=blocks))
    styles = [one.style.name for one in page.paragraphs if one.style]
    assert styles.count("List Number") == 2
    assert styles.count("List Bullet") == 1
    links = [one.target_ref for one in page.part.rels.values() if one.is_external]
    assert links == ["https://a.example/x"]
    cell = page.tables[0].rows[1].cells[1]
    assert [(run.text, bool(run.font.superscript)) for run in cell.paragraphs[0].runs] == [
        ("19.0%", False),
        ("b", True),
    ]


def test_a_figure_without_words_or_picture_is_refused(document: Read) -> None:
    bare = FigureBlock("F4-02", "Women", " ", "source", "F4-02", encoded="eA==")
    with pytest.raises(PublishError, match=r"F4-02 of ch04_inclusion .* no alternative text"):
        opened(replace(document(), blocks=(bare,)))
    with pytest.raises(PublishError, match=r"F4-02 of ch04_inclusion .* no picture"):
        opened(replace(document(), blocks=(replace(bare, alt="A chart.", encoded=""),)))
