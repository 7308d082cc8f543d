import sys
from pathlib import Path

import pytest

from talentstudy.drafts.manuscript import read_manuscript
from talentstudy.errors import DraftError


def written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("suffix", [".md", ".markdown", ".txt", ".TXT"])
def test_text_is_read_with_its_lines(tmp_path: Path, suffix: str) -> None:
    path = written(tmp_path / f"draft{suffix}", "\ufeffEen regel.\r\n\r\nVrouwen: 19 %.\r\n".encode())
    assert [(one.text, one.line_of(0)) for one in read_manuscript(path)] == [("Een regel.", 1), ("Vrouwen: 19 %.", 3)]


def test_front_matter_and_code_are_no_text(tmp_path: Path) -> None:
    path = written(
        tmp_path / "draft.md", b"---\ntitle: 2025\n---\nBefore.\n\n```\nx = 77\n```\n\n~~~\n88\n```\n99\n~~~\nAfter.\n"
    )
    assert [(one.text, one.line_of(0)) for one in read_manuscript(path)] == [("Before.", 4), ("After.", 15)]


def test_a_docx_is_read_paragraph_by_paragraph(tmp_path: Path) -> None:
    docx = pytest.importorskip("docx")
    document = docx.Document()
    document.add_heading("Women", 1)
    document.add_paragraph("In 2024 women were 19 %.")
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Men", "81 %"
    document.save(str(tmp_path / "draft.docx"))
    found = read_manuscript(tmp_path / "draft.docx")
    assert [(one.text, one.heading, one.line_of(0)) for one in found] == [
        ("In 2024 women were 19 %.", "Women", 2),
        ("Men | 81 %", "Women", 3),
    ]


def test_a_docx_without_the_library_names_the_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(DraftError, match=r"python-docx is not installed. Install talentstudy\[publish\]"):
        read_manuscript(written(tmp_path / "draft.docx", b"PK"))


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("draft.md", b"", "draft.md holds no text"),
        ("draft.txt", b" \n\t\n", "draft.txt holds no text"),
        ("draft.md", b"```\n5 %\n```\n", "draft.md holds no text"),
        ("draft.txt", b"a\x00b", "draft.txt is a binary file: it holds the byte 0"),
        ("draft.md", b"caf\xe9 5 %", "draft.md is no UTF-8 text: byte 3 is 0xe9. Save it as UTF-8."),
        ("draft.pdf", b"%PDF", "has the suffix '.pdf'; a manuscript is read from .md, .markdown, .txt, .docx"),
        ("draft", b"text", "has the suffix ''"),
        ("draft.docx", b"no zip", "draft.docx is no docx that can be opened"),
    ],
)
def test_what_cannot_be_read_is_refused(tmp_path: Path, name: str, content: bytes, told: str) -> None:
    with pytest.raises(DraftError) as refused:
        read_manuscript(written(tmp_path / name, content))
    assert told in str(refused.value)


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    (tmp_path / "folder.md").mkdir()
    for name in ("none.md", "folder.md"):
        with pytest.raises(DraftError, match=r"is no file. Name the manuscript to check."):
            read_manuscript(tmp_path / name)


def test_a_file_that_may_not_be_read_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path / "draft.md", b"text")

    def refuse(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(DraftError, match=r"cannot be read \(Permission denied\)"):
        read_manuscript(path)
