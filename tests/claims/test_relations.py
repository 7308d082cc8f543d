"""Relations hold where some numbers that words and rounding allow follow from each other."""

from collections.abc import Callable

import pytest

from talentstudy.claims.records import Ledger
from talentstudy.claims.relations import Outcome, outcomes
from tests.claims.conftest import claim, relation

Made = Callable[..., Ledger]


@pytest.fixture
def relate(ledger_of: Made) -> Callable[..., Outcome]:
    """What one relation says of printed numbers, named A, B, C in their order."""

    def related(kind: str, *printed: str, parameter: str = "", order: str = "") -> Outcome:
        names = "ABCDEF"[: len(printed)]
        claims = [claim(name, text, reason="not_defined") for name, text in zip(names, printed, strict=True)]
        relations = [relation("r_one", kind, ";".join(order or names), parameter)]
        return outcomes(ledger_of(*claims, relations=relations))["r_one"]

    return related


Relate = Callable[..., Outcome]


def test_a_sum_gives_its_total(relate: Relate) -> None:
    one = relate("sum", "10.000", "40.000", "50.000")
    assert one.holds
    assert one.computed == {"C": 50_000}
    assert one.others("C") == ("A", "B")


def test_rounded_parts_may_miss_their_total_by_their_rounding(relate: Relate) -> None:
    assert relate("sum", "33,3", "33,3", "33,3", "100").holds
    assert not relate("sum", "33,3", "33,3", "33,3", "103").holds


def test_what_is_counted_equals_a_constant(relate: Relate) -> None:
    assert relate("sum", "vijf", parameter="5").holds
    six = relate("sum", "vijf", parameter="6")
    assert not six.holds
    assert six.computed == {"A": 6}


def test_a_complement_gives_both_sides(relate: Relate) -> None:
    one = relate("complement", "20,5%", "79,5%")
    assert one.holds
    assert one.computed == {"A": 20.5, "B": 79.5}
    assert not relate("complement", "20,5%", "79,0%").holds


def test_a_share_of_its_parts(relate: Relate) -> None:
    one = relate("share_of", "13,7", "16.681", "104.818", order="ABBC")
    assert one.holds
    assert one.computed == {"A": pytest.approx(100 * 16681 / 121499)}
    assert not relate("share_of", "13,8", "16.681", "104.818", order="ABBC").holds


def test_a_share_of_a_constant_whole(relate: Relate) -> None:
    assert relate("share_of", "50", "10", parameter="20").holds
    assert not relate("share_of", "57", "10", parameter="20").holds


@pytest.mark.parametrize(("parameter", "holds"), [("2", True), ("2.1..3", False), ("1.8..2.2", True), ("2.2", False)])
def test_a_ratio_lies_in_its_range(relate: Relate, parameter: str, holds: bool) -> None:
    assert relate("ratio", "380", "190", parameter=parameter).holds is holds


def test_text_and_call_out_are_equal_where_their_words_meet(relate: Relate) -> None:
    assert relate("equal", "meer dan 69", "69").holds
    assert relate("equal", "ongeveer 35 %", "35%").holds
    assert relate("equal", "68%", "7 op 10").holds


@pytest.mark.parametrize(
    ("text", "callout"), [("bijna 5 miljoen", "6 miljoen"), ("10.000", "meer dan 15 000"), ("1.750", "1.751")]
)
def test_two_numbers_for_one_quantity_are_not_equal(relate: Relate, text: str, callout: str) -> None:
    assert not relate("equal", text, callout).holds


@pytest.mark.parametrize(
    ("operator", "printed", "holds"),
    [
        ("<", ("1", "2", "3"), True),
        ("<", ("1", "1"), False),
        (">=", ("3", "3", "2"), True),
        (">", ("3", "3"), False),
        ("<=", ("3", "2"), False),
    ],
)
def test_an_order_holds_between_neighbours(
    relate: Relate, operator: str, printed: tuple[str, ...], holds: bool
) -> None:
    assert relate("order", *printed, parameter=operator).holds is holds


def test_one_source_under_two_numbers_is_what_the_bibliography_says(ledger_of: Made) -> None:
    books = [{"key": "fn01", "same_as": "fn02"}, {"key": "fn02"}, {"key": "fn03"}]
    relations = [
        relation("r_same", "same_source", "", "fn01=fn02"),
        relation("r_other", "same_source", "", "fn01=fn03"),
    ]
    found = outcomes(ledger_of(claim("C1"), relations=relations, bibliography=books))
    assert found["r_same"].holds
    assert not found["r_other"].holds
