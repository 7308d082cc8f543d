"""What there is, as the command line lists it."""

from pathlib import Path

import pytest

from talentstudy.catalogue import KINDS, catalogue, codebook
from talentstudy.editions import read_edition
from talentstudy.errors import UnknownName
from talentstudy.indicators import INDICATORS
from talentstudy.results import figure_folder, json_text
from talentstudy.store import Home, find_home

ROOT = Path(__file__).parents[1]
EDITION = read_edition(2025)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "raw").symlink_to(ROOT / "data" / "raw", target_is_directory=True)
    return find_home(tmp_path)


def test_every_kind_gives_rows_with_an_id(home: Home) -> None:
    for kind in KINDS:
        rows = catalogue(kind, EDITION, home, "BE")
        assert len({row["id"] for row in rows}) == len(rows) > 0


def test_a_figure_is_drawn_only_if_all_its_files_exist_in_every_language(home: Home) -> None:
    for language in EDITION.languages:
        folder = figure_folder(home, EDITION, "BE", language)
        folder.mkdir(parents=True)
        files = [folder / f"F4-02.{suffix}" for suffix in ("svg", "png", "pdf", "csv")]
        for path in files:
            path.write_bytes(b"x")
        entry = {
            "state": "drawn",
            "title": "t",
            "alt": "a",
            "sources": "s",
            "files": [str(path.relative_to(home.folder)) for path in files],
        }
        (folder / "index.json").write_text(json_text({"figures": {"F4-02": entry}}), encoding="utf-8")

    def state() -> str:
        return next(str(row["state"]) for row in catalogue("figures", EDITION, home, "BE") if row["id"] == "F4-02")

    assert state() == "drawn"
    (figure_folder(home, EDITION, "BE", "de") / "F4-02.pdf").unlink()
    assert state() == "not run"


def test_a_figure_without_data_says_why(home: Home) -> None:
    folder = figure_folder(home, EDITION, "BE", "en")
    folder.mkdir(parents=True)
    entry = {"state": "no data", "reason": "lost", "files": []}
    (folder / "index.json").write_text(json_text({"figures": {"F2-02": entry}}), encoding="utf-8")
    row = next(row for row in catalogue("figures", EDITION, home, "BE") if row["id"] == "F2-02")
    assert (row["state"], row["reason"]) == ("no data", "lost")


def test_a_dataset_lists_its_vintages_and_those_pinned(home: Home) -> None:
    row = next(row for row in catalogue("datasets", EDITION, home, "BE") if row["id"] == "isoc_sks_itsps")
    assert row["vintages"] == ["2024-02-02", "2024-04-26", "2025-05-14"]
    assert [(pin["vintage"], pin["where"]) for pin in row["pinned"]] == [
        ("2025-05-14", {"unit": "PC"}),
        ("2024-02-02", {"unit": "THS_PER"}),
    ]


def test_an_unknown_kind_is_refused(home: Home) -> None:
    with pytest.raises(UnknownName, match="no list named 'chapters'"):
        catalogue("chapters", EDITION, home, "BE")


def test_the_codebook_has_a_line_for_every_indicator() -> None:
    lines = codebook().splitlines()
    assert [line.split("`")[1] for line in lines if line.startswith("| `")] == list(INDICATORS)
