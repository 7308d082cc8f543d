"""Claims, relations and addresses say what they allow and what follows from what."""

import math

from talentstudy.claims.records import Address, Claim, Relation


def made(low: float, high: float, decimals: int | None = 0, value: float | None = None) -> Claim:
    return Claim("C1", 1, 1, {}, "", value, low, high, decimals, "PC", "", "", "", (), "share", None, "")


def test_a_plain_number_allows_half_a_unit_of_its_last_decimal() -> None:
    assert made(5.4, 5.4, 1).interval == (5.4 - 0.05, 5.4 + 0.05)
    assert made(6e6, 6e6, -6).interval == (5.5e6, 6.5e6)


def test_words_that_soften_a_number_allow_what_they_say_and_no_more() -> None:
    assert made(4.5e6, 5e6, -6).interval == (4.5e6, 5e6)
    assert made(60, math.inf).interval == (60, math.inf)


def test_a_side_of_a_quantity_is_one_and_nothing_is_none() -> None:
    assert made(-math.inf, 0, None).is_number
    assert not made(-math.inf, math.inf, None).is_number
    assert made(-math.inf, 0, None).half == 0


def test_an_address_moves_to_another_period_and_a_change_reads_two() -> None:
    change = Address("ict_specialists_share", {"geo": "BE", "time_period": "2023..2024"}, "difference")
    assert change.ends == ("2023", "2024")
    assert change.at("2022..2023").period == "2022..2023"
    assert change.geo == "BE"
    assert Address("x", {"time_period": "2025/2030"}).ends == ("2025/2030",)


def test_results_follow_from_what_is_given() -> None:
    assert Relation("r", "sum", ("A", "B", "T"), "").follows == {"T": ("A", "B")}
    assert Relation("r", "sum", ("A",), "5").follows == {}
    assert Relation("r", "share_of", ("S", "P", "W"), "").follows == {"S": ("P", "W")}
    assert Relation("r", "equal", ("A", "B", "C"), "").follows == {"B": ("A",), "C": ("A",)}
    assert Relation("r", "order", ("A", "B"), "<").follows == {}
