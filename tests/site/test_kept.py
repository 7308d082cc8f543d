"""What a site computes once for the data of a run."""

import json

import pytest

from talentstudy.editions import Edition, read_edition
from talentstudy.site import kept as keeping
from talentstudy.site.headline import Headline, Trended
from talentstudy.site.kept import Kept, kept
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

    def computed(*_) -> Kept:
        times.append(1)
        return Kept([FIRST, SECOND], {"nl": {"F4-02": [("APA", "Text.")]}})

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


@pytest.mark.parametrize("name", ["fingerprint", "room"])
def test_other_data_or_another_program_are_computed_anew(asked, name) -> None:
    study, times = asked
    asked_for(study)
    path = study[0].processed("2025") / "site_facts" / "BE.json"
    path.write_text(json.dumps({**json.loads(path.read_text(encoding="utf-8")), name: "other"}), encoding="utf-8")
    asked_for(study)
    assert len(times) == 2
