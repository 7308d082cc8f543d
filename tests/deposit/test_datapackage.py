"""The Data Package, validated by frictionless against every row."""

import hashlib
import json
import shutil
from pathlib import Path

import frictionless
import pytest

from talentstudy.deposit.datapackage import datapackage
from talentstudy.wording import LANGUAGES

pytestmark = pytest.mark.filterwarnings("ignore")


def test_frictionless_finds_no_error_in_any_table(unpacked: Path) -> None:
    report = frictionless.validate(str(unpacked / "datapackage.json"))
    assert report.valid, report.flatten(["name", "type", "note"])
    assert report.stats["tasks"] == len(json.loads((unpacked / "datapackage.json").read_text())["resources"])


@pytest.mark.parametrize(
    ("old", "new", "error"),
    [
        (",PC,", ",PCT,", "foreign-key"),
        ("AT,2005,PC,", "AT,2004,PC,", "primary-key"),
        (",22.1,", ",many,", "type-error"),
    ],
)
def test_a_row_that_breaks_the_schema_is_found(unpacked: Path, tmp_path: Path, old: str, new: str, error: str) -> None:
    folder = tmp_path / "broken"
    shutil.copytree(unpacked, folder)
    path = folder / "data/indicators/ict_women_share.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    found = frictionless.validate(str(folder / "datapackage.json"))
    assert error in {kind for (kind,) in found.flatten(["type"])}
    assert {task.name for task in found.tasks if not task.valid} == {"ict_women_share"}


def test_every_table_and_column_is_described_in_four_languages(about, tables) -> None:
    content = datapackage(about, tables)
    assert set(content["titles"]) == set(content["descriptions"]) == set(LANGUAGES)
    for resource in content["resources"]:
        assert set(resource["titles"]) == set(LANGUAGES)
        for field in resource["schema"]["fields"]:
            assert set(field["titles"]) == set(field["descriptions"]) == set(LANGUAGES)


def test_it_says_version_two_and_the_day_of_the_edition_and_hashes_every_file(about, tables, files) -> None:
    content = datapackage(about, tables)
    assert content["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert content["created"] == "2025-06-30T00:00:00Z"
    for resource in content["resources"]:
        held = files[resource["path"]]
        assert resource["hash"] == f"sha256:{hashlib.sha256(held).hexdigest()}"
        assert resource["bytes"] == len(held)


def test_every_source_stands_with_its_vintage_and_terms(about, tables) -> None:
    sources = datapackage(about, tables)["sources"]
    assert len(sources) == len({(pin.dataset, pin.vintage) for pin in about.edition.pins})
    assert all(one["terms"] and one["version"] for one in sources)
