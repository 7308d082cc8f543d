from collections.abc import Callable
from typing import Any

import pandas as pd

from talentstudy.indicators.people import basic_digital_skills_share
from talentstudy.pipeline import Pipeline

Rows = Callable[..., pd.DataFrame]


def test_both_tables_give_the_same_number_where_both_hold_a_key(edition_2025: Pipeline) -> None:
    key = ["geo", "time_period"]
    headline = edition_2025.observations("tepsr_sp410").set_index(key)["obs_value"]
    table = edition_2025.observations("isoc_sk_dskl_i21")
    chosen = table[(table["indic_is"] == "I_DSK2_BAB") & (table["age"] == "Y16_74")]
    detail = chosen.set_index(key)["obs_value"]
    both = headline.index.intersection(detail.index)
    assert len(both) > 40
    pd.testing.assert_series_equal(headline[both], detail[both])


def test_the_headline_is_taken_where_the_tables_differ(rows: Rows, value: Callable[..., Any]) -> None:
    headline = rows("Y16_74 BE 2023 PC_IND 59.4", dims="age", source="tepsr_sp410@2024-04-10")
    detail = rows(
        *("I_DSK2_BAB Y16_74 BE 2023 PC_IND 50", "I_DSK2_BAB Y16_74 NL 2023 PC_IND 80"),
        dims="indic_is age",
        source="isoc_sk_dskl_i21@2026-04-16",
    )
    table = basic_digital_skills_share(headline, detail)
    assert value(table, geo="BE") == 59.4
    assert value(table, "source", geo="BE") == "tepsr_sp410@2024-04-10"
    assert value(table, geo="NL") == 80


def test_the_union_is_not_a_mean_of_countries(rows: Rows) -> None:
    headline = rows("Y16_74 BE 2023 PC_IND 59.4", dims="age")
    detail = rows("I_DSK2_BAB Y16_74 NL 2023 PC_IND 80", dims="indic_is age")
    assert "EU27_2020" not in set(basic_digital_skills_share(headline, detail)["geo"])


def test_the_gap_of_everyone_lies_between_those_of_women_and_men_in_nearly_every_year(edition_2025: Pipeline) -> None:
    table = edition_2025.indicator("disability_employment_gap")
    wide = table.pivot_table(index=["geo", "time_period"], columns="sex", values="obs_value").dropna()
    between = (wide["T"] >= wide[["F", "M"]].min(axis=1) - 1) & (wide["T"] <= wide[["F", "M"]].max(axis=1) + 1)
    assert len(wide) > 200
    # A difference of rates is no mean of two differences: the shares of the sexes in either group move it.
    assert between.mean() > 0.9
