import math
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import talentstudy.cleaning
from talentstudy.cleaning.claimed_numbers import ClaimedNumber, read_claimed_number
from talentstudy.errors import CleaningError, UnknownName
from talentstudy.wording import LANGUAGES, number

INF = math.inf
THIRD = 100 / 3


@pytest.mark.parametrize(
    ("text", "value", "low", "high", "decimals"),
    [
        ("130 831", 130831, 130831, 130831, 0),
        ("1.750", 1750, 1750, 1750, 0),
        ("5,4 %", 5.4, 5.4, 5.4, 1),
        ("0,23%", 0.23, 0.23, 0.23, 2),
        ("69 MILJOEN", 69e6, 69e6, 69e6, -6),
        ("1,9 miljoen", 1.9e6, 1.9e6, 1.9e6, -5),
        ("meer dan 60 %", 60, 60, INF, 0),
        ("Meer dan 69\N{NO-BREAK SPACE}miljoen", 69e6, 69e6, INF, -6),
        ("minstens drie", 3, 3, INF, 0),
        ("maximaal 20", 20, -INF, 20, 0),
        ("niet langer dan een", 1, -INF, 1, 0),
        ("bijna 5 miljoen", 5e6, 4.5e6, 5e6, -6),
        ("bijna 50", 50, 45, 50, 0),
        ("ongeveer 35 %", 35, 34.5, 35.5, 0),
        ("ongeveer 40 %", 40, 35, 45, 0),
        ("ongeveer 5,4", 5.4, 5.35, 5.45, 1),
        ("vijf", 5, 5, 5, 0),
        ("één", 1, 1, 1, 0),
        ("een dozijn", 12, 12, 12, 0),
        ("bijna een dozijn", 12, 11.5, 12, 0),
        ("de helft", 50, 50, 50, 0),
        ("meer dan de helft", 50, 50, INF, 0),
        ("7 op 10", 70, 65, 75, -1),
        ("zeven op de tien", 70, 65, 75, -1),
        ("3 op 100", 3, 2.5, 3.5, 0),
        ("meer dan een op de drie", THIRD, THIRD, INF, 0),
        ("1 tot 3", 2, 1, 3, 0),
        ("tussen de 15 en 24", 19.5, 15, 24, 0),
        ("jaren 1990", 1990, 1990, 1999, 0),
        ("9de", 9, 9, 9, 0),
        ("zesde", 6, 6, 6, 0),
    ],
)
def test_a_dutch_sentence_means_a_number_and_an_interval(
    text: str, value: float, low: float, high: float, decimals: int
) -> None:
    read = read_claimed_number(text)
    assert (read.value, read.low, read.high) == pytest.approx((value, low, high))
    assert read.decimals == decimals


@pytest.mark.parametrize(
    ("text", "language", "same_as"),
    [
        ("plus de 60 %", "fr", "meer dan 60 %"),
        ("près de 5 millions", "fr", "bijna 5 miljoen"),
        ("plus d'un sur trois", "fr", "meer dan een op de drie"),
        ("7 sur 10", "fr", "7 op 10"),
        ("une douzaine", "fr", "een dozijn"),
        ("les années 1990", "fr", "jaren 1990"),
        ("de 1 à 3", "fr", "1 tot 3"),
        ("9e", "fr", "9de"),
        ("almost 5 million", "en", "bijna 5 miljoen"),
        ("7 out of 10", "en", "7 op 10"),
        ("1990s", "en", "jaren 1990"),
        ("between 15 and 24", "en", "tussen de 15 en 24"),
        ("15–24", "en", "tussen de 15 en 24"),
        ("9th", "en", "9de"),
        ("fast 5 Millionen", "de", "bijna 5 miljoen"),
        ("sieben von zehn", "de", "7 op 10"),
        ("ein Dutzend", "de", "een dozijn"),
        ("mehr als die Hälfte", "de", "meer dan de helft"),
        ("rund 35 %", "de", "ongeveer 35 %"),
        ("1990er Jahre", "de", "jaren 1990"),
    ],
)
def test_every_language_says_the_same(text: str, language: str, same_as: str) -> None:
    assert read_claimed_number(text, language) == read_claimed_number(same_as, "nl")


@pytest.mark.parametrize(
    "text", ["", "veel", "60 a 70", "meer dan", "11 op 10", "0 op 10", "3 tot 1", "jaren 1995", "5,4 op 10", "60 60"]
)
def test_what_claims_no_number_is_refused(text: str) -> None:
    with pytest.raises(CleaningError, match="is no number as a sentence in nl claims it; wanted: digits"):
        read_claimed_number(text)


def test_a_softened_range_is_refused() -> None:
    with pytest.raises(CleaningError, match="'bijna 1 tot 3' softens a range or a decade"):
        read_claimed_number("bijna 1 tot 3")


def test_a_text_that_reads_two_ways_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    words = dict(tomllib.loads((Path(talentstudy.cleaning.__path__[0]) / "number_words.toml").read_text("utf-8"))["nl"])
    monkeypatch.setattr(
        "talentstudy.cleaning.claimed_numbers._words", lambda _: {**words, "range": [*words["range"], "{} op {}"]}
    )
    with pytest.raises(CleaningError, match="'7 op 10' is ambiguous as a sentence in nl claims it"):
        read_claimed_number("7 op 10")


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(UnknownName, match="no language named 'es'"):
        read_claimed_number("5", "es")


@given(st.sampled_from(LANGUAGES), st.integers(-(10**9), 10**9), st.integers(0, 3))
def test_what_the_study_prints_is_read_as_itself(language: str, scaled: int, decimals: int) -> None:
    value = scaled / 10**decimals
    printed = number(value, language, decimals)
    expected = value or 0.0
    assert read_claimed_number(printed, language) == ClaimedNumber(expected, expected, expected, decimals)


def test_every_language_knows_the_same_kinds_of_word() -> None:
    words = tomllib.loads((Path(talentstudy.cleaning.__path__[0]) / "number_words.toml").read_text("utf-8"))
    assert list(words) == list(LANGUAGES)
    assert len({tuple(one) for one in words.values()}) == 1
    for one in words.values():
        assert (len(one["count"]), len(one["rank"])) == (12, 10)
        assert sorted(set(one["magnitude"].values())) == [3, 6, 9]
