import pytest

from talentstudy.codes import member_states
from talentstudy.pipeline import Pipeline


@pytest.mark.parametrize("name", ["ict_graduates_count", "engineering_graduates_count"])
def test_the_union_is_the_sum_of_its_members_from_2019_and_flagged_where_it_is_not(
    edition_2025: Pipeline, name: str
) -> None:
    table = edition_2025.indicator(name)
    members = table[table["geo"].isin(member_states())].groupby("time_period")["obs_value"].agg(["sum", "size"])
    union = table[table["geo"] == "EU27_2020"].set_index("time_period")
    complete = members[members["size"] == 27].index.intersection(union.index)
    short = union.loc[complete, "obs_value"] < members.loc[complete, "sum"] - 0.5
    assert set(short[~short].index) >= {"2019", "2020", "2021"}
    assert (union.loc[short[short].index, "obs_flag"] == "u").all()


def test_the_first_year_of_the_whole_sum_is_a_break(edition_2025: Pipeline) -> None:
    table = edition_2025.indicator("ict_graduates_count")
    union = table[table["geo"] == "EU27_2020"].set_index("time_period")["obs_flag"]
    assert union.to_dict() == {
        **dict.fromkeys(["2014", "2015", "2016", "2017", "2018"], "u"),
        "2019": "b",
        **dict.fromkeys(["2020", "2021", "2022", "2023"], ""),
    }


def test_years_that_repeat_each_other_are_flagged(edition_2025: Pipeline) -> None:
    table = edition_2025.indicator("ict_graduates_count").set_index(["geo", "time_period"])
    for geo, first, second in (("BE", "2018", "2019"), ("MT", "2018", "2019"), ("SK", "2022", "2023")):
        rows = table.loc[[(geo, first), (geo, second)]]
        assert rows["obs_value"].nunique() == 1
        assert rows["obs_flag"].tolist() == ["u", "u"]


def test_a_count_that_is_no_count_is_dropped(edition_2025: Pipeline) -> None:
    table = edition_2025.indicator("ict_graduates_count")
    assert "2015" not in set(table.loc[table["geo"] == "IT", "time_period"])
    growth = edition_2025.indicator("ict_graduates_year_growth").set_index(["geo", "time_period"])["obs_value"]
    assert growth.isna()[("IT", "2016")]


def test_no_reference_year_after_the_edition_could_know_is_used(edition_2025: Pipeline) -> None:
    assert edition_2025.indicator("ict_graduates_count")["time_period"].max() == "2023"


def test_stem_graduates_of_both_sexes_lie_between_women_and_men(edition_2025: Pipeline) -> None:
    every = edition_2025.indicator("stem_graduates_rate").set_index(["geo", "time_period"])["obs_value"]
    by_sex = edition_2025.indicator("stem_graduates_sex_rate").set_index(["sex", "geo", "time_period"])["obs_value"]
    for year in ("2013", "2022"):
        assert by_sex["F", "BE", year] < every["BE", year] < by_sex["M", "BE", year]


def test_ict_graduates_have_a_most_and_no_number(edition_2025: Pipeline) -> None:
    bound = edition_2025.indicator("ict_graduates_rate")
    assert bound["obs_value"].isna().all()
    assert bound["obs_lower"].isna().all()
    every = edition_2025.indicator("stem_graduates_rate").set_index(["geo", "time_period"])["obs_value"]
    most = bound.set_index(["geo", "time_period"])["obs_upper"]
    assert (most <= every[most.index]).all()


def test_ict_graduates_need_both_fields_for_their_most(edition_2025: Pipeline) -> None:
    keys = [
        set(zip(table["geo"], table["time_period"], strict=True))
        for table in map(edition_2025.indicator, ("ict_graduates_rate", "engineering_graduates_count"))
    ]
    assert keys[0] <= keys[1]


def test_the_bound_carries_the_flags_of_all_it_is_computed_from(edition_2025: Pipeline) -> None:
    bound = edition_2025.indicator("ict_graduates_rate").set_index(["geo", "time_period"])
    assert bound.loc[("BE", "2019"), "obs_flag"] == "du"
    assert set(bound["source"]) == {"educ_uoe_grad04@2025-05-14; educ_uoe_grad02@2026-01-06"}
