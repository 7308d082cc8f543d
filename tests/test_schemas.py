from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from talentstudy.errors import SchemaViolation
from talentstudy.indicators import INDICATORS
from talentstudy.registry import Dataset
from talentstudy.schemas import check, check_indicator, check_observations, unit_range

Rows = Callable[..., pd.DataFrame]
WOMEN = Dataset("eurostat", ("sex",), ("PC", "NR"))
WHAT = "isoc_sks_itsps at vintage 2025-05-14 does not have the shape it should: "


@pytest.fixture
def table(rows: Rows) -> pd.DataFrame:
    return rows(*(f"F BE {year} PC 19.4 be" for year in range(2000, 2008)), dims="sex")


def refusal(table: pd.DataFrame, dataset: Dataset = WOMEN) -> str:
    with pytest.raises(SchemaViolation) as refused:
        check_observations(table, "isoc_sks_itsps", dataset, "2025-05-14")
    told = str(refused.value)
    assert told.startswith(WHAT)
    return told.removeprefix(WHAT)


def test_a_table_that_has_the_shape_is_given_back_itself(table: pd.DataFrame) -> None:
    assert check_observations(table, "isoc_sks_itsps", WOMEN, "2025-05-14") is table
    assert check(table.iloc[:0], ("sex",), ("PC",), what="an empty table").empty


@pytest.mark.parametrize(
    ("column", "cell", "rule"),
    [
        ("geo", "BX", "geo is not in the code list"),
        ("sex", "W", "sex is not in the code list"),
        ("unit", "PCX", "unit is none of PC, NR"),
        ("unit", "PC_EMP", "unit is none of PC, NR"),
        ("time_period", "2003Q3", "time_period is no SDMX period"),
        ("time_period", "2003/04", "time_period is no SDMX period"),
        ("obs_value", 100.1, "obs_value lies outside what its unit allows"),
        ("obs_value", -0.1, "obs_value lies outside what its unit allows"),
        ("obs_flag", "x", "obs_flag holds an unknown letter"),
        ("obs_flag", "eb", "obs_flag holds an unknown letter, or not each once and in order"),
        ("obs_flag", "bb", "obs_flag holds an unknown letter, or not each once and in order"),
        ("obs_flag", "s", "obs_flag holds an unknown letter"),
        ("obs_flag", None, "obs_flag is empty"),
        ("source", "Eurostat", "source is no dataset@vintage"),
        ("source", "a@2025; b", "source is no dataset@vintage"),
    ],
)
def test_a_cell_out_of_shape_is_told_with_its_whole_row(table: pd.DataFrame, column: str, cell: Any, rule: str) -> None:
    table.loc[3, column] = cell
    told = refusal(table)
    assert told.startswith(f"{rule} (1 row: [sex=" if column != "obs_flag" or cell is None else rule)
    row = "[" + ", ".join(f"{name}={value}" for name, value in table.loc[3].items()) + "]"
    assert row in told
    # No other row, and nothing of the machinery.
    assert told.count("[sex=") == 1
    assert "Error" not in told
    assert told.endswith("Correct the raw file, or add an entry to sources/corrections.toml.")


def test_no_more_than_five_rows_are_shown_and_the_rest_are_counted(table: pd.DataFrame) -> None:
    told = refusal(table.assign(obs_value=101.0))
    assert "(8 rows: " in told
    assert told.count("[sex=") == 5
    assert "and 3 more" in told
    years = [part.split(",")[0] for part in told.split("time_period=")[1:]]
    assert years == ["2000", "2001", "2002", "2003", "2004"]


def test_a_key_that_stands_twice_is_told_with_both_rows(table: pd.DataFrame) -> None:
    table.loc[1, "time_period"] = "2000"
    told = refusal(table)
    assert told.startswith("a key stands more than once (2 rows: [sex=F, geo=BE, time_period=2000,")
    assert told.count("time_period=2000") == 2


