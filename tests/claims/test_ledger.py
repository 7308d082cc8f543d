"""A ledger is read whole, or refused with the row that cannot be true."""

import math
from collections.abc import Callable
from pathlib import Path

import pytest

from talentstudy.claims.ledger import has_ledger, read_ledger
from talentstudy.claims.records import Ledger
from talentstudy.editions import read_edition
from talentstudy.errors import LedgerError
from talentstudy.pipeline import Pipeline
from tests.claims.conftest import claim, judgement, relation, write

Made = Callable[..., Ledger]
SHARE = ("ict_specialists_share", "geo=BE;time_period=2023")


def test_a_claim_keeps_what_is_printed_and_what_it_means(ledger_of: Made) -> None:
    ledger = ledger_of(claim("C1", "meer dan 60%", unit="PC", reason="no_open_source", sources="fn01; fn02"))
    one = ledger.claims["C1"]
    assert (one.printed, one.value, one.low, one.high, one.decimals) == ("meer dan 60%", 60, 60, math.inf, 0)
    assert one.sources == ("fn01", "fn02")
    assert one.paraphrase["fr"] == "C1 in fr"
    assert one.address is None


def test_a_key_becomes_an_address_with_its_measure(ledger_of: Made) -> None:
    change = claim(
        "C1", "", SHARE[0], "geo=BE;time_period=2022..2023", measure="difference", unit="PC_PNT", high="0", reason=""
    )
    address = ledger_of(change).claims["C1"].address
    assert address is not None
    assert (address.indicator, address.measure, address.ends) == (SHARE[0], "difference", ("2022", "2023"))
    assert str(address) == "geo=BE;time_period=2022..2023"


def test_relations_judgements_and_checks_are_read_beside_it(ledger_of: Made) -> None:
    ledger = ledger_of(
        claim("C1", "10", reason="not_defined"),
        claim("C2", "10"),
        relations=[relation("r_same", "equal", "C1;C2")],
        judgements=[judgement("C1")],
        checks=[
            {"check": "A1", "subject": "one number twice", "before": "OK", "claims": "C1;C2", "relations": "r_same"}
        ],
    )
    assert repr(ledger) == "<Ledger of edition 1999: 2 claims, 1 relations, 1 judgements, 1 checks>"
    assert ledger.relations["r_same"].claims == ("C1", "C2")
    assert ledger.judgements["C1"].reason["de"] == "Wrong in de."
    assert ledger.checks["A1"].relations == ("r_same",)


def test_one_source_under_several_numbers_is_known_whichever_says_so(ledger_of: Made) -> None:
    books = [
        {"key": "fn01", "same_as": ""},
        {"key": "fn02", "same_as": "fn01"},
        {"key": "fn03", "same_as": "fn02"},
        {"key": "fn04", "same_as": ""},
    ]
    ledger = ledger_of(claim("C1"), bibliography=books)
    assert ledger.same_source["fn01"] == {"fn01", "fn02", "fn03"}
    assert ledger.same_source["fn04"] == {"fn04"}


@pytest.mark.parametrize("printed", ["1.75.0", "vele", "1.750,5.2"])
def test_a_number_that_cannot_be_read_is_refused(ledger_of: Made, printed: str) -> None:
    with pytest.raises(LedgerError, match="claim C1 prints a number that cannot be read"):
        ledger_of(claim("C1", printed, reason="no_open_source"))


def test_a_value_that_the_printed_text_does_not_mean_is_refused(ledger_of: Made) -> None:
    with pytest.raises(
        LedgerError, match=r"prints '1.750', which means value, low, high and decimals 1750, 1750, 1750, 0"
    ):
        ledger_of(claim("C1", "1.750", value="1.75", reason="no_open_source"))


def test_a_value_without_a_printed_text_is_refused(ledger_of: Made) -> None:
    with pytest.raises(LedgerError, match="claim C1 prints no number and has the value 5"):
        ledger_of(claim("C1", value="5"))


@pytest.mark.parametrize(
    ("key", "told"),
    [
        ("geo=BE", "wanted: geo= and time_period="),
        ("geo=BE;time_period", "wanted: dimension=code, each once"),
        ("geo=BE;geo=NL;time_period=2023", "wanted: dimension=code, each once"),
    ],
)
def test_a_key_that_is_none_is_refused(ledger_of: Made, key: str, told: str) -> None:
    with pytest.raises(LedgerError, match=told):
        ledger_of(claim("C1", "5,4%", SHARE[0], key))


def test_a_change_needs_two_periods(ledger_of: Made) -> None:
    with pytest.raises(LedgerError, match=r"of a change two periods as 2015..2024"):
        ledger_of(claim("C1", "0,2", *SHARE, measure="difference", unit="PC_PNT"))


def test_a_key_without_an_indicator_is_refused(ledger_of: Made) -> None:
    with pytest.raises(LedgerError, match=r"^C1 has the key 'geo=BE' and no indicator"):
        ledger_of(claim("C1", "5", key="geo=BE", reason="no_number"))


def test_an_edition_without_a_ledger_says_so(pipeline: Pipeline, tmp_path: Path) -> None:
    assert not has_ledger(pipeline.edition)
    with pytest.raises(LedgerError, match=r"edition 1999 has no claims\.csv"):
        read_ledger(pipeline.edition, write(tmp_path / "empty"))


def test_the_edition_of_2025_has_all_its_claims() -> None:
    ledger = read_ledger(read_edition(2025))
    assert len(ledger.claims) == 140
    assert len(ledger.checks) == 66
    assert len(ledger.judgements) <= 25
    assert all(one.paraphrase[language] for one in ledger.claims.values() for language in ("nl", "fr", "en", "de"))
