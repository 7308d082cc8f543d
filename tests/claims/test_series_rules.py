"""Each rule by which a series decides, on a small ledger."""

from collections.abc import Callable, Mapping

import pytest

from talentstudy.claims.verdict import Verdict
from talentstudy.errors import LedgerError
from tests.claims.conftest import EARLIER, LATER, PINNED, claim

Decide = Callable[..., Mapping[str, Verdict]]
SHARE, COUNT = "ict_specialists_share", "ict_specialists_count"


def belgium(period: str) -> str:
    return f"geo=BE;time_period={period}"


def test_a_number_within_rounding_agrees(decide: Decide) -> None:
    one = decide(claim("C1", "5,4%", SHARE, belgium("2023"), stated_period="2023"))["C1"]
    assert (one.verdict, one.rule, one.computed, one.vintage) == ("agrees", "series", 5.4, PINNED)


def test_a_number_finer_than_the_source_agrees_within_the_source(decide: Decide) -> None:
    one = decide(claim("C1", "272 600", COUNT, belgium("2023"), unit="PER", stated_period="2023"))["C1"]
    assert (one.verdict, one.computed, one.unit) == ("agrees", 273_000, "PER")


def test_a_number_that_no_rule_explains_differs(decide: Decide) -> None:
    one = decide(claim("C1", "6,1%", SHARE, belgium("2024")))["C1"]
    assert (one.verdict, one.rule, one.computed) == ("differs", "series", 5.7)
    assert one.key == "ict_specialists_share;geo=BE;time_period=2024"


def test_a_direction_the_other_way_differs(decide: Decide) -> None:
    fall = claim("C1", "", "ict_turnover_growth", belgium("2024"), unit="PCH", kind="direction", high="0", reason="")
    one = decide(fall)["C1"]
    assert (one.verdict, one.rule, one.value, one.computed) == ("differs", "direction", None, 1.9)


def test_a_direction_that_is_right_agrees(decide: Decide) -> None:
    above = claim(
        "C1",
        "",
        SHARE,
        "geo=EE;time_period=2024",
        measure="gap_to_eu",
        unit="PC_PNT",
        kind="direction",
        low="0",
        reason="",
    )
    assert decide(above)["C1"].verdict == "agrees"


@pytest.mark.parametrize(("printed", "stated", "data"), [("5,6%", "2023", "2022"), ("5,4%", "2024", "2023")])
def test_the_year_of_a_report_said_of_its_data_is_found(decide: Decide, printed: str, stated: str, data: str) -> None:
    one = decide(claim("C1", printed, SHARE, belgium(stated), stated_period=stated))["C1"]
    assert (one.verdict, one.rule, one.aspect, one.judged) == ("mislabelled", "edition year", "year", False)
    assert one.observed is not None
    assert one.observed.address.period == data
    assert one.stated is not None
    assert one.stated.value == {"2023": 5.4, "2024": 5.7}[stated]
    assert {"kind": "rule", "rule": "edition year", "stated": belgium(stated)[-4:], "data": data} in one.evidence


def test_a_target_said_of_another_year_is_found(decide: Decide) -> None:
    target = claim("C1", "75%", "cloud_target_share", "geo=EU27_2020;time_period=2023", unit="PC_ENT")
    one = decide(target)["C1"]
    assert (one.verdict, one.rule, one.aspect) == ("mislabelled", "target year", "year")
    assert one.observed is not None
    assert one.observed.address.period == "2030"


def test_a_decline_of_the_reports_that_the_next_year_turned_is_superseded(decide: Decide) -> None:
    decline = claim(
        "C1",
        "",
        SHARE,
        belgium("2023..2024"),
        measure="difference",
        unit="PC_PNT",
        kind="direction",
        high="0",
        reason="",
    )
    one = decide(decline)["C1"]
    assert (one.verdict, one.rule, one.computed) == ("superseded", "trend", -0.2)
    assert one.since is not None
    assert one.since.value == pytest.approx(0.3)


def test_a_change_of_a_stated_year_is_not_undone_by_the_next(decide: Decide) -> None:
    fall = {"measure": "difference", "unit": "PC_PNT", "kind": "direction", "high": "0", "reason": ""}
    given = [
        claim("C1", "", SHARE, belgium("2022..2023"), stated_period="2023", **fall),
        claim("C2", "", SHARE, belgium("2022..2023"), **fall),
    ]
    found = decide(*given)
    assert found["C1"].verdict == "agrees"
    # Said of the present, it has turned.
    assert found["C2"].verdict == "superseded"


def test_a_number_of_an_earlier_vintage_is_superseded(decide: Decide) -> None:
    one = decide(claim("C1", "270.100", COUNT, belgium("2022"), unit="PER"))["C1"]
    assert (one.verdict, one.rule, one.vintage) == ("superseded", "vintage", EARLIER)
    assert one.since is not None
    assert (one.since.vintage, one.since.value) == (PINNED, 278_000)


def test_a_number_right_as_pinned_and_revised_since_is_superseded(decide: Decide) -> None:
    # 288 thousand at the pinned vintage; 287.4 in the next, which rounds to another number.
    one = decide(claim("C1", "288", COUNT, belgium("2024"), unit="THS_PER"))["C1"]
    assert (one.verdict, one.rule, one.vintage) == ("superseded", "vintage", PINNED)
    assert one.since is not None
    assert (one.since.vintage, one.since.value) == (LATER, 287.4)


def test_an_unknown_key_is_refused(decide: Decide) -> None:
    with pytest.raises(LedgerError, match=r"claim C1 has an unknown key: ict_specialists_share holds no observation"):
        decide(claim("C1", "5,4%", SHARE, belgium("1999")))


def test_a_claim_against_the_report_itself_is_refused(decide: Decide) -> None:
    own = claim("C1", "130.831", "ict_sector_jobs_count", "geo=BE;time_period=2024-06", unit="JOBS")
    with pytest.raises(LedgerError, match="holds what the report itself prints"):
        decide(own)
