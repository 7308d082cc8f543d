"""The sources of an edition."""

from talentstudy.editions import read_edition
from talentstudy.site.origins import datasets_of
from talentstudy.store import find_home

EDITION = read_edition(2025)


def test_every_dataset_pinned_is_named_once_with_provider_title_and_terms() -> None:
    found = datasets_of(find_home(), EDITION, "nl")
    assert sorted(one.dataset for one in found) == sorted({pin.dataset for pin in EDITION.pins})
    assert all(one.provider and one.title and one.terms for one in found)
    assert not [one for one in found if one.title.startswith("(")]


def test_a_newer_vintage_held_is_named() -> None:
    found = {one.dataset: one for one in datasets_of(find_home(), EDITION, "en")}
    for one in found.values():
        newest = find_home().vintages(one.dataset)[-1]
        assert one.newest in {"", newest}
