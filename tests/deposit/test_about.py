"""What a deposit says of itself."""

from talentstudy.deposit.about import About
from talentstudy.wording import LANGUAGES


def test_it_is_named_after_edition_and_country_and_never_after_the_report(about: About) -> None:
    assert about.name == "talentstudy-2025-BE"
    for language in LANGUAGES:
        assert about.titles[language].startswith("talentstudy")
        assert about.edition.title not in about.titles[language]
        assert "{" not in about.titles[language] + about.descriptions[language]


def test_two_languages_do_not_say_it_in_the_same_words(about: About) -> None:
    assert len(set(about.titles.values())) == len(set(about.descriptions.values())) == len(LANGUAGES)


def test_each_vintage_pinned_is_a_source_once(about: About) -> None:
    keys = [one.key for one in about.sources]
    assert len(keys) == len(set(keys)) == len(about.origins)
