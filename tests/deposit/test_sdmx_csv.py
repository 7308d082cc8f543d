"""SDMX-CSV 2.0, read back by the study's own reader of providers' formats."""

import re
from pathlib import Path

import pandas as pd
import pytest

from talentstudy.deposit.observations import dimensions_of, observations
from talentstudy.deposit.sdmx_csv import NOT_APPLICABLE, STRUCTURE, sdmx_csv, sdmx_period
from talentstudy.sources.formats import read_reply


def span(period: str) -> str:
    """The inverse of ``sdmx_period``, by the rules of ISO 8601 durations."""
    found = re.fullmatch(r"(\d{4})-01-01/P(\d+)Y", period)
    return f"{found[1]}/{int(found[1]) + int(found[2]) - 1}" if found else period


def test_the_reader_gives_back_what_was_written(tables, tmp_path: Path) -> None:
    long = observations(tables)
    path = tmp_path / "indicators.csv"
    path.write_text(sdmx_csv(long), encoding="utf-8")
    read = read_reply(path).table
    dated = long[long["time_period"] != ""].reset_index(drop=True)
    assert len(read) == len(dated)
    for name in ("indicator", "geo", "unit", "obs_flag", "source"):
        assert read[name].astype("str").tolist() == dated[name].tolist(), name
    for name in dimensions_of(long):
        assert read[name].astype("str").tolist() == dated[name].fillna(NOT_APPLICABLE).tolist(), name
    assert [span(one) for one in read["time_period"].astype("str")] == dated["time_period"].tolist()
    for name in ("obs_value", "obs_lower", "obs_upper"):
        pd.testing.assert_series_equal(pd.to_numeric(read[name]).astype(float), dated[name], check_names=False)


def test_the_header_is_that_of_version_two_and_names_one_structure(tables) -> None:
    lines = sdmx_csv(observations(tables)).splitlines()
    assert lines[0].startswith("STRUCTURE,STRUCTURE_ID,ACTION,INDICATOR,")
    assert all(line.startswith(f"datastructure,{STRUCTURE},I,") for line in lines[1:])


def test_a_number_without_a_period_has_no_key_and_stays_in_the_other_formats(tables) -> None:
    long = observations(tables)
    assert (long["time_period"] == "").sum() == 1
    assert "hired_higher_education_share" not in sdmx_csv(long)


@pytest.mark.parametrize(
    ("period", "written"),
    [("2024", "2024"), ("2024-05", "2024-05"), ("2024-02-01", "2024-02-01"), ("2015/2020", "2015-01-01/P6Y")],
)
def test_a_period_is_written_as_sdmx_has_it(period: str, written: str) -> None:
    assert sdmx_period(period) == written
    assert span(written) == period
