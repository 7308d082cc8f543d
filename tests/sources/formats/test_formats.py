"""One observation in every format is one table; what is none is refused by the one door."""

import json
import subprocess
import sys

import pandas as pd
import pytest

from talentstudy.errors import RawFileError
from talentstudy.sources.formats import read_cells, read_reply

FORMATS = {
    "TSV": "freq,unit,geo\\TIME_PERIOD\t2023 \t2024 \r\nA,PC,EL\t5.1 b\t: c\r\n",
    "SDMX-CSV 1.0": (
        "DATAFLOW,LAST UPDATE,freq,unit,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG,CONF_STATUS\n"
        "ESTAT:TEST(1.0),11/06/26 23:00:00,A,PC,EL,2023,5.1,b,\nESTAT:TEST(1.0),11/06/26 23:00:00,A,PC,EL,2024,,,C\n"
    ),
    "SDMX-CSV 2.0": (
        "STRUCTURE,STRUCTURE_ID,ACTION,freq,unit,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG,CONF_STATUS\n"
        "dataflow,ESTAT:TEST(1.0),I,A,PC,EL,2023,5.1,b,F\ndataflow,ESTAT:TEST(1.0),I,A,PC,EL,2024,NaN,,C\n"
    ),
    "JSON-stat": json.dumps(
        {
            "class": "dataset",
            "id": ["freq", "unit", "geo", "time"],
            "size": [1, 1, 1, 2],
            "dimension": {
                "freq": {"category": {"index": ["A"]}},
                "unit": {"category": {"index": ["PC"]}},
                "geo": {"category": {"index": ["EL"]}},
                "time": {"category": {"index": ["2023", "2024"]}},
            },
            "value": {"0": 5.1},
            "status": {"0": "b", "1": "|C"},
        }
    ),
    "SDMX-ML": (
        '<m:GenericData xmlns:m="urn:m"><m:DataSet><Series freq="A" unit="PC" geo="EL"><Obs TIME_PERIOD="2023" OBS_VALUE="5.1" '
        'OBS_FLAG="b"/><Obs TIME_PERIOD="2024" OBS_VALUE="NaN" OBS_FLAG="" CONF_STATUS="C"/></Series></m:DataSet></m:GenericData>'
    ),
}


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("packed", ["", "gz"])
def test_one_observation_is_the_same_in_every_format(reply, name: str, packed: str) -> None:
    table = read_cells(reply(FORMATS[name], packed))
    wanted = read_cells(reply(FORMATS["TSV"]))
    pd.testing.assert_frame_equal(table, wanted)
    assert table["obs_flag"].tolist() == ["b", "C"]


def test_a_structure_is_no_data(reply) -> None:
    with pytest.raises(RawFileError, match="is a SDMX-ML structure, not data"):
        read_cells(reply('<m:Structure xmlns:m="urn:m"/>'))


def test_a_limit_holds_for_every_format(reply) -> None:
    with pytest.raises(RawFileError, match="expands to more than 100 bytes"):
        read_cells(reply(FORMATS["JSON-stat"], "gz"), limit=100)


def test_without_polars_the_table_is_the_same(reply, monkeypatch: pytest.MonkeyPatch) -> None:
    path = reply(FORMATS["TSV"])
    wanted = read_reply(path).table
    monkeypatch.setitem(sys.modules, "polars", None)
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    pd.testing.assert_frame_equal(read_cells(path), wanted)


def test_the_readers_load_polars_only_for_a_large_format(reply) -> None:
    code = (
        "import sys, pathlib; from talentstudy.sources.formats import read_cells; "
        f"read_cells(pathlib.Path({str(reply(FORMATS['JSON-stat']))!r})); print('polars' in sys.modules)"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "False"
