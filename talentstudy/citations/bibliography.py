"""The bibliography of a report: its footnotes as works, each once."""

from __future__ import annotations

import csv
from collections.abc import Mapping

from talentstudy.citations.work import Work
from talentstudy.codes import label
from talentstudy.editions import Edition
from talentstudy.wording import listing, sentence

# The paper or magazine is where such a text stands, not who wrote it.
_PRESS = frozenset({"article-newspaper", "article-magazine"})
_KINDS = {"note": "document"}


def bibliography(edition: Edition, language: str) -> Mapping[str, Work]:
    """The works a report cites by the key of their first footnote; none where the edition has no list.

    Footnotes that name each other as the same work are one; the note of a work says which footnotes it stands in, and
    that no passage refers to it, where none does.
    """
    rows = {row["key"]: row for row in _rows(edition)}
    return {keys[0]: _work(edition, rows, keys, language) for keys in dict.fromkeys(_same_works(edition).values())}


def title_languages(edition: Edition) -> Mapping[str, str]:
    """The language each footnote prints the title of its work in; '' where the study describes what has no title."""
    return {row["key"]: row["title_language"] for row in _rows(edition)}


def footnotes(edition: Edition) -> tuple[str, ...]:
    """The keys of all footnotes, also of those that repeat a work."""
    return tuple(row["key"] for row in _rows(edition))


def first_of(edition: Edition, key: str) -> str:
    """The first footnote that names the same work as ``key``."""
    return _same_works(edition)[key][0]


def _same_works(edition: Edition) -> dict[str, tuple[str, ...]]:
    """Every footnote with all that name the same work, whichever of two names the other."""
    found: dict[str, tuple[str, ...]] = {}
    for row in _rows(edition):
        named = {row["key"], *(one for one in row["same_as"].split(";") if one)}
        group = tuple(sorted(named.union(*(found.get(one, ()) for one in named))))
        found |= dict.fromkeys(group, group)
    return found


def _rows(edition: Edition) -> list[dict[str, str]]:
    path = edition.folder / "bibliography.csv"
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _work(edition: Edition, rows: Mapping[str, Mapping[str, str]], keys: tuple[str, ...], language: str) -> Work:
    row = rows[keys[0]]
    press = row["type"] in _PRESS
    org = label("provider", row["provider"], language) if row["provider"] else row["org"]
    numbers = listing([str(int(key.removeprefix("fn"))) for key in keys], language)
    told = sentence("citations", "footnotes" if len(keys) == 1 else "footnotes_several", language, numbers=numbers)
    orphan = (
        "" if any(rows[key].get("cited", "1") != "0" for key in keys) else sentence("citations", "orphan", language)
    )
    return Work(
        key=keys[0],
        kind=_KINDS.get(row["type"], row["type"]),
        title=row["title"] if row["title_language"] else _described(edition, row, language),
        author="" if press else org,
        container=org if press else "",
        issued=row["year"],
        url=row["url"],
        note=" ".join(one for one in (told, orphan) if one),
    )


def _described(edition: Edition, row: Mapping[str, str], language: str) -> str:
    """What a footnote without a title holds; in square brackets, as is the custom, unless its kind stands in some."""
    told = sentence(f"bibliography_{edition.name}", row["key"], language)
    return told if row["type"] == "dataset" else f"[{told}]"
