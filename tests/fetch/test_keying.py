"""Figures keyed by hand: a sheet, a check, a vintage."""

import tomllib
from datetime import date
from pathlib import Path

import pytest

from talentstudy.errors import RawFileError, SchemaViolation, StudyError, UnknownName, UnsafeName, VintageRefused
from talentstudy.fetch.keying import FACTS, accept, begin, clear, columns, note, noted, sheet
from talentstudy.sources import DATASETS
from talentstudy.store import Home
from tests.fetch.faults import content

NAME = "convidencia_hackathons"
TODAY = date(2026, 5, 2)
SAID = {
    "producer": "Convidencia",
    "title": "Hackathons, 2026",
    "url": "https://example.org/report",
    "published": "2026-03",
    "licence": "unknown",
    "transcribed_by": "a tester",
    "confidence": "the report itself",
    "population": "one firm",
    "method": "not stated",
    "page": "12",
    "table": "Figure 3.4",
}


@pytest.fixture
def filled(home: Home) -> Path:
    path = begin(home, NAME, "2026-03")
    path.write_text(path.read_text(encoding="utf-8") + _row(), encoding="utf-8")
    return path


def _row(**changed: str) -> str:
    measure = Path(__file__).parents[1] / "specimens" / "convidencia" / NAME / "raw.csv"
    head, first, *_ = measure.read_text(encoding="utf-8").splitlines()
    row = dict(zip(head.split(","), first.split(","), strict=True)) | {"location": "", "note": ""} | changed
    return ",".join(row[name] for name in columns(NAME)) + "\n"


def test_a_sheet_has_the_columns_of_its_publication_and_stands_outside_the_store(home: Home) -> None:
    path = begin(home, NAME, "2026-03")
    assert path.read_text(encoding="utf-8") == ",".join(columns(NAME)) + "\n"
    assert columns(NAME)[: len(DATASETS[NAME].dims)] == DATASETS[NAME].dims
    assert home.raw not in path.parents


def test_a_sheet_begun_is_left_alone(home: Home, filled: Path) -> None:
    before = filled.read_text(encoding="utf-8")
    assert begin(home, NAME, "2026-03") == filled
    assert filled.read_text(encoding="utf-8") == before


def test_figures_accepted_are_a_vintage_with_a_complete_origin(home: Home, filled: Path) -> None:
    place = accept(home, NAME, "2026-03", SAID, today=TODAY)
    origin = tomllib.loads((place / "origin.toml").read_text(encoding="utf-8"))
    assert tuple(origin) == FACTS
    assert (origin["vintage"], origin["vintage_is"], origin["accessed"]) == ("2026-03", "publication", "2026-05-02")
    assert origin["copy_read"] == ["https://example.org/report"]
    fresh = Home(home.folder)
    kept = fresh.verified(fresh.origin(NAME, "2026-03")).read_text(encoding="utf-8")
    assert ",Figure 3.4, p. 12," in kept.replace('"', "")
    clear(home, NAME, "2026-03")
    assert not (home.folder / "data" / "keyed").exists()


def test_a_row_keeps_the_place_it_names(home: Home, filled: Path) -> None:
    filled.write_text(",".join(columns(NAME)) + "\n" + _row(location="p. 7"), encoding="utf-8")
    place = accept(home, NAME, "2026-03", SAID, today=TODAY)
    assert ",p. 7," in (place / "figures.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("rows", "error", "words"),
    [
        ("", RawFileError, "holds no figure"),
        (_row(geo="ZZ"), StudyError, "ZZ"),
        (_row(obs_value="many"), StudyError, "text where a number stands"),
        (_row(unit="PC"), SchemaViolation, "unit is none of DAYS"),
        (_row() + _row(), SchemaViolation, "stands"),
        ("a,b\n", SchemaViolation, "line 2 of .* has the columns"),
    ],
)
def test_rows_of_another_shape_are_refused_and_nothing_is_kept(
    home: Home, filled: Path, rows: str, error: type[Exception], words: str
) -> None:
    filled.write_text(",".join(columns(NAME)) + "\n" + rows, encoding="utf-8")
    before = content(home.raw)
    with pytest.raises(error, match=words):
        accept(home, NAME, "2026-03", SAID, today=TODAY)
    assert content(home.raw) == before


def test_a_row_without_a_place_is_refused_by_its_line(home: Home, filled: Path) -> None:
    nowhere = SAID | {"page": "", "table": ""}
    with pytest.raises(SchemaViolation, match=r"line 2 of .* says neither page nor table"):
        accept(home, NAME, "2026-03", nowhere, today=TODAY)


def test_an_origin_that_says_too_little_is_refused_by_what_it_lacks(home: Home, filled: Path) -> None:
    with pytest.raises(SchemaViolation, match="lacks licence, method; say 'unknown'"):
        accept(home, NAME, "2026-03", SAID | {"licence": "", "method": ""}, today=TODAY)


@pytest.mark.parametrize("vintage", ["../2026", "2026-3", "spring", "", "2026-03-14-1"])
def test_a_vintage_that_is_no_date_is_refused(home: Home, vintage: str) -> None:
    with pytest.raises(UnsafeName, match="is no vintage of a publication"):
        sheet(home, NAME, vintage)


@pytest.mark.parametrize("name", ["../x", "convidencia/hackathons"])
def test_a_path_is_no_publication(home: Home, name: str) -> None:
    with pytest.raises(UnsafeName, match="is no publication id"):
        begin(home, name, "2026")


def test_a_table_of_a_provider_is_no_publication(home: Home) -> None:
    with pytest.raises(UnknownName, match="no publication named 'isoc_sks_itspt'"):
        begin(home, "isoc_sks_itspt", "2026")


def test_a_vintage_held_or_still_to_come_is_refused(home: Home, filled: Path) -> None:
    with pytest.raises(VintageRefused, match="cannot be of 2026-03: today is 2026-02-01"):
        accept(home, NAME, "2026-03", SAID, today=date(2026, 2, 1))
    accept(home, NAME, "2026-03", SAID, today=TODAY)
    with pytest.raises(VintageRefused, match="has a vintage 2026-03"):
        begin(home, NAME, "2026-03")


def test_what_was_said_is_known_at_the_next_run(home: Home) -> None:
    assert noted(home, NAME, "2026-03")["page"] == ""
    begin(home, NAME, "2026-03")
    note(home, NAME, "2026-03", SAID)
    assert noted(home, NAME, "2026-03") == SAID


def test_a_sheet_that_is_no_table_is_refused(home: Home, filled: Path, tmp_path: Path) -> None:
    filled.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(RawFileError, match="cannot be read as a sheet"):
        accept(home, NAME, "2026-03", SAID, today=TODAY)
    with pytest.raises(RawFileError, match="cannot be read as a sheet"):
        accept(home, NAME, "2026-03", SAID, today=TODAY, rows=tmp_path / "nowhere.csv")
