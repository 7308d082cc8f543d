"""Method notes as pages."""

from pathlib import Path

import pytest

from talentstudy.errors import PublishError
from talentstudy.site.notes import read_notes

ROOT = Path(__file__).parents[2]


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    (tmp_path / "docs" / "decisions").mkdir(parents=True)
    return tmp_path / "docs"


def test_every_note_and_decision_of_the_study_has_a_page() -> None:
    found = read_notes(ROOT)
    files = [*(ROOT / "docs").glob("*.md"), *(ROOT / "docs" / "decisions").glob("*.md")]
    assert len(found) == len(files)
    assert len({one.slug for one in found}) == len(found)
    assert all("<h1" not in one.html for one in found)


def test_a_link_to_a_note_leads_to_its_page_and_one_to_a_file_becomes_words(docs) -> None:
    (docs / "trends.md").write_text(
        "# Trends\n\n[why](decisions/0001-a.md) and [code](../talentstudy/run.py)\n", "utf-8"
    )
    (docs / "decisions" / "0001-a.md").write_text("# A\n\n[back](../trends.md)\n", "utf-8")
    trends, decision = read_notes(docs.parent)
    assert '<a href="decision-0001-a.html">why</a>' in trends.html
    assert "and code" in trends.html
    assert '<a href="method-trends.html">back</a>' in decision.html
    assert decision.decision


def test_tables_and_code_scroll_and_are_reached_by_keyboard(docs) -> None:
    (docs / "a.md").write_text("# A\n\n| x |\n|---|\n| 1 |\n\n```\ncode\n```\n", encoding="utf-8")
    (one,) = read_notes(docs.parent)
    assert '<div class="scroll" tabindex="0" role="group"' in one.html
    assert '<th scope="col">x</th>' in one.html
    assert '<pre tabindex="0"' in one.html


def test_html_of_a_note_is_words(docs) -> None:
    (docs / "a.md").write_text("# A\n\n<script>alert(1)</script>\n", encoding="utf-8")
    (one,) = read_notes(docs.parent)
    assert "<script" not in one.html


def test_a_note_without_title_is_refused(docs) -> None:
    (docs / "a.md").write_text("words\n", encoding="utf-8")
    with pytest.raises(PublishError, match=r"docs/a\.md has no title"):
        read_notes(docs.parent)
