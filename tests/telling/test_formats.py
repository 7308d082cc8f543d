"""Numbers, periods and names as a sentence prints them."""

import pytest

from talentstudy.telling.formats import (
    capital,
    count_text,
    gap_text,
    ordinal,
    period_name,
    points,
    quoted,
    range_text,
    softness,
    typeset,
    value_text,
    when,
)
from talentstudy.wording import LANGUAGES


def each(told: object, *given: object, **options: object) -> list[str]:
    assert callable(told)
    return [told(*given, language, **options) for language in LANGUAGES]


def test_a_count_in_thousands_is_printed_in_full_and_without_the_noun() -> None:
    # 'Tausend Personen' after a number was neither German nor Dutch.
    assert each(value_text, 273.0, "THS_PER") == ["273.000", "273\u202f000", "273,000", "273.000"]


def test_millions_take_the_plural_of_the_language() -> None:
    assert each(value_text, 10_274.2, "THS_PER") == ["10,3 miljoen", "10,3 millions", "10.3 million", "10,3 Millionen"]
    assert each(value_text, 1_000_000.0, "PER") == ["1 miljoen", "1 million", "1 million", "1 Million"]
    assert value_text(5_170_000.0, "ACC", "fr") == "5,17 millions"


def test_points_take_the_plural_of_the_language() -> None:
    assert each(points, 1.0) == [
        "1,0 procentpunt",
        "1,0 point de pourcentage",
        "1.0 percentage points",
        "1,0 Prozentpunkte",
    ]
    assert points(1, "de", 0) == "1 Prozentpunkt"
    assert points(1.9, "fr") == "1,9 point de pourcentage"
    assert points(2.0, "fr") == "2,0 points de pourcentage"


def test_a_difference_of_shares_is_in_points_and_never_in_percent() -> None:
    assert gap_text(3.9, "PC", "nl", signed=True) == "+3,9 procentpunt"
    assert gap_text(-5.2, "P_THAB", "en") == "−5.2"


def test_a_range_names_its_unit_once() -> None:
    assert range_text(3.0, 6.0, "YR", "nl", 0) == "3 tot 6 jaar"
    assert range_text(None, 1.0, "YR", "fr", 0) == "au plus 1\xa0an"
    assert range_text(60.0, None, "PC", "de", 0) == "mindestens 60\xa0%"


def test_a_period_takes_the_preposition_of_the_language() -> None:
    assert each(when, "2024") == ["in 2024", "en 2024", "in 2024", "im Jahr 2024"]
    assert each(when, "2024-06") == ["in juni 2024", "en juin 2024", "in June 2024", "im Juni 2024"]
    assert each(when, "2014/2023") == [
        "van 2014 tot 2023",
        "de 2014 à 2023",
        "from 2014 to 2023",
        "von 2014 bis 2023",
    ]
    assert when("2024-07-08", "fr") == "le 8 juillet 2024"
    assert when("2024-Q3", "nl") == "in het 3e kwartaal 2024"
    assert when("", "nl") == ""
    assert period_name("2024-07-08", "de") == "8. Juli 2024"


def test_an_ordinal_ends_as_the_language_ends_it() -> None:
    assert [ordinal(rank, "en") for rank in (1, 2, 3, 4, 11, 21)] == ["1st", "2nd", "3rd", "4th", "11th", "21st"]
    assert [ordinal(rank, "fr") for rank in (1, 2)] == ["1er", "2e"]


def test_a_small_count_is_a_word() -> None:
    assert each(count_text, 4) == ["vier", "quatre", "four", "vier"]
    assert count_text(27, "de") == "27"


def test_a_soft_value_says_so() -> None:
    assert softness("be", "nl") == " (geschat)"
    assert softness("b", "nl") == ""
    assert softness("", "fr") == ""


def test_a_name_inside_a_sentence_is_quoted_as_the_language_does() -> None:
    assert quoted("Systems thinking", "en") == "“systems thinking”"
    assert quoted("AI en big data", "nl") == "‘AI en big data’"
    assert quoted("Technologische Grundbildung", "de") == "„Technologische Grundbildung“"
    assert quoted("Auto- en luchtvaartindustrie", "nl") == "‘auto- en luchtvaartindustrie’"


def test_a_sentence_begins_with_a_capital_and_a_number_has_none() -> None:
    assert capital("‘analytisch denken’ staat vooraan") == "‘Analytisch denken’ staat vooraan"
    assert capital("4 jaar") == "4 jaar"
    assert capital("") == ""


def test_french_double_punctuation_never_begins_a_line() -> None:
    assert typeset("« un » ; deux : trois", "fr") == "«\xa0un\xa0»\xa0; deux\xa0: trois"
    assert typeset("one; two", "en") == "one; two"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_unit_of_the_study_can_be_printed(language: str) -> None:
    for unit in ("PC", "PC_PNT", "PC_NET", "THS_PER", "RT", "RANK", "DAYS", "JOBS", "P_THAB"):
        assert value_text(12.0, unit, language, 0)
