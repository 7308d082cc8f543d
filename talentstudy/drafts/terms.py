"""The lexicon: what people call the things the indicators count, in four languages, and where a text says so.

Three tables beside this module hold it. ``terms.csv`` names concepts, units and words of time; ``codes.csv`` what
codes of a dimension are called beside their labels; ``indicators.csv`` which concepts a sentence must speak of for an
indicator to be meant (``needs``; a slash between alternatives, ``!`` behind what must stand in the number's own
sentence, ``@provider`` for a producer by name), which make it likelier (``helps``) and which speak against it (``bars``), and whose part a share is (``sex``).

A term is a word or several: ``*`` stands for any letters, ``##`` for a number of two digits, ``..`` for up to ten words,
``=`` in front keeps capitals apart (IT and it). Accents and other capitals make no difference.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from talentstudy.codes import code_list, dimensions
from talentstudy.errors import SchemaViolation, UnknownName
from talentstudy.wording import LANGUAGES

_FOLDER = Path(__file__).parent
# Shorter words of a label are articles and prepositions, unless they are in capitals: AI, ICT.
_TELLING = 4
_GAP = r"(?:\W+\w+){0,10}?\W+"


@dataclass(frozen=True)
class Span:
    """Where a text names something: a concept or a code."""

    name: str
    start: int
    end: int


@dataclass(frozen=True)
class Rule:
    """When an indicator is meant: a line of ``indicators.csv``."""

    indicator: str
    needs: tuple[tuple[str, ...], ...]
    helps: tuple[str, ...]
    bars: tuple[str, ...]
    sex: str

    @property
    def concepts(self) -> frozenset[str]:
        """Every concept the rule asks about."""
        return frozenset(one.rstrip("!") for group in self.needs for one in group) | {*self.helps, *self.bars}


def folded(text: str) -> str:
    """The text without accents, letter for letter, so that places in it stay what they are.

    >>> folded("Économie près de Köln")
    'Economie pres de Koln'
    """
    return "".join(unicodedata.normalize("NFD", letter)[0] for letter in text)


def found(text: str, patterns: Mapping[str, re.Pattern[str]]) -> tuple[Span, ...]:
    """Every place where the text names one of them, in order; of two that overlap under one name, the first.

    ``text`` is folded.
    """
    spans = [
        Span(name, place.start(), place.end()) for name, pattern in patterns.items() for place in pattern.finditer(text)
    ]
    return tuple(sorted(spans, key=lambda span: (span.start, -span.end, span.name)))


@cache
def terms(kind: str, language: str) -> Mapping[str, re.Pattern[str]]:
    """The patterns of ``concept``, ``unit`` or ``time`` in a language.

    >>> [span.name for span in found("5 % of women", terms("unit", "en"))]
    ['percent']
    """
    rows = [row for row in _rows("terms.csv") if row["kind"] == kind]
    if not rows:
        raise UnknownName("kind of term", kind, {row["kind"] for row in _rows("terms.csv")})
    return {row["name"]: pattern(_split(row, language)) for row in rows}


@cache
def code_terms(dimension: str, language: str) -> Mapping[str, re.Pattern[str]]:
    """The patterns of the codes of a dimension: their labels, and what else they are called.

    >>> [span.name for span in found("in Estland en de EU", code_terms("geo", "nl"))]
    ['EE', 'EU27_2020']
    """
    also = {row["code"]: _split(row, language) for row in _rows("codes.csv") if row["dimension"] == dimension}
    if dimension not in dimensions():
        return {}
    told = {}
    for code, line in code_list(dimension).items():
        if code in {"TOTAL", "T", "UNK"}:
            # The whole is meant where nothing else is said.
            continue
        labels = [_label_term(line.label(one), dimension) for one in _spoken(language)]
        told[code] = pattern([*also.get(code, []), *(one for one in labels if one)])
    return told


@cache
def rules() -> Mapping[str, Rule]:
    """The line of every indicator that has one; an indicator without needs is never meant."""
    known = {row["name"] for row in _rows("terms.csv") if row["kind"] == "concept"}
    lines = {}
    for row in _rows("indicators.csv"):
        needs = tuple(tuple(group.split("/")) for group in row["needs"].split() if group != "-")
        rule = Rule(row["indicator"], needs, tuple(row["helps"].split()), tuple(row["bars"].split()), row["sex"])
        unknown = sorted(one for one in rule.concepts - known if not one.startswith("@"))
        if unknown:
            raise UnknownName(f"concept of {rule.indicator}", unknown[0], known, "Add it to drafts/terms.csv.")
        lines[rule.indicator] = rule
    return lines


def pattern(words: list[str]) -> re.Pattern[str]:
    """One pattern for several terms, on folded text; nothing where there is none.

    >>> bool(pattern(["vrouw*"]).search("van de Vrouwen")), bool(pattern(["=IT"]).search("it is"))
    (True, False)
    """
    return re.compile("|".join(f"(?:{_one(word)})" for word in sorted(words, key=len, reverse=True)) or r"(?!)")


def _one(word: str) -> str:
    exact = word.startswith("=")
    plain = folded(word.removeprefix("="))
    parts = [r"\w*".join(_literal(piece) for piece in part.split("*")) for part in plain.split(" .. ")]
    body = _GAP.join(parts)
    # After a full stop without a space stands the end of an address: digitalcity.brussels is no place.
    begin = r"(?<![\w.@])" if plain[:1].isalnum() or plain[:1] in "*#" else ""
    close = r"(?!\w)" if plain[-1:].isalnum() or plain[-1:] in "*#" else ""
    return f"{begin}{body if exact else f'(?i:{body})'}{close}"


def _literal(piece: str) -> str:
    escaped = re.escape(piece).replace(r"\#\#", r"[1-9]\d").replace(r"\ ", r"[\s-]+").replace(r"\-", r"[-–\s]?")
    return escaped.replace("ss", "(?:ss|ß)")


def _label_term(label: str, dimension: str) -> str:
    """A label as a term: its telling words, their endings free; a country's name as it is.

    >>> _label_term("Financiële diensten en kapitaalmarkten", "industry"), _label_term("Georgië", "geo")
    ('Financië* .. dienst* .. kapitaalmarkt*', 'Georgië')
    """
    if dimension == "measure":
        # Labels of measures differ in what they add, and a text names only what they share.
        return ""
    if dimension == "geo":
        return label.split(" (")[0]
    words = [word for word in re.findall(r"[\w-]+", label) if len(word) >= _TELLING or word.isupper()]
    return " .. ".join(word if word.isupper() else word[: max(_TELLING, len(word) - 2)] + "*" for word in words)


def _split(row: Mapping[str, str], language: str) -> list[str]:
    """The terms of a row in a language and in English, which texts of this field borrow from."""
    return [term.strip() for one in _spoken(language) for term in row[one].split("|") if term.strip()]


def _spoken(language: str) -> tuple[str, ...]:
    if language not in LANGUAGES:
        raise UnknownName("language", language, LANGUAGES)
    return tuple(dict.fromkeys((language, "en")))


@cache
def _rows(name: str) -> tuple[Mapping[str, str], ...]:
    with (_FOLDER / name).open(encoding="utf-8", newline="") as file:
        return tuple(_whole(csv.DictReader(file), name))


def _whole(reader: csv.DictReader[str], name: str) -> Iterator[Mapping[str, str]]:
    for row in reader:
        if None in row or None in row.values():
            raise SchemaViolation(
                f"drafts/{name}, line {reader.line_num}: more or fewer cells than the header; quote a term with a comma."
            )
        yield row
