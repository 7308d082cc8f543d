import csv
import gzip
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from talentstudy.errors import CleaningError, EmptySelection, RawFileError, SchemaViolation
from talentstudy.registry import Dataset
from talentstudy.schemas import check_observations
from talentstudy.sources import DATASETS
from talentstudy.sources.observations import read_observations

SPECIMENS = Path(__file__).parents[1] / "specimens"
WOMEN = Dataset("eurostat", ("sex",), ("PC", "NR"))
HEAD = "sex,geo,time_period,unit,obs_value,obs_flag"


def read(tmp_path: Path, *lines: str, head: str = HEAD, dataset: Dataset = WOMEN) -> pd.DataFrame:
    path = tmp_path / "raw.csv"
    path.write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")
    return read_observations(path, "isoc_sks_itsps", dataset, "2025-05-14")


@pytest.mark.parametrize("name", list(DATASETS))
def test_a_specimen_is_read_as_it_stands(name: str) -> None:
    line, path = DATASETS[name], SPECIMENS / DATASETS[name].provider / name / "raw.csv"
    table = read_observations(path, name, line, "2025-01-01")
    check_observations(table, name, line, "2025-01-01")
    with path.open(encoding="utf-8", newline="") as file:
        cells = list(csv.DictReader(file))
    assert len(table) == len(cells)
    printed = sorted(float(cell["obs_value"]) for cell in cells if cell["obs_value"] not in {"", ":"})
    assert sorted(table["obs_value"].dropna()) == printed
    # The last line of every specimen: a missing value under flags of the former list or another order.
    (gap,) = table[(table["geo"] == ("FI" if line.keyed else "EL")) & table["time_period"].isin(["2018", "2019"])].index
    assert np.isnan(table.loc[gap, "obs_value"])
    assert table.loc[gap, "obs_flag"] == ("u" if line.keyed else "bei")


def test_a_dimension_the_copy_leaves_out_is_completed() -> None:
    name = "isoc_cicce_use"
    path = SPECIMENS / "eurostat" / name / "raw.csv"
    assert "nace_r2" not in path.read_text(encoding="utf-8").splitlines()[0]
    table = read_observations(path, name, DATASETS[name], "2025-01-01")
    assert set(table["nace_r2"]) == {"C10-S951_X_K"}


def test_a_keyed_figure_names_the_place_it_stands_in_and_keeps_its_bounds(tmp_path: Path) -> None:
    head = "measure,geo,time_period,unit,obs_value,obs_lower,obs_upper,obs_flag,location,confidence,note"
    keyed = Dataset("wef", ("measure",), ("PC",), keyed=True)
    table = read(
        *(tmp_path, 'x,BE,2024,PC,5,,,,"Figure 3.4, p. 37",high,', "y,BE,,PC,,60,,,,high,more than"),
        head=head,
        dataset=keyed,
    )
    assert table["source"].tolist() == ["isoc_sks_itsps@2025-05-14#Figure 3.4, p. 37", "isoc_sks_itsps@2025-05-14"]
    assert table["time_period"].tolist() == ["2024", ""]
    assert table["obs_lower"].tolist()[1] == 60
    assert np.isnan(table["obs_upper"]).all()


def test_the_file_is_only_read(tmp_path: Path) -> None:
    read(tmp_path, "F,BE,2023,PC,19.4,")
    before = (tmp_path / "raw.csv").read_bytes()
    read_observations(tmp_path / "raw.csv", "isoc_sks_itsps", WOMEN, "2025-05-14")
    assert (tmp_path / "raw.csv").read_bytes() == before


