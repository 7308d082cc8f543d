"""A deposit written: whole or not at all, beside nobody else's files."""

from pathlib import Path

import pytest

from talentstudy.deposit import build as build_lazily
from talentstudy.deposit import building
from talentstudy.deposit.building import build, check_target
from talentstudy.errors import PublishError, WriteFailed
from talentstudy.store import Home
from tests.deposit.conftest import LANGUAGES


def test_it_writes_the_bundle_and_the_files_useful_alone_twice_the_same(ran: Home, tmp_path: Path) -> None:
    paths = build(ran, "2025", "BE", LANGUAGES, tmp_path / "out")
    assert {path.name for path in paths} == {path.name for path in (tmp_path / "out").iterdir()}
    assert "talentstudy-2025-BE.zip" in {path.name for path in paths}
    first = {path.name: path.read_bytes() for path in paths}
    again = build_lazily(ran, "2025", "BE", LANGUAGES, tmp_path / "out")
    assert {path.name: path.read_bytes() for path in again} == first


def test_an_interrupted_build_leaves_the_old_bundle_whole(
    ran: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "talentstudy-2025-BE.zip").write_bytes(b"the old one")

    def interrupted(*_: object) -> bytes:
        raise KeyboardInterrupt

    monkeypatch.setattr(building, "zipped", interrupted)
    with pytest.raises(KeyboardInterrupt):
        build(ran, "2025", "BE", LANGUAGES, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["talentstudy-2025-BE.zip"]
    assert (tmp_path / "talentstudy-2025-BE.zip").read_bytes() == b"the old one"


def test_a_folder_that_cannot_be_written_says_so(ran: Home, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(WriteFailed, match="could not be written"):
        build(ran, "2025", "BE", LANGUAGES, tmp_path / "file" / "inside")


def test_a_folder_with_other_files_is_refused_by_name_and_kept(tmp_path: Path) -> None:
    (tmp_path / "thesis.docx").write_text("mine", encoding="utf-8")
    with pytest.raises(PublishError, match=r"holds thesis\.docx, which is no deposit of edition 2025 for BE"):
        check_target(tmp_path, "2025", "BE")
    assert (tmp_path / "thesis.docx").read_text(encoding="utf-8") == "mine"


def test_its_own_old_files_a_new_folder_and_an_empty_one_are_taken(ran: Home, tmp_path: Path) -> None:
    check_target(tmp_path, "2025", "BE")
    check_target(tmp_path / "new", "2025", "BE")
    build(ran, "2025", "BE", LANGUAGES, tmp_path)
    check_target(tmp_path, "2025", "BE")
    with pytest.raises(PublishError, match="no deposit of edition 2025 for NL"):
        check_target(tmp_path, "2025", "NL")


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(PublishError, match="is a file"):
        check_target(tmp_path / "file", "2025", "BE")
