"""The checks of the reading by hand, answered by verdicts and relations."""

from collections.abc import Callable, Mapping

import pytest

from talentstudy.claims.checking import Finding, findings
from talentstudy.claims.records import Ledger
from talentstudy.claims.verdicts import verdicts
from talentstudy.errors import LedgerError
from talentstudy.pipeline import Pipeline
from tests.claims.conftest import claim, relation

Made = Callable[..., Ledger]


@pytest.fixture
def answer(pipeline: Pipeline, ledger_of: Made) -> Callable[..., Mapping[str, Finding]]:
    """What becomes of checks on one claim that agrees, one that differs, one that nothing computes, and a relation."""

    def answered(*checks: dict[str, object]) -> Mapping[str, Finding]:
        ledger = ledger_of(
            claim("GOOD", "5,4%", "ict_specialists_share", "geo=BE;time_period=2023", stated_period="2023"),
            claim("BAD", "9,9%", "ict_specialists_share", "geo=BE;time_period=2023"),
            claim("OPEN"),
            relations=[relation("r_order", "order", "GOOD;BAD", "<")],
            checks=list(checks),
        )
        return {one.check.check: one for one in findings(ledger, verdicts(pipeline, ledger))}

    return answered


def check(name: str, before: str, claims: str = "", relations: str = "", why: str = "") -> dict[str, object]:
    return {"check": name, "subject": "s", "before": before, "claims": claims, "relations": relations, "why": why}


Answer = Callable[..., Mapping[str, Finding]]


def test_a_check_fails_where_a_claim_does_not_hold(answer: Answer) -> None:
    found = answer(check("A1", "ERR", "GOOD;BAD"))["A1"]
    assert (found.found, found.because, found.is_as_before) == ("fails", ("BAD",), True)


def test_a_check_holds_where_something_agrees_and_nothing_fails(answer: Answer) -> None:
    found = answer(check("A1", "OK", "GOOD;OPEN", "r_order"))["A1"]
    assert (found.found, found.because) == ("holds", ("GOOD", "r_order"))


def test_a_check_is_open_where_nothing_computes_it(answer: Answer) -> None:
    assert answer(check("A1", "AMB", "OPEN"))["A1"].found == "open"


def test_another_end_than_by_hand_must_say_why(answer: Answer) -> None:
    with pytest.raises(LedgerError, match=r"do not say why: A1 \(OK by hand, fails here\)"):
        answer(check("A1", "OK", "BAD"))
    assert not answer(check("A1", "OK", "BAD", why="The series differs."))["A1"].is_as_before


def test_a_check_that_names_nothing_must_say_why(answer: Answer) -> None:
    with pytest.raises(LedgerError, match=r"D1 \(AMB by hand, open here\)"):
        answer(check("D1", "AMB"))
