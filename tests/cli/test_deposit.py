"""``talentstudy deposit``."""

from collections.abc import Callable
from pathlib import Path

from talentstudy.pipeline import Pipeline
from tests.deposit.conftest import made_run

Told = Callable[..., tuple[int, str, str]]


def test_bundles_an_edition_that_was_run(told: Told, tmp_path: Path, edition_2025: Pipeline) -> None:
    home = made_run(tmp_path / "study", edition_2025)
    target = tmp_path / "out"
    chosen = ("deposit", "2025", "--home", str(home.folder), "--language", "nl", "--output", str(target))
    code, out, _ = told(*chosen)
    assert code == 0
    assert f"{target / 'talentstudy-2025-BE.zip'} (" in out
    assert len(out.splitlines()) == len(list(target.iterdir()))
    (target / "notes.txt").write_text("mine", encoding="utf-8")
    code, out, err = told(*chosen)
    assert (code, out) == (2, "")
    assert "notes.txt" in err
    assert (target / "notes.txt").exists()


def test_says_what_to_run_where_there_was_no_run(told: Told, tmp_path: Path) -> None:
    (tmp_path / "data" / "raw").mkdir(parents=True)
    code, _, err = told("deposit", "--home", str(tmp_path), "--output", str(tmp_path / "out"))
    assert code == 2
    assert "Run 'talentstudy run --edition 2025" in err
    assert not (tmp_path / "out").exists()


def test_refuses_an_unknown_edition_or_language(told: Told, tmp_path: Path) -> None:
    assert "no edition named '2205'" in told("deposit", "2205")[2]
    assert "no language named 'it'" in told("deposit", "--language", "it")[2]
