"""The main job: what it leaves, what it says, and what happens when something fails."""

import json
import shutil
from collections.abc import Sequence
from pathlib import Path

import nbformat
import pytest

from talentstudy import results
from talentstudy.cli import main
from talentstudy.editions import Edition
from talentstudy.run import Order, run
from talentstudy.site.kept import kept
from talentstudy.store import Home, find_home
from talentstudy.study import open_edition
from talentstudy.telling.paragraph import paragraph_of

ROOT = Path(__file__).parents[1]


def study_folder(folder: Path) -> Path:
    """A study of its own: raw data and notebooks linked or copied, results apart."""
    (folder / "data").mkdir(parents=True)
    (folder / "data" / "raw").symlink_to(ROOT / "data" / "raw", target_is_directory=True)
    shutil.copytree(ROOT / "notebooks", folder / "notebooks", ignore=shutil.ignore_patterns(".*"))
    return folder


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The chapters for the Netherlands in English, run once."""
    home = study_folder(tmp_path_factory.mktemp("whole") / "study")
    assert main(["run", "--geo", "NL", "--language", "en", "--home", str(home)]) == 0
    return home


def index(home: Path, geo: str, language: str) -> dict:
    path = home / "data" / "processed" / "2025" / "figures" / geo / language / "index.json"
    found: dict = json.loads(path.read_text(encoding="utf-8"))["figures"]
    return found


def test_every_figure_of_the_index_is_drawn_or_says_why_not(whole: Path) -> None:
    figures = index(whole, "NL", "en")
    assert len(figures) == 34
    for name, entry in figures.items():
        if entry["state"] == "drawn":
            assert {Path(path).suffix for path in entry["files"]} == {".svg", ".png", ".pdf", ".csv"}
            assert all((whole / path).stat().st_size for path in entry["files"])
            assert entry["alt"]
            assert entry["sources"]
        else:
            assert len(entry["reason"]) > 20, name


def test_figures_about_countries_are_drawn_for_another_country(whole: Path) -> None:
    figures = index(whole, "NL", "en")
    for name in ("F1-01", "F1-04", "F1-11", "F3-01", "F4-02"):
        assert figures[name]["state"] == "drawn", figures[name]
    assert "NL" in (whole / "data/processed/2025/figures/NL/en/F4-02.csv").read_text(encoding="utf-8")


def test_a_figure_of_belgium_alone_says_so_for_another_country(whole: Path) -> None:
    entry = index(whole, "NL", "en")["F1-06"]
    assert entry["state"] == "no data"
    assert "Belgium" in entry["reason"]


def test_every_figure_is_told_once_and_what_was_left_out_is_named(whole: Path) -> None:
    figures = index(whole, "NL", "en")
    assert figures["F4-02"]["told"]["sentences"]
    assert figures["F1-03"]["told"]["dropped"] == {"jobs": "ict_sector_jobs_count holds no value for NL."}
    study = open_edition(2025, "NL", "en", home=whole)
    assert study.tell("F4-02") == paragraph_of(figures["F4-02"]["told"])


def test_every_chapter_has_an_executed_notebook_and_a_table(whole: Path) -> None:
    folder = whole / "data" / "processed" / "2025"
    for source in sorted((ROOT / "notebooks").glob("ch*.ipynb")):
        executed = nbformat.read(folder / "notebooks" / "NL" / "en" / source.name, as_version=4)
        code = [cell for cell in executed.cells if cell.cell_type == "code"]
        assert all(cell.execution_count for cell in code)
        assert (folder / "tables" / "NL" / "en" / f"{source.stem}.csv").exists()
        assert (folder / "tables" / "NL" / "en" / f"{source.stem}.html").exists()


def test_a_whole_run_keeps_what_its_site_computes_beyond_the_notebooks(
    whole: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def computed(*_: object) -> None:
        raise AssertionError("computed again")

    monkeypatch.setattr("talentstudy.site.kept._computed", computed)
    study = open_edition(2025, "NL", home=whole)
    shown = [name for name, entry in index(whole, "NL", "en").items() if entry["state"] == "drawn"]
    found = kept(study.home, study.edition, "NL", ["en"], shown)
    assert found.headlines
    assert dict(found.citing("F4-02", "en"))["APA"]


def test_what_fails_beside_a_run_is_named_and_stops_nothing(tmp_path: Path) -> None:
    study = open_edition(2025, "NL", home=study_folder(tmp_path / "study"))
    order = Order(study.edition, study.home, study.focus, ("en",), ())
    summary = run(order, beside=[_fails])
    assert summary.failures == ["_fails: ValueError: no facts of NL"]
    assert summary.written


def _fails(home: Home, edition: Edition, geo: str, languages: Sequence[str], figures: Sequence[str]) -> list[Path]:
    raise ValueError(f"no facts of {geo}")


def test_the_manifest_names_every_input_with_its_sha256(whole: Path) -> None:
    manifest = json.loads((whole / "data/processed/2025/manifest.json").read_text(encoding="utf-8"))
    for one in manifest["inputs"]:
        origin = (whole / one["file"]).parent / "origin.toml"
        assert one["sha256"] in origin.read_text(encoding="utf-8")
    later = [one for one in manifest["inputs"] if one["vintage"] > manifest["as_of"]]
    assert all(one["until"] and one["because"] for one in later)


def test_a_run_makes_the_same_indicators_as_those_committed(whole: Path) -> None:
    made = {path.name: path.read_bytes() for path in (whole / "data/processed/2025/indicators").glob("*.csv")}
    committed = {path.name: path.read_bytes() for path in (ROOT / "data/processed/2025/indicators").glob("*.csv")}
    assert made == committed


def test_a_second_run_makes_the_same_bytes(whole: Path) -> None:
    folder = whole / "data" / "processed" / "2025" / "figures" / "NL" / "en"
    before = {path.name: path.read_bytes() for path in folder.glob("F5-*")}
    for path in folder.glob("F5-*"):
        path.unlink()
    assert main(["run", "--geo", "NL", "--language", "en", "--chapter", "5", "--home", str(whole)]) == 0
    assert {path.name: path.read_bytes() for path in folder.glob("F5-*")} == before
    assert len(index(whole, "NL", "en")) == 34


def test_a_notebook_whose_cell_raises_is_named_and_the_others_still_run(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = study_folder(tmp_path / "study")
    path = home / "notebooks" / "ch02_instruments.ipynb"
    notebook = nbformat.read(path, as_version=4)
    notebook.cells[3].source = 'study.draw("F9-99")'
    nbformat.write(notebook, path)
    code = main(["run", "--language", "en", "--chapter", "2", "--chapter", "5", "--home", str(home)])
    out, err = capsys.readouterr()
    assert code == 1
    assert "ch02_instruments" in err
    assert "cell 4 (study.draw" in err
    assert "no figure named 'F9-99'" in err
    assert "1 failures" in out
    executed = home / "data" / "processed" / "2025" / "notebooks" / "BE" / "en"
    assert (executed / "ch05_youth.ipynb").exists()
    assert not (executed / "ch02_instruments.ipynb").exists()
    assert (executed / "ch02_instruments.failed.ipynb").exists()


def test_a_raw_file_that_was_altered_stops_the_run_before_anything_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = tmp_path / "study"
    shutil.copytree(ROOT / "data" / "raw", home / "data" / "raw")
    (home / "notebooks").mkdir()
    altered = home / "data/raw/eurostat/isoc_sks_itspt/2025-05-14/observations.csv"
    altered.write_text(
        altered.read_text(encoding="utf-8").replace("BE,2023,PC_EMP,5.4", "BE,2023,PC_EMP,5.6"), encoding="utf-8"
    )
    assert main(["run", "--language", "en", "--home", str(home)]) == 2
    assert "was altered" in capsys.readouterr().err
    assert not results.manifest_path(find_home(home), _edition()).exists()


def _edition():
    from talentstudy.editions import read_edition

    return read_edition(2025)