def test_a_missing_column_an_extra_one_and_another_order_are_told(table: pd.DataFrame) -> None:
    for column in ("obs_value", "unit", "sex"):
        assert refusal(table.drop(columns=column)).startswith(f"a column is missing: {column}.")
    assert refusal(table.assign(nace_r2="ICT")).startswith("a column too many: nace_r2.")
    assert refusal(table[[*table.columns[::-1]]]).startswith("the columns stand in another order: ")


def test_text_where_numbers_stand_is_told(table: pd.DataFrame) -> None:
    told = refusal(table.assign(obs_value=pd.Series(["19.4 b"] * len(table), dtype="str")))
    assert told.startswith("obs_value is not of type float64")
    assert "Error" not in told


def test_several_rules_broken_are_several_clauses(table: pd.DataFrame) -> None:
    table.loc[0, "geo"] = "BX"
    table.loc[1, "obs_flag"] = "x"
    told = refusal(table)
    assert "geo is not in the code list (1 row: " in told
    assert "; obs_flag holds an unknown letter" in told


@pytest.mark.parametrize("flag", ["", "b", "be", "bep", "C", "Cu"])
def test_letters_in_force_alone_or_combined_are_understood(table: pd.DataFrame, flag: str) -> None:
    check_observations(table.assign(obs_flag=flag), "x", WOMEN, "2025")


@pytest.mark.parametrize(
    "period", ["", "2024", "2024-S1", "2024-Q3", "2024-06", "2024-06-30", "2025/2030", "2024-06/2024-07"]
)
def test_periods_of_every_kind_are_understood(table: pd.DataFrame, period: str) -> None:
    check_observations(table.iloc[:1].assign(time_period=period), "x", WOMEN, "2025")


def test_a_missing_value_has_no_range(table: pd.DataFrame) -> None:
    check_observations(table.assign(obs_value=float("nan")), "x", WOMEN, "2025")


@pytest.mark.parametrize("value", [float("inf"), float("-inf")])
def test_an_infinite_value_is_refused_even_where_the_unit_has_no_end(table: pd.DataFrame, value: float) -> None:
    assert "obs_value lies outside what its unit allows" in refusal(table.iloc[:1].assign(unit="NR", obs_value=value))


def test_a_dataset_may_widen_the_range_of_a_unit(table: pd.DataFrame) -> None:
    below = table.iloc[:1].assign(obs_value=-0.5)
    refusal(below)
    check_observations(below, "x", Dataset("eurostat", ("sex",), ("PC",), ranges={"PC": (-100.0, 100.0)}), "2025")


def test_bounds_are_asked_for_where_figures_are_keyed_and_checked_alike(table: pd.DataFrame) -> None:
    keyed = Dataset("wef", ("sex",), ("PC",), keyed=True)
    assert "a column is missing: obs_lower" in refusal(table, keyed)
    bounded = table.iloc[:1].copy()
    bounded.insert(5, "obs_lower", 60.0)
    bounded.insert(6, "obs_upper", float("nan"))
    check_observations(bounded, "x", keyed, "2025")
    assert "obs_lower lies outside what its unit allows" in refusal(bounded.assign(obs_lower=160.0), keyed)


def test_rows_of_an_indicator_are_named_by_it(rows: Rows) -> None:
    line = INDICATORS["ict_women_share"]
    good = rows("BE 2024 PC 19")
    assert check_indicator(good, "ict_women_share", line) is good
    with pytest.raises(
        SchemaViolation, match=r"indicator ict_women_share does not have the shape .* unit is none of PC "
    ):
        check_indicator(good.assign(unit="THS_PER"), "ict_women_share", line)


def test_every_unit_has_a_range_that_holds_more_than_one_number() -> None:
    assert unit_range("PC_PNT") == (-100, 100)
    assert unit_range("PCH") == (-100, float("inf"))
    assert unit_range("JOBS") == (float("-inf"), float("inf"))
