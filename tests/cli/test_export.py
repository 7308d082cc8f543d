"""``talentstudy export``: tables and chapters for other programs."""

from collections.abc import Callable
from pathlib import Path

import pytest

from talentstudy.store import Home
from tests.executed import executed_home

Told = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    return executed_home(tmp_path_factory.mktemp("home"), ["de"])


def test_it_writes_one_kind_in_one_language(told: Told, home: Home, tmp_path: Path) -> None:
    code, out, _ = told(
        "export", "2025", "--home", str(home.folder), "--language", "de", "--as", "tex", "--output", str(tmp_path)
    )
    assert code == 0
    assert f"8 files under {tmp_path}" in out
    assert (tmp_path / "de" / "ch01_shortage.tex").exists()


def test_an_unknown_kind_or_language_is_refused_in_one_line(told: Told, home: Home, tmp_path: Path) -> None:
    base = ("export", "--home", str(home.folder), "--output", str(tmp_path))
    assert told(*base, "--as", "pdf")[0] == 2
    code, _, err = told(*base, "--language", "es")
    assert code == 2
    assert "no language named 'es'" in err
    assert not any(tmp_path.iterdir())


def test_what_was_not_run_is_said(told: Told, home: Home, tmp_path: Path) -> None:
    code, _, err = told(
        "export", "--home", str(home.folder), "--language", "fr", "--as", "docx", "--output", str(tmp_path)
    )
    assert code == 2
    assert "was not executed in fr" in err
