"""The lists of references that site and PDF print."""

import json
import re

import pytest

from talentstudy.citations import STYLES, printed
from talentstudy.citations.bibliography import bibliography, footnotes, title_languages
from talentstudy.citations.printed import Reference, cited_works, pinned_datasets
from talentstudy.citations.work import day_text
from talentstudy.editions import read_edition
from talentstudy.store import Home, find_home
from talentstudy.wording import LANGUAGES, sentence

EDITION = read_edition(2025)


@pytest.fixture
def home(tmp_path) -> Home:
    """The data of the study, and a place of one's own for what is kept."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "raw").symlink_to(find_home().raw, target_is_directory=True)
    return Home(tmp_path)


def whole(one: Reference) -> str:
    return f"{one.before}{one.title}{one.behind}{one.url}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_work_stands_once_as_the_style_words_it(home: Home, language: str) -> None:
    works = bibliography(EDITION, language)
    found = cited_works(home, EDITION, language)
    assert [one.key for one in found] == list(works)
    assert [whole(one) for one in found] == [STYLES["apa"]([one], language) for one in works.values()]
    assert [one.note for one in found] == [one.note for one in works.values()]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_vintage_pinned_is_cited_with_the_day_of_access_where_it_is_known(home: Home, language: str) -> None:
    found = {one.key: one for one in pinned_datasets(home, EDITION, language)}
    assert sorted(found) == sorted(f"{pin.dataset}_{pin.vintage}" for pin in EDITION.pins)
    assert all(one.title and one.before for one in found.values())
    assert "isoc_sks_itspt" in whole(found["isoc_sks_itspt_2025-05-14"])
    day = day_text("2025-05-14", language)
    assert found["isoc_sks_itspt_2025-05-14"].note == sentence("citations", "accessed", language, day=day)


def test_a_title_is_spoken_in_its_language_and_a_description_in_the_readers(home: Home) -> None:
    found = {one.key: one for one in cited_works(home, EDITION, "fr")}
    assert found["fn09"].title_language == "fr"
    assert found["fn21"].title_language == "nl"
    assert found["fn03"].title_language == "fr"
    assert found["fn03"].title == "[Annonce d’une deuxième enquête auprès des entreprises bruxelloises]"
    assert found["fn01"].before.startswith("SPF Économie. (s.")


def test_every_footnote_has_a_title_in_some_language_or_is_described() -> None:
    described = {key for key in footnotes(EDITION) if not title_languages(EDITION)[key]}
    assert described == {"fn03", "fn10", "fn11", "fn24", "fn39", "fn41"}
    titles = {language: bibliography(EDITION, language) for language in LANGUAGES}
    for key in described:
        assert len({titles[language][key].title for language in LANGUAGES}) == len(LANGUAGES)


def test_a_work_named_like_its_author_keeps_both(home: Home) -> None:
    (found,) = (one for one in cited_works(home, EDITION, "en") if one.key == "fn48")
    assert found.before == "Cité des métiers Bruxelles. (n.d.). "
    assert found.title == "Cité des métiers Bruxelles"


def test_a_title_that_asks_has_no_full_stop_behind(home: Home) -> None:
    for language in LANGUAGES:
        assert not [one for one in cited_works(home, EDITION, language) if re.search(r"[?!]\.", whole(one))]


def test_what_was_set_is_kept_until_a_work_changes(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    first = cited_works(home, EDITION, "de")
    (kept,) = (home.processed(EDITION.name) / "site_facts").iterdir()
    monkeypatch.setattr(printed, "STYLES", {"apa": lambda works, language: "never asked"})
    assert cited_works(home, EDITION, "de") == first
    monkeypatch.undo()
    altered = json.loads(kept.read_text(encoding="utf-8")) | {"mark": "another"}
    kept.write_text(json.dumps(altered | {"texts": {}}), encoding="utf-8")
    assert cited_works(home, EDITION, "de") == first
