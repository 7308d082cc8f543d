"""What a site says of the study itself is read again where it changed, and only there."""

from pathlib import Path

import pytest

from talentstudy.editions import read_edition
from talentstudy.errors import PublishError
from talentstudy.site import program
from talentstudy.site.notes import read_notes
from talentstudy.site.program import program_texts
from talentstudy.site.reference import reference
from talentstudy.store import Home

ROOT = Path(__file__).parents[2]
EDITION = read_edition(2025)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A study with one note."""
    (tmp_path / "docs" / "decisions").mkdir(parents=True)
    (tmp_path / "docs" / "trends.md").write_text("# Trends\n\nOne.\n", encoding="utf-8")
    return Home(tmp_path)


@pytest.fixture
def readings(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The homes whose notes were read."""
    found = []

    def read(folder: Path) -> list:
        found.append(folder)
        return read_notes(folder)

    monkeypatch.setattr(program, "read_notes", read)
    return found


def test_texts_come_back_as_they_were_read(home: Home, readings: list[Path]) -> None:
    first, again = program_texts(home, EDITION), program_texts(home, EDITION)
    assert len(readings) == 1
    assert first == again
    assert list(again.notes) == read_notes(home.folder)
    assert list(again.entries) == reference()


def test_a_note_that_changed_came_or_went_is_read_again(home: Home, readings: list[Path]) -> None:
    note = home.folder / "docs" / "trends.md"
    program_texts(home, EDITION)
    note.write_text("# Trends\n\nTwo.\n", encoding="utf-8")
    assert "Two" in program_texts(home, EDITION).notes[0].html
    (home.folder / "docs" / "decisions" / "0001-why.md").write_text("# Why\n\nSo.\n", encoding="utf-8")
    assert [one.title for one in program_texts(home, EDITION).notes] == ["Trends", "Why"]
    note.rename(note.with_name("growth.md"))
    assert program_texts(home, EDITION).notes[0].slug == "method-growth"
    assert len(readings) == 4


def test_a_reference_that_changed_is_read_again(
    home: Home, readings: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program_texts(home, EDITION)
    other = tmp_path / "other.py"
    other.write_text("", encoding="utf-8")
    monkeypatch.setattr(program, "reference_paths", lambda: [other])
    program_texts(home, EDITION)
    assert len(readings) == 2


def test_a_note_without_a_title_leaves_what_was_kept(home: Home) -> None:
    before = program_texts(home, EDITION)
    note = home.folder / "docs" / "trends.md"
    kept, right = home.processed("2025") / "site_facts" / "program.json", note.read_bytes()
    held = kept.read_bytes()
    note.write_text("No title.\n", encoding="utf-8")
    with pytest.raises(PublishError, match="has no title"):
        program_texts(home, EDITION)
    assert kept.read_bytes() == held
    note.write_bytes(right)
    assert program_texts(home, EDITION) == before
