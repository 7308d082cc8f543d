"""What a name stands for when it is cited."""

import json

import pytest

from talentstudy.chapters import CHAPTERS
from talentstudy.citations.asking import Citing, citation_of, cited
from talentstudy.errors import EmptySelection, UnknownName
from talentstudy.pipeline import Pipeline
from talentstudy.pipeline import cited as sources_of
from talentstudy.selection import Focus


@pytest.fixture(scope="module")
def citing(edition_2025: Pipeline) -> Citing:
    return Citing(edition_2025, Focus("BE", ("NL", "FR", "DE", "LU", "EE")), "en")


def keys(citing: Citing, name: str) -> list[str]:
    return [one.key for one in cited(citing, name).works]


def test_an_indicator_is_cited_with_every_dataset_its_rows_name(citing: Citing) -> None:
    pairs = sources_of(citing.pipeline.indicator("ict_women_share")["source"])
    assert keys(citing, "ict_women_share") == ["talentstudy_2025_ict_women_share", *("_".join(one) for one in pairs)]


def test_a_figure_is_found_by_both_its_names(citing: Citing) -> None:
    assert cited(citing, "F4-02") == cited(citing, "4.2")
    assert keys(citing, "f4-02")[0] == "talentstudy_2025_F4-02"


def test_every_figure_is_cited_with_its_sources_but_those_there_is_no_data_for(citing: Citing) -> None:
    empty = set()
    for figure in [figure for chapter in CHAPTERS.values() for figure in chapter.figures]:
        try:
            assert len(keys(citing, figure.id)) >= 2, figure.id
        except EmptySelection:
            empty.add(figure.id)
    lost = {one.id for chapter in CHAPTERS.values() for one in chapter.figures if one.lost}
    assert empty == lost


def test_a_panel_of_text_is_cited_with_what_it_says_it_is_from(citing: Citing) -> None:
    assert "digitalcity_talentensneller_2025" in keys(citing, "F2-03")


def test_a_dataset_is_cited_at_every_vintage_pinned_or_at_the_one_named(citing: Citing) -> None:
    assert keys(citing, "isoc_sks_itsps") == ["isoc_sks_itsps_2025-05-14", "isoc_sks_itsps_2024-02-02"]
    assert keys(citing, "isoc_sks_itsps@2024-02-02") == ["isoc_sks_itsps_2024-02-02"]
    with pytest.raises(UnknownName, match="vintage of isoc_sks_itsps named '2024-02-03'; did you mean 2024-02-02"):
        cited(citing, "isoc_sks_itsps@2024-02-03")


def test_a_claim_is_cited_with_the_reports_sources_and_what_the_verdict_rests_on(citing: Citing) -> None:
    found = keys(citing, "c1-16")
    assert found[0] == "talentstudy_2025_C1-16"
    assert any(one.startswith("isoc_sks_itspt_") for one in found)
    assert len(found) == len(set(found))


def test_a_footnote_that_repeats_a_work_leads_to_its_first(citing: Citing) -> None:
    assert keys(citing, "fn29") == ["fn25"]


def test_the_wholes_are_the_study_its_sources_and_the_bibliography(citing: Citing) -> None:
    assert keys(citing, "study") == ["talentstudy_2025"]
    pins = {f"{pin.dataset}_{pin.vintage}" for pin in citing.pipeline.edition.pins}
    assert set(keys(citing, "sources")) == pins
    assert "fn15" in keys(citing, "bibliography")


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("ict_woman_share", "ict_women_share"),
        ("F4-021", "F4-02"),
        ("isoc_sks_itpt", "isoc_sks_itspt"),
        ("stdy", "study"),
    ],
)
def test_an_unknown_name_is_refused_with_the_nearest(citing: Citing, name: str, near: str) -> None:
    with pytest.raises(UnknownName, match=f"named '{name}'; did you mean .*{near}"):
        cited(citing, name)


def test_a_notebook_shows_a_list_and_a_file_is_kept_as_it_is(citing: Citing) -> None:
    apa = citation_of(citing, "study", "apa")
    assert apa.text == f"- {apa.plain}"
    held = citation_of(citing, "study", "csl-json")
    assert json.loads(held.plain)[0]["id"] == "talentstudy_2025"
    assert held.text.startswith("```")


def test_the_study_s_own_reference_carries_the_terms_of_use(citing: Citing) -> None:
    assert "Eurostat allows reuse" in citation_of(citing, "ict_women_share", "reference").plain
