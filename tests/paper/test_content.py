"""Blocks become content; a heading skips no level and no figure goes without a picture."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from talentstudy.documents import Document
from talentstudy.documents.blocks import Code, FigureBlock, FindingBlock, Heading, ListBlock, Paragraph, TableBlock
from talentstudy.errors import PublishError
from talentstudy.paper.content import Setter, picture_of, spoken, untitled

Read = Callable[..., Document]


def test_a_chapter_is_set_in_its_order_without_code(document: Read) -> None:
    kinds = [one["kind"] for one in Setter("en").blocks(document())]
    assert kinds == ["heading", "paragraph", "figure", "paragraph", "heading", "table"]


def test_a_heading_is_at_most_one_level_below_the_last(document: Read) -> None:
    blocks = (Heading(4, "deep", "a"), Heading(2, "two", "b"), Heading(3, "three", "c"), Code("x"))
    told = Setter("en").blocks(replace(document(), blocks=blocks))
    assert [one["level"] for one in told] == [2, 2, 3]


def test_a_finding_is_a_heading_its_words_and_its_table(document: Read) -> None:
    table = TableBlock("Numbers", ("Year", "Value"), (("2024", "1"),))
    block = FindingBlock("Trend", "trend", Paragraph("It rises."), table)
    told = Setter("en").blocks(replace(document(), blocks=(block, ListBlock((Paragraph("*one*"),), ordered=True))))
    assert [one["kind"] for one in told] == ["heading", "paragraph", "table", "list"]
    assert told[3]["items"][0] == [{"text": "one", "style": "i", "url": ""}]


def test_the_drawing_is_taken_before_the_image(document: Read) -> None:
    chapter = document()
    (figure,) = chapter.figures
    name, source = picture_of(figure, chapter)
    assert name.endswith(".pdf")
    assert source == figure.files["pdf"]
    screen = replace(figure, files={"svg": figure.files["svg"]})
    assert picture_of(screen, chapter)[0].endswith(".svg")
    annex = document("annex_a_ict_workforce")
    (image,) = annex.figures
    name, source = picture_of(image, annex)
    assert name.endswith(".png")
    assert source == image.png


def test_a_figure_without_a_picture_is_named(document: Read) -> None:
    chapter = document()
    bare = FigureBlock("F4-02", "Women", "alt", "source", "F4-02")
    with pytest.raises(PublishError, match=r"F4-02 of ch04_inclusion \(en, BE\) has no picture"):
        picture_of(bare, chapter)


def test_the_source_drawn_into_a_picture_is_read_aloud_once() -> None:
    figure = FigureBlock("F4-02", "Women", "A line chart.", "Eurostat.", "F4-02")
    assert spoken(figure, "en") == "A line chart. Source: Eurostat."
    assert spoken(replace(figure, source="Source: Eurostat."), "en") == "A line chart. Source: Eurostat."
    # Nothing to say is nothing, which the compiler refuses: a source is no description.
    assert spoken(replace(figure, alt=" "), "en") == ""


def test_a_paragraph_does_not_repeat_the_caption_above_it() -> None:
    assert untitled("**F1-01 – Cloud.** It was so.", "F1-01") == "It was so."
    assert untitled("**F1-01 – Cloud.** It was so.", "F1-02").startswith("**F1-01")
    assert untitled("Plain words.", "F1-01") == "Plain words."
