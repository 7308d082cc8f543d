"""Executed notebooks as documents."""

import pytest

from talentstudy.documents.blocks import Code, FigureBlock, Heading, TableBlock
from talentstudy.documents.reading import notebook_names, read_document, read_documents, read_once
from talentstudy.errors import NotebookFailed, PublishError, UnknownName
from talentstudy.store import Home
from tests import executed
from tests.executed import cell, notebook, picture, prose, table, write_figure, write_notebook

NAME = "ch04_inclusion"
HEADING = cell("study.heading(4)", prose("# Inclusion\n\n*Who is missing?*\n\nBelgium · 2025"))


@pytest.fixture
def home(tmp_path) -> Home:
    return Home(tmp_path)


def read(home: Home):
    return read_document(home, "2025", "BE", "en", NAME)


def test_a_document_has_title_question_and_vintages_apart_from_its_blocks(home) -> None:
    write_notebook(home, NAME, "en", notebook(executed.study_cell(), HEADING, cell("x", prose("Read."))))
    one = read(home)
    assert (one.title, one.question, one.vintages) == ("Inclusion", "Who is missing?", {"isoc_sks_itsps": "2025-05-14"})
    assert not [block for block in one.blocks if isinstance(block, Heading)]
    assert "opens it" not in str(one.blocks)


def test_a_numbered_figure_finds_its_files(home) -> None:
    write_figure(home, "F4-02", "en")
    write_notebook(home, NAME, "en", notebook(HEADING, cell('study.draw("F4-02")', picture("F4-02"))))
    (figure,) = read(home).figures
    assert set(figure.files) == {"svg", "png", "pdf", "csv"}


def test_a_long_description_of_the_run_reaches_the_figure(home) -> None:
    folder = write_figure(home, "F4-02", "en")
    (folder / "index.json").write_text('{"figures": {"F4-02": {"description": "Long."}}}', encoding="utf-8")
    write_notebook(home, NAME, "en", notebook(HEADING, cell('study.draw("F4-02")', picture("F4-02"))))
    assert [one.description for one in read(home).figures] == ["Long."]


def test_anchors_are_given_once(home) -> None:
    cells = [cell("workforce.draw()", picture("x_be")), cell("workforce.draw()", picture("x_be"))]
    write_notebook(home, NAME, "en", notebook(HEADING, *cells))
    assert [one.anchor for one in read(home).blocks if isinstance(one, FigureBlock)] == [
        "workforce-draw",
        "workforce-draw-2",
    ]


def test_a_table_without_caption_takes_the_heading_above(home) -> None:
    cells = [cell('study.section("standing")', prose("## Standing")), cell("study.table(4)", table())]
    write_notebook(home, NAME, "en", notebook(HEADING, *cells))
    assert [one.caption for one in read(home).blocks if isinstance(one, TableBlock)] == ["Standing"]


def test_a_notebook_that_was_not_executed_is_named_with_what_to_run(home) -> None:
    with pytest.raises(PublishError, match=r"ch04_inclusion was not executed in en for BE\. Run 'talentstudy run"):
        read(home)


def test_a_notebook_that_failed_is_refused_even_with_an_old_one_beside(home) -> None:
    path = write_notebook(home, NAME, "en", notebook(HEADING))
    path.with_name(f"{NAME}.failed.ipynb").write_text("{}", encoding="utf-8")
    with pytest.raises(NotebookFailed, match="ch04_inclusion in en for BE stopped at a cell"):
        read(home)


def test_a_notebook_without_a_title_is_refused(home) -> None:
    write_notebook(home, NAME, "en", notebook(cell("x", prose("Read."))))
    with pytest.raises(PublishError, match="has no title"):
        read(home)


def test_all_chapters_are_wanted_and_the_annexes_there_are(home) -> None:
    for name in notebook_names(()):
        write_notebook(home, name, "en", notebook(HEADING))
    write_notebook(home, "annex_b_gender", "en", notebook(HEADING))
    found = [one.name for one in read_documents(home, "2025", "BE", "en")]
    assert found == [*notebook_names(()), "annex_b_gender"]


def test_a_build_reads_a_notebook_once_and_the_next_reads_it_anew(home) -> None:
    write_notebook(home, NAME, "en", notebook(HEADING))
    with read_once():
        before = read(home)
        write_notebook(home, NAME, "en", notebook(HEADING, cell("x", prose("Written meanwhile."))))
        assert read(home) is before
    assert "Written meanwhile." in str(read(home).blocks)


def test_an_unknown_language_is_refused(home) -> None:
    with pytest.raises(UnknownName, match="no language named 'es'"):
        read_documents(home, "2025", "BE", "es")


def test_code_is_folded(home) -> None:
    write_notebook(home, NAME, "en", notebook(HEADING))
    assert all(one.folded for one in read(home).blocks if isinstance(one, Code))


@pytest.mark.parametrize("text", ['{"cells": [', "[]", "{}"])
def test_a_notebook_cut_short_is_refused_by_name(home, text: str) -> None:
    write_notebook(home, NAME, "en", notebook(HEADING)).write_text(text, encoding="utf-8")
    with pytest.raises(PublishError, match=r"ch04_inclusion\.ipynb is no whole notebook .* talentstudy run"):
        read(home)
