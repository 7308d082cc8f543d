import math
from decimal import Decimal

import pandas as pd
import pytest
from babel import Locale
from babel.numbers import format_decimal, format_percent
from hypothesis import given
from hypothesis import strategies as st

from talentstudy import wording
from talentstudy.cleaning.numbers import read_printed_number, read_printed_numbers
from talentstudy.errors import CleaningError, UnknownName

NBSP, THIN, NARROW, MINUS = "\u00a0", "\u2009", "\u202f", "\u2212"
LOCALES = {"nl": ("nl_BE", "nl_NL"), "fr": ("fr_BE", "fr_FR"), "en": ("en", "en_GB"), "de": ("de_BE", "de_DE")}


@pytest.mark.parametrize(
    ("text", "language", "number"),
    [
        ("1.750", "nl", 1750),
        ("1.750", "de", 1750),
        ("1.750", "en", 1.75),
        ("1,750", "en", 1750),
        ("1,750", "nl", 1.75),
        ("130 831", "fr", 130831),
        (f"130{NBSP}831", "fr", 130831),
        (f"130{THIN}831", "fr", 130831),
        (f"130{NARROW}831", "nl", 130831),
        ("130 831", "en", 130831),
        ("5,4 %", "nl", 5.4),
        ("5,4%", "nl", 5.4),
        (f"5,4{NBSP}%", "fr", 5.4),
        (f"5,4{NARROW}%", "fr", 5.4),
        ("5.4%", "en", 5.4),
        (f"{MINUS}6,15 %", "fr", -6.15),
        ("-6,15", "de", -6.15),
        (f"{MINUS} 6,15", "fr", -6.15),
        ("+2,2", "nl", 2.2),
        ("0,232", "fr", 0.232),
        ("1.234.567,89", "nl", 1234567.89),
        ("1750", "nl", 1750),
        ("1750,5", "nl", 1750.5),
        ("  72 ", "en", 72),
        ("0", "nl", 0),
    ],
)
def test_a_number_is_read_as_its_language_prints_it(text: str, language: str, number: float) -> None:
    assert read_printed_number(text, language) == number


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("1.75", "nl"),
        ("1.750", "fr"),
        ("1,75", "en"),
        ("0.750", "nl"),
        ("12.34.5", "nl"),
        ("12.34.5", "en"),
        ("1.750.00", "nl"),
        ("1750.500", "nl"),
        ("1 234.567", "nl"),
        ("2024 130", "fr"),
        ("007", "nl"),
        ("5,", "nl"),
        (",5", "nl"),
        ("5,4 % 3", "nl"),
        ("5,4 %%", "nl"),
        ("1 à 3", "fr"),
        ("4-5", "nl"),
        ("", "nl"),
        (":", "nl"),
        ("n/a", "en"),
        ("1e3", "en"),
        ("1'750", "de"),
        ("٣", "en"),
    ],
)
def test_what_is_no_number_in_a_language_is_refused(text: str, language: str) -> None:
    with pytest.raises(CleaningError, match=f"is no number as printed in {language}"):
        read_printed_number(text, language)


def test_a_refusal_says_what_the_text_reads_elsewhere() -> None:
    with pytest.raises(CleaningError, match=r"'1\.75' is no number as printed in nl; it reads 1\.75 in en"):
        read_printed_number("1.75", "nl")


@pytest.mark.parametrize(
    ("text", "meanings"),
    [("1.750", "1750 in nl and de, 1.75 in en"), ("1,234", "1.234 in nl and fr and de, 1234 in en")],
)
def test_an_ambiguous_number_of_unknown_language_is_refused(text: str, meanings: str) -> None:
    with pytest.raises(CleaningError, match=f"is ambiguous: {meanings}. Say the language"):
        read_printed_number(text, None)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("72", 72),
        ("5,4 %", 5.4),
        ("5.4", 5.4),
        ("1.234,5", 1234.5),
        ("1,234.5", 1234.5),
        ("130 831", 130831),
        ("0.750", 0.75),
    ],
)
def test_what_reads_one_way_alone_needs_no_language(text: str, number: float) -> None:
    assert read_printed_number(text, None) == number


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(UnknownName, match="no language named 'es'"):
        read_printed_number("5,4", "es")


def test_cells_are_read_in_place_and_empty_ones_are_missing() -> None:
    cells = pd.Series(["1.750", "5,4%", ":", "", " ", None, "1.750"], index=[3, 1, 4, 5, 9, 2, 6])
    read = read_printed_numbers(cells, "nl")
    assert read.index.equals(cells.index)
    assert read.dtype == "float64"
    assert read[[3, 1, 6]].tolist() == [1750.0, 5.4, 1750.0]
    assert read[[4, 5, 9, 2]].isna().all()


def test_cells_that_cannot_be_read_are_named_with_their_places() -> None:
    cells = pd.Series(["1.750", *(f"1.7{digit}" for digit in range(7))])
    with pytest.raises(CleaningError, match="7 cells are not one number as printed in nl") as refused:
        read_printed_numbers(cells, "nl")
    assert "row 1: '1.70'" in str(refused.value)
    assert "row 5: '1.74'" in str(refused.value)
    assert "1.75" not in str(refused.value)


def test_no_cells_give_no_numbers() -> None:
    assert read_printed_numbers(pd.Series([], dtype="str"), None).dtype == "float64"


@given(st.sampled_from(sorted(LOCALES)), st.integers(0, 1), st.decimals(-(10**9), 10**9, places=3))
def test_what_babel_prints_is_read_back(language: str, variant: int, value: Decimal) -> None:
    locale = Locale.parse(LOCALES[language][variant])
    printed = format_decimal(value, format="#,##0.000", locale=locale)
    assert read_printed_number(printed, language) == float(value)


@given(st.sampled_from(wording.LANGUAGES), st.decimals(-(10**6), 10**6, places=1), st.booleans())
def test_what_the_study_prints_is_read_back(language: str, value: Decimal, signed: bool) -> None:
    assert read_printed_number(wording.number(float(value), language, signed=signed), language) == float(value)
    assert read_printed_number(wording.percent(float(value), language), language) == float(value)


@given(st.sampled_from(sorted(LOCALES)), st.integers(-1000, 1000))
def test_a_percent_sign_changes_nothing(language: str, thousandths: int) -> None:
    locale = Locale.parse(LOCALES[language][0])
    printed = format_percent(thousandths / 1000, format="#,##0.0%", locale=locale)
    assert read_printed_number(printed, language) == pytest.approx(thousandths / 10, abs=1e-9)


@given(st.text(alphabet=f"0123456789., {NBSP}%+-", max_size=9))
def test_an_unknown_language_never_decides_between_two_readings(text: str) -> None:
    readings = set()
    for language in wording.LANGUAGES:
        try:
            readings.add(read_printed_number(text, language))
        except CleaningError:
            continue
    try:
        read = read_printed_number(text, None)
    except CleaningError:
        assert len(readings) != 1
    else:
        assert readings == {read}
        assert math.isfinite(read)
