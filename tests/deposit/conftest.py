"""A run of a few indicators and figures on the study's own data, to deposit."""

import csv
import json
import shutil
from pathlib import Path

import pytest

from talentstudy.chapters import CHAPTERS
from talentstudy.deposit.about import About
from talentstudy.deposit.bundle import deposit_files
from talentstudy.deposit.tables import Table, tables_of_run
from talentstudy.editions import read_edition
from talentstudy.pipeline import Pipeline
from talentstudy.results import csv_text, figure_folder, write_manifest
from talentstudy.selection import Focus, figure_rows
from talentstudy.store import Home

ROOT = Path(__file__).parents[2]
EDITION = read_edition(2025)
LANGUAGES = ("nl", "en")
# Breaks and several flags, a dimension, bounds, spans of years, a number without its period, a missing value.
INDICATORS = (
    "ict_women_share",
    "ict_women_count",
    "enterprise_priority_share",
    "ict_specialists_segment_growth",
    "hired_higher_education_share",
    "weak_digital_skills_share",
    "digitally_vulnerable_share",
    "skill_rise_balance",
)
# Lines, bars of two indicators of which one lacks a dimension.
FIGURES = ("F4-02", "F5-03")
PANEL = "F2-03"


def made_run(folder: Path, pipeline: Pipeline) -> Home:
    """What a run leaves behind, of some indicators and figures: CSV, index and manifest, without pictures."""
    (folder / "data").mkdir(parents=True)
    (folder / "data" / "raw").symlink_to(ROOT / "data" / "raw", target_is_directory=True)
    home = Home(folder)
    held = home.processed(EDITION.name) / "indicators"
    held.mkdir(parents=True)
    for name in INDICATORS:
        shutil.copyfile(ROOT / "data" / "processed" / EDITION.name / "indicators" / f"{name}.csv", held / f"{name}.csv")
    write_manifest(Pipeline(EDITION, home), "a mark")
    figures = {figure.id: figure for chapter in CHAPTERS.values() for figure in chapter.figures}
    rows = {name: csv_text(figure_rows(pipeline, figures[name], Focus("BE", EDITION.peers))) for name in FIGURES}
    for language in LANGUAGES:
        place = figure_folder(home, EDITION, "BE", language)
        place.mkdir(parents=True)
        for name, text in rows.items():
            (place / f"{name}.csv").write_text(text, encoding="utf-8", newline="")
        with (place / f"{PANEL}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([["item", "heading", "text"], ["1", language, "a, b"]])
        states = {name: {"state": "drawn"} for name in (*FIGURES, PANEL)} | {"F1-03": {"state": "no data"}}
        (place / "index.json").write_text(json.dumps({"figures": states}), encoding="utf-8")
    return home


@pytest.fixture(scope="session")
def ran(tmp_path_factory: pytest.TempPathFactory, edition_2025: Pipeline) -> Home:
    return made_run(tmp_path_factory.mktemp("ran") / "study", edition_2025)


@pytest.fixture(scope="session")
def about(ran: Home) -> About:
    return About(ran, EDITION, "BE")


@pytest.fixture(scope="session")
def tables(ran: Home) -> tuple[Table, ...]:
    return tables_of_run(ran, EDITION, "BE", LANGUAGES)


@pytest.fixture(scope="session")
def files(about: About) -> dict[str, bytes]:
    return deposit_files(about, LANGUAGES)


@pytest.fixture(scope="session")
def unpacked(files: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("unpacked")
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return folder
