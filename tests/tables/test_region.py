from collections.abc import Callable

import pandas as pd
import pytest

from talentstudy.indicators import INDICATORS
from talentstudy.pipeline import Pipeline
from talentstudy.tables.region import COLUMNS, region_table
from talentstudy.wording import LANGUAGES

Rows = Callable[..., pd.DataFrame]


@pytest.fixture(scope="module")
def everything(edition_2025: Pipeline) -> dict[str, pd.DataFrame]:
    return {name: edition_2025.indicator(name) for name in INDICATORS}


def values(table: pd.DataFrame) -> list[str]:
    return list(table.iloc[:, COLUMNS.index("value")])


def test_every_number_of_the_region_has_a_row_and_none_of_another(everything: dict[str, pd.DataFrame]) -> None:
    table = region_table(everything, "BE1", "en")
    assert len(table) == sum(int((rows["geo"] == "BE1").sum()) for rows in everything.values()) > 10
    assert region_table(everything, "WORLD", "en").shape[1] == len(COLUMNS)


def test_the_latest_period_comes_first(rows: Rows) -> None:
    share = rows("BE1 2022 PC 0.35", "BE1 2023 PC 0.51", "BE 2024 PC 9")
    table = region_table({"disability_employee_earlier_share": share}, "BE1", "en")
    assert table.iloc[:, COLUMNS.index("period")].tolist() == ["2023", "2022"]


def test_a_range_or_bound_is_printed_as_one(rows: Rows) -> None:
    table = rows("BE1 2023 PC :", "BE1 2022 PC :", "BE1 2021 PC :", "BE1 2020 PC :")
    table.insert(4, "obs_lower", [60.0, 1.0, float("nan"), float("nan")])
    table.insert(5, "obs_upper", [float("nan"), 5.0, 20.0, float("nan")])
    told = values(region_table({"digital_experts_outside_share": table}, "BE1", "en"))
    assert told[0].startswith("at least 60")
    assert "1" in told[1]
    assert "5" in told[1]
    assert told[2].startswith("at most 20")
    assert told[3] == "not available"


def test_a_number_printed_without_its_period_says_so(rows: Rows) -> None:
    undated = rows("BE1 2024 PC 85").assign(time_period=pd.Series([""], dtype="str"))
    table = region_table({"hired_higher_education_share": undated}, "BE1", "nl")
    assert table.iloc[0, COLUMNS.index("period")] == "niet beschikbaar"


def test_a_total_needs_no_detail_and_a_code_is_named(rows: Rows) -> None:
    count = rows("TOTAL BE1 2023 VAC 6500", "ICT BE1 2023 VAC 3000", dims="sector")
    details = region_table({"digital_vacancies_count": count}, "BE1", "en").iloc[:, COLUMNS.index("detail")]
    assert (details == "").tolist() == [True, False]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_is_printed_in_every_language(everything: dict[str, pd.DataFrame], language: str) -> None:
    table = region_table(everything, "BE1", language)
    assert len(set(table.columns)) == len(COLUMNS)
    assert not table.isna().any(axis=None)


def test_a_region_without_a_number_has_no_row(everything: dict[str, pd.DataFrame]) -> None:
    assert region_table(everything, "BE1_BE3", "en")["Value"].size > 0
    assert region_table({"ict_specialists_share": everything["ict_specialists_share"]}, "BE1", "en").empty
