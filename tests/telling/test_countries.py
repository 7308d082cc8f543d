"""Every country has its article, its preposition and the number of its verb, in four languages."""

import pytest

from talentstudy.codes import code_list, known
from talentstudy.errors import UnknownName
from talentstudy.telling.countries import country, is_plural, place
from talentstudy.wording import LANGUAGES


def test_every_country_and_region_has_forms() -> None:
    assert known("geo_forms") == known("geo")


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_countries_stand_in_the_same_place(language: str) -> None:
    for told in (country, place):
        texts = [told(code, language) for code in known("geo")]
        assert all(text and text == text.strip() for text in texts)
        assert len(set(texts)) == len(texts)


@pytest.mark.parametrize(
    ("code", "places"),
    [
        ("BE", ["in België", "en Belgique", "in Belgium", "in Belgien"]),
        ("NL", ["in Nederland", "aux Pays-Bas", "in the Netherlands", "in den Niederlanden"]),
        ("PT", ["in Portugal", "au Portugal", "in Portugal", "in Portugal"]),
        ("CY", ["in Cyprus", "à Chypre", "in Cyprus", "in Zypern"]),
        ("SK", ["in Slowakije", "en Slovaquie", "in Slovakia", "in der Slowakei"]),
        (
            "EU27_2020",
            ["in de Europese Unie", "dans l’Union européenne", "in the European Union", "in der Europäischen Union"],
        ),
        ("UK", ["in het Verenigd Koninkrijk", "au Royaume-Uni", "in the United Kingdom", "im Vereinigten Königreich"]),
    ],
)
def test_a_country_takes_the_preposition_of_the_language(code: str, places: list[str]) -> None:
    assert [place(code, language) for language in LANGUAGES] == places


def test_a_subject_has_its_article() -> None:
    assert [country("NL", language) for language in LANGUAGES] == [
        "Nederland",
        "les Pays-Bas",
        "the Netherlands",
        "die Niederlande",
    ]
    assert country("CH", "de") == "die Schweiz"
    assert country("MT", "fr") == "Malte"


def test_a_plural_name_takes_a_plural_verb_only_where_it_is_one() -> None:
    assert [is_plural("NL", language) for language in LANGUAGES] == [False, True, False, True]
    assert not any(is_plural("BE", language) for language in LANGUAGES)
    languages = {one for code in code_list("geo_forms").values() for one in code.extra["plural"].split()}
    assert languages <= set(LANGUAGES)


def test_a_country_that_is_not_there_is_refused() -> None:
    with pytest.raises(UnknownName, match="no country named 'XX'"):
        place("XX", "nl")
    with pytest.raises(UnknownName, match="no language named 'es'"):
        place("BE", "es")
