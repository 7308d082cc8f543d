import errno
import os
from pathlib import Path

import pytest

from talentstudy import store
from talentstudy.errors import RawFileError, StudyError, UnknownName, VintageRefused, WriteFailed
from talentstudy.store import HOME_VARIABLE, Home, find_home, write_text, written

VINTAGE = "2025-01-01"


def hidden(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.name.startswith(".")]


def test_a_home_knows_its_datasets_vintages_and_origins(home: Home) -> None:
    assert home.datasets() == ("convidencia_hackathons", "isoc_sks_itsps", "isoc_sks_itspt")
    assert home.vintages("isoc_sks_itspt") == (VINTAGE,)
    origin = home.origin("isoc_sks_itspt", VINTAGE)
    assert (origin.dataset, origin.vintage, origin.path.name) == ("isoc_sks_itspt", VINTAGE, "raw.csv")
    assert home.verified(origin) == origin.path
    assert repr(origin) == "<Origin Eurostat, A specimen of isoc_sks_itspt, isoc_sks_itspt@2025-01-01>"
    assert repr(home).endswith(": 3 datasets>")


def test_a_file_that_was_altered_is_refused(home: Home) -> None:
    origin = home.origin("isoc_sks_itspt", VINTAGE)
    origin.path.write_bytes(origin.path.read_bytes().replace(b"5.4", b"5.6"))
    with pytest.raises(
        RawFileError, match=r"raw\.csv was altered: its sha256 is .*, its origin\.toml says .*Restore it"
    ):
        home.verified(origin)


def test_line_ends_of_another_system_are_no_alteration(home: Home) -> None:
    origin = home.origin("isoc_sks_itspt", VINTAGE)
    origin.path.write_bytes(origin.path.read_bytes().replace(b"\n", b"\r\n"))
    assert home.verified(origin) == origin.path


def test_a_file_that_is_missing_is_refused(home: Home) -> None:
    origin = home.origin("isoc_sks_itspt", VINTAGE)
    origin.path.unlink()
    with pytest.raises(
        RawFileError, match=r"raw\.csv is missing; isoc_sks_itspt at vintage 2025-01-01 is read from it"
    ):
        home.verified(origin)


def test_a_vintage_that_is_not_held_is_refused_with_those_that_are(home: Home) -> None:
    with pytest.raises(UnknownName, match="no vintage of isoc_sks_itspt named '2025-01-11'; did you mean 2025-01-01"):
        home.origin("isoc_sks_itspt", "2025-01-11")


def test_a_dataset_that_is_not_held_is_refused_with_the_nearest(home: Home) -> None:
    with pytest.raises(UnknownName, match=r"no dataset named 'isoc_sks_itspx'; did you mean isoc_sks_itsp.*Look under"):
        home.vintages("isoc_sks_itspx")


def test_a_named_folder_comes_before_the_variable(home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "elsewhere"))
    assert find_home(home.folder).folder == home.folder.resolve()
    assert find_home(str(home.folder)) == Home(home.folder.resolve())


def test_the_variable_comes_before_the_working_tree(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(HOME_VARIABLE, str(home.folder))
    assert find_home().folder == home.folder.resolve()


@pytest.mark.parametrize("by_variable", [True, False])
def test_a_folder_without_data_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, by_variable: bool) -> None:
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path))
    with pytest.raises(StudyError, match=r"holds no data/raw\. Name the study's folder, or unset TALENTSTUDY_HOME"):
        find_home(None if by_variable else tmp_path)


