"""An edition that still computes, and one that no longer does."""

import shutil
from pathlib import Path

import pytest

from talentstudy.editions import read_edition
from talentstudy.indicators import INDICATORS
from talentstudy.store import Home, find_home
from talentstudy.vintages.verifying import Finding, verified


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A copy of the home to spoil."""
    folder = tmp_path_factory.mktemp("home")
    shutil.copytree(find_home().raw, folder / "data" / "raw")
    committed = find_home().processed("2025") / "indicators"
    shutil.copytree(committed, folder / "data" / "processed" / "2025" / "indicators")
    return Home(folder)


def failures(home: Home) -> dict[str, Finding]:
    return {one.what: one for one in verified(read_edition(2025), Home(home.folder)) if not one.holds}


def changed(path: Path, old: bytes, new: bytes) -> bytes:
    before = path.read_bytes()
    assert old in before
    path.write_bytes(before.replace(old, new, 1))
    return before


def test_every_file_and_every_indicator_is_reported() -> None:
    edition = read_edition(2025)
    found = verified(edition, find_home())
    files = [one.what for one in found if one.kind == "raw file"]
    assert len(files) == len({(pin.dataset, pin.vintage) for pin in edition.pins})
    assert [one.what for one in found if one.kind == "indicator"] == list(INDICATORS)
    assert all(one.holds for one in found if one.kind == "raw file")


def test_a_hand_edited_raw_file_fails_and_so_does_what_is_computed_from_it(own: Home) -> None:
    path = own.origin("isoc_sks_itspt", "2025-05-14").path
    before = changed(path, b"BE,2024,PC_EMP,5.7", b"BE,2024,PC_EMP,5.8")
    try:
        found = failures(own)
    finally:
        path.write_bytes(before)
    assert "was altered" in found["isoc_sks_itspt at 2025-05-14"].why
    assert "cannot be computed" in found["ict_specialists_share"].why
    assert "ict_women_share" not in found


def test_a_committed_number_that_is_not_computed_fails_by_its_line(own: Home) -> None:
    path = own.processed("2025") / "indicators" / "ict_specialists_share.csv"
    before = changed(path, b"BE,2024,PC_EMP,5.7", b"BE,2024,PC_EMP,5.8")
    try:
        found = failures(own)
    finally:
        path.write_bytes(before)
    assert "2 lines differ from those computed" in found["ict_specialists_share"].why
    assert "BE,2024,PC_EMP,5.7" in found["ict_specialists_share"].why


def test_an_indicator_left_out_or_too_many_is_named(own: Home) -> None:
    folder = own.processed("2025") / "indicators"
    path = folder / "cloud_rank.csv"
    before = path.read_bytes()
    path.rename(folder / "cloud_place.csv")
    try:
        found = failures(own)
    finally:
        (folder / "cloud_place.csv").unlink()
        path.write_bytes(before)
    assert "talentstudy edition compute 2025" in found["cloud_rank"].why
    assert "no indicator of this name" in found["cloud_place"].why


def test_line_ends_of_a_checkout_on_windows_do_not_count(own: Home) -> None:
    path = own.processed("2025") / "indicators" / "cloud_rank.csv"
    before = path.read_bytes()
    path.write_bytes(before.replace(b"\n", b"\r\n"))
    try:
        found = failures(own)
    finally:
        path.write_bytes(before)
    assert "cloud_rank" not in found
