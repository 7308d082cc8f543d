"""A chain as a table in the study's language."""

import pytest

from talentstudy.explaining.sheet import claim_table, figure_table, indicator_table
from talentstudy.wording import LANGUAGES
from tests.explaining.test_lines import CELL, SOURCE


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_number_has_a_line_per_cell_and_source(language: str) -> None:
    chain = {
        "numbers": [{"number": "3.9", "how": "difference", "cells": [CELL, {**CELL, "sources": [SOURCE, SOURCE]}]}]
    }
    table = figure_table(chain, language)
    assert len(table) == 3
    assert len(set(table.columns)) == 9
    assert table.iloc[0].tolist()[4:] != [""] * 5


def test_an_observation_stands_below_the_number_it_moves() -> None:
    chain = {**CELL, "observations": [{**CELL, "read_as": "isoc_sks_itsps", "observation": "sex=F geo=BE"}]}
    table = indicator_table([chain], "en")
    assert table["Number"].tolist() == ["19", "19"]
    assert table["What it is"].tolist() == ["value", "observation it changes with"]
    assert table["Indicator"].tolist() == ["ict_women_share", "isoc_sks_itsps"]
    assert table["Flags"].tolist() == ["estimated", "estimated"]


def test_a_claim_is_one_column() -> None:
    assert claim_table("C1-10", ["said", "decided"])["C1-10"].tolist() == ["said", "decided"]
