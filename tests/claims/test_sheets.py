"""Claims as a notebook shows them: heads for a screen reader, counts, evidence by chapter."""

from collections.abc import Callable

import pytest

from talentstudy.claims.records import Ledger
from talentstudy.claims.sheets import Claims
from talentstudy.claims.verdicts import verdicts
from talentstudy.errors import UnknownName
from talentstudy.pipeline import Pipeline
from tests.claims.conftest import claim, judgement


@pytest.fixture
def sheet(pipeline: Pipeline, ledger_of: Callable[..., Ledger]) -> Claims:
    ledger = ledger_of(
        claim("C1-01", "5,6%", "ict_specialists_share", "geo=BE;time_period=2023", paraphrase_en="Shares < counts"),
        claim("C1-02"),
        claim("C2-01", "5", chapter=2),
        judgements=[judgement("C2-01")],
    )
    return Claims(tuple(verdicts(pipeline, ledger).values()), "1999", "en", pipeline=pipeline)


def test_one_row_per_claim_in_words(sheet: Claims) -> None:
    assert list(sheet.table.columns) == ["claim", "what is said", "printed", "computed", "verdict", "why"]
    assert sheet.table.iloc[0, :5].tolist() == ["C1-01", "Shares < counts", "5.6%", "5.6%", "mislabelled (year)"]
    assert len(sheet) == 3
    assert sheet["C2-01"].judged
    with pytest.raises(UnknownName, match="no claim named 'C9'"):
        sheet["C9"]


def test_its_html_names_every_column_and_row_and_escapes(sheet: Claims) -> None:
    html = sheet._repr_html_()
    assert html.count('<th scope="col">') == 6
    assert html.count('<th scope="row">') == 3
    assert "<caption>The claims of the edition and how they hold</caption>" in html
    assert "Shares &lt; counts" in html


def test_counts_show_every_verdict_and_how_many_are_judgements(sheet: Claims) -> None:
    counted = {verdict: (count, judged) for verdict, count, judged in sheet.counts.table.itertuples(index=False)}
    assert counted["mislabelled"] == ("2", "1")
    assert counted["agrees"] == ("0", "0")
    assert len(counted) == 6


def test_the_summary_is_a_sentence(sheet: Claims) -> None:
    assert sheet.summary.text == (
        "Of 3 claims 0 agree, 2 do not hold and 1 cannot be computed; verdicts given by judgement: 1, the others are computed."
    )


def test_judgements_are_listed_with_their_source(sheet: Claims) -> None:
    assert sheet.judgements.table.values.tolist() == [
        ["C2-01", "mislabelled (judgement: population)", "Judgement: Wrong in en.", "footnote 1"]
    ]


def test_evidence_stands_by_chapter_with_the_corrected_sentence(sheet: Claims) -> None:
    html = sheet.evidence._repr_html_()
    assert [part for part in ("<h3>Chapter 1</h3>", "<h3>Chapter 2</h3>") if part not in html] == []
    assert html.count("<section>") == 3
    assert "<strong>Corrected: The figure of 5.6% is that for 2022.</strong>" in html
    assert "  Corrected: The figure of 5.6% is that for 2022." in repr(sheet.evidence)


def test_a_chapter_without_claims_says_so() -> None:
    empty = Claims((), "1999", "nl", 6)
    assert repr(empty) == "Dit hoofdstuk doet geen beweringen."
    assert empty._repr_html_() == "<p>Dit hoofdstuk doet geen beweringen.</p>"
