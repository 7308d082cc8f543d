"""Code lists with labels in nl, fr, en and de: one CSV per dimension, read when first asked for.

A file has the columns ``code,nl,fr,en,de``; columns named ``<language>_short`` hold a shorter label
for charts (empty where the label is short enough); every other column is the code's own and
reaches the reader as ``Code.extra``.

Columns of their own have ``geo`` (``eu27``: 1 for the 27 member states), ``unit`` (``min`` and
``max``: the range it allows, empty for none; ``decimals``: printed by default) and ``obs_flag``
(``formerly``: the letter before 27 January 2025).
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType

from talentstudy.errors import SchemaViolation, UnknownName
from talentstudy.wording import LANGUAGES

_FOLDER = Path(__file__).parent
_COLUMNS = ["code", *LANGUAGES]


@dataclass(frozen=True)
class Code:
    """One code of a dimension: its labels by language, shorter ones where they exist, what else its list says."""

    code: str
    labels: Mapping[str, str]
    short: Mapping[str, str] = field(default_factory=dict)
    extra: Mapping[str, str] = field(default_factory=dict)

    def label(self, language: str, *, short: bool = False) -> str:
        """The label in ``language``; the shorter one if asked for and there is one."""
        if language not in self.labels:
            raise UnknownName("language", language, LANGUAGES)
        return self.short.get(language) or self.labels[language] if short else self.labels[language]


@cache
def dimensions() -> tuple[str, ...]:
    """The names of all code lists, in alphabetical order.

    >>> "geo" in dimensions()
    True
    """
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.csv")))


@cache
def code_list(dimension: str) -> Mapping[str, Code]:
    """The codes of a dimension, in the order of its file.

    Raises UnknownName for a dimension without a list, SchemaViolation for a list that lacks a
    column or a label, or holds a code twice.

    >>> code_list("geo")["BE"].labels["nl"], code_list("geo")["BE"].extra["eu27"]
    ('België', '1')
    """
    if dimension not in dimensions():
        raise UnknownName("code list", dimension, dimensions())
    return read_code_list(_FOLDER / f"{dimension}.csv")


def read_code_list(path: Path) -> Mapping[str, Code]:
    """The codes that a CSV file holds, checked: every code once, every label there.

    Raises SchemaViolation naming the file, and the line or the column.
    """
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, restkey="", restval=None)
        if list(reader.fieldnames or ())[: len(_COLUMNS)] != _COLUMNS:
            found = ", ".join(reader.fieldnames or ()) or "nothing"
            raise SchemaViolation(f"{path.name} begins with the columns {found}; wanted: {', '.join(_COLUMNS)}.")
        codes: dict[str, Code] = {}
        for row in reader:
            code = _code(row, f"{path.name}, line {reader.line_num}")
            if code.code in codes:
                raise SchemaViolation(
                    f"{path.name}, line {reader.line_num}: code {code.code} stands a second time; keep one."
                )
            codes[code.code] = code
    return MappingProxyType(codes)


def _code(row: Mapping[str, str], where: str) -> Code:
    if "" in row or None in row.values():
        raise SchemaViolation(
            f"{where}: the line has more or fewer cells than the header; quote labels that hold a comma."
        )
    if missing := [column for column in _COLUMNS if not row[column].strip()]:
        raise SchemaViolation(
            f"{where}: code '{row['code']}' has nothing under {', '.join(missing)}; give it a label in every language."
        )
    shorts = {language: row[f"{language}_short"] for language in LANGUAGES if row.get(f"{language}_short")}
    others = {key: cell for key, cell in row.items() if key not in _COLUMNS and not key.endswith("_short")}
    labels = {language: row[language] for language in LANGUAGES}
    return Code(row["code"], MappingProxyType(labels), MappingProxyType(shorts), MappingProxyType(others))


@cache
def known(dimension: str) -> frozenset[str]:
    """Every code of a dimension.

    >>> sorted(known("sex"))
    ['F', 'M', 'T', 'UNK']
    """
    return frozenset(code_list(dimension))


def label(dimension: str, code: str, language: str, *, short: bool = False) -> str:
    """What a code is called in a language; UnknownName with the nearest codes if it has no label.

    >>> label("geo", "EU27_2020", "fr"), label("geo", "EU27_2020", "fr", short=True)
    ('Union européenne (27)', 'UE-27')
    >>> label("sex", "f", "en")
    Traceback (most recent call last):
        ...
    talentstudy.errors.UnknownName: no sex code named 'f'; did you mean F?
    """
    codes = code_list(dimension)
    if code not in codes:
        raise UnknownName(f"{dimension} code", code, codes)
    return codes[code].label(language, short=short)


@cache
def member_states() -> tuple[str, ...]:
    """The 27 members of the European Union since 1 February 2020, in protocol order.

    >>> len(member_states()), member_states()[:3]
    (27, ('BE', 'BG', 'CZ'))
    """
    return tuple(code.code for code in code_list("geo").values() if code.extra["eu27"] == "1")
