"""One work that can be cited: the one record all styles and formats are written from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from babel.dates import format_skeleton

from talentstudy.wording import day_in_words, locale_of

_DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_DOI = re.compile(r"https?://(?:dx\.)?doi\.org/(10\..+)")


@dataclass(frozen=True)
class Work:
    """What is cited, in one language; '' where something is not known.

    ``kind`` is a type of CSL; ``detail`` stands in brackets behind the title in every printed style (dataset, last
    update, edition), because some styles print no version; ``issued`` and ``accessed`` are as precise as known
    (``2025``, ``2025-05``, ``2025-05-14``).
    """

    key: str
    kind: str
    title: str
    author: str = ""
    detail: str = ""
    container: str = ""
    issued: str = ""
    accessed: str = ""
    version: str = ""
    number: str = ""
    url: str = ""
    note: str = ""
    language: str = ""

    @property
    def doi(self) -> str:
        """The DOI, where the address is one.

        >>> Work("fn47", "report", "Role Profiles", url="https://doi.org/10.2824/859537").doi
        '10.2824/859537'
        """
        found = _DOI.fullmatch(self.url)
        return found[1] if found else ""

    @property
    def full_title(self) -> str:
        """The title as printed: with its detail in brackets."""
        return f"{self.title} ({self.detail})" if self.detail else self.title

    def csl(self) -> dict[str, Any]:
        """The work as an item of CSL-JSON; what is not known is left out."""
        author = [{"literal": self.author}] if self.author else []
        found = {
            "id": self.key,
            "type": self.kind,
            "title": self.title,
            "author": author,
            "container-title": self.container,
            "issued": date_parts(self.issued),
            "accessed": date_parts(self.accessed),
            "version": self.version,
            "number": self.number,
            "DOI": self.doi,
            "URL": self.url,
            "note": ". ".join(one for one in (self.detail, self.note) if one),
            "language": self.language,
        }
        return {name: value for name, value in found.items() if value}


def known_day(text: str) -> str:
    """A day, month or year as an origin writes it; '' where it says that it is unknown.

    >>> known_day("2022-05"), known_day("unknown; known in March 2025")
    ('2022-05', '')
    """
    return text if _DAY.fullmatch(text) else ""


def date_parts(day: str) -> dict[str, list[list[int]]]:
    """A day as CSL-JSON has it; empty for ''.

    >>> date_parts("2025-05")
    {'date-parts': [[2025, 5]]}
    """
    return {"date-parts": [[int(part) for part in day.split("-")]]} if day else {}


def day_text(day: str, language: str) -> str:
    """A day, month or year in words, as precise as it is known.

    >>> [day_text("2025-05-14", language) for language in ("nl", "fr", "en", "de")]
    ['14 mei 2025', '14 mai 2025', '14 May 2025', '14. Mai 2025']
    >>> day_text("2025-05", "fr"), day_text("2025", "de")
    ('mai 2025', '2025')
    """
    parts = [int(part) for part in day.split("-")]
    locale = locale_of(language)
    if len(parts) == 1:
        return day
    first = date(parts[0], parts[1], parts[2] if len(parts) == 3 else 1)
    if len(parts) == 2:
        return format_skeleton("yMMMM", first, locale=locale)
    return day_in_words(first, language)
