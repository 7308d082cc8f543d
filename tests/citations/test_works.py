"""What the study gives to cite, and the datasets behind it."""

import pytest

from talentstudy import __version__
from talentstudy.citations.works import dataset_work, dataset_works, figure_work, study_work
from talentstudy.editions import read_edition
from talentstudy.pipeline import Pipeline
from talentstudy.store import Home
from talentstudy.wording import LANGUAGES
from tests.conftest import VINTAGE, add_vintage

EDITION = read_edition(2025)


def test_the_study_is_cited_with_edition_version_and_the_day_its_data_were_known() -> None:
    work = study_work(EDITION, "en")
    assert work.version == __version__
    assert work.issued == EDITION.as_of
    assert "edition 2025, data known on 30 June 2025" in work.detail
    # It has no address before it is deposited, and none is made up.
    assert (work.url, work.doi) == ("", "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_figure_names_itself_its_country_and_the_study(language: str) -> None:
    work = figure_work(EDITION, "F4-02", "Titel", "België", language)
    assert work.title == "Titel"
    for part in ("F4-02", "België", "talentstudy", "2025"):
        assert part in work.detail
    assert "{" not in work.detail


def test_a_series_is_called_updated_only_where_the_provider_says_when(home: Home, tmp_path_factory) -> None:
    updated = dataset_work(home.origin("isoc_sks_itspt", VINTAGE), "en")
    assert updated.detail == "isoc_sks_itspt, last updated 1 January 2025"
    other = tmp_path_factory.mktemp("copy")
    add_vintage(other, "isoc_sks_itspt", VINTAGE, b"geo\n", vintage_is="day the copy was taken", accessed="unknown")
    held = dataset_work(Home(other).origin("isoc_sks_itspt", VINTAGE), "en")
    assert held.detail == "isoc_sks_itspt, data as held on 1 January 2025"
    assert held.accessed == ""


def test_a_publication_without_a_known_day_is_undated(tmp_path_factory) -> None:
    folder = tmp_path_factory.mktemp("publication")
    add_vintage(folder, "convidencia_hackathons", "2023", b"geo\n", published="unknown; not before 2018")
    work = dataset_work(Home(folder).origin("convidencia_hackathons", "2023"), "en")
    assert (work.kind, work.issued) == ("report", "")


def test_every_source_pinned_can_be_cited_once_in_every_language(edition_2025: Pipeline) -> None:
    texts = [f"{pin.dataset}@{pin.vintage}" for pin in EDITION.pins]
    for language in LANGUAGES:
        works = dataset_works(edition_2025.home, [*texts, *texts], language)
        assert len({one.key for one in works}) == len(works) == len(set(texts))
        assert all(one.title and one.author for one in works)
