"""Countries inside a sentence: with their article, their preposition and the number of their verb."""

from __future__ import annotations

from talentstudy.codes import code_list, label
from talentstudy.errors import UnknownName
from talentstudy.wording import locale_of

_FORMS = "geo_forms"


def country(code: str, language: str) -> str:
    """A country as the subject of a sentence.

    >>> country("NL", "fr"), country("NL", "en"), country("EU27_2020", "nl")
    ('les Pays-Bas', 'the Netherlands', 'de Europese Unie')
    """
    return label(_FORMS, code, language)


def place(code: str, language: str) -> str:
    """Where something is: 'in België', 'en Belgique', 'aux Pays-Bas', 'in den Niederlanden'.

    >>> [place("NL", language) for language in ("nl", "fr", "en", "de")]
    ['in Nederland', 'aux Pays-Bas', 'in the Netherlands', 'in den Niederlanden']
    """
    locale_of(language)
    codes = code_list(_FORMS)
    if code not in codes:
        raise UnknownName("country", code, codes)
    return codes[code].extra[f"{language}_in"]


def is_plural(code: str, language: str) -> bool:
    """Whether the country takes a plural verb.

    >>> is_plural("NL", "fr"), is_plural("NL", "nl"), is_plural("BE", "fr")
    (True, False, False)
    """
    return language in code_list(_FORMS)[code].extra["plural"].split()