@pytest.mark.parametrize("cell", ["n/a", "5,4", "1 234", "inf", "nan", "-", "5.4 b", "1_000"])
def test_text_where_a_number_stands_is_refused_with_its_whole_row(tmp_path: Path, cell: str) -> None:
    with pytest.raises(CleaningError, match="text where a number stands in obs_value") as refused:
        read(tmp_path, "F,NL,2023,PC,1,", f'F,BE,2023,PC,"{cell}",p')
    told = str(refused.value)
    assert told.startswith("isoc_sks_itsps at vintage 2025-05-14 ")
    assert f"row 1: sex=F, geo=BE, time_period=2023, unit=PC, obs_value={cell}, obs_flag=p" in told


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("F,BX,2023,PC,1,", "no country or region named 'BX'"),
        ("F,EU27,2023,PC,1,", "write EU27_2020 or EU27_2007"),
        ("F,BE,23,PC,1,", "reference periods cannot be read: '23'"),
        ("F,BE,,PC,1,", "reference periods cannot be read: ''"),
        ("F,BE,2023,PC,1,x", "flags hold an unknown letter: 'x'"),
        ("F,BE,2023,PC,1,:", "flags hold an unknown letter: ':'"),
    ],
)
def test_a_cell_that_cannot_be_read_is_refused_with_its_whole_row(tmp_path: Path, line: str, reason: str) -> None:
    with pytest.raises(CleaningError) as refused:
        read(tmp_path, "M,NL,2023,PC,1,", line)
    told = str(refused.value)
    assert told.startswith("isoc_sks_itsps at vintage 2025-05-14: ")
    assert reason in told
    names = HEAD.split(",")
    assert "row 1: " + ", ".join(f"{a}={b}" for a, b in zip(names, line.split(","), strict=True)) in told
    assert "geo=NL" not in told


def test_no_more_than_five_rows_are_shown(tmp_path: Path) -> None:
    with pytest.raises(CleaningError) as refused:
        read(tmp_path, *(f"F,BE,{year},PC,x,b" for year in range(2000, 2008)))
    assert str(refused.value).count("geo=BE") == 5
    assert "and 3 more" in str(refused.value)


def test_a_key_that_stands_twice_is_refused_with_both_rows(tmp_path: Path) -> None:
    with pytest.raises(
        SchemaViolation, match=r"isoc_sks_itsps at vintage 2025-05-14: 1 key .* 1 contradict"
    ) as refused:
        read(tmp_path, "F,BE,2023,PC,19.4,", "F,BE,2023,PC,20.5,")
    assert "obs_value=19.4" in str(refused.value)
    assert "obs_value=20.5" in str(refused.value)


def test_two_spellings_of_one_country_are_one_key(tmp_path: Path) -> None:
    with pytest.raises(SchemaViolation, match="stands more than once"):
        read(tmp_path, "F,EL,2023,PC,19.4,", "F,GR,2023,PC,20.5,")


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    with pytest.raises(SchemaViolation, match=r"2025-05-14 has no column obs_flag, sex \(there: geo, "):
        read(tmp_path, "BE,2023,PC,19.4", head="geo,time_period,unit,obs_value")


def test_a_column_nobody_asked_for_is_named(tmp_path: Path) -> None:
    with pytest.raises(SchemaViolation, match="has a column nobody asked for: location, nace_r2"):
        read(tmp_path, "F,BE,2023,PC,19.4,,ICT,p. 3", head=f"{HEAD},nace_r2,location")


@pytest.mark.parametrize("content", [b"", b'sex,geo\nF,"BE\n', b"sex,geo\nF,Belgi\xeb\n"])
def test_a_file_that_is_no_table_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "raw.csv").write_bytes(content)
    with pytest.raises(SchemaViolation, match="isoc_sks_itsps at vintage 2025 is no table in UTF-8"):
        read_observations(tmp_path / "raw.csv", "isoc_sks_itsps", WOMEN, "2025")


@pytest.mark.parametrize("line", ["F,BE,2023,PC", "F,BE,2023,PC,5,4,"])
def test_a_line_cut_short_or_with_a_cell_too_many_is_refused(tmp_path: Path, line: str) -> None:
    with pytest.raises(SchemaViolation, match=f"1 rows with more or fewer cells than its 6 columns .row 1: {line}"):
        read(tmp_path, "F,NL,2023,PC,1,", line)


