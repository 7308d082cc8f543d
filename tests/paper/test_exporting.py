"""Files for other programs: one per chapter, kind and language."""

from pathlib import Path

import pytest

from talentstudy.documents import read_document
from talentstudy.editions import read_edition
from talentstudy.errors import NotebookFailed, UnknownName, WriteFailed
from talentstudy.paper.exporting import Exported, export, tables_of
from talentstudy.store import Home


def order(home: Home, folder: Path, *kinds: str) -> Exported:
    return Exported(home, read_edition(2025), "BE", ["en"], kinds, folder)


def test_tables_of_a_chapter_and_the_rows_behind_its_figures(home: Home) -> None:
    captions = [one.caption for one in tables_of(read_document(home, "2025", "BE", "en", "ch04_inclusion"))]
    assert captions == ["Standing", "Data behind F4-01: Women"]


def test_a_notebook_without_a_table_has_no_file_of_tables(home: Home, tmp_path: Path) -> None:
    named = {path.name for path in export(order(home, tmp_path, "tex"))}
    assert "ch04_inclusion.tex" in named
    assert "annex_a_ict_workforce.tex" in named
    # The claims stand one below the other.
    assert "annex_c_claims.tex" not in named


def test_two_exports_are_equal_in_every_kind(own_home: Home, tmp_path: Path) -> None:
    first = export(order(own_home, tmp_path / "1", "html", "xlsx", "docx"))
    second = export(order(own_home, tmp_path / "2", "html", "xlsx", "docx"))
    assert [one.name for one in first] == [one.name for one in second]
    assert all(one.read_bytes() == other.read_bytes() for one, other in zip(first, second, strict=True))


def test_an_unknown_kind_is_refused_with_those_there_are(home: Home, tmp_path: Path) -> None:
    with pytest.raises(UnknownName, match="no kind of export named 'doc'; did you mean docx"):
        export(order(home, tmp_path, "doc"))


def test_a_notebook_that_failed_is_not_exported(own_home: Home, tmp_path: Path) -> None:
    (own_home.processed("2025") / "notebooks" / "BE" / "en" / "ch01_shortage.failed.ipynb").write_text("{}")
    with pytest.raises(NotebookFailed, match="ch01_shortage"):
        export(order(own_home, tmp_path, "docx"))


def test_a_folder_that_cannot_be_written_is_named(home: Home, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(WriteFailed, match="taken"):
        export(order(home, tmp_path / "taken", "tex"))


def test_other_files_in_the_folder_are_left_alone(home: Home, tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "mine.txt").write_text("keep")
    export(order(home, tmp_path, "tex"))
    assert (tmp_path / "en" / "mine.txt").read_text() == "keep"
