"""``talentstudy key``: a sheet first, a vintage once it is filled in."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from talentstudy.store import Home

Told = Callable[..., tuple[int, str, str]]
NAME = "convidencia_hackathons"
SAID = {
    "producer": "Convidencia",
    "title": "Hackathons",
    "url": "",
    "published": "2026-03",
    "licence": "unknown",
    "transcribed-by": "a tester",
    "confidence": "the report itself",
    "population": "one firm",
    "method": "not stated",
    "page": "12",
    "table": "Figure 3.4",
}
OPTIONS = [part for name, text in SAID.items() for part in (f"--{name}", text)]


@pytest.fixture
def rows(tmp_path: Path) -> Path:
    specimen = Path(__file__).parents[1] / "specimens" / "convidencia" / NAME / "raw.csv"
    path = tmp_path / "rows.csv"
    path.write_bytes(specimen.read_bytes())
    return path


def test_options_and_rows_make_a_vintage_in_one_run(told: Told, home: Home, rows: Path) -> None:
    ask = ("key", NAME, "--vintage", "2026-03", "--home", str(home.folder), "--rows", str(rows), *OPTIONS)
    code, out, err = told(*ask)
    assert (code, err) == (0, "")
    assert out == f"{NAME}: new vintage 2026-03 under data/raw/convidencia/{NAME}/2026-03\n"
    fresh = Home(home.folder)
    assert fresh.verified(fresh.origin(NAME, "2026-03")).exists()
    code, _, err = told(*ask)
    assert code == 2
    assert "a vintage is never changed" in err


def test_a_sheet_is_laid_out_and_accepted_once_filled(told: Told, home: Home, rows: Path) -> None:
    ask = ("key", NAME, "--vintage", "2026-03", "--home", str(home.folder))
    code, out, _ = told(*ask, *OPTIONS)
    assert code == 0
    assert out == f"fill in data/keyed/{NAME}/2026-03/figures.csv, then run the same command again.\n"
    code, _, err = told(*ask)
    assert code == 2
    assert "holds no figure" in err
    sheet = home.folder / "data" / "keyed" / NAME / "2026-03" / "figures.csv"
    sheet.write_bytes(rows.read_bytes())
    code, out, err = told(*ask)
    assert (code, err) == (0, "")
    assert out.startswith(f"{NAME}: new vintage 2026-03")
    assert not sheet.exists()


def test_what_is_not_given_is_asked_for(told: Told, home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = [SAID[name] for name in SAID]
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(answers) + "\n"))
    code, out, _ = told("key", NAME, "--vintage", "2026-03", "--home", str(home.folder))
    assert code == 0
    assert "Page" in out
    assert "Table or figure" in out
    notes = home.folder / "data" / "keyed" / NAME / "2026-03" / "keying.toml"
    assert 'table = "Figure 3.4"' in notes.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "vintage", "words"),
    [
        ("../x", "2026", "is no publication id"),
        (NAME, "../2026", "is no vintage of a publication"),
        ("desl", "2026", "did you mean desi"),
    ],
)
def test_a_name_that_is_none_is_refused(told: Told, home: Home, name: str, vintage: str, words: str) -> None:
    code, _, err = told("key", name, "--vintage", vintage, "--home", str(home.folder), *OPTIONS)
    assert code == 2
    assert words in err
