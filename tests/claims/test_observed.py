"""An observation agrees within half a unit of what is printed or held, and within what words allow."""

import math

import pytest

from talentstudy.claims.observed import Observed
from talentstudy.claims.records import Address, Claim


def held(value: float, half: float = 0.05, unit: str = "PC", low: float = math.nan, high: float = math.nan) -> Observed:
    low, high = (value, value) if math.isnan(low) else (low, high)
    address = Address("ict_specialists_share", {"geo": "BE", "time_period": "2023"})
    return Observed(address, value, low, high, half, unit, "", "isoc_sks_itspt@2025-05-14", True)


def printed(
    value: float, decimals: int, low: float | None = None, high: float | None = None, unit: str = "PC"
) -> Claim:
    low, high = (value if low is None else low), (value if high is None else high)
    return Claim("C1", 1, 1, {}, "x", value, low, high, decimals, unit, "", "", "", (), "share", None, "")


@pytest.mark.parametrize(
    ("value", "agrees"), [(5.4, True), (5.45, True), (5.35, True), (5.4501, False), (5.3499, False)]
)
def test_half_a_unit_of_the_printed_decimal_is_no_difference(value: float, agrees: bool) -> None:
    assert held(value, half=0.005).agrees_with(printed(5.4, 1)) is agrees


@pytest.mark.parametrize(("persons", "agrees"), [(272_600, True), (272_500, True), (273_500, True), (272_499, False)])
def test_a_source_held_in_whole_thousands_leaves_room_for_half_of_one(persons: float, agrees: bool) -> None:
    observed = held(273, half=0.5, unit="THS_PER").in_unit("PER")
    assert (observed.value, observed.half) == (273_000, 500)
    assert observed.agrees_with(printed(persons, 0, unit="PER")) is agrees


def test_almost_five_million_is_not_five_point_two() -> None:
    almost = printed(5e6, -6, low=4.5e6, high=5e6)
    assert held(4.67e6, half=0.5).agrees_with(almost)
    assert not held(5.2e6, half=0.5).agrees_with(almost)


def test_more_than_sixty_leaves_the_upper_side_open() -> None:
    more = printed(60, 0, low=60, high=math.inf)
    assert held(72, half=0.5).agrees_with(more)
    assert not held(59.4, half=0.05).agrees_with(more)


def test_bounds_agree_where_they_meet_the_claim() -> None:
    at_most = held(math.nan, half=0.0, low=-math.inf, high=3.42)
    assert not at_most.agrees_with(printed(3.9, 1))
    assert at_most.agrees_with(printed(3.4, 1))


def test_a_missing_cell_agrees_with_nothing() -> None:
    missing = held(math.nan, low=-math.inf, high=math.inf)
    assert missing.missing
    assert not missing.agrees_with(printed(5.4, 1))


def test_it_names_its_datasets_and_vintages_once() -> None:
    assert (held(1).dataset, held(1).vintage) == ("isoc_sks_itspt", "2025-05-14")
