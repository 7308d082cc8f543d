"""Values, differences, periods and places in a list as a sentence prints them. Nothing here is marked yet."""

from __future__ import annotations

import re
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal

from babel.dates import format_skeleton
from babel.units import format_unit

from talentstudy.codes import code_list, label
from talentstudy.figures.values import is_percent
from talentstudy.wording import as_decimal, day_in_words, locale_of, number, percent, sentence

FILE = "telling"
_DURATIONS = {"YR": "duration-year", "DAYS": "duration-day"}
# Counts in larger units are printed in full: '273 000', not '273 thousand persons'.
_SCALES = {"THS_PER": 1e3, "MIO_PER": 1e6}
_MILLION = 1e6
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_FRENCH = re.compile(r" (?=[:;?!»])|(?<=«) ")
# Of the flags, those that say how firm a single value is.
_SOFT = "epu"


def is_points(unit: str) -> bool:
    """Whether a value of this unit is a difference of shares, in percentage points."""
    return unit in {"PC_PNT", "PC_NET"}


def value_text(value: float, unit: str, language: str, decimals: int = 1, *, signed: bool = False) -> str:
    r"""A value with its unit, where the unit is not the noun of the sentence.

    >>> value_text(5.4, "PC_EMP", "nl"), value_text(273, "THS_PER", "en", 0), value_text(5_170_000, "ACC", "nl", 0)
    ('5,4%', '273,000', '5,17 miljoen')
    >>> value_text(24, "PC_PNT", "fr", 0), value_text(1, "YR", "de", 0)
    ('24 points de pourcentage', '1 Jahr')
    """
    if is_percent(unit):
        return percent(value, language, decimals, signed=signed)
    if is_points(unit):
        return points(value, language, decimals, signed=signed)
    if unit in _DURATIONS:
        return str(format_unit(value, _DURATIONS[unit], locale=locale_of(language)))
    scaled = value * _SCALES.get(unit, 1.0)
    if abs(scaled) >= _MILLION:
        return _millions(scaled, language, signed=signed)
    return number(scaled, language, 0 if unit in _SCALES else decimals, signed=signed)


def _millions(value: float, language: str, *, signed: bool) -> str:
    in_millions = value / _MILLION
    # Two decimals where they say all there is; of a longer number the first is enough.
    decimals = next((one for one in (0, 1, 2) if abs(in_millions - round(in_millions, one)) < 1e-9), 1)
    text = number(in_millions, language, decimals, signed=signed)
    return sentence(FILE, f"millions_{_form(in_millions, decimals, language)}", language, number=text)


def points(value: float, language: str, decimals: int = 1, *, signed: bool = False) -> str:
    """A difference of shares; the noun takes the number its language asks for.

    >>> [points(1.5, language) for language in ("fr", "de")]
    ['1,5 point de pourcentage', '1,5 Prozentpunkte']
    """
    text = number(value, language, decimals, signed=signed)
    return sentence(FILE, f"points_{_form(value, decimals, language)}", language, number=text)