def test_former_flags_and_codes_are_brought_to_those_in_force(tmp_path: Path) -> None:
    table = read(tmp_path, "F,GB,2023,PC,1,es", "F,GR,2024Q3,PC,:,eb")
    assert table[["geo", "time_period", "obs_flag"]].to_numpy().tolist() == [
        ["EL", "2024-Q3", "be"],
        ["UK", "2023", "ei"],
    ]


# The same two observations as two providers' formats keep them; the third cell says nothing.
REPLIES = {
    "TSV": "freq,unit,sex,geo\\TIME_PERIOD\t2022 \t2023 \t2024 \r\nA,PC,F,GR\t: \t19.4 eb\t: c\r\n",
    "SDMX-CSV": (
        "DATAFLOW,LAST UPDATE,freq,unit,sex,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG,CONF_STATUS\n"
        "ESTAT:ISOC_SKS_ITSPS(1.0),11/06/26 23:00:00,A,PC,F,EL,2023,19.4,be,\n"
        "ESTAT:ISOC_SKS_ITSPS(1.0),11/06/26 23:00:00,A,PC,F,EL,2024,,,C\n"
    ),
}


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("name", REPLIES)
def test_a_providers_reply_is_read_as_it_was_kept(tmp_path: Path, name: str, packed: bool) -> None:
    path = tmp_path / "raw"
    content = REPLIES[name].encode()
    path.write_bytes(gzip.compress(content) if packed else content)
    table = read_observations(path, "isoc_sks_itsps", WOMEN, "2025-05-14")
    assert table.columns.tolist() == ["sex", "geo", "time_period", "unit", "obs_value", "obs_flag", "source"]
    assert table["time_period"].tolist() == ["2023", "2024"]
    assert table["obs_value"].tolist() == pytest.approx([19.4, np.nan], nan_ok=True)
    assert table["obs_flag"].tolist() == ["be", "C"]
    check_observations(table, "isoc_sks_itsps", WOMEN, "2025-05-14")


@pytest.mark.parametrize(
    ("content", "error", "told"),
    [
        (REPLIES["SDMX-CSV"].replace("ISOC_SKS_ITSPS", "LFSA_ARGAN"), RawFileError, "holds the dataset LFSA_ARGAN"),
        ("<!DOCTYPE html><title>Sorry</title>", RawFileError, "is an HTML page, titled 'Sorry'"),
        ('{"error": [{"status": 404, "label": "Dataset not found"}]}', RawFileError, "404 Dataset not found"),
        ('{"class": "dataset", "value": {}}', EmptySelection, "the selection is empty"),
        (gzip.compress(REPLIES["TSV"].encode(), mtime=0)[:-9], RawFileError, "cut short"),
        (REPLIES["TSV"].replace("19.4 eb", "19.4 ex"), CleaningError, "unknown letter: 'ex'"),
        (REPLIES["TSV"] + "A,PC,F,EL\t1 \t1 \t1 \r\n", SchemaViolation, "stands more than once"),
        (REPLIES["TSV"].replace(",sex", ",age"), SchemaViolation, "has no column sex"),
        (
            "STRUCTURE,STRUCTURE_ID,ACTION,sex,geo,unit,TIME_PERIOD,OBS_VALUE\n"
            "dataflow,ESTAT:ISOC_SKS_ITSPS(1.0),D,F,BE,PC,2024,-\n",
            SchemaViolation,
            r"is an update \(actions D\), not a vintage",
        ),
        (
            "STRUCTURE,STRUCTURE_ID,ACTION,sex,geo,unit,TIME_PERIOD,OBS_VALUE,OBS_STATUS\n"
            "dataflow,ESTAT:ISOC_SKS_ITSPS(1.0),I,F,BE,PC,2024,1,K\n",
            CleaningError,
            "values under status K, which no letter",
        ),
    ],
)
def test_a_reply_that_is_no_vintage_is_refused_by_name(
    tmp_path: Path, content: str | bytes, error: type, told: str
) -> None:
    path = tmp_path / "raw"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    with pytest.raises(error, match="isoc_sks_itsps at vintage 2025-05-14.*" + told):
        read_observations(path, "isoc_sks_itsps", WOMEN, "2025-05-14")
