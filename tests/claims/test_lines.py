"""The chain of a claim, line by line."""

from collections.abc import Callable

import pytest

from talentstudy.claims import claims_of, decided, explained
from talentstudy.claims.lines import chain, evidence_lines
from talentstudy.claims.records import Ledger
from talentstudy.claims.verdicts import verdicts
from talentstudy.errors import UnknownName
from talentstudy.pipeline import Pipeline
from tests.claims.conftest import claim, judgement, relation

Made = Callable[..., Ledger]


def test_evidence_names_number_observations_relations_and_judgement(pipeline: Pipeline, ledger_of: Made) -> None:
    ledger = ledger_of(
        claim("C1", "5,6%", "ict_specialists_share", "geo=BE;time_period=2023"),
        claim("C2", "5,6%"),
        relations=[relation("r_again", "equal", "C1;C2")],
        judgements=[judgement("C2")],
    )
    found = verdicts(pipeline, ledger)
    assert evidence_lines(found["C1"], "en") == [
        "Printed: 5,6% (line 10 of the report)",
        "Observation: ict_specialists_share geo=BE time_period=2022 = 5.6% (% of employment; decides)",
        "Observation: ict_specialists_share geo=BE time_period=2023 = 5.4% (% of employment; year stated)",
        "Relation r_again (C1, C2): holds",
    ]
    assert evidence_lines(found["C2"], "en")[-1] == "Judgement (population), resting on: footnote 1"


def test_with_a_pipeline_each_observation_is_followed_by_its_source(pipeline: Pipeline, ledger_of: Made) -> None:
    ledger = ledger_of(claim("C1", "1,9%", "ict_turnover_growth", "geo=BE;time_period=2024", unit="PCH"))
    lines = evidence_lines(verdicts(pipeline, ledger)["C1"], "en", pipeline)
    assert lines[-1].startswith("Source: ")
    assert "p. 2" in lines[-1]


def test_a_chain_ends_with_references_and_the_corrected_sentence(pipeline: Pipeline, ledger_of: Made) -> None:
    ledger = ledger_of(claim("C1", "5,6%", "ict_specialists_share", "geo=BE;time_period=2023"))
    lines = chain(verdicts(pipeline, ledger)["C1"], "1999", "en", pipeline)
    assert lines[0] == "C1  C1 in en"
    assert lines[1] == "Verdict: mislabelled (year)"
    assert any("isoc_sks_itspt" in line and line.startswith("Source: ") for line in lines)
    assert lines[-1] == "Corrected: The figure of 5.6% is that for 2022."


def test_a_claim_of_the_edition_is_explained_by_its_id(edition_2025: Pipeline) -> None:
    lines = explained(edition_2025, "C1-16", "nl")
    assert lines[1] == "Oordeel: verkeerd benoemd (jaar)"
    assert lines[-1] == "Verbeterd: In 2022 was 5,6% van de werkenden in België ICT-specialist."


def test_an_unknown_claim_is_refused_with_the_nearest(edition_2025: Pipeline) -> None:
    with pytest.raises(UnknownName, match="no claim of edition 2025 named 'C1-99'"):
        explained(edition_2025, "C1-99", "en")


def test_an_edition_without_a_ledger_has_no_verdicts(pipeline: Pipeline) -> None:
    assert decided(pipeline) == {}
    assert claims_of(pipeline, "en").caption == "Nothing that edition 1999 prints is written down as a claim yet."
