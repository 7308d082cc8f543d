"""Claims in print: what does not hold at length, the rest in short, everything attached."""

import csv
from collections.abc import Sequence
from io import StringIO
from typing import Any

import pytest

from talentstudy.documents import ClaimsBlock
from talentstudy.documents.claims import claims_of
from talentstudy.paper.claims import FILE, claims_csv, claims_in_print
from talentstudy.paper.told import Told
from talentstudy.wording import LANGUAGES
from tests.executed import entry


def block(*entries: dict[str, Any]) -> ClaimsBlock:
    return claims_of({"entries": entries}, "evidence")


def text(told: Told) -> str:
    if told["kind"] == "heading":
        return str(told["text"])
    runs = told["runs"] if told["kind"] == "paragraph" else [run for item in told["items"] for run in item]
    return "".join(run["text"] for run in runs)


def printed(entries: ClaimsBlock, language: str = "en") -> Sequence[str]:
    intro, *rest = [text(one) for one in claims_in_print(entries, language)]
    assert FILE in intro
    return rest


def test_a_claim_that_does_not_hold_is_told_at_length() -> None:
    assert printed(block(entry("C4-02", 4, "differs", "A *fifth*."))) == [
        "Chapter 4",
        "C4-02 · differs",
        # Plain text: a star is a star.
        "A *fifth*.",
        "Half a unit of the last decimal.",
        "isoc_sks_itsps@2025-05-14 geo=BE",
        "It was 19.0%.",
    ]


def test_of_a_claim_that_agrees_stands_what_it_rests_on() -> None:
    two_lines = {**entry("C4-01", 4, "agrees", "A fifth."), "lines": ["Printed: 19%", "Source: Eurostat."]}
    bare = {**entry("C4-05", 4, "agrees", "A half."), "lines": []}
    assert printed(block(two_lines, bare), "fr") == [
        "Chapter 4",
        "Ce qui est exact, et sur quoi cela repose",
        "C4-01 – Printed: 19%\N{NO-BREAK SPACE}; Source: Eurostat.C4-05",
    ]


def test_what_cannot_be_computed_is_named() -> None:
    found = printed(block(*(entry(name, 4, "not computed", "x") for name in ("C4-03", "C4-04"))))
    assert found == ["Chapter 4", "Not computed", "C4-03, C4-04."]


def test_claims_of_the_front_have_no_table_and_are_told_at_length() -> None:
    found = printed(block(entry("C0-01", 0, "agrees", "Five."), entry("C0-02", 0, "not computed", "More.")))
    assert found[:3] == ["Front", "C0-01 · agrees", "Five."]
    assert "C0-02 · not computed" in found


def test_without_claims_nothing_is_printed() -> None:
    assert list(claims_in_print(block(), "en")) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_around_them_stand_in_every_language(language: str) -> None:
    shown = block(entry("C4-01", 4, "agrees", "x"), entry("C4-03", 4, "not computed", "x"))
    assert all(text(one) for one in claims_in_print(shown, language))


def test_the_attached_file_has_everything_of_every_claim() -> None:
    claims = {**entry("C4-02", 4, "differs", 'A "fifth", or so.'), "lines": ["one", "two"]}
    (row,) = csv.DictReader(StringIO(claims_csv(block(claims).chapters[0].entries)))
    assert row == {
        "id": "C4-02",
        "chapter": "4",
        "verdict": "differs",
        "statement": 'A "fifth", or so.',
        "printed": "19%",
        "computed": "19.0%",
        "why": "Half a unit of the last decimal.",
        "evidence": "one\ntwo",
        "correction": "It was 19.0%.",
    }
