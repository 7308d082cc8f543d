"""What a judgement rests on."""

import csv

import pytest

from talentstudy.claims.resting import resting_on
from talentstudy.codes import code_list
from talentstudy.editions import read_edition
from talentstudy.errors import UnknownName
from talentstudy.wording import LANGUAGES


def test_lines_of_the_report_are_one_or_several() -> None:
    assert resting_on("report#457", "fr") == "rapport, ligne 457"
    assert resting_on("report#101–161; fn03", "de") == "Bericht, Zeilen 101–161; Fußnote 3"


def test_what_nothing_names_is_refused() -> None:
    with pytest.raises(UnknownName, match="no evidence"):
        resting_on("hearsay", "en")


def test_every_judgement_of_2025_is_worded_and_every_kind_of_evidence_is_used() -> None:
    with (read_edition(2025).folder / "judgements.csv").open(encoding="utf-8", newline="") as file:
        sources = [row["source"] for row in csv.DictReader(file)]
    for source in sources:
        told = {language: resting_on(source, language) for language in LANGUAGES}
        assert all(told.values())
        if "report" in source or "fn" in source:
            assert len(set(told.values())) > 1, source
    parts = {part for source in sources for part in source.split("; ")}
    assert set(code_list("evidence")) <= parts
