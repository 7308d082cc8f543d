import json
from typing import Any

import pytest

from talentstudy.errors import EmptySelection, StudyError, UnknownName
from talentstudy.showing import shown


def one(indicator: str, geo: str | None = None, period: str | None = None, **codes: str) -> dict[str, Any]:
    (row,) = shown(indicator, "2025", geo, period, codes, None)
    return row


def test_a_number_is_shown_with_all_one_needs_to_cite_it() -> None:
    row = one("ict_specialists_share", "BE", "2023")
    assert row["text"] == (
        "ict_specialists_share BE 2023: 5.4 % of employment (flags: none; source: isoc_sks_itspt at vintage 2025-05-14)"
    )
    assert (row["obs_value"], row["unit"], row["flags"]) == (5.4, "PC_EMP", {})
    assert row["sources"] == [{"dataset": "isoc_sks_itspt", "vintage": "2025-05-14", "place": []}]
    assert json.loads(json.dumps(row)) == row


def test_flags_are_shown_with_what_they_mean() -> None:
    row = one("ict_specialists_share", "BE", "2005")
    assert row["flags"] == {"b": "break in series", "e": "estimated"}
    assert "(flags: b break in series; e estimated; source:" in row["text"]


def test_a_keyed_figure_shows_its_place() -> None:
    row = one("ict_specialists_target_count", "EU27_2020")
    assert row["sources"][0]["place"] == ["Article 4"]
    assert "digital_decade_targets at vintage 2022-12-14, Article 4" in row["text"]


def test_without_a_country_and_a_period_it_is_the_edition_s_own_and_its_last() -> None:
    row = one("ict_women_share")
    assert (row["geo"], row["time_period"], row["obs_value"]) == ("BE", "2024", 19.0)


def test_the_last_period_is_the_last_that_holds_a_value() -> None:
    assert one("ict_specialists_year_growth")["time_period"] == "2024"
    # 2021 begins a survey: its growth is missing, and shown as such if asked for.
    missing = one("ict_specialists_year_growth", period="2021")
    assert missing["obs_value"] is None
    assert "BE 2021: not available percent change (flags: b break in series;" in missing["text"]


@pytest.mark.parametrize(
    ("indicator", "geo", "codes", "told"),
    [
        ("hackathon_duration", "BE", {}, ": 1 to 3 days"),
        ("digital_experts_outside_share", "BE", {}, ": at least 60 %"),
        ("course_duration", "BE", {"group": "VOCATIONAL_TRAINING"}, ": at most 1 years"),
    ],
)
def test_a_range_or_bound_is_shown_as_one(indicator: str, geo: str, codes: dict[str, str], told: str) -> None:
    row = one(indicator, geo, **codes)
    assert told in row["text"]
    assert row["obs_value"] is None
    assert {row["obs_lower"], row["obs_upper"]} != {None}


def test_a_number_without_a_year_is_shown_without_one() -> None:
    row = one("hired_higher_education_share")
    assert row["time_period"] == ""
    assert row["text"].startswith("hired_higher_education_share BE: 85 %")


def test_rows_by_a_dimension_are_all_shown_or_the_one_asked_for() -> None:
    rows = shown("disability_employment_gap", "2025", "BE", "2024", {}, None)
    assert {row["sex"] for row in rows} == {"F", "M", "T"}
    assert one("disability_employment_gap", "BE", "2024", sex="T")["text"].startswith(
        "disability_employment_gap T BE 2024: 33.5 percentage points"
    )


def test_a_dimension_it_does_not_have_is_refused_with_advice() -> None:
    wanted = (
        r"ict_women_share is not broken down by sex; its dimensions are geo, time_period\. 'talentstudy list indica"
    )
    with pytest.raises(StudyError, match=wanted):
        one("ict_women_share", sex="F")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ("ict_woman_share", "2025", None, None, {}),
            "no indicator named 'ict_woman_share'; did you mean ict_women_share",
        ),
        (("ict_women_share", "2052", None, None, {}), "no edition named '2052'; did you mean 2026 or 2025"),
        (("ict_women_share", "2025", "be", None, {}), "no country named 'be'; did you mean BE"),
        (("disability_employment_gap", "2025", "BE", None, {"sex": "f"}), "no sex code named 'f'; did you mean F"),
    ],
)
def test_a_name_that_is_not_there_is_refused_with_the_nearest(
    arguments: tuple[Any, Any, Any, Any, Any], message: str
) -> None:
    with pytest.raises(UnknownName, match=message):
        shown(*arguments, None)


def test_a_period_that_is_not_held_is_refused_with_those_that_are() -> None:
    with pytest.raises(EmptySelection, match=r"ict_women_share holds no 2030 for BE \(there: 2004 to 2024\)"):
        one("ict_women_share", period="2030")


def test_a_country_without_an_observation_is_refused() -> None:
    with pytest.raises(EmptySelection, match="ict_women_share holds no observation for NO in edition 2025"):
        one("ict_women_share", "NO")
