"""One cell of a notebook: what of it is published, and what refuses to be."""

import pytest

from talentstudy.documents.blocks import Code, FigureBlock, Heading, Paragraph, TableBlock
from talentstudy.documents.cells import anchor_of, cell_blocks
from talentstudy.errors import NotebookFailed, PublishError
from tests.executed import cell, markdown, output, picture, png, prose, table


def test_a_cell_is_its_code_folded_then_what_it_shows() -> None:
    found = list(cell_blocks(cell('study.section("women")', prose("## Women")), "ch04"))
    assert found == [Code('study.section("women")'), Heading(2, "Women", "women")]


def test_a_picture_comes_with_its_bytes() -> None:
    _, figure = cell_blocks(cell('study.draw("F4-02")', picture("F4-02")), "ch04")
    assert isinstance(figure, FigureBlock)
    assert figure.png == png()
    assert figure.anchor == "F4-02"


def test_a_figure_without_alternative_text_is_refused() -> None:
    with pytest.raises(PublishError, match=r"figure F4-02 of ch04 has no alternative text"):
        list(cell_blocks(cell("x", picture("F4-02", alt=" ")), "ch04"))


@pytest.mark.parametrize("form", ["text/html", "image/png"])
def test_so_is_a_picture_that_no_object_of_the_study_shows(form: str) -> None:
    content = '<img src="data:image/png;base64,aGVsbG8=">' if form == "text/html" else "aGVsbG8="
    with pytest.raises(PublishError, match="shows a picture at 'x' without alternative text"):
        list(cell_blocks(cell("x", output(**{form: content})), "ch04"))


@pytest.mark.parametrize("form", ["application/javascript", "application/vnd.jupyter.widget-view+json"])
def test_a_program_among_the_outputs_is_refused(form: str) -> None:
    with pytest.raises(PublishError, match=f"an output of type {form}".replace("+", r"\+")):
        list(cell_blocks(cell("x", output(**{form: "alert(1)"})), "ch04"))


def test_script_in_html_is_taken_out() -> None:
    found = list(cell_blocks(cell("x", output(html="<p>Read</p><script>steal()</script>")), "ch04"))
    assert found == [Code("x"), Paragraph("Read")]


def test_a_cell_that_raised_is_refused() -> None:
    error = {"output_type": "error", "ename": "TooShort", "evalue": "4 points", "traceback": []}
    with pytest.raises(NotebookFailed, match="ch04 stopped: TooShort: 4 points"):
        list(cell_blocks(cell("x", error), "ch04"))


def test_warnings_are_for_who_runs_a_notebook() -> None:
    stream = {"output_type": "stream", "name": "stderr", "text": "a warning"}
    assert list(cell_blocks(cell("x", stream), "ch04")) == [Code("x")]


def test_a_table_of_lines_is_read_too() -> None:
    found = list(cell_blocks(cell("study.table(4)", table("Key figures")), "ch04"))
    assert isinstance(found[1], TableBlock)
    assert found[1].anchor == "study-table-4"


def test_markdown_of_a_cell_is_words() -> None:
    assert list(cell_blocks(markdown("## Note\n\nRead."), "ch04")) == [Heading(2, "Note", "note"), Paragraph("Read.")]


def test_an_anchor_comes_from_the_code_and_not_from_the_language() -> None:
    assert anchor_of('union = study.trend("x")\nunion.target("digital decade")') == "union-target-digital-decade"
