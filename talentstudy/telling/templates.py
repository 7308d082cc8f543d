"""The sentences a figure has of its own: ``sentences/chapters/<chapter>.toml``, read and checked.

A figure's table holds ``subject`` (what its series or ranking is of, a singular noun phrase with its article),
``cells`` (a name and a reference for every number its sentences print) and, under ``say``, its sentences in the order
told, each in four languages, with ``when`` where it is not always true. No sentence holds a digit: a number comes
from a cell.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any

from talentstudy.errors import BadTemplate
from talentstudy.telling.conditions import names_of
from talentstudy.wording import LANGUAGES

_FOLDER = Path(__file__).parents[1] / "sentences" / "chapters"
# What every sentence may name beside its cells: the country of the study and where that is.
RESERVED = frozenset({"country", "place"})


@dataclass(frozen=True)
class Saying:
    """One sentence in four languages; ``when`` is the condition under which it is true, '' for always."""

    name: str
    texts: Mapping[str, str]
    when: str = ""

    @property
    def cells(self) -> tuple[str, ...]:
        """The cells its text names, each once."""
        return tuple(dict.fromkeys(name for name in _roots(self.texts["en"]) if name not in RESERVED))


@dataclass(frozen=True)
class FigureWords:
    """What a figure brings of its own: the subject of its series, its cells, its sentences."""

    subject: Mapping[str, str] = field(default_factory=dict)
    cells: Mapping[str, str] = field(default_factory=dict)
    sayings: tuple[Saying, ...] = ()


@cache
def chapter_words(notebook: str) -> Mapping[str, FigureWords]:
    """The words of every figure of a chapter by id; empty for a chapter without a file.

    Raises BadTemplate with file and sentence for a language that is missing, a digit, or a cell that is not there.
    """
    path = _FOLDER / f"{notebook}.toml"
    return read_words(path) if path.exists() else {}


def read_words(path: Path) -> Mapping[str, FigureWords]:
    """The words in one file, checked; see `chapter_words`."""
    found = tomllib.loads(path.read_text(encoding="utf-8"))
    return {figure: _figure(table, f"{path.name}, {figure}") for figure, table in found.items()}


def _figure(table: Mapping[str, Any], where: str) -> FigureWords:
    if other := set(table) - {"subject", "cells", "say"}:
        raise BadTemplate(f"{where} holds {', '.join(sorted(other))}; subject, cells and say are all there can be.")
    cells = table.get("cells", {})
    subject = table.get("subject", {})
    if subject:
        _check_texts(subject, f"{where}, subject", frozenset())
    sayings = tuple(_saying(name, one, cells, f"{where}, {name}") for name, one in table.get("say", {}).items())
    return FigureWords(subject, cells, sayings)


def _saying(name: str, table: Mapping[str, str], cells: Mapping[str, str], where: str) -> Saying:
    texts = {language: text for language, text in table.items() if language != "when"}
    _check_texts(texts, where, frozenset(cells) | RESERVED)
    when = table.get("when", "")
    if unknown := sorted(names_of(when) - set(cells)):
        raise BadTemplate(f"{where} asks for {', '.join(unknown)} in its condition, which is no cell of the figure.")
    return Saying(name, texts, when)


def _check_texts(texts: Mapping[str, str], where: str, known: frozenset[str]) -> None:
    if set(texts) != set(LANGUAGES):
        raise BadTemplate(f"{where} stands in {', '.join(texts) or 'no language'}; {', '.join(LANGUAGES)} are wanted.")
    roots = {language: frozenset(_roots(text)) - RESERVED for language, text in texts.items()}
    for language, text in texts.items():
        written = "".join(literal for literal, _, _, _ in Formatter().parse(text))
        if digits := [letter for letter in written if letter.isdigit()]:
            raise BadTemplate(f"{where} ({language}) holds the digit {digits[0]}; name a cell, or write the word.")
        if unknown := sorted(set(_roots(text)) - known):
            raise BadTemplate(f"{where} ({language}) names {', '.join(unknown)}, which is no cell of the figure.")
    if len(set(roots.values())) > 1:
        told = "; ".join(f"{language}: {', '.join(sorted(names))}" for language, names in roots.items())
        raise BadTemplate(f"{where} does not name the same cells in every language ({told}).")


def _roots(text: str) -> list[str]:
    """The names in braces, without what is asked of them: ``share`` of ``{share.when}``."""
    names = [name for _, name, _, _ in Formatter().parse(text) if name is not None]
    return [name.split(".")[0] for name in names]
