"""A ledger's tables have their shape, or say which file, rule and rows do not."""

from pathlib import Path

import pytest

from talentstudy.claims.shape import COLUMNS, MOST_JUDGEMENTS, read_table
from talentstudy.errors import LedgerError
from tests.claims.conftest import claim, judgement, relation, write


def test_a_table_comes_back_as_text_in_its_order(tmp_path: Path) -> None:
    table = read_table(write(tmp_path, claims=[claim("C1"), claim("C2", "5,4%")]), "claims")
    assert tuple(table.columns) == COLUMNS["claims"]
    assert table["claim"].tolist() == ["C1", "C2"]
    assert table["value"].tolist() == ["", "5.4"]


def test_a_table_that_is_not_there_has_no_rows(tmp_path: Path) -> None:
    assert len(read_table(tmp_path, "relations")) == 0


@pytest.mark.parametrize("language", ["nl", "fr", "en", "de"])
def test_a_paraphrase_missing_in_a_language_is_refused(tmp_path: Path, language: str) -> None:
    folder = write(tmp_path, claims=[claim("C1"), claim("C2", **{f"paraphrase_{language}": " "})])
    with pytest.raises(LedgerError, match=rf"claims.csv: paraphrase_{language} is empty \(C2\)"):
        read_table(folder, "claims")


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"kind": "guess"}, "kind 'guess' is none of"),
        ({"unit": "EUROS"}, "unit 'EUROS' is none of its code list"),
        ({"geo": "BX"}, "geo 'BX' is none of its code list"),
        ({"reason": "unknown"}, "reason 'unknown' is none of"),
        ({"measure": "half"}, "measure 'half' is none of"),
        ({"value": "5,4"}, "value '5,4' is no number"),
        ({"chapter": "one"}, "chapter 'one' is no chapter's number"),
        ({"decimals": "1.5"}, "decimals '1.5' is no whole number"),
    ],
)
def test_a_word_outside_its_vocabulary_is_refused(tmp_path: Path, changed: dict[str, object], told: str) -> None:
    folder = write(tmp_path, claims=[{**claim("C1"), **changed}])
    with pytest.raises(LedgerError, match=told):
        read_table(folder, "claims")


def test_a_claim_that_stands_twice_is_refused(tmp_path: Path) -> None:
    folder = write(tmp_path, claims=[claim("C1"), claim("C1")])
    with pytest.raises(LedgerError, match=r"claim stands more than once \(C1"):
        read_table(folder, "claims")


def test_a_column_that_is_not_there_is_named(tmp_path: Path) -> None:
    (tmp_path / "relations.csv").write_text("relation,kind\nr_one,sum\n", encoding="utf-8")
    with pytest.raises(LedgerError, match=r"relations.csv has no column claims, parameter"):
        read_table(tmp_path, "relations")


def test_an_unknown_kind_of_relation_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="kind 'product' is none of"):
        read_table(write(tmp_path, relations=[relation("r_one", "product", "C1;C2")]), "relations")


def test_a_judgement_may_not_say_that_a_number_agrees(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="verdict 'agrees' is none of"):
        read_table(write(tmp_path, judgements=[judgement("C1", "agrees")]), "judgements")


def test_more_judgements_than_a_ledger_may_hold_are_refused(tmp_path: Path) -> None:
    rows = [judgement(f"C{number}") for number in range(MOST_JUDGEMENTS + 1)]
    with pytest.raises(LedgerError, match="holds 26 judgements; at most 25"):
        read_table(write(tmp_path, judgements=rows), "judgements")
