from talentstudy.pipeline import Pipeline


def test_each_way_of_counting_is_a_measure_of_its_own(edition_2025: Pipeline) -> None:
    table = edition_2025.indicator("linkedin_members_count")
    sources = table["source"].str.split("@").str[0].groupby(table["measure"]).agg(set).to_dict()
    assert sources == {
        "linkedin_members": {"napoleoncat_linkedin", "degraux_linkedin"},
        "linkedin_members_ads": {"mic_adam_linkedin_monitor"},
        "linkedin_members_search": {"mic_adam_linkedin_monitor"},
        "linkedin_members_printed": {"digitalcity_talentensneller"},
    }


def test_the_advertising_tool_counts_no_fewer_than_the_search(edition_2025: Pipeline) -> None:
    count = edition_2025.indicator("linkedin_members_count").set_index(["measure", "time_period"])["obs_value"]
    assert count["linkedin_members_ads", "2024-02"] >= count["linkedin_members_search", "2024-02"]


def test_a_range_keeps_both_ends_and_gets_no_middle(edition_2025: Pipeline) -> None:
    days = edition_2025.indicator("hackathon_duration")
    assert days[["obs_lower", "obs_upper"]].to_numpy().tolist() == [[1, 3]]
    assert days["obs_value"].isna().all()


def test_a_lower_bound_has_no_upper_one(edition_2025: Pipeline) -> None:
    table = edition_2025.indicator("linkedin_companies_count")
    assert table["obs_upper"].isna().all()
    assert table["obs_lower"].notna().all()
