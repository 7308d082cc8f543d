"""Quantities as a native writes them, with the words that soften them."""

import math

import pytest

from talentstudy.claims.observed import Observed
from talentstudy.claims.quantities import claimed, places_of, quantity, said, seen
from talentstudy.claims.records import Address, Claim
from talentstudy.wording import LANGUAGES

NB = "\N{NO-BREAK SPACE}"
THIN = "\N{NARROW NO-BREAK SPACE}"


def claim(
    printed: str = "x",
    value: float | None = None,
    low: float = -math.inf,
    high: float = math.inf,
    decimals: int = 0,
    unit: str = "PC",
    kind: str = "share",
    measure: str = "",
) -> Claim:
    address = Address("ict_specialists_share", {"geo": "BE", "time_period": "2023"}, measure) if measure else None
    return Claim("C1", 1, 1, {}, printed, value, low, high, decimals, unit, "", "", "", (), kind, address, "")


def held(value: float, half: float, unit: str = "PC", low: float | None = None, high: float | None = None) -> Observed:
    address = Address("ict_specialists_share", {"geo": "BE", "time_period": "2023"})
    low, high = (value if low is None else low), (value if high is None else high)
    return Observed(address, value, low, high, half, unit, "", "isoc_sks_itspt@2025-05-14", True)


@pytest.mark.parametrize(
    ("language", "text"), [("nl", "5,4%"), ("fr", f"5,4{NB}%"), ("en", "5.4%"), ("de", f"5,4{NB}%")]
)
def test_a_share_has_its_percent_sign(language: str, text: str) -> None:
    assert quantity(5.4, "PC_EMP", 1, language) == text


@pytest.mark.parametrize(
    ("value", "texts"),
    [
        (0.3, ["0,3 procentpunt", "0,3 point de pourcentage", "0.3 percentage points", "0,3 Prozentpunkte"]),
        (2.7, ["2,7 procentpunt", "2,7 points de pourcentage", "2.7 percentage points", "2,7 Prozentpunkte"]),
        (-1.5, ["−1,5 procentpunt", "−1,5 point de pourcentage", "−1.5 percentage points", "−1,5 Prozentpunkte"]),
    ],
)
def test_points_take_the_plural_of_their_language(value: float, texts: list[str]) -> None:
    assert [quantity(value, "PC_PNT", 1, language) for language in LANGUAGES] == texts


def test_a_rank_a_rate_and_a_year_are_named() -> None:
    assert [quantity(9, "RANK", 0, language) for language in LANGUAGES] == ["plaats 9", "rang 9", "rank 9", "Rang 9"]
    assert quantity(3.9, "P_THAB", 1, "fr") == "3,9 pour mille"
    assert quantity(2025, "YR", 0, "nl", kind="date") == "2025"
    assert quantity(272_600, "PER", 0, "fr") == f"272{THIN}600"


@pytest.mark.parametrize(
    ("one", "texts"),
    [
        (claim(value=60, low=60), ["meer dan 60%", f"plus de 60{NB}%", "more than 60%", f"mehr als 60{NB}%"]),
        (claim(value=20, high=20, unit="NR"), ["hoogstens 20", "au plus 20", "at most 20", "höchstens 20"]),
        (claim(value=5, low=4.5, high=5, unit="NR"), ["bijna 5", "près de 5", "almost 5", "fast 5"]),
        (claim(value=35, low=34.5, high=35.5), ["ongeveer 35%", f"environ 35{NB}%", "about 35%", f"etwa 35{NB}%"]),
        (claim("1 tot 3", value=2, low=1, high=3, unit="DAYS"), ["1 tot 3", "1 à 3", "1 to 3", "1 bis 3"]),
        (claim(value=12, low=12, high=12, unit="NR"), ["12", "12", "12", "12"]),
    ],
)
def test_words_that_soften_a_number_are_kept(one: Claim, texts: list[str]) -> None:
    assert [claimed(one, language) for language in LANGUAGES] == texts


def test_a_claim_without_a_number_prints_none() -> None:
    assert claimed(claim(high=0), "nl") == ""


@pytest.mark.parametrize(
    ("one", "text"),
    [
        (claim(high=0, unit="PCH"), "een daling"),
        (claim(low=0, unit="PC_PNT", measure="difference"), "een stijging"),
        (claim(low=0, unit="PC_PNT", measure="gap_to_eu"), "een waarde boven die van de EU"),
        (claim(high=0, unit="PC_PNT", measure="gap_to_eu"), "een waarde onder die van de EU"),
        (claim(low=50), "meer dan 50%"),
        (claim(high=3, unit="RANK"), "hoogstens plaats 3"),
        (claim(low=1, high=1, unit="RANK"), "plaats 1"),
        (claim(low=1, high=2.5, unit="PC_PNT"), "een waarde tussen 1 procentpunt en 2,5 procentpunt"),
    ],
)
def test_a_direction_is_said_in_words(one: Claim, text: str) -> None:
    assert said(one, "nl") == text


def test_an_observation_is_printed_with_the_decimals_it_is_held_in() -> None:
    assert seen(held(19.0, 0.05), "nl") == "19,0%"
    assert seen(held(47.69, 0.005), "nl") == "47,69%"
    assert seen(held(273_000, 500, "PER"), "nl") == "273.000"
    assert seen(held(0.2468, 0.00005), "nl") == "0,25%"


def test_bounds_and_gaps_are_said_as_such() -> None:
    nan = math.nan
    assert seen(held(nan, 0.5, "DAYS", low=1, high=3), "de") == "1 bis 3"
    assert seen(held(nan, 0.5, low=60, high=math.inf), "en") == "more than 60%"
    assert seen(held(nan, 0.05, low=-math.inf, high=3.4), "en") == "at most 3.4%"
    assert seen(held(nan, 0.05, low=-math.inf, high=math.inf), "en") == "–"


def test_a_computed_number_is_printed_with_the_decimals_of_the_claim() -> None:
    assert places_of(held(13.729, 0.0), claim(decimals=1)) == 1
    assert places_of(held(13.729, 0.0), None) == 1
    assert places_of(held(14.0, 0.0), None) == 0
