"""A ledger that names what is not there, or follows from itself, is refused by name."""

from collections.abc import Callable

import pytest

from talentstudy.claims.records import Ledger
from talentstudy.errors import LedgerError
from tests.claims.conftest import claim, judgement, relation

Made = Callable[..., Ledger]
SHARE = ("ict_specialists_share", "geo=BE;time_period=2023")


def test_an_unknown_indicator_is_refused_with_the_nearest(ledger_of: Made) -> None:
    with pytest.raises(
        LedgerError, match=r"no indicator \(claim C1\) named 'ict_specialist_share'; did you mean ict_sp"
    ):
        ledger_of(claim("C1", "5,4%", "ict_specialist_share", SHARE[1]))


def test_a_dataset_that_is_not_pinned_is_refused(ledger_of: Made) -> None:
    with pytest.raises(LedgerError, match=r"no dataset pinned by edition 1999 \(claim C1\) named 'gender_scan'"):
        ledger_of(claim("C1", "37%", "dataset:gender_scan", SHARE[1]))


def test_a_key_that_lacks_a_dimension_is_refused(ledger_of: Made) -> None:
    with pytest.raises(LedgerError, match="the key of digital_vacancies_count has geo, sector, time_period"):
        ledger_of(claim("C1", "50.000", "digital_vacancies_count", "geo=BE;time_period=2023", unit="VAC"))


def test_an_unknown_code_is_refused(ledger_of: Made) -> None:
    with pytest.raises(LedgerError, match=r"no geo code \(claim C1\) named 'BX'"):
        ledger_of(claim("C1", "5,4%", SHARE[0], "geo=BX;time_period=2023"))


def test_a_unit_that_the_indicator_cannot_be_brought_to_is_refused(ledger_of: Made) -> None:
    with pytest.raises(
        LedgerError, match=r"claim C1 is in PER and its indicator ict_specialists_share \(value\) in PC_EMP"
    ):
        ledger_of(claim("C1", "5", *SHARE, unit="PER"))


def test_an_indicator_behind_a_claim_without_a_quantity_is_refused(ledger_of: Made) -> None:
    with pytest.raises(LedgerError, match="claim C1 names ict_specialists_share and says no quantity"):
        ledger_of(claim("C1", "", *SHARE))


def test_a_claim_that_nothing_computes_must_say_why(ledger_of: Made) -> None:
    with pytest.raises(LedgerError, match="claim C1 names no indicator, follows from no relation and gives no reason"):
        ledger_of(claim("C1", "5"))


def test_a_comparison_alone_computes_nothing(ledger_of: Made) -> None:
    with pytest.raises(LedgerError, match=r"follows from no relation \(a comparison alone confirms nothing\)"):
        ledger_of(claim("C1", "5"), claim("C2", "6"), relations=[relation("r_order", "order", "C1;C2", "<")])


def test_an_unknown_claim_in_a_relation_is_refused(ledger_of: Made) -> None:
    with pytest.raises(LedgerError, match=r"no claim \(relation r_sum\) named 'C9'"):
        ledger_of(claim("C1", "5", reason="not_defined"), relations=[relation("r_sum", "sum", "C1;C1;C9")])


def test_an_unknown_relation_in_a_check_is_refused(ledger_of: Made) -> None:
    checks = [{"check": "A1", "subject": "a sum", "before": "OK", "claims": "C1", "relations": "r_none"}]
    with pytest.raises(LedgerError, match=r"no relation \(check A1\) named 'r_none'"):
        ledger_of(claim("C1"), checks=checks)


def test_an_unknown_claim_in_a_judgement_is_refused(ledger_of: Made) -> None:
    with pytest.raises(LedgerError, match=r"no claim \(judgement of C9\) named 'C9'"):
        ledger_of(claim("C1"), judgements=[judgement("C9")])


def test_an_unknown_source_is_refused(ledger_of: Made) -> None:
    with pytest.raises(LedgerError, match=r"no source \(claim C1\) named 'fn99'"):
        ledger_of(claim("C1", sources="fn99"), bibliography=[{"key": "fn01"}])


def test_a_relation_with_a_claim_that_says_no_quantity_is_refused(ledger_of: Made) -> None:
    with pytest.raises(LedgerError, match="relation r_same computes with C2, which says no quantity"):
        ledger_of(claim("C1", "5", reason="not_defined"), claim("C2"), relations=[relation("r_same", "equal", "C1;C2")])


@pytest.mark.parametrize(
    ("kind", "claims", "parameter", "told"),
    [
        ("sum", "C1;C2", "", r"r_one \(sum\) needs 3 claims and names 2"),
        ("share_of", "C1;C2", "", r"r_one \(share_of\) needs 3 claims"),
        ("order", "C1;C2", "before", "parameter 'before'; an order wants <"),
        ("ratio", "C1;C2", "twice", "parameter 'twice'; wanted: a number, or low..high"),
        ("complement", "C1;C2", "all", "parameter 'all'; wanted: a number"),
        ("same_source", "", "fn01", "parameter 'fn01'; wanted: fn01=fn02"),
        ("same_source", "", "fn01=fn09", "no source .* named 'fn09'"),
    ],
)
def test_a_relation_that_cannot_be_computed_is_refused(
    ledger_of: Made, kind: str, claims: str, parameter: str, told: str
) -> None:
    given = [claim("C1", "5", reason="not_defined"), claim("C2", "6", reason="not_defined")]
    with pytest.raises(LedgerError, match=told):
        ledger_of(*given, relations=[relation("r_one", kind, claims, parameter)], bibliography=[{"key": "fn01"}])


def test_a_claim_that_follows_from_itself_is_refused_with_its_circle(ledger_of: Made) -> None:
    given = [claim(name, "5", reason="not_defined") for name in ("C1", "C2", "C3")]
    circle = [
        relation("r_first", "equal", "C1;C2"),
        relation("r_then", "equal", "C2;C3"),
        relation("r_back", "sum", "C3;C3;C1"),
    ]
    with pytest.raises(LedgerError, match=r"circular relation: .*C1.* through r_first, r_then, r_back"):
        ledger_of(*given, relations=circle)


def test_a_chain_without_a_circle_is_read(ledger_of: Made) -> None:
    given = [claim(name, "5", reason="not_defined") for name in ("C1", "C2", "C3")]
    chain = [relation("r_first", "equal", "C1;C2"), relation("r_then", "equal", "C2;C3")]
    assert len(ledger_of(*given, relations=chain).relations) == 2
