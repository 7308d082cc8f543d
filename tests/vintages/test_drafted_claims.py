"""Claims carried over as drafts."""

import csv
import io
from collections.abc import Mapping
from pathlib import Path

import pytest

from talentstudy.claims.ledger import read_ledger
from talentstudy.claims.shape import COLUMNS
from talentstudy.claims.verdicts import verdicts
from talentstudy.editions import read_edition
from talentstudy.pipeline import open_pipeline
from talentstudy.vintages.drafted_claims import Carried, carry_claims


@pytest.fixture(scope="module")
def carried() -> Carried:
    return carry_claims(read_edition(2025), open_pipeline(2026))


@pytest.fixture(scope="module")
def rows(carried: Carried) -> dict[str, Mapping[str, str]]:
    return {row["claim"]: row for row in carried.rows}


def test_a_number_of_a_series_is_printed_anew_at_the_newest_period(rows: dict[str, Mapping[str, str]]) -> None:
    specialists = rows["C1-10"]
    assert (specialists["printed"], specialists["value"]) == ("302.300", "302300")
    assert specialists["key"] == "geo=BE;time_period=2025"
    assert specialists["stated_period"] == "2025"
    assert rows["C1-11"]["printed"] == "5,9%"


def test_the_sentences_say_the_new_number_and_year_in_every_language(rows: dict[str, Mapping[str, str]]) -> None:
    row = rows["C1-10"]
    for language, number in {"nl": "302.300", "fr": "302\u202f300", "en": "302,300", "de": "302.300"}.items():
        assert number in row[f"paraphrase_{language}"]
        assert "2025" in row[f"paraphrase_{language}"]
        assert "272" not in row[f"paraphrase_{language}"]


def test_a_number_of_a_publication_stays_as_it_was_printed(rows: dict[str, Mapping[str, str]]) -> None:
    assert (rows["C2-07"]["printed"], rows["C2-07"]["stated_period"]) == ("bijna 5 miljoen", "2024")
    assert rows["C2-07"]["low"] == "4500000"


def test_every_row_says_that_it_is_a_draft_and_what_was_printed(carried: Carried) -> None:
    assert all(row["notes"].startswith("Draft, carried over from edition 2025") for row in carried.rows)
    assert all(row["sources"] == "" for row in carried.rows)


def test_a_direction_that_the_new_numbers_do_not_show_is_left_out(
    carried: Carried, rows: dict[str, Mapping[str, str]]
) -> None:
    """From 2024 to 2025 the share rises: 'stagnates or even shrinks' is not so."""
    assert "C1-18" not in rows
    assert any(told.startswith("claim C1-18: left out") and "2024..2025" in told for told in carried.to_do)


def test_sentences_without_the_old_number_are_listed_for_rewriting(carried: Carried) -> None:
    """'Ninth' is a word, and the country is eighth now."""
    assert (
        "claim C1-03: '9de' (2023) became '8e' (2025); rewrite its paraphrases, which name another number or year"
        in carried.to_do
    )


def test_what_rests_on_no_indicator_is_counted(carried: Carried) -> None:
    ledger = read_ledger(read_edition(2025))
    said = sum(claim.address is None for claim in ledger.claims.values())
    assert f"{said} claims of edition 2025 rest on no indicator and were not carried over." in carried.to_do


def test_the_drafts_are_a_sound_ledger_whose_claims_all_agree(carried: Carried, tmp_path: Path) -> None:
    (tmp_path / "claims.csv").write_text(carried.text(), encoding="utf-8", newline="")
    found = verdicts(open_pipeline(2026), read_ledger(read_edition(2026), tmp_path))
    assert len(found) == len(carried.rows)
    assert {one.verdict for one in found.values()} == {"agrees"}


def test_the_committed_drafts_are_those_the_command_makes(rows: dict[str, Mapping[str, str]]) -> None:
    """What a person has rewritten since is no draft any more."""
    committed = read_ledger(read_edition(2026)).claims
    for claim in committed.values():
        if claim.notes.startswith("Draft"):
            assert claim.printed == rows[claim.claim]["printed"]
            assert str(claim.address) == rows[claim.claim]["key"]


def test_the_text_has_the_columns_of_a_ledger(carried: Carried) -> None:
    held = list(csv.DictReader(io.StringIO(carried.text())))
    assert tuple(held[0]) == COLUMNS["claims"]
    assert len(held) == len(carried.rows)


def test_an_edition_without_claims_has_none_to_carry(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("talentstudy.vintages.drafted_claims.has_ledger", lambda edition: False)
    assert carry_claims(read_edition(2025), open_pipeline(2026)) == Carried((), ())
