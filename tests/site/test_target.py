"""The folder of a site: never another's, and whole at any time."""

import json
from pathlib import Path

import pytest

from talentstudy.errors import PublishError, WriteFailed
from talentstudy.site.target import MARKER, check_target, site_folder


def build(target: Path, text: str = "new") -> None:
    with site_folder(target) as draft:
        (draft / "nl").mkdir()
        (draft / "nl" / "index.html").write_text(text, encoding="utf-8")


def test_a_new_site_takes_the_place_of_the_old_one_whole(tmp_path) -> None:
    target = tmp_path / "deep" / "site"
    build(target, "old")
    (target / MARKER).exists()
    with site_folder(target) as draft:
        (draft / "fr.html").write_text("new", encoding="utf-8")
    assert sorted(path.name for path in target.rglob("*") if path.is_file()) == [MARKER, "fr.html"]
    assert [path.name for path in target.parent.iterdir()] == ["site"]


@pytest.mark.parametrize("interruption", [KeyboardInterrupt, PublishError, SystemExit])
def test_an_interrupted_build_leaves_the_old_site_whole(tmp_path, interruption) -> None:
    target = tmp_path / "site"
    build(target, "old")

    def stop() -> None:
        with site_folder(target) as draft:
            (draft / "half.html").write_text("half", encoding="utf-8")
            raise interruption("stopped")

    with pytest.raises(interruption):
        stop()
    assert (target / "nl" / "index.html").read_text(encoding="utf-8") == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_failure_between_both_renames_brings_the_old_site_back(tmp_path, monkeypatch) -> None:
    target = tmp_path / "site"
    build(target, "old")
    rename = Path.rename

    def failing(self: Path, to: Path) -> Path:
        if to == target and "old" not in self.parent.name:
            raise OSError("no space")
        return rename(self, to)

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(WriteFailed, match="the old one is untouched"):
        build(target)
    assert (target / "nl" / "index.html").read_text(encoding="utf-8") == "old"


def test_a_folder_with_other_files_is_refused_and_nothing_deleted(tmp_path) -> None:
    (tmp_path / "thesis.docx").write_text("years of work", encoding="utf-8")
    with pytest.raises(PublishError, match=r"holds thesis\.docx and no site of the study; nothing was deleted"):
        build(tmp_path)
    assert (tmp_path / "thesis.docx").read_text(encoding="utf-8") == "years of work"


def test_so_is_a_site_beside_which_somebody_put_a_file(tmp_path) -> None:
    target = tmp_path / "site"
    build(target)
    (target / "nl" / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(PublishError, match=r"beside it nl/notes\.txt"):
        build(target)
    assert (target / "nl" / "notes.txt").exists()


def test_a_file_put_there_during_the_build_is_seen_before_the_swap(tmp_path) -> None:
    target = tmp_path / "site"
    target.mkdir()

    def slow() -> None:
        with site_folder(target):
            (target / "notes.txt").write_text("mine", encoding="utf-8")

    with pytest.raises(PublishError, match=r"notes\.txt"):
        slow()
    assert (target / "notes.txt").exists()


def test_a_file_is_no_folder(tmp_path) -> None:
    (tmp_path / "site").write_text("x", encoding="utf-8")
    with pytest.raises(PublishError, match="is a file; a site is a folder"):
        check_target(tmp_path / "site")


def test_the_marker_names_every_file(tmp_path) -> None:
    build(tmp_path / "site")
    assert json.loads((tmp_path / "site" / MARKER).read_text(encoding="utf-8")) == ["nl/index.html"]
