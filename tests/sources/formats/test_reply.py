import numpy as np
import pandas as pd
import pytest

from talentstudy.errors import RawFileError, SchemaViolation
from talentstudy.sources.formats.columns import Coded
from talentstudy.sources.formats.reply import (
    assembled,
    cleaned,
    empty,
    identity,
    refuse_another,
    without_other_frequencies,
)


def test_an_id_is_told_from_agency_version_and_name() -> None:
    named = ["ESTAT:NA_MAIN(1.6.0)", "ESTAT:NA_MAIN(1.0): Comptes : nationaux", "AGENCY:DF_ID", "nama_10_gdp"]
    assert [identity(one) for one in named] == ["NA_MAIN", "NA_MAIN", "DF_ID", "nama_10_gdp"]


def test_another_dataset_is_refused_by_both_names() -> None:
    refuse_another("ISOC_SKS_ITSPT", "isoc_sks_itspt", "reply")
    refuse_another("DSD_nama_10_gdp", "nama_10_gdp", "reply")
    refuse_another("", "isoc_sks_itspt", "reply")
    refuse_another("LFSA_ARGAN", "", "reply")
    with pytest.raises(RawFileError, match="reply holds the dataset LFSA_ARGAN, not isoc_sks_itspt that was asked for"):
        refuse_another("LFSA_ARGAN", "isoc_sks_itspt", "reply")


def test_a_table_has_categories_values_and_flags() -> None:
    dimensions = cleaned({"GEO": Coded.of(["GR", "BE"]), "TIME": Coded.of(["2024Q1", "2024Q2"])})
    table = assembled(dimensions, {"obs_value": np.array([1.0, np.nan])}, Coded.of(["eb", "c"]), {}, "reply")
    assert table.astype({"geo": str, "time_period": str, "obs_flag": str}).to_dict("list") == {
        "geo": ["EL", "BE"],
        "time_period": ["2024-Q1", "2024-Q2"],
        "obs_value": [1.0, pytest.approx(float("nan"), nan_ok=True)],
        "obs_flag": ["be", "C"],
    }
    assert [str(one) for one in table.dtypes] == ["category", "category", "float64", "category"]


def test_a_key_that_becomes_the_same_is_refused() -> None:
    twice = cleaned({"geo": Coded.of(["GR", "EL"])})
    with pytest.raises(SchemaViolation, match="reply: 1 key of geo stands more than once"):
        assembled(twice, {"obs_value": np.array([1.0, 2.0])}, None, {}, "reply")


def test_cells_of_another_frequency_are_left_out_unless_they_say_something() -> None:
    rows = [
        ("A", "2024", 1.0, ""),
        ("A", "2024-Q1", np.nan, ""),
        ("Q", "2024", np.nan, "c"),
        ("Q", "2024-Q1", np.nan, ""),
    ]
    table = pd.DataFrame(rows, columns=["freq", "time_period", "obs_value", "obs_flag"])
    table = table.astype({"freq": "category", "time_period": "category", "obs_flag": "category"})
    kept = without_other_frequencies(table)
    assert [*zip(kept["freq"], kept["time_period"], strict=True)] == [("A", "2024"), ("Q", "2024"), ("Q", "2024-Q1")]
    annual = table[table["freq"] == "A"].copy()
    annual["freq"] = annual["freq"].cat.remove_unused_categories()
    assert len(without_other_frequencies(annual)) == 2


def test_an_empty_reply_has_columns_and_a_reason() -> None:
    reply = empty("JSON-stat", ("geo", "time"), "nothing under this filter", "X")
    assert reply.table.columns.tolist() == ["geo", "time_period", "obs_value", "obs_flag"]
    assert len(reply.table) == 0
    assert reply.reason == "nothing under this filter"
    assert repr(reply) == "<Reply JSON-stat X: 0 rows by geo, time_period>"
