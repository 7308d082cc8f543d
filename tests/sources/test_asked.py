"""A fetched reply in the words of the study."""

import dataclasses
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from talentstudy.errors import SchemaViolation
from talentstudy.sources import DATASETS
from talentstudy.sources.asked import as_asked, read_raw
from talentstudy.sources.observations import read_observations
from talentstudy.sources.requests import fetchable, request_of

REPLIES = Path(__file__).parents[1] / "fetch" / "replies"


@pytest.fixture
def cells() -> Callable[..., pd.DataFrame]:
    def made(**changed: object) -> pd.DataFrame:
        columns: dict[str, object] = {
            "freq": ["A", "A"],
            "unit": ["PC_EMP", "THS_PER"],
            "geo": "BE",
            "time_period": "2023",
            "obs_value": [5.4, 274.9],
            "obs_flag": ["", "b"],
        }
        return pd.DataFrame({name: column for name, column in (columns | changed).items() if column is not None})

    return made


def test_a_reply_comes_out_under_the_names_of_the_study(cells: Callable[..., pd.DataFrame]) -> None:
    table = as_asked(cells(), request_of("isoc_sks_itspt"))
    assert list(table.columns) == ["geo", "time_period", "unit", "obs_value", "obs_flag"]
    assert table["obs_value"].tolist() == [5.4, 274.9]


def test_a_reply_without_flags_has_none(cells: Callable[..., pd.DataFrame]) -> None:
    assert as_asked(cells(obs_flag=None), request_of("isoc_sks_itspt"))["obs_flag"].tolist() == ["", ""]


def test_what_a_reply_leaves_out_is_put_in_from_the_record(cells: Callable[..., pd.DataFrame]) -> None:
    reply = cells(unit=None, nace_r2=["ICT", "C_ICT"])
    table = as_asked(reply, request_of("tin00085"))
    assert table["unit"].tolist() == ["PC", "PC"]


def test_columns_of_another_provider_are_renamed() -> None:
    reply = pd.DataFrame(
        {
            "ref_area": ["BEL"],
            "freq": "A",
            "measure": "H1_B",
            "unit_measure": "PT_ENT",
            "activity": "_T",
            "size_class": "S_GE10",
            "time_period": "2023",
            "obs_value": [28.4],
            "obs_flag": "",
        }
    )
    (row,) = as_asked(reply, request_of("oecd_ict_businesses")).to_dict("records")
    assert row == {
        "measure": "H1_B",
        "nace_r2": "_T",
        "size_emp": "S_GE10",
        "geo": "BEL",
        "time_period": "2023",
        "unit": "PT_ENT",
        "obs_value": 28.4,
        "obs_flag": "",
    }


def test_a_reply_of_another_shape_is_refused_by_what_it_lacks(cells: Callable[..., pd.DataFrame]) -> None:
    with pytest.raises(SchemaViolation, match="has no column geo "):
        as_asked(cells(geo=None), request_of("isoc_sks_itspt"))
    with pytest.raises(SchemaViolation, match="has no column sex "):
        as_asked(cells(), request_of("isoc_sks_itsps"))
    with pytest.raises(SchemaViolation, match="holds the unit NR; wanted: PC_EMP, THS_PER"):
        as_asked(cells(unit=["PC_EMP", "NR"]), request_of("isoc_sks_itspt"))


def test_a_key_that_stands_twice_or_a_second_frequency_is_refused(cells: Callable[..., pd.DataFrame]) -> None:
    with pytest.raises(SchemaViolation, match="holds 1 keys twice"):
        as_asked(cells(unit="PC_EMP"), request_of("isoc_sks_itspt"))
    with pytest.raises(SchemaViolation, match=r"holds 2 codes of freq \(A, Q\)"):
        as_asked(cells(freq=["A", "Q"]), request_of("isoc_sks_itspt"))


def test_units_are_not_compared_where_a_record_names_none(cells: Callable[..., pd.DataFrame]) -> None:
    free = dataclasses.replace(request_of("isoc_sks_itspt"), units=())
    assert len(as_asked(cells(unit=["X", "Y"]), free)) == 2


def test_a_file_is_read_in_the_format_its_record_names() -> None:
    assert read_raw(REPLIES / "isoc_sks_itspt.tsv", request_of("isoc_sks_itspt")).format == "Eurostat TSV"
    statbel = read_raw(REPLIES / "statbel_consumer_prices.json", request_of("statbel_consumer_prices"))
    assert statbel.format == "be.STAT"
    assert len(statbel.table) == 4


def test_a_fetched_vintage_is_read_as_any_other(tmp_path: Path) -> None:
    path = tmp_path / "reply.tsv"
    path.write_bytes((REPLIES / "isoc_sks_itspt.tsv").read_bytes())
    table = read_observations(path, "isoc_sks_itspt", DATASETS["isoc_sks_itspt"], "2026-04-17")
    assert list(table.columns) == ["geo", "time_period", "unit", "obs_value", "obs_flag", "source"]
    assert table["obs_value"].dropna().tolist() == [5.2, 5.4, 274.9]
    assert set(table["source"]) == {"isoc_sks_itspt@2026-04-17"}


def test_a_fetched_vintage_is_completed_by_its_record(tmp_path: Path) -> None:
    path = tmp_path / "reply.tsv"
    path.write_text("freq,nace_r2,geo\\TIME_PERIOD\t2022 \t2023 \nA,ICT,BE\t2.9 \t3.0 p\n", encoding="utf-8")
    table = read_observations(path, "tin00085", DATASETS["tin00085"], "2026-04-17")
    assert table["unit"].tolist() == ["PC", "PC"]
    # Eurostat names the individuals where the study names their age.
    path.write_text(
        "freq,indic_is,unit,ind_type,geo\\TIME_PERIOD\t2023 \nA,I_DSK2_BAB,PC_IND,IND_TOTAL,BE\t59.4 \n",
        encoding="utf-8",
    )
    table = read_observations(path, "isoc_sk_dskl_i21", DATASETS["isoc_sk_dskl_i21"], "2026-04-17")
    assert table["age"].tolist() == ["Y16_74"]


@pytest.mark.parametrize("name", sorted({*fetchable()} - {*DATASETS}))
def test_a_dataset_known_by_its_record_alone_has_a_specimen_that_the_record_reads(name: str) -> None:
    specimens = list(REPLIES.glob(f"{name}.*"))
    assert len(specimens) == 1, f"{name} wants one reply, a few lines long, in tests/fetch/replies/"
    request = request_of(name)
    table = as_asked(read_raw(specimens[0], request).table, request)
    assert len(table) > 0
    assert {*request.dims, "geo", "time_period", "unit"} <= set(table.columns)
