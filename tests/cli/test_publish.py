"""`talentstudy publish`."""

from pathlib import Path

import pytest

from talentstudy.cli import publish as publishing
from tests.executed import executed_home


@pytest.fixture
def home(tmp_path, monkeypatch) -> Path:
    monkeypatch.setattr(publishing, "_beside", list)
    return executed_home(tmp_path, ("en", "fr")).folder


def test_a_site_is_made_where_it_is_wanted(told, home, tmp_path) -> None:
    code, out, err = told(
        *("publish", "2025", "--home", str(home), "--language", "en", "--language", "fr"),
        *("--output", str(tmp_path / "site")),
    )
    assert (code, err) == (0, "")
    assert "pages under" in out
    assert (tmp_path / "site" / "fr" / "index.html").exists()
    assert not (tmp_path / "site" / "nl").exists()


def test_without_a_folder_it_stands_among_the_results(told, home) -> None:
    code, _, _ = told("publish", "--home", str(home), "--language", "en", "--site-only")
    assert code == 0
    assert (home / "data" / "processed" / "2025" / "site" / "BE" / "en" / "index.html").exists()


def test_a_folder_with_other_files_is_refused_in_one_line(told, home, tmp_path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.docx").write_text("x", encoding="utf-8")
    code, out, err = told(
        "publish", "--home", str(home), "--language", "en", "--output", str(tmp_path / "mine"), "--site-only"
    )
    assert (code, out) == (2, "")
    assert "holds thesis.docx" in err
    assert len(err.splitlines()) == 1


def test_what_is_not_executed_names_what_to_run(told, home) -> None:
    code, _, err = told("publish", "--home", str(home), "--language", "de")
    assert code == 2
    assert "talentstudy run --edition 2025 --geo BE --language de" in err


@pytest.mark.parametrize(
    ("arguments", "named"),
    [(("--language", "es"), "no language named 'es'"), (("2031",), "no edition named '2031'")],
)
def test_what_is_not_there_is_refused_by_name(told, home, arguments, named) -> None:
    code, _, err = told("publish", "--home", str(home), *arguments)
    assert code == 2
    assert named in err


def test_pdf_and_data_are_made_by_rooms_that_are_there() -> None:
    for one in publishing._beside():
        assert callable(one)
