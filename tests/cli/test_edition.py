"""``talentstudy edition``: begin one, and compute its indicators."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import talentstudy.editions as rooms
from talentstudy.editions import read_edition
from talentstudy.indicators import INDICATORS
from talentstudy.store import find_home

Told = Callable[..., tuple[int, str, str]]


@pytest.fixture
def editions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The editions there are, in a folder to write to."""
    folder = tmp_path / "editions"
    shutil.copytree(read_edition(2025).folder.parent, folder)
    monkeypatch.setattr(rooms, "_FOLDER", folder)
    return folder


def test_new_writes_the_edition_and_says_what_is_left_to_do(told: Told, editions: Path) -> None:
    code, out, err = told("edition", "new", "2027", "--from", "2025", "--as-of", "2026-06-30")
    assert (code, err) == (0, "")
    assert read_edition(2027).state == "in preparation"
    assert (editions / "2027" / "claims.csv").exists()
    assert "  isoc_sks_itspt: 2025-05-14 -> 2026-04-17" in out
    assert "  isoc_cicce_use indic_is=E_CC1_SI: 2026-02-27 up to 2024 -> 2026-02-27 whole" in out
    assert "claims carried over as drafts." in out
    assert "Next: talentstudy edition compute 2027; talentstudy diff 2025 2027." in out


def test_an_edition_that_exists_is_refused_and_stays_as_it_was(told: Told, editions: Path) -> None:
    before = (editions / "2026" / "edition.toml").read_bytes()
    code, out, err = told("edition", "new", "2026", "--from", "2025")
    assert (code, out) == (2, "")
    assert "edition 2026 exists already" in err
    assert (editions / "2026" / "edition.toml").read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("2027", "--from", "2052"), "no edition named '2052'"),
        (("2027", "--from", "2025", "--as-of", "2025-01-01"), "'2025-01-01' is no later"),
        (("next", "--from", "2025"), "'next' is no year"),
    ],
)
def test_what_cannot_be_begun_is_refused(told: Told, arguments: tuple[str, ...], said: str) -> None:
    code, out, err = told("edition", "new", *arguments)
    assert (code, out) == (2, "")
    assert said in err


def test_compute_writes_the_indicators_and_nothing_else(told: Told, tmp_path: Path) -> None:
    shutil.copytree(find_home().raw, tmp_path / "data" / "raw")
    code, out, err = told("edition", "compute", "2026", "--home", str(tmp_path))
    assert (code, err) == (0, "")
    folder = tmp_path / "data" / "processed" / "2026"
    assert {path.stem for path in (folder / "indicators").glob("*.csv")} == set(INDICATORS)
    assert {path.name for path in folder.iterdir()} == {"indicators", "manifest.json"}
    assert out.startswith(f"{len(INDICATORS)} indicators under data")
