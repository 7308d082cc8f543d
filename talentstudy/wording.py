"""Numbers, lists and templates as they are printed in nl, fr, en and de.

Rounding happens here and only here: half to even on the decimal value, as Babel does.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from string import Formatter

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal

from talentstudy.errors import StudyError, UnknownName

LANGUAGES = ("nl", "fr", "en", "de")
_LOCALES = {"nl": "nl_BE", "fr": "fr_BE", "en": "en", "de": "de_BE"}
_SENTENCES = Path(__file__).parent / "sentences"


@cache
def locale_of(language: str) -> Locale:
    """The Belgian locale of a language; plain English for en.

    >>> str(locale_of("nl"))
    'nl_BE'
    """
    if language not in _LOCALES:
        raise UnknownName("language", language, LANGUAGES)
    return Locale.parse(_LOCALES[language])


def as_decimal(value: float) -> Decimal:
    """The decimal number that is rounded, so that 0.25 rounds as the 0.25 one reads.

    At the twelve digits that results are written with: the last bits, in which processors differ, decide no tie.

    >>> as_decimal(1.5499999999999998) == as_decimal(1.55) == Decimal("1.55")
    True
    """
    return Decimal(f"{value:.12g}")


def number(value: float, language: str, decimals: int = 1, *, signed: bool = False) -> str:
    """A number with exactly ``decimals`` decimals, grouped as the language does.

    >>> number(272600, "nl", 0), number(5.4, "fr"), number(-1750, "de", 0, signed=True)
    ('272.600', '5,4', '−1.750')
    """
    if not math.isfinite(value):
        raise StudyError(f"a number to print must be finite, got {value}; say 'not available' instead.")
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    text = format_decimal(abs(as_decimal(value)), format=pattern, locale=locale_of(language))
    is_zero = not any(digit in "123456789" for digit in text)
    if value < 0 and not is_zero:
        return "−" + text
    return "+" + text if signed and not is_zero else text


def percent(value: float, language: str, decimals: int = 1, *, signed: bool = False) -> str:
    r"""A share on the scale 0 to 100, with the percent sign as the language spaces it.

    >>> [percent(5.4, language) for language in ("nl", "fr", "en", "de")]
    ['5,4%', '5,4\xa0%', '5.4%', '5,4\xa0%']
    """
    space = "\N{NO-BREAK SPACE}" if language in {"fr", "de"} else ""
    return f"{number(value, language, decimals, signed=signed)}{space}%"


def listing(items: Sequence[str], language: str, style: str = "standard") -> str:
    """Items joined as the language does: 'a, b en c'.

    >>> listing(["2005", "2011", "2017"], "nl")
    '2005, 2011 en 2017'
    """
    return format_list(list(items), style=style, locale=locale_of(language))  # type: ignore[arg-type]


def semicolons(items: Sequence[str], language: str) -> str:
    r"""Items set apart by semicolons, before which French leaves a space.

    >>> semicolons(["a", "b"], "nl"), semicolons(["a", "b"], "fr")
    ('a; b', 'a\xa0; b')
    """
    return f"{_before(language)}; ".join(items)


def named(name: str, told: str, language: str) -> str:
    r"""What a name stands for, behind a colon.

    >>> named("EU-27", "5,0%", "nl"), named("UE-27", "5,0", "fr")
    ('EU-27: 5,0%', 'UE-27\xa0: 5,0')
    """
    return f"{name}{_before(language)}: {told}"


def _before(language: str) -> str:
    return "\N{NO-BREAK SPACE}" if language == "fr" else ""


@cache
def day_in_words(day: date, language: str) -> str:
    """A day as the language writes it out.

    >>> [day_in_words(date(2025, 6, 30), language) for language in ("nl", "fr", "en", "de")]
    ['30 juni 2025', '30 juin 2025', '30 June 2025', '30. Juni 2025']
    >>> day_in_words(date(2020, 9, 1), "fr")
    '1er septembre 2020'
    """
    # Babel's plain English is American; a European office writes the day first.
    text = str(format_date(day, "d MMMM y" if language == "en" else "long", locale=locale_of(language)))
    # Only the first of a month is an ordinal in French, and Babel does not know.
    return f"1er{text[1:]}" if language == "fr" and text.startswith("1 ") else text


@cache
def _templates(file: str) -> Mapping[str, Mapping[str, str]]:
    path = _SENTENCES / f"{file}.toml"
    if not path.exists():
        raise UnknownName("sentence file", file, [one.stem for one in _SENTENCES.glob("*.toml")])
    return tomllib.loads(path.read_text(encoding="utf-8"))


def sentence(file: str, key: str, language: str, **parts: str) -> str:
    """The template ``key`` of ``sentences/<file>.toml`` in ``language``, filled.

    A file has one table per key, with nl, fr, en and de. Parts are text already formatted:
    a template holds no digit of its own, and every placeholder must be given.
    """
    locale_of(language)
    templates = _templates(file)
    if key not in templates:
        raise UnknownName(f"sentence of {file}", key, templates)
    template = templates[key][language]
    wanted = {name for _, name, _, _ in Formatter().parse(template) if name}
    if missing := sorted(wanted - set(parts)):
        raise StudyError(f"sentence {file}.{key} ({language}) needs {', '.join(missing)}, which nothing gave.")
    return template.format(**parts)
