"""The sources of an edition."""

import pytest

from talentstudy.codes import code_list
from talentstudy.editions import read_edition
from talentstudy.site.origins import datasets_of
from talentstudy.store import find_home
from talentstudy.wording import LANGUAGES

EDITION = read_edition(2025)


def test_every_dataset_pinned_is_named_once_with_provider_title_and_terms() -> None:
    found = datasets_of(find_home(), EDITION, "nl")
    assert sorted(one.dataset for one in found) == sorted({pin.dataset for pin in EDITION.pins})
    assert all(one.provider and one.title and one.terms for one in found)
    assert not [one for one in found if one.title.startswith("(")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_terms_of_every_dataset_are_worded_in_the_language(language: str) -> None:
    home = find_home()
    found = datasets_of(home, EDITION, language)
    assert not [one.dataset for one in found if one.english]
    if language == "en":
        licences = {str(home.origin(pin.dataset, pin.vintage).facts["licence"]) for pin in EDITION.pins}
        assert {one.terms for one in found} <= licences
    else:
        assert not {one.terms for one in found} & {one.label("en") for one in code_list("terms").values()}


def test_a_newer_vintage_held_is_named() -> None:
    found = {one.dataset: one for one in datasets_of(find_home(), EDITION, "en")}
    for one in found.values():
        newest = find_home().vintages(one.dataset)[-1]
        assert one.newest in {"", newest}
