"""A small page to print, and what it says of itself."""

from typing import Any

import pandas as pd
import pytest

from talentstudy.figures import KINDS
from talentstudy.printing.stamp import Stamp
from talentstudy.publish import Page, page

# Eurostat, isoc_sks_itspt, vintage 2025-05-14.
ROWS = pd.DataFrame(
    [("BE", "2020", 5.0, ""), ("BE", "2021", 5.6, "b"), ("BE", "2024", 5.7, ""), ("EU27_2020", "2020", 4.3, "e")],
    columns=["geo", "time_period", "obs_value", "obs_flag"],
).assign(unit="PC_EMP")


@pytest.fixture
def figure() -> Page:
    def draw(ax: Any) -> Any:
        return KINDS["lines_by_period"].draw(ax, ROWS, by="geo", focus="BE", language="nl")

    source = "Eurostat, isoc_sks_itspt."
    return page(draw, title="ICT-specialisten", source_line=source, flags=["b", "e"], height=5, language="nl")


@pytest.fixture
def stamp() -> Stamp:
    return Stamp(
        title="A & B: ICT-specialisten in België",
        alt="Lijngrafiek: aandeel < 10 % & breuk in 2021; België 5,7 %.",
        description="Eén lijn.\nBelgië: 5,0% in 2020; breuk in 2021.",
        language="nl",
        identifier="F1-04",
        source="Eurostat, isoc_sks_itspt (stand van de gegevens op 2025-05-14).",
        edition="2025",
        vintages=("isoc_sks_itspt@2025-05-14",),
        rights="Reuse with the source named.",
    )
