"""Numbers as they are printed in nl, fr, en and de, read back; what is ambiguous is refused."""

from __future__ import annotations

import math
import re

import pandas as pd

from talentstudy.cleaning.values import shown_cells
from talentstudy.errors import CleaningError, UnknownName
from talentstudy.wording import LANGUAGES

# No-break, thin and narrow no-break space stand between groups and before a percent sign.
_SPACES = str.maketrans({"\N{NO-BREAK SPACE}": " ", "\N{THIN SPACE}": " ", "\N{NARROW NO-BREAK SPACE}": " "})
_MINUS = "−"
# French groups by space alone: a point in a French text is as likely a decimal point left behind.
_SEPARATORS = {"nl": (",", ". "), "de": (",", ". "), "fr": (",", " "), "en": (".", ", ")}
_MISSING = ("", ":")


def _pattern(decimal: str, groups: str) -> re.Pattern[str]:
    grouped = "|".join(rf"[1-9]\d{{0,2}}(?:{re.escape(group)}\d{{3}})+" for group in groups)
    return re.compile(rf"([-+{_MINUS}]?) ?({grouped}|0|[1-9]\d*)(?:{re.escape(decimal)}(\d+))? ?%?", re.ASCII)


_PATTERNS = {language: _pattern(*separators) for language, separators in _SEPARATORS.items()}


def read_printed_number(text: str, language: str | None) -> float:
    r"""The number that a printed text stands for in ``language``.

    A percent sign is allowed and changes nothing: '5,4 %' is 5.4. Groups have three digits and one
    separator throughout: point or space in nl and de, space in fr, comma or space in en. The
    minus may be a hyphen or U+2212.

    Parameters
    ----------
    text
        One number, alone.
    language
        ``nl``, ``fr``, ``en``, ``de``, or None where it is not known: then only what reads
        the same in every language that can read it.

    Raises
    ------
    CleaningError
        No number in this language, or two different ones in an unknown language.
    UnknownName
        Another language.

    Examples
    --------
    >>> read_printed_number("1.750", "nl"), read_printed_number("130\u202f831", "fr"), read_printed_number("−5,4 %", "de")
    (1750.0, 130831.0, -5.4)
    >>> read_printed_number("1,234.5", None)
    1234.5
    >>> read_printed_number("1.750", None)
    Traceback (most recent call last):
        ...
    talentstudy.errors.CleaningError: '1.750' is ambiguous: 1750 in nl and de, 1.75 in en. Say the language it is printed in.
    """
    number = _reading(text, language)
    if number is not None:
        return number
    meanings = _meanings(_readings(text, None))
    if language is None and meanings:
        raise CleaningError(f"'{text}' is ambiguous: {meanings}. Say the language it is printed in.")
    advice = (
        f"it reads {meanings}" if meanings else "wanted: digits, in groups of three or in none, and one decimal sign"
    )
    raise CleaningError(
        f"'{text}' is no number as printed in {language or ', '.join(LANGUAGES)}; {advice}. Correct it."
    )


def read_printed_numbers(cells: pd.Series[str], language: str | None) -> pd.Series[float]:
    r"""The numbers that printed cells stand for, as ``read_printed_number`` reads each.

    Returns float64 on the index of ``cells``, NaN where a cell is empty or ``:``.

    Raises
    ------
    CleaningError
        Cells that are no number or ambiguous: the first five, with their places in the index.

    Examples
    --------
    >>> read_printed_numbers(pd.Series(["1.750", "5,4%", ":"]), "nl").tolist()
    [1750.0, 5.4, nan]
    """
    texts = cells.astype("str").fillna("")
    found = {text: math.nan if text.strip() in _MISSING else _reading(text, language) for text in texts.unique()}
    unread = texts.isin([text for text, number in found.items() if number is None])
    if unread.any():
        raise CleaningError(
            f"{unread.sum()} cells are not one number as printed in {language or 'an unknown language'} "
            f"({shown_cells(cells[unread])}). Correct them, or say the language they are printed in."
        )
    return texts.map(found).astype("float64")


def plain_spaces(text: str) -> str:
    """The text with one plain space where any printer's space stands, none at its ends."""
    return " ".join(text.translate(_SPACES).split())


def printed_digits(text: str, language: str) -> tuple[str, str] | None:
    """The whole digits, without their separators, and the decimals of a number; None where it is none.

    >>> printed_digits("1.750,25", "nl"), printed_digits("7 op 10", "nl")
    (('1750', '25'), None)
    """
    if not (match := _PATTERNS[language].fullmatch(plain_spaces(text))):
        return None
    return re.sub(r"\D", "", match[2]), match[3] or ""


def _reading(text: str, language: str | None) -> float | None:
    """The one number the text stands for, if there is one."""
    distinct = set(_readings(text, language).values())
    return distinct.pop() if len(distinct) == 1 else None


def _readings(text: str, language: str | None) -> dict[str, float]:
    """What the text means in each language that can read it."""
    if language is not None and language not in _PATTERNS:
        raise UnknownName("language", language, LANGUAGES)
    plain = text.translate(_SPACES).strip()
    readings = {}
    for one in LANGUAGES if language is None else (language,):
        if match := _PATTERNS[one].fullmatch(plain):
            sign, whole, decimals = match.groups()
            digits = re.sub(r"\D", "", whole) + "." + (decimals or "0")
            readings[one] = float(digits) if sign in ("", "+") else -float(digits)
    return readings


def _meanings(readings: dict[str, float]) -> str:
    """'1750 in nl and de, 1.75 in en'."""
    languages: dict[float, list[str]] = {}
    for language, number in readings.items():
        languages.setdefault(number, []).append(language)
    return ", ".join(f"{number:.15g} in {' and '.join(those)}" for number, those in languages.items())
