import pytest

from talentstudy.pipeline import Pipeline


def test_weak_skills_and_no_use_make_the_vulnerable(edition_2025: Pipeline) -> None:
    weak, without, vulnerable = (
        edition_2025.indicator(name).set_index("time_period")
        for name in ("weak_digital_skills_share", "internet_non_users_share", "digitally_vulnerable_share")
    )
    everyone = vulnerable[vulnerable["group"] == "TOTAL"]["obs_value"]
    assert sorted(everyone.index) == ["2019", "2021", "2023"]
    assert (weak["obs_value"] + without["obs_value"]).to_dict() == everyone.to_dict()


def test_the_groups_named_are_worse_off_than_everyone(edition_2025: Pipeline) -> None:
    table = edition_2025.indicator("digitally_vulnerable_share")
    year = table[table["time_period"] == "2023"].set_index("group")["obs_value"]
    assert (year.drop("TOTAL") > year["TOTAL"]).all()


def test_those_who_answered_are_no_share(edition_2025: Pipeline) -> None:
    assert "respondents" not in set(edition_2025.indicator("entrants_lacking_skills_share")["measure"])


def test_the_twelve_roles_are_numbered_once_each(edition_2025: Pipeline) -> None:
    numbers = edition_2025.indicator("role_profile_number")["obs_value"]
    assert sorted(numbers) == pytest.approx(range(1, 13))


def test_role_profiles_are_counted(edition_2025: Pipeline) -> None:
    (row,) = edition_2025.indicator("role_profiles_count").to_dict("records")
    assert (row["obs_value"], row["source"]) == (12.0, "enisa_ecsf@2022-09")
