"""Which language a draft is written in, by its commonest words."""

from __future__ import annotations

import re
from collections import Counter

from talentstudy.errors import DraftError
from talentstudy.wording import LANGUAGES

# Words of every text that the other three languages do not share, and commonest of this field.
_COMMON = {
    "nl": "het een van dat niet zijn voor aan naar ook maar bij wordt worden deze dit uit tegen zij nog hebben heeft "
    "werd waren dan jaar vrouwen mannen mensen telt telde bedraagt bedroeg aandeel sectoren",
    "fr": "le la les et une du que qui dans pour sur avec est sont pas aux par plus ce cette ses leur ont entre "
    "ans femmes hommes personnes secteurs part",
    "en": "the and to that for are with as by this be from has have which their were its not more than "
    "year women men people sectors share",
    "de": "der das und ist nicht mit den dem ein eine auf von sich im zu auch wird sind als bei einer sie aus "
    "jahr frauen männer menschen anteil sektoren",
}
_WORDS = {language: frozenset(words.split()) for language, words in _COMMON.items()}
# The runner-up must have less than this part of the winner's words.
_CLEAR = 0.8


def language_of(text: str, name: str = "the text") -> str:
    """nl, fr, en or de, whichever's commonest words a text holds most of.

    Raises DraftError where no language has clearly the most: too few words, or a fifth language.

    >>> language_of("Het aandeel vrouwen is gestegen van 15 naar 19 %.")
    'nl'
    """
    counted = Counter(re.findall(r"[^\W\d_]+", text.lower()))
    held = {language: sum(counted[word] for word in words) for language, words in _WORDS.items()}
    first, second = sorted(LANGUAGES, key=lambda language: -held[language])[:2]
    if not held[first] or held[second] > _CLEAR * held[first]:
        told = ", ".join(f"{language} {held[language]}" for language in LANGUAGES)
        raise DraftError(
            f"the language of {name} cannot be told (common words found: {told}). Say which of {', '.join(LANGUAGES)} it is."
        )
    return first