def _form(value: float, decimals: int, language: str) -> str:
    """CLDR's plural form of the number as printed: 'one' or 'other'."""
    exact = abs(as_decimal(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_EVEN)
    form = locale_of(language).plural_form(exact if decimals else int(exact))
    return "one" if form == "one" else "other"


def gap_text(value: float, unit: str, language: str, decimals: int = 1, *, signed: bool = False) -> str:
    """A difference of two values of this unit: of shares in percentage points, never in percent."""
    if is_percent(unit) or is_points(unit):
        return points(value, language, decimals, signed=signed)
    return value_text(value, unit, language, decimals, signed=signed)


def range_text(lower: float | None, upper: float | None, unit: str, language: str, decimals: int) -> str:
    """Bounds in words; the unit stands once: 'at least 60%', '3 to 6 years'."""
    if lower is not None and upper is not None:
        # A duration's lower end needs no noun of its own.
        bare = number(lower, language, decimals) if unit in _DURATIONS else value_text(lower, unit, language, decimals)
        return sentence(FILE, "between", language, lower=bare, upper=value_text(upper, unit, language, decimals))
    known = lower if lower is not None else upper
    assert known is not None
    key = "at_least" if lower is not None else "at_most"
    return sentence("page", key, language, value=value_text(known, unit, language, decimals))


def when(period: str, language: str) -> str:
    """When something was: 'in 2024', 'im Juni 2024', 'de 2014 à 2023'; '' for a period that is not printed.

    >>> when("2024", "de"), when("2014/2023", "nl"), when("2024-06", "fr")
    ('im Jahr 2024', 'van 2014 tot 2023', 'en juin 2024')
    """
    if not period:
        return ""
    if "/" in period:
        first, last = period.split("/")
        return sentence(FILE, "in_span", language, first=period_name(first, language), last=period_name(last, language))
    key = "in_year" if period.isdigit() else "in_quarter" if "Q" in period else "in_month"
    return sentence(FILE, "on_day" if _DAY.fullmatch(period) else key, language, period=period_name(period, language))


def period_name(period: str, language: str) -> str:
    """A period in running text: '2024', 'June 2024', '8. Juli 2024'."""
    if period.isdigit():
        return period
    locale = locale_of(language)
    if "Q" in period:
        year, _, quarter = period.partition("-Q")
        return str(format_skeleton("yQQQQ", date(int(year), 3 * int(quarter) - 2, 1), locale=locale))
    if _DAY.fullmatch(period):
        return day_in_words(date.fromisoformat(period), language)
    return str(format_skeleton("yMMMM", date.fromisoformat(f"{period}-01"), locale=locale))


def ordinal(rank: int, language: str) -> str:
    """A place in a ranking: '14e', '1er', '22nd', '3.'.

    >>> ordinal(1, "fr"), ordinal(22, "en"), ordinal(14, "nl"), ordinal(3, "de")
    ('1er', '22nd', '14e', '3.')
    """
    form = locale_of(language).ordinal_form(rank)
    return sentence(FILE, f"ordinal_{form}", language, number=number(rank, language, 0))


def count_text(amount: int, language: str) -> str:
    """A count in running text: in words as long as these are short.

    >>> count_text(4, "nl"), count_text(27, "nl")
    ('vier', '27')
    """
    words = code_list("number_words")
    return words[str(amount)].label(language) if str(amount) in words else number(amount, language, 0)


def softness(flag: str, language: str) -> str:
    """' (provisional)' behind a value that is estimated, provisional or of low reliability; else ''."""
    letters = [letter for letter in _SOFT if letter in flag]
    meaning = ", ".join(label("obs_flag", letter, language) for letter in letters)
    return sentence(FILE, "soft", language, meaning=meaning) if meaning else ""


def quoted(name: str, language: str) -> str:
    """A label as a name inside a sentence, in the quotation marks of the language.

    A name may hold commas and an 'and' of its own. Its capital goes, unless that is of an abbreviation or German's.

    >>> quoted("Creative thinking", "en"), quoted("AI and big data", "en"), quoted("Kreatives Denken", "de")
    ('“creative thinking”', '“AI and big data”', '„Kreatives Denken“')
    """
    first = name.split(" ")[0].split("-")[0]
    is_word = len(first) > 1 and first[1:].islower()
    bare = name[0].lower() + name[1:] if is_word and language != "de" else name
    return sentence(FILE, "quoted", language, name=bare)


def capital(text: str) -> str:
    """The sentence with a capital at its beginning; marks around a number are not letters.

    >>> capital("in 2024")
    'In 2024'
    """
    for at, letter in enumerate(text):
        if letter.isalnum():
            return text[:at] + letter.upper() + text[at + 1 :]
        # What stands before: a quotation mark, or the mark of a number in words.
        if letter not in "«“„‘ \u00a0" and not "\ue000" <= letter <= "\uf8ff":
            return text
    return text


def typeset(text: str, language: str) -> str:
    r"""The text with the spaces that may not break: before French double punctuation and inside its quotation marks.

    >>> typeset("Il en reste « trois » ; lesquels ?", "fr")
    'Il en reste «\xa0trois\xa0»\xa0; lesquels\xa0?'
    """
    return _FRENCH.sub("\N{NO-BREAK SPACE}", text) if language == "fr" else text
