import math

from talentstudy.drafts.facts import Facts, kind_of
from talentstudy.indicators import INDICATORS


def test_a_count_is_held_in_ones_and_as_exactly_as_its_source(facts: Facts) -> None:
    (one,) = [row for row in facts.of("ict_specialists_count") if (row.geo, row.period) == ("BE", "2023")]
    assert (one.low, one.high, one.half, one.raw) == (273_000, 273_000, 500, "273")


def test_an_interval_and_a_bound_keep_their_ends(facts: Facts) -> None:
    (days,) = facts.of("hackathon_duration")
    assert (days.low, days.high, days.raw) == (1, 3, "1 to 3")
    (outside,) = facts.of("digital_experts_outside_share")
    assert (outside.low, outside.high, outside.raw) == (60, math.inf, "≥60")


def test_what_rests_on_the_printed_report_is_left_out(facts: Facts) -> None:
    assert facts.of("ict_women_printed_share") == ()
    held = {one.source.partition("@")[0] for name in INDICATORS for one in facts.of(name)}
    assert "digitalcity_talentensneller" not in held
    assert "isoc_sks_itspt" in held


def test_a_span_of_years_names_both_its_ends(facts: Facts) -> None:
    spans = [one for one in facts.of("core_skill_share") + facts.of("skill_rise_balance") if "/" in one.period]
    assert spans
    assert {one.years for one in spans} == {frozenset({"2025", "2030"})}


def test_member_states_have_ranks(facts: Facts) -> None:
    ranks = {(one.geo, one.period): one.low for one in facts.ranks("cloud_advanced_share")}
    assert ranks["BE", "2023"] == 9
    assert ("EU27_2020", "2023") not in ranks


def test_producers_are_called_what_texts_call_them(facts: Facts) -> None:
    assert "Gender Scan" in facts.producers["gender_scan"]
    assert "ULB" in facts.producers["ulb"]
    assert facts.providers("disability_employee_share") == {"acerta"}


def test_units_make_kinds_of_number() -> None:
    assert [kind_of(unit) for unit in ("PC", "PCH", "PC_NET", "P_THAB", "RANK", "VAC")] == [
        "percent",
        "percent",
        "percent",
        "per_thousand",
        "rank",
        "count",
    ]
