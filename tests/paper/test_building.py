"""A PDF per language, whole or not at all, and the same from the same notebooks."""

from pathlib import Path

import pytest

from talentstudy.errors import NotebookFailed, PublishError, WriteFailed
from talentstudy.paper import build
from talentstudy.paper.building import sourcing
from talentstudy.store import Home
from tests.executed import cell, notebook, picture, prose, write_notebook


def test_two_builds_give_the_same_bytes(home: Home, pdfs: dict[str, bytes], tmp_path: Path) -> None:
    (path,) = build(home, "2025", "BE", ["nl"], tmp_path)
    assert path.name == "talentstudy-2025-BE-nl.pdf"
    assert path.read_bytes() == pdfs["nl"]


def test_each_language_has_its_own(pdfs: dict[str, bytes]) -> None:
    assert sorted(pdfs) == ["de", "en", "fr", "nl"]
    assert len(set(pdfs.values())) == 4


def test_a_notebook_that_failed_is_named_and_the_old_pdf_stays(own_home: Home, tmp_path: Path) -> None:
    (path,) = build(own_home, "2025", "BE", ["en"], tmp_path / "out")
    before = path.read_bytes()
    folder = own_home.processed("2025") / "notebooks" / "BE" / "en"
    (folder / "ch03_skills.failed.ipynb").write_text("{}")
    with pytest.raises(NotebookFailed, match="ch03_skills in en for BE"):
        build(own_home, "2025", "BE", ["en"], tmp_path / "out")
    assert path.read_bytes() == before


def test_a_language_that_was_not_run_leaves_nothing_behind(own_home: Home, tmp_path: Path) -> None:
    with pytest.raises(PublishError, match="was not executed in fr"):
        build(own_home, "2025", "BE", ["en", "fr"], tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_figure_without_alternative_text_is_refused(own_home: Home, tmp_path: Path) -> None:
    spoiled = notebook(
        cell("study.heading(3)", prose("# Skills\n\n*Which?*\n\nBelgium · 2025")),
        cell('study.draw("F3-01")', picture("F3-01", alt=" ")),
    )
    write_notebook(own_home, "ch03_skills", "en", spoiled)
    with pytest.raises(PublishError, match=r"F3-01 .*no alternative text"):
        build(own_home, "2025", "BE", ["en"], tmp_path)


def test_a_target_that_cannot_be_written_is_named(home: Home, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(WriteFailed, match="taken"):
        build(home, "2025", "BE", ["en"], tmp_path / "taken")


def test_sources_are_worded_and_words_stay(home: Home) -> None:
    cited = sourcing(home, "2025", "en")
    assert cited("isoc_sks_itsps@2025-05-14") == "Eurostat, isoc_sks_itsps (vintage 2025-05-14)."
    assert cited("Agoria, Talent4AI (2023).") == "Agoria, Talent4AI (2023)."
