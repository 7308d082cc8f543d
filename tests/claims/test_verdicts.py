"""What decides where several things speak of one claim: series, judgement, relation, publication, repetition, reason."""

from collections.abc import Callable, Mapping

import pytest

from talentstudy.claims.records import VERDICTS
from talentstudy.claims.verdict import Verdict
from talentstudy.claims.verdicts import counts
from talentstudy.errors import LedgerError
from tests.claims.conftest import claim, judgement, relation

Decide = Callable[..., Mapping[str, Verdict]]
SHARE = "ict_specialists_share"
KEY = "geo=BE;time_period=2023"
VACANCIES = ("digital_vacancies_count", "sector=ICT;geo=BE;time_period=2023")


def test_a_series_that_agrees_leaves_room_for_a_judgement_on_the_label(decide: Decide) -> None:
    one = decide(claim("C1", "5,4%", SHARE, KEY, stated_period="2023"), judgements=[judgement("C1")])["C1"]
    assert (one.verdict, one.rule, one.aspect, one.judged, one.computed) == (
        "mislabelled",
        "judgement",
        "population",
        True,
        5.4,
    )


def test_a_series_that_differs_outranks_a_judgement_which_stays_as_a_remark(decide: Decide) -> None:
    one = decide(claim("C1", "6,3%", SHARE, KEY), judgements=[judgement("C1")])["C1"]
    assert (one.verdict, one.judged) == ("differs", False)
    assert [(entry["kind"], entry.get("decides")) for entry in one.evidence] == [("series", None), ("judgement", False)]


def test_a_series_outranks_a_relation_that_holds(decide: Decide) -> None:
    wrong = [
        claim("C1", "20,5%", SHARE, KEY),
        claim("C2", "79,5%", SHARE, KEY, measure="complement"),
    ]
    found = decide(*wrong, relations=[relation("r_all", "complement", "C1;C2")])
    assert [one.verdict for one in found.values()] == ["differs", "differs"]
    assert [one.computed for one in found.values()] == [5.4, 94.6]
    assert any(entry["kind"] == "relation" and entry["holds"] for entry in found["C1"].evidence)


def test_a_broken_relation_tells_against_the_claim_that_nothing_confirms(decide: Decide) -> None:
    found = decide(
        claim("C1", "10.000", *VACANCIES, unit="VAC"),
        claim("C2", "meer dan 15 000", unit="VAC"),
        relations=[relation("r_sector", "equal", "C1;C2")],
    )
    assert found["C1"].verdict == "agrees"
    assert (found["C2"].verdict, found["C2"].relation, found["C2"].judged) == ("contradicts itself", "r_sector", False)


def test_a_broken_relation_tells_against_both_where_nothing_confirms_either(decide: Decide) -> None:
    found = decide(
        claim("C1", "bijna 5 miljoen", reason="not_defined"),
        claim("C2", "6 miljoen"),
        relations=[relation("r_users", "equal", "C1;C2")],
    )
    assert [one.verdict for one in found.values()] == ["contradicts itself", "contradicts itself"]


def test_a_broken_relation_outranks_a_publication_that_differs(decide: Decide) -> None:
    found = decide(
        claim("C1", "12.000", *VACANCIES, unit="VAC"),
        claim("C2", "15.000", reason="not_defined", unit="VAC"),
        relations=[relation("r_sector", "equal", "C2;C1")],
    )
    assert found["C1"].verdict == "contradicts itself"
    assert found["C1"].computed == 10_000


def test_a_judgement_outranks_a_broken_relation(decide: Decide) -> None:
    found = decide(
        claim("C1", "10", reason="not_defined"),
        claim("C2", "11"),
        relations=[relation("r_same", "equal", "C1;C2")],
        judgements=[judgement("C2", "differs", "wording")],
    )
    assert (found["C2"].verdict, found["C2"].rule) == ("differs", "judgement")


def test_a_call_out_shares_the_verdict_of_its_text(decide: Decide) -> None:
    found = decide(
        claim("C1", "15%", unit="PC", reason="not_defined"),
        claim("C2", "15%", unit="PC"),
        claim("C3", "15%", unit="PC"),
        relations=[relation("r_text", "equal", "C1;C2"), relation("r_again", "equal", "C2;C3")],
        judgements=[judgement("C1")],
    )
    for name in ("C2", "C3"):
        assert (found[name].verdict, found[name].rule, found[name].judged) == ("mislabelled", "repetition", True)
        assert found[name].aspect == "population"


def test_a_call_out_of_a_text_that_nothing_computes_is_not_computed_either(decide: Decide) -> None:
    found = decide(
        claim("C1", "85%", unit="PC", reason="no_open_source"),
        claim("C2", "85%", unit="PC"),
        relations=[relation("r_text", "equal", "C1;C2")],
    )
    assert (found["C2"].verdict, found["C2"].reason) == ("not computed", "no_open_source")


def test_arithmetic_confirms_what_no_source_holds(decide: Decide) -> None:
    found = decide(
        claim("C1", "13,7%", unit="PC"),
        claim("C2", "16.681"),
        claim("C3", "104.818"),
        relations=[relation("r_women", "share_of", "C1;C2;C2;C3")],
    )
    assert [one.verdict for one in found.values()] == ["agrees"] * 3
    assert found["C1"].computed == pytest.approx(13.729, abs=0.001)
    assert found["C2"].computed is None


def test_a_claim_that_nothing_computes_says_why(decide: Decide) -> None:
    one = decide(claim("C1"))["C1"]
    assert (one.verdict, one.reason, one.evidence) == (
        "not computed",
        "no_number",
        ({"kind": "reason", "reason": "no_number"},),
    )


def test_a_judgement_may_set_several_printed_numbers_against_one_observation(decide: Decide) -> None:
    wrong = judgement("C1", together="C2", indicator="digital_vacancies_count", key=VACANCIES[1])
    found = decide(
        claim("C1", "16.681"),
        claim("C2", "104.818", reason="not_defined"),
        judgements=[wrong],
    )
    assert found["C1"].ratio == pytest.approx(12.1499)
    # What a judgement compares is no computation of the claim.
    assert found["C1"].computed is None
    assert found["C1"].dataset == "agoria_digital_vacancies"


def test_a_judgement_on_an_unknown_key_is_refused(decide: Decide) -> None:
    wrong = judgement("C1", indicator=SHARE, key="geo=BE;time_period=1999")
    with pytest.raises(LedgerError, match="judgement of C1 has an unknown key"):
        decide(claim("C1", "5"), judgements=[wrong])


def test_every_verdict_is_counted_even_those_not_given(decide: Decide) -> None:
    found = decide(claim("C1"), claim("C2", "5,4%", SHARE, KEY, stated_period="2023"))
    assert counts(found.values()) == {**dict.fromkeys(VERDICTS, 0), "agrees": 1, "not computed": 1}
