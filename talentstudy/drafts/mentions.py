"""The numbers in running text, each with the words that belong to it and what kind of number it is."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from talentstudy import cleaning
from talentstudy.cleaning.claimed_numbers import ClaimedNumber, read_claimed_number
from talentstudy.drafts.terms import folded, found, terms
from talentstudy.errors import CleaningError

_SEPARATORS = {"nl": (",", ". "), "de": (",", ". "), "fr": (",", " "), "en": (".", ", ")}
_YEAR = re.compile(r"(?:19[5-9]|20[0-9])\d")
# What a figure is part of where it is no quantity: versions, standards, numbered things.
_ATTACHED = r"(?<![\w.,/])(?<!\w[-–])"
_NUMBERED = re.compile(
    r"(?i)\b(?:figuur|figure|tabel|table|tableau|abbildung|tabelle|hoofdstuk|chapter|chapitre|kapitel|"
    r"pagina|page|seite|artikel|article|punt|nr|no|n°|p|blz|s|ch|fig)\.?\s*$"
)


@dataclass(frozen=True)
class Mention:
    """A number of the text: where it stands, as printed, what it claims, and of which kind it is.

    ``kind`` is percent, points, per_thousand, rank, days, months, years, euro or count. ``claimed`` is None
    where the number cannot be read in the language of the text.
    """

    start: int
    end: int
    printed: str
    claimed: ClaimedNumber | None
    kind: str


def mentions(text: str, language: str) -> tuple[Mention, ...]:
    """The quantities of a paragraph, in order: no years, dates, ages, page or list numbers.

    >>> [(one.printed, one.kind) for one in mentions("In 2024 bijna 5 miljoen mensen, of 41,2 %.", "nl")]
    [('bijna 5 miljoen', 'count'), ('41,2 %', 'percent')]
    """
    spoken = text.lower()
    plain = folded(text)
    # An age, and what a rate is counted by, are no quantities of their own.
    ages = [*found(plain, terms("age", language)), *found(plain, _bases(language))]
    told: list[Mention] = []
    for place in _shapes(language).finditer(spoken):
        is_age = any(span.start < place.end() and place.start() < span.end for span in ages)
        is_age = is_age and not terms("unit", language)["percent"].match(plain[place.end() :].lstrip())
        within = bool(told) and place.start() < told[-1].end
        if not within and not is_age and not _is_no_quantity(text, place, language):
            told.append(_mention(text, place, language))
    return tuple(told)


def years(text: str) -> tuple[tuple[int, int, str], ...]:
    """Where a text names years: (start, end, year), each end of a span of years by itself.

    >>> years("van 2015 tot 2024")
    ((4, 8, '2015'), (13, 17, '2024'))
    """
    places = re.finditer(rf"(?<![\w.,/])(?:\w{{0,3}}-)?({_YEAR.pattern})(?![\w%]|[.,]\d|\s?%)", text)
    return tuple((place.start(1), place.end(1), place[1]) for place in places)


def _mention(text: str, place: re.Match[str], language: str) -> Mention:
    words = text[place.start() : place.end()].strip()
    unit = _unit(text, place.end(), language)
    end = unit.end() if unit else place.end()
    if place["rank"]:
        kind = "rank"
    elif place["share"] or place["part"]:
        kind = "percent"
    else:
        kind = unit.lastgroup if unit and unit.lastgroup else "count"
    try:
        claimed = read_claimed_number(words, language)
    except CleaningError:
        claimed = None
    whole = kind in {"percent", "euro"} and unit is not None
    printed = " ".join(text[place.start() : end if whole else place.end()].split())
    return Mention(place.start(), end, printed, claimed, kind)


def _unit(text: str, at: int, language: str) -> re.Match[str] | None:
    return _units(language).match(folded(text), at)


@cache
def _bases(language: str) -> Mapping[str, re.Pattern[str]]:
    units, concepts = terms("unit", language), terms("concept", language)
    return {"per_thousand": units["per_thousand"], "per_100_men": concepts["PER_100_MEN"]}


@cache
def _units(language: str) -> re.Pattern[str]:
    units = terms("unit", language)
    parts = [f"(?P<{name}>{one.pattern})" for name, one in units.items() if name != "per_thousand"]
    # What is counted may stand before what it is counted by: '3,9 graduates per 1,000'.
    parts.append(rf"(?P<per_thousand>(?:[\w'-]+\s+){{0,4}}?(?:{units['per_thousand'].pattern}))")
    # Points before per cent: a percentage point begins with a percent.
    parts.sort(key=lambda part: not part.startswith("(?P<points>"))
    return re.compile(r"\s*(?:" + "|".join(parts) + ")")


def _is_no_quantity(text: str, place: re.Match[str], language: str) -> bool:
    """A year, a date, a number of a list, page or figure."""
    digits = place["plain"] or ""
    if place["odd"]:
        # '3.5' at the head of a paragraph numbers it.
        return not text[: place.start()].strip(" -•*#|")
    before, after = text[: place.start()], text[place.end() :]
    if not digits:
        # 'In the first place' counts nothing.
        return bool(place["rank"] and re.search(r"\b(?:in|en|an)(?: de| the)?\s*$", folded(before).lower()))
    if _YEAR.fullmatch(digits) and _unit(text, place.end(), language) is None:
        return True
    if digits.startswith("0") and digits.isdigit() and digits != "0":
        return True
    if len(digits) <= 2 and re.match(r"\s*\)", after) and before.rstrip().endswith("("):
        # '(27)' alone in brackets is a note, or the number of member states.
        return True
    if len(digits) <= 2 and digits.isdigit() and (_is_date(after, language) or _NUMBERED.search(before)):
        return True
    is_first = not before.strip(" -•*#")
    return is_first and len(digits) <= 2 and digits.isdigit() and bool(re.match(r"[.)]?\s+\**[A-ZÀ-Ý]", after))


def _is_date(after: str, language: str) -> bool:
    """Whether a month follows, in words or in figures."""
    month = terms("time", language)["month"]
    return bool(month.match(folded(after.lstrip(" ."))) or re.match(r"/\d", after))


@cache
def _shapes(language: str) -> re.Pattern[str]:
    """One pattern for every way a sentence of the language prints a number, on lower-case text."""
    words = _number_words(language)
    softened = sorted((one for how in ("above", "below", "nearly", "about") for one in words[how]), key=len)
    soft = "|".join(re.escape(one) + ("" if one.endswith("'") else r"\s+") for one in reversed(softened))
    counted = "|".join(re.escape(one) for one in [*words["count"], *words["also"]])
    scale = "|".join(re.escape(one) for one in sorted(words["magnitude"], key=len, reverse=True))
    ranks = "|".join(re.escape(one) for one in words["rank"])
    place_word = terms("concept", language)["RANK_WORD"].pattern
    digits = _digits(language)
    one = rf"(?:{digits}|(?:{counted}))"
    of = "|".join(_between(shape, one, one) for shape in words["of"])
    spans = "|".join(_between(shape, one, one) for shape in words["range"])
    ordinal = "|".join(_between(shape, r"[1-9]\d?") for shape in words["ordinal"])
    dozens = "|".join(re.escape(part) for part in sorted(words["dozen"], key=len, reverse=True))
    halves = "|".join(re.escape(part) for part in sorted(words["half"], key=len, reverse=True))
    body = (
        rf"(?P<share>{of})(?!\w)|(?P<rank>(?:{ordinal}|{ranks})(?=\s+(?:{place_word})))"
        rf"|(?P<part>(?:{halves}))(?=\s+(?:van|de|des|du|of|der)\b)|(?P<dozen>(?:{dozens}))(?!\w)"
        rf"|(?P<span>(?!(?:\w+\s+)?{_YEAR.pattern}\b)(?:{spans}))(?![\w%]|[.,]\d)|(?P<scaled>{one}\s+(?:{scale}))(?!\w)"
        rf"|(?P<plain>{digits})(?!\w|[.,]\d)"
        # Decimals as another language writes them: found, and refused by the reader.
        r"|(?P<odd>\d+[.,]\d+)(?!\w|[.,]\d)"
    )
    return re.compile(rf"{_ATTACHED}(?:{soft})?(?:{body})")


def _digits(language: str) -> str:
    decimal, groups = _SEPARATORS[language]
    grouped = "|".join(rf"[1-9]\d{{0,2}}(?:{re.escape(group)}\d{{3}})+(?!\d)" for group in groups)
    return rf"(?:[-+−]?(?:{grouped}|\d+)(?:{re.escape(decimal)}\d+)?)"


def _between(shape: str, *numbers: str) -> str:
    """A shape of number_words.toml as a pattern, its braces filled."""
    rest = iter(numbers)
    return r"".join(next(rest) if part == "{}" else re.escape(part).replace(r"\ ", r"\s+") for part in _parts(shape))


def _parts(shape: str) -> Iterator[str]:
    yield from (part for part in re.split(r"(\{\})", shape) if part)


@cache
def _number_words(language: str) -> Mapping[str, Any]:
    """The words the strict reader knows: what it can read is what is looked for."""
    path = Path(cleaning.__path__[0]) / "number_words.toml"
    words: Mapping[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))[language]
    return words
