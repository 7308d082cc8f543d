"""The claims of an edition as a notebook shows them."""

import pytest

from talentstudy.documents.claims import claims_of
from talentstudy.errors import PublishError
from tests.executed import entry


def test_claims_stand_under_their_chapter_with_what_they_rest_on() -> None:
    part = {
        "kind": "evidence",
        "entries": [
            entry("C0-01", 0, "agrees", "Five."),
            entry("C4-01", 4, "agrees", "A *fifth*."),
            entry("C4-02", 4, "differs", "A third."),
        ],
    }
    front, chapter = claims_of(part, "evidence").chapters
    assert (front.number, front.heading, [one.id for one in front.entries]) == (0, "Front", ["C0-01"])
    assert [(one.id, one.verdict, one.statement) for one in chapter.entries] == [
        ("C4-01", "agrees", "A *fifth*."),
        ("C4-02", "differs", "A third."),
    ]
    assert chapter.entries[0].lines == ("isoc_sks_itsps@2025-05-14 geo=BE",)


def test_anchors_are_the_same_in_every_language() -> None:
    shown = [{**entry("C4-02", 4, "differs", "x"), "heading": words} for words in ("Chapter 4", "Hoofdstuk 4")]
    english, dutch = (claims_of({"entries": [one]}, "evidence").chapters[0] for one in shown)
    assert english.anchor == dutch.anchor == "evidence-4"
    assert english.entries[0].anchor == "c4-02"


def test_an_annex_of_an_earlier_version_is_to_be_run_again() -> None:
    old = {name: value for name, value in entry("C0-01", 0, "agrees", "x").items() if name != "chapter"}
    with pytest.raises(PublishError, match="claim C0-01 of the annex has no chapter: it was executed by an earlier"):
        claims_of({"entries": [old]}, "evidence")
