"""The ledger of 2025: what was printed, in four languages, each number where it can be recomputed."""

import csv
import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest

from talentstudy.claims.ledger import read_ledger
from talentstudy.claims.records import Ledger
from talentstudy.claims.relations import outcomes
from talentstudy.claims.verdict import Verdict
from talentstudy.claims.verdicts import verdicts
from talentstudy.cleaning.claimed_numbers import read_claimed_number
from talentstudy.editions import read_edition
from talentstudy.pipeline import Pipeline
from talentstudy.wording import LANGUAGES, number

EDITION = read_edition(2025)


def rows_of(name: str) -> list[dict[str, str]]:
    with (Path(EDITION.folder) / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


CLAIMS = rows_of("claims")
JUDGEMENTS = rows_of("judgements")
CHECKS = rows_of("checks")
BOOKS = {row["key"]: row for row in rows_of("bibliography")}
NAMES = [row["claim"] for row in CLAIMS]
PRINTED = [row for row in CLAIMS if row["printed"]]


@pytest.fixture(scope="module")
def ledger() -> Ledger:
    return read_ledger(EDITION)


@pytest.fixture(scope="module")
def found(edition_2025: Pipeline, ledger: Ledger) -> Mapping[str, Verdict]:
    return verdicts(edition_2025, ledger)


def test_every_statement_of_the_report_has_one_row() -> None:
    assert len(set(NAMES)) == len(NAMES) == 140
    per_chapter = Counter(row["chapter"] for row in CLAIMS)
    assert per_chapter == {"0": 3, "1": 38, "2": 14, "3": 30, "4": 33, "5": 16, "6": 6}
    assert all(row["claim"].startswith(f"C{row['chapter']}-") for row in CLAIMS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_claim_is_told_once_in_every_language(language: str) -> None:
    told = [row[f"paraphrase_{language}"] for row in CLAIMS]
    assert len(set(told)) == 140
    for sentence in told:
        assert re.fullmatch(r"\S.*\w\s?[)%]?\.", sentence), sentence
        assert "  " not in sentence
        assert not re.search(r"[.!?] \w", sentence), f"more than one sentence: {sentence}"


@pytest.mark.parametrize(
    ("language", "wrong"),
    [("nl", r"\d\s%"), ("en", r"\d\s%"), ("fr", r"(?<!\u00a0)[%:;?!]|\d \d"), ("de", r"(?<!\u00a0)%")],
)
def test_signs_stand_as_the_language_sets_them(language: str, wrong: str) -> None:
    found = [row["claim"] for row in CLAIMS if re.search(wrong, row[f"paraphrase_{language}"])]
    assert found == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_holds_the_number_of_its_claim(language: str) -> None:
    plain = [
        row for row in PRINTED if re.search(r"\d", row["printed"]) and row["unit"] not in {"YR", "RANK", "NR", "DAYS"}
    ]
    assert len(plain) >= 69
    for row in plain:
        value, decimals = float(row["value"]), int(row["decimals"])
        shown = number(value / 10**6 if decimals < -3 else value, language, max(decimals, 0))
        told = row[f"paraphrase_{language}"]
        in_words = row["claim"] in {"C2-06", "C5-07"}
        assert in_words or shown in told, f"{row['claim']}: {shown} in '{told}'"


@pytest.mark.parametrize("row", PRINTED, ids=lambda row: row["claim"])
def test_what_is_printed_means_what_its_row_says(row: dict[str, str]) -> None:
    read = read_claimed_number(row["printed"], "nl")
    low, high = (float(row[end] or f"{sign}inf") for end, sign in (("low", "-"), ("high", "")))
    assert (read.value, read.low, read.high) == pytest.approx((float(row["value"]), low, high))
    assert str(read.decimals) == row["decimals"]


def test_what_prints_no_number_claims_a_direction_or_nothing() -> None:
    for row in CLAIMS:
        if not row["printed"]:
            assert row["value"] == row["decimals"] == ""
            assert bool(row["low"] or row["high"]) == (row["kind"] == "direction"), row["claim"]


def test_an_indicator_and_a_reason_exclude_each_other() -> None:
    assert [row["claim"] for row in CLAIMS if row["indicator"] and row["reason"]] == []


def test_whatever_has_a_key_gets_a_verdict(found: Mapping[str, Verdict]) -> None:
    keyed = [row["claim"] for row in CLAIMS if row["indicator"]]
    assert len(keyed) == 50
    assert [name for name in keyed if found[name].verdict == "not computed"] == []


def test_no_claim_is_proved_by_the_report_itself(found: Mapping[str, Verdict]) -> None:
    circular = [name for name, verdict in found.items() if "digitalcity_talentensneller" in verdict.dataset]
    assert circular == []


def test_what_has_no_verdict_says_why(found: Mapping[str, Verdict], ledger: Ledger) -> None:
    for name, verdict in found.items():
        if verdict.verdict == "not computed" and verdict.repeats is None:
            assert ledger.claims[name].reason in {"no_number", "no_open_source", "not_defined"}, name


@pytest.mark.parametrize(
    ("claim", "verdict", "rule"),
    [
        ("C1-02", "mislabelled", "target year"),
        ("C1-03", "agrees", "series"),
        ("C1-04", "agrees", "series"),
        ("C1-10", "agrees", "series"),
        ("C1-11", "mislabelled", "judgement"),
        ("C1-13", "differs", "direction"),
        ("C1-16", "mislabelled", "edition year"),
        ("C1-17", "mislabelled", "edition year"),
        ("C1-18", "superseded", "trend"),
        ("C1-35", "agrees", "series"),
        ("C2-09", "contradicts itself", "relation"),
        ("C3-26", "differs", "series"),
        ("C4-01", "mislabelled", "judgement"),
        ("C4-02", "agrees", "relation"),
        ("C4-03", "mislabelled", "judgement"),
        ("C4-04", "agrees", "relation"),
        ("C4-05", "differs", "series"),
        ("C4-06", "differs", "series"),
        ("C4-07", "differs", "series"),
        ("C4-29", "contradicts itself", "relation"),
    ],
)
def test_the_expected_findings_are_computed(found: Mapping[str, Verdict], claim: str, verdict: str, rule: str) -> None:
    assert (found[claim].verdict, found[claim].rule) == (verdict, rule)


def test_the_stock_is_a_multiple_of_a_years_graduates(found: Mapping[str, Verdict]) -> None:
    assert found["C4-01"].ratio == found["C4-03"].ratio == pytest.approx((16681 + 104818) / 4201)


def test_judgements_are_few_and_say_why_without_a_number_of_their_own() -> None:
    assert len(JUDGEMENTS) <= 25
    for row in JUDGEMENTS:
        assert row["source"]
        for language in LANGUAGES:
            reason = row[f"reason_{language}"]
            assert re.fullmatch(r"[A-Z{Ç].*\.", reason)
            assert not re.search(r"\d", reason), reason
            assert set(re.findall(r"{(\w+)}", reason)) <= {"printed", "computed", "ratio", "period"}
        assert len({frozenset(re.findall(r"{(\w+)}", row[f"reason_{one}"])) for one in LANGUAGES}) == 1


def test_judgements_and_relations_answer_checks_that_there_are() -> None:
    named = {row["check"]: row for row in CHECKS}
    for row in JUDGEMENTS:
        for check in row["checks"].split(";"):
            assert row["claim"] in named[check]["claims"].split(";") or check == "B12", (row["claim"], check)
    for row in rows_of("relations"):
        for check in filter(None, row["checks"].split(";")):
            assert check in named, row["relation"]


def test_the_earlier_checks_are_all_there() -> None:
    letters = Counter(row["check"][0] for row in CHECKS)
    assert letters == {"A": 16, "B": 18, "C": 26, "D": 6}
    assert Counter(row["before"] for row in CHECKS) == {"OK": 24, "ERR": 27, "AMB": 15}


@pytest.mark.parametrize("row", CHECKS, ids=lambda row: row["check"])
def test_another_finding_than_before_says_why(
    row: dict[str, str], found: Mapping[str, Verdict], ledger: Ledger
) -> None:
    said = outcomes(ledger)
    claims = [found[name].verdict for name in filter(None, row["claims"].split(";"))]
    relations = [said[name].holds for name in filter(None, row["relations"].split(";"))]
    fails = not all(relations) or bool({"differs", "contradicts itself", "mislabelled", "superseded"} & set(claims))
    holds = any(relations) or "agrees" in claims
    now = "ERR" if fails else "OK" if holds else "AMB"
    assert bool(row["why"]) == (now != row["before"] or not (claims or relations))


def test_the_bibliography_knows_every_footnote_and_its_doubles() -> None:
    assert list(BOOKS) == [f"fn{one:02}" for one in range(1, 51)]
    for key, book in BOOKS.items():
        assert book["org"]
        assert book["title"]
        for other in filter(None, book["same_as"].split(";")):
            assert key in BOOKS[other]["same_as"].split(";")
            assert [BOOKS[other][one] for one in ("org", "title", "year", "url", "type")] == [
                book[one] for one in ("org", "title", "year", "url", "type")
            ]
    distinct = {tuple(sorted([key, *filter(None, book["same_as"].split(";"))])) for key, book in BOOKS.items()}
    assert len(distinct) == 41


def test_the_orphan_is_cited_by_nothing() -> None:
    assert [key for key, book in BOOKS.items() if book["cited"] == "0"] == ["fn15"]
    cited = {one for row in CLAIMS for one in row["sources"].split(";") if one}
    assert "fn15" not in cited
    assert cited <= set(BOOKS)
