import math

import pytest

from talentstudy.cleaning.claimed_numbers import read_claimed_number
from talentstudy.drafts.comparing import agrees, middle


@pytest.mark.parametrize(
    ("printed", "held", "half", "same"),
    [
        ("5,4 %", 5.44, 0.005, True),
        ("5,4 %", 5.46, 0.005, False),
        # The source holds whole thousands: 272.600 rounds to its 273.
        ("272.600", 273e3, 500, True),
        ("271.600", 273e3, 500, False),
        ("bijna 5 miljoen", 4.67e6, 5e3, True),
        ("bijna 5 miljoen", 5.2e6, 5e3, False),
        ("7 op 10", 68, 0.5, True),
        ("7 op 10", 76, 0.5, False),
        ("meer dan 60 %", 62, 0.5, True),
        ("meer dan 60 %", 90, 0.5, False),
        ("minder dan 10 %", 5.4, 0.05, True),
    ],
)
def test_a_claim_holds_within_the_coarser_of_two_halves(printed: str, held: float, half: float, same: bool) -> None:
    assert agrees(read_claimed_number(printed), (held, held), half) == same


def test_a_bound_confirms_nothing() -> None:
    assert not agrees(read_claimed_number("3,9"), (-math.inf, 5.8), 0.05)


def test_two_intervals_agree_where_they_meet() -> None:
    assert agrees(read_claimed_number("1 tot 3"), (1, 3), 0.5)
    assert not agrees(read_claimed_number("1 tot 3"), (5, 6), 0.5)


def test_the_middle_of_nothing_is_nothing() -> None:
    assert middle((-math.inf, math.inf)) is None