def test_the_working_tree_is_looked_for_upwards(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(HOME_VARIABLE, raising=False)
    below = home.folder / "notebooks" / "drafts"
    below.mkdir(parents=True)
    monkeypatch.chdir(below)
    assert find_home().folder == home.folder.resolve()


def test_elsewhere_the_tree_of_the_package_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(HOME_VARIABLE, raising=False)
    monkeypatch.chdir(tmp_path)
    assert find_home().folder == Path(store.__file__).resolve().parents[1]


def test_where_nothing_is_found_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(HOME_VARIABLE, raising=False)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(store, "__file__", str(tmp_path / "site-packages" / "talentstudy" / "store.py"))
    with pytest.raises(StudyError, match=r"no data/raw was found from .* upwards\. Run inside .* set TALENTSTUDY_HOME"):
        find_home()


def test_a_file_is_written_whole_into_folders_that_were_not_there(tmp_path: Path) -> None:
    path = tmp_path / "new" / "deep" / "result.txt"
    with written(path) as draft:
        assert draft.parent == path.parent
        draft.write_text("whole", encoding="utf-8")
        assert not path.exists()
    assert path.read_text(encoding="utf-8") == "whole"
    assert hidden(path.parent) == []
    assert path.stat().st_mode & 0o777 == 0o644


@pytest.mark.parametrize("interruption", [KeyboardInterrupt, ValueError, SystemExit])
@pytest.mark.parametrize("existed", [True, False])
def test_an_interruption_leaves_what_stood_there_and_nothing_half(
    tmp_path: Path, interruption: type[BaseException], existed: bool
) -> None:
    path = tmp_path / "result.txt"
    if existed:
        path.write_text("before", encoding="utf-8")

    def interrupted() -> None:
        with written(path) as draft:
            draft.write_text("half", encoding="utf-8")
            raise interruption

    with pytest.raises(interruption):
        interrupted()
    assert [one.name for one in tmp_path.iterdir()] == (["result.txt"] if existed else [])
    assert not existed or path.read_text(encoding="utf-8") == "before"


def full(*_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.mark.parametrize("step", ["write_bytes", "replace", "chmod", "mkdir"])
def test_a_full_disk_leaves_what_stood_there_and_nothing_half(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    path = tmp_path / "result.txt"
    path.write_text("before", encoding="utf-8")
    monkeypatch.setattr(Path, step, full)
    with pytest.raises(WriteFailed, match=r"result\.txt could not be written .*No space left.* is untouched"):
        write_text(path, "after")
    monkeypatch.undo()
    assert path.read_text(encoding="utf-8") == "before"
    assert [one.name for one in tmp_path.iterdir()] == ["result.txt"]


def test_a_disk_too_full_for_a_draft_is_told_alike(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.mkstemp", full)
    with pytest.raises(WriteFailed, match="No space left"):
        write_text(tmp_path / "result.txt", "after")
    assert list(tmp_path.iterdir()) == []


def test_an_equal_file_is_left_alone(tmp_path: Path) -> None:
    path = write_text(tmp_path / "result.txt", "één\n")
    os.utime(path, (1, 1))
    assert write_text(path, "één\n") == path
    assert path.stat().st_mtime == 1
    write_text(path, "twee\n")
    assert path.stat().st_mtime > 1
    assert path.read_bytes() == b"twee\n"


def test_text_is_utf_8_with_lf(tmp_path: Path) -> None:
    assert write_text(tmp_path / "a.txt", "België\nBelgique\n").read_bytes() == "België\nBelgique\n".encode()


def test_a_folder_in_the_way_is_told(tmp_path: Path) -> None:
    path = tmp_path / "result.txt"
    (path / "inside").mkdir(parents=True)

    def blocked() -> None:
        with written(path) as draft:
            draft.write_text("x", encoding="utf-8")

    with pytest.raises(WriteFailed, match=r"result\.txt could not be written"):
        blocked()
    assert [one.name for one in tmp_path.iterdir()] == ["result.txt"]


def test_a_vintage_is_read_beside_another(home: Home, tmp_path: Path) -> None:
    place = home.origin("isoc_sks_itspt", VINTAGE).folder
    later = place.parent / "2026-01-01"
    later.mkdir()
    for one in place.iterdir():
        (later / one.name).write_bytes(one.read_bytes())
    assert Home(tmp_path).vintages("isoc_sks_itspt") == (VINTAGE, "2026-01-01")


def test_the_data_is_read_from_where_the_origin_says(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    read = Path.read_bytes

    def recorded(path: Path) -> bytes:
        opened.append(path.name)
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", recorded)
    home.verified(home.origin("isoc_sks_itsps", VINTAGE))
    assert opened == ["raw.csv"]


def test_an_origin_that_says_too_little_is_refused_by_what_it_lacks(home: Home) -> None:
    path = home.origin("isoc_sks_itspt", home.vintages("isoc_sks_itspt")[0]).folder / "origin.toml"
    lines = [
        line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith(("licence", "sha256"))
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(RawFileError, match=r"origin\.toml does not say licence, sha256"):
        home.origin("isoc_sks_itspt", home.vintages("isoc_sks_itspt")[0])


def test_a_folder_of_another_name_than_its_origin_is_refused(home: Home) -> None:
    folder = home.origin("isoc_sks_itspt", VINTAGE).folder
    folder.rename(folder.with_name("2026-01-01"))
    with pytest.raises(RawFileError, match=r"2026-01-01 is not the place of .* isoc_sks_itspt at 2025-01-01"):
        Home(home.folder).origin("isoc_sks_itspt", "2026-01-01")


@pytest.mark.parametrize("vintage", ["2099-01-01", "2099", "2099-01"])
def test_a_vintage_of_a_day_after_it_was_accessed_is_refused(home: Home, vintage: str) -> None:
    folder = home.origin("isoc_sks_itspt", VINTAGE).folder
    later = folder.rename(folder.with_name(vintage))
    text = (later / "origin.toml").read_text(encoding="utf-8")
    (later / "origin.toml").write_text(
        text.replace(f'vintage = "{VINTAGE}"', f'vintage = "{vintage}"'), encoding="utf-8"
    )
    with pytest.raises(VintageRefused, match=rf"{vintage} is a vintage of a day after \d{{4}}"):
        Home(home.folder).origin("isoc_sks_itspt", vintage)


def test_an_origin_that_is_no_toml_is_refused_by_name(home: Home) -> None:
    path = home.origin("isoc_sks_itspt", home.vintages("isoc_sks_itspt")[0]).folder / "origin.toml"
    path.write_text("producer = Eurostat", encoding="utf-8")
    with pytest.raises(RawFileError, match=r"origin\.toml cannot be read as TOML"):
        home.origin("isoc_sks_itspt", home.vintages("isoc_sks_itspt")[0])


def test_a_file_that_cannot_be_written_while_another_is_bears_its_own_name(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with (
        pytest.raises(WriteFailed, match=r"file/inner could not be written") as refused,
        written(tmp_path / "outer"),
        written(tmp_path / "file" / "inner"),
    ):
        pass
    assert "outer" not in str(refused.value)
    # What the system said is its cause: whether a disk is full is read from it.
    assert isinstance(refused.value.__cause__, NotADirectoryError | FileExistsError)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
