"""CSVW metadata, validated by the csvw library against every row."""

import shutil
from pathlib import Path

import csvw
import pytest

from talentstudy.deposit.csvw import csvw as metadata
from talentstudy.wording import LANGUAGES

pytestmark = pytest.mark.filterwarnings("ignore")


def test_the_library_finds_every_table_valid(unpacked: Path) -> None:
    assert csvw.CSVW(str(unpacked / "csv-metadata.json")).is_valid


@pytest.mark.parametrize(("old", "new"), [("22.1", "many"), ("AT,2004", "XX,2004")])
def test_a_cell_that_breaks_the_metadata_is_found(unpacked: Path, tmp_path: Path, old: str, new: str) -> None:
    folder = tmp_path / "broken"
    shutil.copytree(unpacked, folder)
    path = folder / "data/indicators/ict_women_share.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    try:
        valid = csvw.CSVW(str(folder / "csv-metadata.json")).is_valid
    except ValueError:
        # What the library raises for a code that is in no list.
        valid = False
    assert not valid


def test_the_library_reads_the_value_and_the_missing_one(unpacked: Path) -> None:
    tables = csvw.TableGroup.from_file(unpacked / "csv-metadata.json").tabledict
    rows = list(tables["data/indicators/ict_women_share.csv"])
    (first,) = [row for row in rows if (row["geo"], row["time_period"]) == ("AT", "2004")]
    assert float(first["obs_value"]) == 22.1
    assert first["obs_flag"] == "be"
    assert any(row["obs_value"] is None for row in tables["data/indicators/enterprise_priority_share.csv"])


def test_columns_have_labels_in_four_languages_and_joined_ones_a_name_that_is_allowed(about, tables) -> None:
    for table in metadata(about, tables)["tables"]:
        for column in table["tableSchema"]["columns"]:
            assert [one["@language"] for one in column["rdfs:label"]] == list(LANGUAGES)
            assert "+" not in column["name"]
