"""What a series is to reach: the Union's number, a country's part of it, parity, a value."""

import pytest

from talentstudy.errors import EmptySelection, UnknownName
from talentstudy.pipeline import Pipeline
from talentstudy.trending.targets import goal_of, horizon_of


def test_the_union_has_its_own_target_and_the_commission_s_paths(edition_2025: Pipeline) -> None:
    goal = goal_of(edition_2025, "ict_specialists_count", "EU27_2020", "digital decade", None, "en")
    assert (goal.value, goal.year) == (20_000.0, 2030)
    assert set(goal.paths) == {"baseline", "ideal"}
    # The ideal path ends at the target, as published.
    assert float(goal.paths["ideal"].values[-1]) == pytest.approx(20_000)
    assert int(goal.paths["baseline"].years[-1]) == 2030
    assert any("digital_decade_targets" in one for one in goal.sources)


def test_a_country_has_its_part_pro_rata_to_employment(edition_2025: Pipeline) -> None:
    goal = goal_of(edition_2025, "ict_specialists_count", "BE", "digital decade", None, "en")
    # 2024: 288 thousand at 5.7 % against 10,274 at 5.0 % of employment.
    assert goal.value == pytest.approx(20_000 * (288 / 5.7) / (10_274 / 5.0))
    assert "492,000 ICT specialists (Belgium)" in goal.told
    assert "2024" in goal.told


def test_the_parts_of_all_members_make_the_whole(edition_2025: Pipeline) -> None:
    from talentstudy.codes import member_states

    parts = [
        goal_of(edition_2025, "ict_specialists_count", geo, "digital decade", None, "en").value
        for geo in member_states()
    ]
    # Shares are published with one decimal, so employment is known to within two percent.
    assert sum(parts) == pytest.approx(20_000, rel=0.02)


def test_parity_is_half_and_for_the_share_of_women_only(edition_2025: Pipeline) -> None:
    goal = goal_of(edition_2025, "ict_women_share", "BE", "parity", None, "nl")
    assert (goal.value, goal.year) == (50.0, horizon_of(edition_2025))
    assert "50%" in goal.told
    with pytest.raises(EmptySelection, match="target of parity"):
        goal_of(edition_2025, "ict_specialists_share", "BE", "parity", None, "nl")


def test_a_value_and_a_year_are_taken_as_given(edition_2025: Pipeline) -> None:
    goal = goal_of(edition_2025, "ict_women_share", "BE", 25, 2035, "nl")
    assert (goal.value, goal.year, goal.told) == (25.0, 2035, "")


def test_what_has_no_target_and_what_no_one_named_are_refused(edition_2025: Pipeline) -> None:
    with pytest.raises(EmptySelection, match="no target in the Digital Decade"):
        goal_of(edition_2025, "ict_women_share", "BE", "digital decade", None, "nl")
    with pytest.raises(UnknownName, match="did you mean parity"):
        goal_of(edition_2025, "ict_women_share", "BE", "party", None, "nl")


def test_a_country_s_part_is_written_in_full(edition_2025: Pipeline) -> None:
    told = {
        language: goal_of(edition_2025, "ict_specialists_count", "BE", "digital decade", None, language).told
        for language in ("nl", "de")
    }
    assert "492.000 ICT-specialisten (België)" in told["nl"]
    assert "492.000 IKT-Fachkräfte (Belgien)" in told["de"]
