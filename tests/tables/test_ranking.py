"""Countries by rank, as it is printed."""

import pandas as pd
import pytest

from talentstudy.indicators.standing import standing
from talentstudy.tables.ranking import ranking


@pytest.fixture
def rows() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "geo": ["BE", "NL", "EE", "EU27_2020"],
            "time_period": "2024",
            "unit": "PC",
            "obs_value": [19.0, 18.7, 27.6, 19.5],
            "obs_flag": ["", "b", "", ""],
            "source": "isoc_sks_itsps@2025-05-14",
        }
    )


def test_the_first_stands_first_with_distances_in_points(rows: pd.DataFrame) -> None:
    table = ranking(standing(rows), "nl")
    assert list(table.columns) == [
        "Rang",
        "Land",
        "Referentiejaar",
        "Waarde",
        "Vlaggen",
        "Verschil met de EU",
        "Verschil met de koploper",
    ]
    assert table.iloc[0].tolist() == ["1", "Estland", "2024", "27,6%", "", "+8,1", "0,0"]
    assert table.iloc[1].tolist() == ["2", "België", "2024", "19,0%", "", "−0,5", "−8,6"]
    assert table.iloc[2]["Vlaggen"] == "b"


def test_without_a_value_of_the_eu_the_distance_is_not_available(rows: pd.DataFrame) -> None:
    table = ranking(standing(rows[rows["geo"] != "EU27_2020"]), "en")
    assert set(table["Difference from the EU"]) == {"not available"}
