import pytest

from talentstudy.errors import UnknownName
from talentstudy.pipeline import Pipeline
from talentstudy.provenance import citation, source_line, sources_of
from talentstudy.wording import LANGUAGES


def test_sources_are_found_with_their_places_each_once_in_order() -> None:
    texts = ["a@2025#Figure 3.4, p. 37; b@2024-02", "a@2025#Figure 3.3", "a@2025#Figure 3.4, p. 37"]
    assert sources_of(texts) == {("a", "2025"): ("Figure 3.4, p. 37", "Figure 3.3"), ("b", "2024-02"): ()}
    assert sources_of([]) == {}


def test_an_official_series_is_named_with_dataset_and_vintage(edition_2025: Pipeline) -> None:
    line = source_line(edition_2025, ["isoc_sks_itspt@2025-05-14"], "en")
    assert "Eurostat, isoc_sks_itspt (vintage 2025-05-14)" in line


def test_a_publication_is_named_with_title_and_place(edition_2025: Pipeline) -> None:
    source = edition_2025.indicator("skill_rise_balance")["source"]
    title = str(edition_2025.home.origin("wef_future_of_jobs", "2025").facts["title"])
    line = source_line(edition_2025, source, "en")
    assert title in line
    assert "3.4" in line
    assert "37" in line


def test_a_vintage_later_than_the_edition_says_until_when_it_is_used(edition_2025: Pipeline) -> None:
    for name, until in (("ict_graduates_count", "2023"), ("cloud_any_share", "2024")):
        line = source_line(edition_2025, edition_2025.indicator(name)["source"], "en")
        assert f"later than the edition, used up to reference year {until}" in line
    assert "later than" not in source_line(edition_2025, ["isoc_sks_itspt@2025-05-14"], "en")


def test_a_number_of_the_study_s_own_says_so(edition_2025: Pipeline) -> None:
    texts = edition_2025.indicator("ict_gender_gap")["source"]
    assert "own calculation" in source_line(edition_2025, texts, "en", computed=True)
    assert "own calculation" not in source_line(edition_2025, texts, "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_source_lines_and_citations_stand_in_every_language(edition_2025: Pipeline, language: str) -> None:
    texts = edition_2025.indicator("discouraged_share")["source"]
    line = source_line(edition_2025, texts, language, computed=True)
    assert "{" not in line
    assert len(citation(edition_2025, texts, language)) == 2


def test_two_languages_do_not_say_it_in_the_same_words(edition_2025: Pipeline) -> None:
    texts = ["educ_uoe_grad02@2026-01-06"]
    assert len({source_line(edition_2025, texts, language) for language in LANGUAGES}) == 4


def test_a_citation_names_producer_title_vintage_place_address_and_terms(edition_2025: Pipeline) -> None:
    source = edition_2025.indicator("ict_specialists_target_count")["source"]
    facts = edition_2025.home.origin("digital_decade_targets", "2022-12-14").facts
    (line,) = citation(edition_2025, source, "en")
    for part in (
        facts["producer"],
        facts["title"],
        "digital_decade_targets, 2022-12-14",
        "Article 4",
        "data/raw/european_commission/digital_decade_targets/2022-12-14/origin.toml",
    ):
        assert part in line
    assert facts["url"] in line


def test_a_source_of_a_vintage_that_is_not_held_is_refused(edition_2025: Pipeline) -> None:
    with pytest.raises(UnknownName, match="no vintage of isoc_sks_itspt named '2019-05-14'"):
        source_line(edition_2025, ["isoc_sks_itspt@2019-05-14"], "en")
