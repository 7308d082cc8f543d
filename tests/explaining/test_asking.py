"""A figure, an indicator or a claim is asked by its name; anything else is refused."""

import pytest

from talentstudy.errors import EmptySelection, StudyError, UnknownName
from talentstudy.explaining.asking import Question, explained, kind_of
from talentstudy.pipeline import Pipeline
from talentstudy.selection import Focus
from talentstudy.telling.figures import told
from talentstudy.telling.paragraph import told_numbers

BELGIUM = Focus("BE", ("NL",))


@pytest.mark.parametrize(
    ("name", "kind"),
    [("4.1", "figure"), ("F4-02", "figure"), ("f4-02", "figure"), ("ict_women_share", "indicator"), ("c1-10", "claim")],
)
def test_a_name_says_what_it_is(name: str, kind: str) -> None:
    assert kind_of(name) == kind


def test_another_name_is_refused_with_the_nearest() -> None:
    with pytest.raises(
        UnknownName, match="no figure, indicator or claim named 'ict_woman_share'; did you mean ict_women_share"
    ):
        kind_of("ict_woman_share")


def test_a_figure_is_explained_number_by_number(edition_2025: Pipeline) -> None:
    found = explained(Question(edition_2025, BELGIUM, "nl"), "4.2")
    numbers = told_numbers(told(edition_2025, "F4-02", BELGIUM, "nl"))
    assert [one["number"] for one in found.facts["numbers"]] == [one.text for one in numbers]
    assert found.facts["figure"] == "F4-02"
    assert list(found.table.columns)[:4] == ["Getal", "Wat het is", "Indicator", "Waarneming"]
    assert (found.table["Herkomst"].str.endswith("origin.toml")).all()


def test_what_was_left_out_is_said(edition_2025: Pipeline) -> None:
    found = explained(Question(edition_2025, Focus("NL", ("BE",)), "en"), "F1-03")
    assert found.facts["left_out"] == {"jobs": "ict_sector_jobs_count holds no value for NL."}
    assert "left out: jobs: ict_sector_jobs_count holds no value for NL." in found.lines


def test_an_indicator_is_explained_for_a_country_period_and_codes(edition_2025: Pipeline) -> None:
    question = Question(edition_2025, Focus("NL", ("BE",)), "en", "2023")
    (facts,) = explained(question, "ict_women_share").facts
    assert facts["observation"] == "geo=NL time_period=2023"
    coded = Question(edition_2025, Focus("WORLD", ()), "en", None, {"skill": "PROGRAMMING"})
    (skill,) = explained(coded, "core_skill_share").facts
    assert skill["value"] == 17


def test_a_figure_that_is_not_drawn_has_no_number_to_explain(edition_2025: Pipeline) -> None:
    with pytest.raises(EmptySelection, match="F1-06"):
        explained(Question(edition_2025, Focus("NL", ("BE",)), "en"), "F1-06")


def test_a_period_is_only_asked_of_an_indicator(edition_2025: Pipeline) -> None:
    with pytest.raises(StudyError, match="F4-02 is a figure"):
        explained(Question(edition_2025, BELGIUM, "en", "2024"), "F4-02")


def test_a_claim_is_explained_by_the_ledger(edition_2025: Pipeline) -> None:
    found = explained(Question(edition_2025, BELGIUM, "en"), "C1-26")
    assert found.facts["claim"] == "C1-26"
    assert found.lines[0].startswith("C1-26")
    with pytest.raises(UnknownName, match="no claim of edition 2025 named 'C9-99'"):
        explained(Question(edition_2025, BELGIUM, "en"), "C9-99")
