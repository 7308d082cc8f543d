"""Days as a language writes them."""

from __future__ import annotations

from datetime import date

from babel.dates import format_date

from talentstudy.wording import locale_of


def printed_day(day: str, language: str) -> str:
    """A day in words.

    >>> [printed_day("2025-06-30", language) for language in ("nl", "fr", "en", "de")]
    ['30 juni 2025', '30 juin 2025', '30 June 2025', '30. Juni 2025']
    """
    if language == "en":
        # Babel's plain English is American; a European office writes the day first.
        return format_date(date.fromisoformat(day), "d MMMM y", locale=locale_of(language))
    return format_date(date.fromisoformat(day), "long", locale=locale_of(language))
