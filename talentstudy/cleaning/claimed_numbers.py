"""Numbers with the words that say how exact they are: 'meer dan 60 %', 'bijna 5 miljoen', 'een dozijn'."""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from talentstudy.cleaning.numbers import plain_spaces, printed_digits, read_printed_number
from talentstudy.errors import CleaningError, UnknownName
from talentstudy.wording import LANGUAGES

_WORDS = Path(__file__).parent / "number_words.toml"


@dataclass(frozen=True)
class ClaimedNumber:
    """A number as a sentence claims it: the one named, the interval its words allow, its decimals.

    ``low`` and ``high`` are the number itself where nothing softens it, infinite where the words leave
    a side open. ``decimals`` are those of the last printed digit, negative where a word gives the
    magnitude: -6 for '5 miljoen'.
    """

    value: float
    low: float
    high: float
    decimals: int


@dataclass(frozen=True)
class _Core:
    """A number without the words before it; ``rough`` is half a unit of its last digit that is no zero."""

    claimed: ClaimedNumber
    rough: float | None


def read_claimed_number(text: str, language: str = "nl") -> ClaimedNumber:
    """What a number means as a sentence prints it, with the words that say how exact it is.

    Digits as ``read_printed_number`` reads them, number words up to twelve, a dozen, a half, shares
    ('7 op 10', in per cent), ranges, decades and ranks. 'More than' leaves the upper side open; 'almost'
    allows half a unit of the last digit that is no zero below the number, 'about' on both sides.

    Raises
    ------
    CleaningError
        A text that reads as no number or as two different ones, and a range or decade that is softened further.
    UnknownName
        Another language.

    Examples
    --------
    >>> read_claimed_number("meer dan 60%")
    ClaimedNumber(value=60.0, low=60.0, high=inf, decimals=0)
    >>> read_claimed_number("bijna 5 miljoen")
    ClaimedNumber(value=5000000.0, low=4500000.0, high=5000000.0, decimals=-6)
    >>> read_claimed_number("7 sur 10", "fr")
    ClaimedNumber(value=70.0, low=65.0, high=75.0, decimals=-1)
    """
    if language not in LANGUAGES:
        raise UnknownName("language", language, LANGUAGES)
    plain = plain_spaces(text).casefold()
    how, rest = _softener(plain, language)
    found = set(_cores(rest, language))
    if len(found) != 1:
        what = "is no number" if not found else "is ambiguous"
        raise CleaningError(
            f"'{text}' {what} as a sentence in {language} claims it; wanted: digits or a number word, "
            "alone or after words such as 'more than'. Write what the page prints, and nothing beside it."
        )
    (core,) = found
    if how is None:
        return core.claimed
    if core.rough is None:
        raise CleaningError(f"'{text}' softens a range or a decade, which has no one number. Give its two ends.")
    return _softened(core.claimed, core.rough, how)


def _softened(plain: ClaimedNumber, rough: float, how: str) -> ClaimedNumber:
    low, high = {
        "above": (plain.value, math.inf),
        "below": (-math.inf, plain.value),
        "nearly": (plain.value - rough, plain.value),
        "about": (plain.value - rough, plain.value + rough),
    }[how]
    return ClaimedNumber(plain.value, low, high, plain.decimals)


@cache
def _words(language: str) -> Mapping[str, Any]:
    with _WORDS.open("rb") as file:
        return tomllib.load(file)[language]  # type: ignore[no-any-return]


def _softener(text: str, language: str) -> tuple[str | None, str]:
    """The way a text softens its number, by its longest beginning, and the text behind those words."""
    words = _words(language)
    ways = [(begin, how) for how in ("above", "below", "nearly", "about") for begin in words[how]]
    for begin, how in sorted(ways, key=lambda way: -len(way[0])):
        elided = begin.endswith("'")
        if text.startswith(begin if elided else begin + " "):
            return how, text[len(begin) :].strip()
    return None, text


def _cores(text: str, language: str) -> Iterator[_Core]:
    """Every way to read a number that nothing softens."""
    words = _words(language)
    head, _, last = text.rpartition(" ")
    yield from _counted(text, language)
    if last in words["magnitude"] and head:
        yield from (_scaled(core, words["magnitude"][last]) for core in _cores(head, language))
    if text in words["half"]:
        yield _Core(ClaimedNumber(50.0, 50.0, 50.0, 0), 0.5)
    if text in words["dozen"]:
        yield _Core(ClaimedNumber(12.0, 12.0, 12.0, 0), 0.5)
    for part, whole in _between(words["of"], text, language):
        yield from _share(part, whole)
    for low, high in _between(words["range"], text, language):
        if low.value < high.value:
            middle = ClaimedNumber(
                (low.value + high.value) / 2, low.value, high.value, max(low.decimals, high.decimals)
            )
            yield _Core(middle, None)
    for shape in words["decade"]:
        if match := re.fullmatch(_shape(shape, r"(\d{3}0)"), text, re.ASCII):
            year = float(match[1])
            yield _Core(ClaimedNumber(year, year, year + 9, 0), None)


def _counted(text: str, language: str) -> Iterator[_Core]:
    """One plain number: in digits, as a word, as a rank."""
    words = _words(language)
    spelled = words["also"].get(text, text)
    for names in (words["count"], words["rank"]):
        if spelled in names:
            count = float(names.index(spelled) + 1)
            yield _Core(ClaimedNumber(count, count, count, 0), 0.5)
    for shape in words["ordinal"]:
        if match := re.fullmatch(_shape(shape, r"([1-9]\d?)"), text, re.ASCII):
            yield _Core(ClaimedNumber(float(match[1]), float(match[1]), float(match[1]), 0), 0.5)
    if digits := printed_digits(text, language):
        value, (whole, decimals) = read_printed_number(text, language), digits
        zeros = 0 if decimals or not value else len(whole) - len(whole.rstrip("0"))
        last = 10.0**zeros if zeros else 10.0 ** -len(decimals)
        yield _Core(ClaimedNumber(value, value, value, len(decimals)), last / 2)


def _scaled(core: _Core, power: int) -> _Core:
    one, factor = core.claimed, 10.0**power
    scaled = ClaimedNumber(one.value * factor, one.low * factor, one.high * factor, one.decimals - power)
    return _Core(scaled, None if core.rough is None else core.rough * factor)


def _share(part: ClaimedNumber, whole: ClaimedNumber) -> Iterator[_Core]:
    """'7 op 10' is 70 per cent, give or take half a part of the whole it counts in."""
    if 0 < part.value <= whole.value and part.value.is_integer() and whole.value.is_integer():
        value, half = 100 * part.value / whole.value, 50 / whole.value
        tens = math.log10(whole.value)
        decimals = int(tens) - 2 if tens.is_integer() else 0
        yield _Core(ClaimedNumber(value, value - half, value + half, decimals), half)


def _between(shapes: list[str], text: str, language: str) -> Iterator[tuple[ClaimedNumber, ClaimedNumber]]:
    """The two plain numbers of a text that has one of the shapes."""
    for shape in shapes:
        if match := re.fullmatch(_shape(shape, "(.+)"), text):
            ends = [set(_counted(end, language)) for end in match.groups()]
            if all(len(one) == 1 for one in ends):
                first, second = (one.pop().claimed for one in ends)
                yield first, second


def _shape(shape: str, number: str) -> str:
    return number.join(re.escape(part) for part in shape.split("{}"))
