"""What a site computes once for the data of a run."""

import pytest

from talentstudy.citations.printed import cited_works
from talentstudy.editions import Edition, read_edition
from talentstudy.site import kept as keeping
from talentstudy.site.headline import Headline, Trended
from talentstudy.site.kept import Kept, keep, kept
from talentstudy.store import Home
from talentstudy.trends.intervals import Estimate, Interval
from tests.executed import executed_home

ESTIMATE = Estimate(0.1, Interval(0.0, 0.2, 0.95), "PC")
FIRST = Headline("a_share", "PC", 1, "2024", 1.0, "", None, ("2023", 0.9), False, Trended("2004", "2024", ESTIMATE))
SECOND = Headline("b_share", "PC", 1, "2024", 1.0, "b", 2.0, None, True, None)


@pytest.fixture
def asked(tmp_path, monkeypatch):
    """Home, edition and country of a study in a folder of its own, and how often its facts were computed."""
    study = (executed_home(tmp_path, ()), read_edition(2025), "BE")
    times = []

    def computed(*given) -> Kept:
        times.append(1)
        _, languages, figures = given
        cited = {language: {figure: [("APA", "Text.")] for figure in figures} for language in languages}
        return Kept([FIRST, SECOND], cited)

    monkeypatch.setattr(keeping, "_computed", computed)
    return study, times


def asked_for(study: tuple[Home, Edition, str], *languages: str, figure: str = "F4-02") -> Kept:
    return kept(*study, languages or ["nl"], [figure])


def test_facts_are_computed_once_and_come_back_the_same(asked) -> None:
    study, times = asked
    first, again = (asked_for(study) for _ in range(2))
    assert len(times) == 1
    assert first == again
    assert list(again.headlines) == [FIRST, SECOND]
    assert again.citing("F4-02", "nl") == [("APA", "Text.")]


def test_other_figures_or_languages_are_computed(asked) -> None:
    study, times = asked
    asked_for(study)
    asked_for(study, "nl", "fr")
    asked_for(study, figure="F4-03")
    assert len(times) == 3


def test_what_was_computed_for_more_serves_for_less(asked) -> None:
    (home, edition, geo), times = asked
    kept(home, edition, geo, ["nl", "fr"], ["F4-02", "F4-03"])
    asked_for((home, edition, geo))
    assert len(times) == 1


def test_what_a_run_keeps_a_site_and_a_pdf_find(asked) -> None:
    (home, edition, geo), times = asked
    paths = keep(home, edition, geo, ["nl"], ["F4-02"])
    assert [path.name for path in paths] == ["BE.json", "program.json", "datasets-nl.json", "works-nl.json"]
    before = [path.read_bytes() for path in paths]
    asked_for((home, edition, geo))
    assert cited_works(home, edition, "nl")
    assert (len(times), [path.read_bytes() for path in paths]) == (1, before)


@pytest.mark.parametrize("name", ["fingerprint", "_room"])
def test_other_data_or_another_program_are_computed_anew(asked, monkeypatch, name) -> None:
    study, times = asked
    asked_for(study)
    monkeypatch.setattr(keeping, name, lambda *_: "other")
    asked_for(study)
    assert len(times) == 2
