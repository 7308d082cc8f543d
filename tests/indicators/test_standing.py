from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from talentstudy.codes import member_states
from talentstudy.errors import UnknownName
from talentstudy.indicators.standing import standing
from talentstudy.pipeline import Pipeline

Rows = Callable[..., pd.DataFrame]
Value = Callable[..., Any]


@pytest.fixture
def year(rows: Rows) -> pd.DataFrame:
    return rows(
        "BE 2023 PC 5", "NL 2023 PC 7", "FR 2023 PC 5", "DE 2023 PC 4 p", "EU27_2020 2023 PC 4.8", "NO 2023 PC 9"
    )


def test_the_highest_ranks_first_and_ties_share_the_better_rank(year: pd.DataFrame) -> None:
    table = standing(year).set_index("geo")
    assert table["rank"].to_dict() == {"BE": 2, "NL": 1, "FR": 2, "DE": 4}
    assert set(table["ranked"]) == {4}


def test_the_lowest_ranks_first_where_a_low_value_is_the_good_one(year: pd.DataFrame) -> None:
    table = standing(year, best="lowest").set_index("geo")
    assert table["rank"].to_dict() == {"BE": 2, "NL": 4, "FR": 2, "DE": 1}
    assert set(table["leader"]) == {"DE"}
    assert table.loc["NL", "distance_to_leader"] == 3


def test_distances_are_to_the_union_and_to_the_leader(year: pd.DataFrame, value: Value) -> None:
    table = standing(year)
    assert value(table, "distance_to_eu", geo="BE") == pytest.approx(0.2)
    assert value(table, "distance_to_leader", geo="BE") == -2
    assert value(table, "leader", geo="BE") == "NL"
    assert value(table, "leader_value", geo="BE") == 7


def test_a_country_that_is_no_member_is_not_ranked_and_leads_nobody(year: pd.DataFrame) -> None:
    assert not {"NO", "EU27_2020"} & set(standing(year)["geo"])


@pytest.mark.parametrize("union", [[], ["EU27_2020 2023 PC :"]])
def test_without_a_value_of_the_union_it_is_missing_never_a_mean(rows: Rows, union: list[str]) -> None:
    table = standing(rows("BE 2023 PC 5", "NL 2023 PC 7", *union))
    assert table[["eu_value", "distance_to_eu"]].isna().all(axis=None)
    assert table["rank"].tolist() == [2, 1]


def test_a_member_without_a_value_is_not_ranked(rows: Rows) -> None:
    table = standing(rows("BE 2023 PC 5", "NL 2023 PC :"))
    assert table[["geo", "rank", "ranked"]].to_numpy().tolist() == [["BE", 1, 1]]


def test_several_leaders_are_all_named_in_their_order(rows: Rows) -> None:
    lines = ["SE 2023 PC 7", "FI 2023 PC 7", "BE 2023 PC 5"]
    assert set(standing(rows(*lines))["leader"]) == {"FI SE"}
    assert set(standing(rows(*lines[::-1]))["leader"]) == {"FI SE"}


def test_every_year_and_every_code_is_a_ranking_of_its_own(rows: Rows, value: Value) -> None:
    table = standing(
        rows(
            *("F BE 2023 PC 5", "F NL 2023 PC 7", "M BE 2023 PC 9", "M NL 2023 PC 8"),
            *("F BE 2022 PC 9", "F NL 2022 PC 1", "F EU27_2020 2022 PC 2"),
            dims="sex",
        )
    )
    assert value(table, "rank", sex="F", geo="BE", time_period="2023") == 2
    assert value(table, "rank", sex="M", geo="BE", time_period="2023") == 1
    assert value(table, "distance_to_eu", sex="F", geo="BE", time_period="2022") == 7
    assert pd.isna(value(table, "distance_to_eu", sex="F", geo="BE", time_period="2023"))


def test_flags_are_kept(year: pd.DataFrame, value: Value) -> None:
    assert value(standing(year), "obs_flag", geo="DE") == "p"


def test_without_any_member_there_is_no_ranking(rows: Rows) -> None:
    assert standing(rows("NO 2023 PC 5", "EU27_2020 2023 PC 4")).empty


def test_another_order_of_ranks_is_refused(year: pd.DataFrame) -> None:
    with pytest.raises(UnknownName, match="no order of ranks named 'low'; did you mean lowest"):
        standing(year, best="low")


def test_belgium_of_the_edition_stands_where_counting_puts_it(edition_2025: Pipeline, value: Value) -> None:
    table = edition_2025.indicator("ict_specialists_share")
    year = table[table["time_period"] == "2023"]
    members = year[year["geo"].isin(member_states())]["obs_value"]
    belgium = value(standing(year), "rank", geo="BE")
    assert belgium == 1 + sum(members > 5.4)
    # Belgium, 5.4, and the Union, 4.8.
    assert value(standing(year), "distance_to_eu", geo="BE") == pytest.approx(0.6)


def test_the_rank_for_cloud_is_among_members_only(edition_2025: Pipeline, value: Value) -> None:
    table = edition_2025.indicator("cloud_advanced_share")
    assert value(standing(table[table["time_period"] == "2023"]), "rank", geo="BE") == 9
