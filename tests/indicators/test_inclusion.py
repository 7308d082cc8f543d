from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from talentstudy.indicators.inclusion import (
    disability_employee_share,
    employed_ict_education_women_share,
    severely_limited_share,
)
from talentstudy.pipeline import Pipeline

Rows = Callable[..., pd.DataFrame]
Value = Callable[..., Any]


@pytest.mark.parametrize(("name", "year"), [("ict_education_share", "2024"), ("ict_women_printed_share", "2024")])
def test_women_and_men_make_a_hundred(edition_2025: Pipeline, name: str, year: str) -> None:
    table = edition_2025.indicator(name)
    assert table.loc[table["time_period"] == year, "obs_value"].sum() == pytest.approx(100)


def test_printed_shares_are_those_of_the_printed_counts(edition_2025: Pipeline, value: Value) -> None:
    count, share = (edition_2025.indicator(f"ict_education_{kind}") for kind in ("count", "share"))
    for sex in ("F", "M"):
        computed = 100 * value(count, sex=sex) / count["obs_value"].sum()
        assert computed == pytest.approx(value(share, sex=sex), abs=0.05)


def test_the_share_of_statbel_is_that_of_its_counts(edition_2025: Pipeline, value: Value) -> None:
    table = edition_2025.observations("statbel_ict_specialists")
    count = {sex: value(table, measure="ict_specialists", sex=sex) for sex in ("F", "M", "T")}
    assert count["F"] + count["M"] == count["T"]
    share = value(edition_2025.indicator("ict_women_statbel_share"), geo="BE")
    assert 100 * count["F"] / count["T"] == pytest.approx(share, abs=0.05)


def test_women_are_a_hundred_less_men(rows: Rows) -> None:
    men = rows("M BE 2022 PC 88.7 u", "M EU27_2020 2022 PC :", dims="sex")
    women = employed_ict_education_women_share(men)
    assert women["obs_value"].round(9).tolist()[0] == 11.3
    assert women["obs_value"].isna().tolist() == [False, True]
    assert women["obs_flag"].tolist() == ["u", ""]


def test_every_news_item_keeps_its_own_vintage(edition_2025: Pipeline) -> None:
    table = edition_2025.indicator("employed_ict_education_share")
    assert table.groupby("time_period")["source"].nunique().to_dict() == {"2020": 1, "2021": 1, "2022": 1}


def test_a_number_without_its_year_is_no_point_of_the_series(edition_2025: Pipeline, rows: Rows) -> None:
    assert "" not in set(edition_2025.indicator("severely_limited_share")["time_period"])
    undated = rows("severely_limited_share BE 2017 PC 9", "severely_limited_share BE 2018 PC 8", dims="measure")
    undated.loc[1, "time_period"] = ""
    assert severely_limited_share(undated)["time_period"].tolist() == ["2017"]


def test_the_count_is_taken_before_the_print_that_rounds_it(rows: Rows, value: Value) -> None:
    count = rows("disability_employee_share TOTAL BE 2024 PC 0.232", dims="measure size_class")
    printed = rows(
        *("disability_employee_share BE 2024 PC 0.23", "disability_employee_share BE1 2023 PC 0.35"), dims="measure"
    )
    table = disability_employee_share(count, printed)
    assert value(table, geo="BE") == 0.232
    assert value(table, geo="BE1") == 0.35


def test_shares_and_their_printed_changes_agree(edition_2025: Pipeline, value: Value) -> None:
    share = edition_2025.indicator("disability_employee_share")
    changes = edition_2025.observations("acerta_disability")
    # Shares with two or three decimals: half a unit of the last, over the share.
    for geo, slack in (("BE", 0.5), ("BE1", 3.0), ("BE3", 3.0)):
        before, after = (value(share, geo=geo, time_period=year) for year in ("2023", "2024"))
        printed = value(changes, measure="disability_employee_share_change", geo=geo)
        assert 100 * (after / before - 1) == pytest.approx(printed, abs=slack)


def test_two_editions_that_contradict_each_other_stand_apart(edition_2025: Pipeline, value: Value) -> None:
    later = edition_2025.indicator("disability_employee_share")
    earlier = edition_2025.indicator("disability_employee_earlier_share")
    assert value(later, geo="BE", time_period="2023") != value(earlier, geo="BE", time_period="2023")
    assert not set(later["source"]) & set(earlier["source"])
