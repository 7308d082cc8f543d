from talentstudy.pipeline import Pipeline


def test_all_26_skills_stand_in_both_rankings(edition_2025: Pipeline) -> None:
    core = edition_2025.indicator("core_skill_share")
    rise = edition_2025.indicator("skill_rise_balance")
    assert set(core["skill"]) == set(rise["skill"])
    assert len(core) == len(rise) == 26


def test_a_skill_may_fall(edition_2025: Pipeline) -> None:
    balance = edition_2025.indicator("skill_rise_balance")["obs_value"]
    assert balance.min() < 0 < balance.max()


def test_industries_are_named_and_never_their_total(edition_2025: Pipeline) -> None:
    table = edition_2025.indicator("skill_increasing_use_share")
    assert "TOTAL" not in set(table["industry"])
    assert set(table["skill"]) <= set(edition_2025.indicator("core_skill_share")["skill"])


def test_a_duration_is_a_range(edition_2025: Pipeline) -> None:
    table = edition_2025.indicator("course_duration").dropna(subset=["obs_lower", "obs_upper"])
    assert (table["obs_lower"] < table["obs_upper"]).all()
    assert len(table) == 1


def test_ict_graduates_are_a_part_of_all_graduates(edition_2025: Pipeline) -> None:
    share = edition_2025.indicator("ict_graduates_of_all_share").set_index("geo")["obs_value"]
    assert 0 < share["BE"] < share["EU27_2020"] < 100
