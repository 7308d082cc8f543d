"""What a number rests on is found by changing it."""

import pytest

from talentstudy.errors import StudyError
from talentstudy.explaining.tracing import traces
from talentstudy.indicators import INDICATORS
from talentstudy.pipeline import Pipeline

MEASURED = ("obs_value", "obs_lower", "obs_upper")


def keys(pipeline: Pipeline, indicator: str, **key: str) -> dict[str, list[tuple[str, ...]]]:
    found = traces(pipeline, indicator, key)
    return {
        one.dataset: [tuple(map(str, row)) for row in one.rows.drop(columns=["obs_flag", "source"]).to_numpy()]
        for one in found
    }


def test_a_published_share_rests_on_one_observation(edition_2025: Pipeline) -> None:
    found = keys(edition_2025, "ict_women_share", geo="BE", time_period="2024")
    assert found == {"isoc_sks_itsps": [("F", "BE", "2024", "PC", "19.0")]}


def test_growth_rests_on_two_years(edition_2025: Pipeline) -> None:
    found = keys(edition_2025, "ict_specialists_year_growth", geo="BE", time_period="2024")
    assert [(row[0], row[1]) for row in found["isoc_sks_itspt"]] == [("BE", "2023"), ("BE", "2024")]


def test_a_number_computed_through_others_is_followed_to_every_dataset(edition_2025: Pipeline) -> None:
    found = keys(edition_2025, "ict_graduates_rate", geo="BE", time_period="2023")
    assert {name: len(rows) for name, rows in found.items()} == {"educ_uoe_grad02": 2, "educ_uoe_grad04": 1}


def test_a_count_of_rows_rests_on_the_rows(edition_2025: Pipeline) -> None:
    found = traces(edition_2025, "role_profiles_count", {"geo": "EU27_2020", "time_period": "2022"})
    assert [(one.dataset, len(one.rows)) for one in found] == [("enisa_ecsf", 12)]


def test_a_key_of_several_rows_is_refused(edition_2025: Pipeline) -> None:
    with pytest.raises(StudyError, match=r"26 rows at .*; one is traced"):
        traces(edition_2025, "core_skill_share", {"geo": "WORLD"})


@pytest.mark.parametrize("indicator", INDICATORS)
def test_every_indicator_rests_on_something(specimens: Pipeline, indicator: str) -> None:
    rows = specimens.indicator(indicator)
    held = rows[rows[[one for one in MEASURED if one in rows]].notna().any(axis=1)]
    if held.empty:
        pytest.skip("the specimens hold no value of it")
    key = {name: str(held.iloc[-1][name]) for name in INDICATORS[indicator].key}
    assert sum(len(one.rows) for one in traces(specimens, indicator, key)) >= 1
