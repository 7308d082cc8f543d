import math
import re
import tomllib
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from pathlib import Path
from string import Formatter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talentstudy import wording
from talentstudy.errors import StudyError, UnknownName
from talentstudy.wording import LANGUAGES, listing, locale_of, number, percent, sentence

SENTENCES = sorted(Path(wording.__file__).with_name("sentences").glob("*.toml"))


@pytest.mark.parametrize(
    ("language", "grouped", "decimal"),
    [("nl", "272.600", "5,4"), ("fr", "272\u202f600", "5,4"), ("en", "272,600", "5.4"), ("de", "272.600", "5,4")],
)
def test_numbers_are_grouped_and_pointed_as_the_language_does(language: str, grouped: str, decimal: str) -> None:
    assert number(272600, language, 0) == grouped
    assert number(5.4, language) == decimal


def test_a_whole_number_keeps_the_decimals_asked_for() -> None:
    assert number(5, "en") == "5.0"
    assert number(5, "en", 2) == "5.00"
    assert number(5.4, "en", 0) == "5"


@pytest.mark.parametrize(
    ("value", "printed"), [(0.25, "0.2"), (0.35, "0.4"), (2.675, "2.7"), (0.45, "0.4"), (0.15, "0.2"), (19.05, "19.0")]
)
def test_a_tie_goes_to_the_even_digit_of_the_decimal_one_reads(value: float, printed: str) -> None:
    assert number(value, "en") == printed


@pytest.mark.parametrize("value", [-0.0, -0.04, 0.0, -1e-12])
def test_nothing_is_printed_as_minus_or_plus_zero(value: float) -> None:
    assert number(value, "en") == "0.0"
    assert number(value, "en", signed=True) == "0.0"


def test_a_minus_is_a_minus_and_a_sign_is_shown_if_asked_for() -> None:
    assert number(-1750, "nl", 0) == "−1.750"
    assert number(3.2, "fr", signed=True) == "+3,2"
    assert number(-3.2, "fr", signed=True) == "−3,2"


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_what_is_no_number_is_refused(value: float) -> None:
    with pytest.raises(StudyError, match=r"a number to print must be finite, got .*; say 'not available' instead"):
        number(value, "en")


@pytest.mark.parametrize(
    ("language", "printed"), [("nl", "5,4%"), ("fr", "5,4\xa0%"), ("en", "5.4%"), ("de", "5,4\xa0%")]
)
def test_a_percent_sign_is_spaced_as_the_language_does(language: str, printed: str) -> None:
    assert percent(5.4, language) == printed
    assert percent(-5.4, language, signed=True) == "−" + printed


@pytest.mark.parametrize(
    ("language", "told"), [("nl", "a, b en c"), ("fr", "a, b et c"), ("en", "a, b, and c"), ("de", "a, b und c")]
)
def test_a_list_ends_as_the_language_ends_it(language: str, told: str) -> None:
    assert listing(["a", "b", "c"], language) == told
    assert listing(["a"], language) == "a"
    assert listing([], language) == ""


@pytest.mark.parametrize("ask", [lambda: number(1, "es"), lambda: listing(["a"], "NL"), lambda: locale_of("it")])
def test_another_language_is_refused(ask: object) -> None:
    assert callable(ask)
    with pytest.raises(UnknownName, match="no language named"):
        ask()


def test_the_locales_are_those_of_belgium() -> None:
    assert [str(locale_of(one)) for one in LANGUAGES] == ["nl_BE", "fr_BE", "en", "de_BE"]


def test_a_sentence_is_filled_in_its_language() -> None:
    assert sentence("sources", "cut_off", "fr", until="2024").endswith("année de référence 2024]")


def test_a_part_that_nothing_gave_is_named() -> None:
    with pytest.raises(
        StudyError, match=r"sentence sources\.official \(nl\) needs dataset, vintage, which nothing gave"
    ):
        sentence("sources", "official", "nl", producer="Eurostat")


def test_a_sentence_or_file_that_is_not_there_is_refused() -> None:
    with pytest.raises(UnknownName, match="no sentence of sources named 'lime'; did you mean line"):
        sentence("sources", "lime", "nl")
    with pytest.raises(UnknownName, match="no sentence file named 'source'; did you mean sources"):
        sentence("source", "line", "nl")
    with pytest.raises(UnknownName, match="no language named 'es'"):
        sentence("sources", "line", "es", sources="x")


@pytest.mark.parametrize("path", SENTENCES, ids=lambda path: path.stem)
def test_every_template_stands_in_four_languages_with_the_same_parts_and_no_digit(path: Path) -> None:
    for key, template in tomllib.loads(path.read_text(encoding="utf-8")).items():
        assert set(template) == set(LANGUAGES), key
        parts = {lang: {name for _, name, _, _ in Formatter().parse(text) if name} for lang, text in template.items()}
        assert len(set(map(frozenset, parts.values()))) == 1, (key, parts)


@given(st.floats(-1e9, 1e9), st.integers(0, 3))
def test_a_printed_number_is_within_half_a_unit_of_its_last_decimal(value: float, decimals: int) -> None:
    printed = number(value, "en", decimals).replace(",", "").replace("−", "-")
    exact = Decimal(repr(value))
    assert abs(Decimal(printed) - exact) <= Decimal(5).scaleb(-decimals - 1)
    assert Decimal(printed) == exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_EVEN)


@given(st.floats(-1e9, 1e9), st.sampled_from(LANGUAGES))
def test_every_language_prints_the_same_digits(value: float, language: str) -> None:
    def digits(text: str) -> str:
        return "".join(one for one in text if one.isdigit())

    assert digits(number(value, language, 2)) == digits(number(value, "en", 2))


@pytest.mark.parametrize(
    ("language", "told"), [("nl", "1 mei 2025"), ("fr", "1er mai 2025"), ("en", "1 May 2025"), ("de", "1. Mai 2025")]
)
def test_a_day_is_written_as_the_language_does(language: str, told: str) -> None:
    assert wording.day_in_words(date(2025, 5, 1), language) == told
    assert "11" in wording.day_in_words(date(2025, 5, 11), language)


@pytest.mark.parametrize(
    "path", [*SENTENCES, *sorted(SENTENCES[0].parent.glob("chapters/*.toml"))], ids=lambda one: one.stem
)
def test_signs_are_those_of_print(path: Path) -> None:
    """No typewriter's apostrophe within a word, and in French a space that does not break before a double sign."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith(("nl = ", "fr = ", "en = ")):
            assert not re.search(r"[^\W\d_}]'[^\W\d_{]", line), line
        if line.startswith("fr = "):
            assert not re.search(r"\S [:;!?»]|« ", line), line
