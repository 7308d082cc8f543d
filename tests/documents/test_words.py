"""Markdown of the study: into blocks, and into HTML that holds nothing but words."""

import pytest

from talentstudy.documents.blocks import Heading, ListBlock, Paragraph
from talentstudy.documents.words import blocks_of, inline_html, plain_text, slug


def test_headings_after_the_first_have_anchors_of_their_own() -> None:
    found = list(blocks_of("## One\n\n### Two", "women"))
    assert found == [Heading(2, "One", "women"), Heading(3, "Two", "women-2")]


def test_a_list_keeps_its_order_and_its_items() -> None:
    found = list(blocks_of("1. **a** one\n2. two", "x"))
    assert found == [ListBlock((Paragraph("**a** one"), Paragraph("two")), ordered=True)]


def test_code_becomes_a_paragraph_of_code() -> None:
    assert list(blocks_of("```\na = 1\n```", "x")) == [Paragraph("`a = 1`")]


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", '<img src=x onerror="x()">', "[x](javascript:alert(1))"])
def test_what_a_browser_would_run_is_shown_as_words(text: str) -> None:
    html = inline_html(Paragraph(text))
    assert "<script" not in html
    assert "<img" not in html
    assert "<a" not in html


def test_a_number_is_told_where_it_stands() -> None:
    from talentstudy.telling.cells import Number

    one = Number("19.0%", "value", 19.0, "PC", ())
    paragraph = Paragraph("**Women** \ue000\ue10019.0%\ue001 < 20", (one,))
    assert inline_html(paragraph, lambda text, number: f"[{text}|{number.value}]") == (
        "<strong>Women</strong> [19.0%|19.0] &lt; 20"
    )


def test_an_address_becomes_a_link_without_the_stop_behind_it() -> None:
    html = inline_html(Paragraph("See https://example.org/a_b_c?x=1. Then"))
    assert html == 'See <a href="https://example.org/a_b_c?x=1">https://example.org/a_b_c?x=1</a>. Then'


def test_plain_text_has_no_emphasis() -> None:
    assert plain_text("*Who* is `missing`?") == "Who is missing?"


def test_an_anchor_is_ascii() -> None:
    assert slug("Écarts · été 2024") == "ecarts-ete-2024"
