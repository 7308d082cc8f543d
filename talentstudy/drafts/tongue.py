"""Which language a draft is written in, by its commonest words."""

from __future__ import annotations

import re
from collections import Counter

from talentstudy.errors import DraftError
from talentstudy.wording import LANGUAGES

# Words of every text that the other three languages do not have.
_COMMON = {
    "nl": "het een van en dat niet zijn voor met aan er naar ook maar bij wordt worden deze dit uit tegen meer zij nog hebben heeft",
    "fr": "le la les et une des du que qui dans pour sur avec est sont pas au aux par plus ce cette ses leur ont entre",
    "en": "the of and to is that for are with as was by this be from has have which their were its not more than",
    "de": "der die das und ist nicht mit den dem ein eine auf für von sich im zu des auch wird sind als bei einer sie aus",
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
