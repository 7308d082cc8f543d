from collections.abc import Callable

import pandas as pd
import pytest

from talentstudy.codes import label
from talentstudy.errors import UnknownName
from talentstudy.pipeline import Pipeline
from talentstudy.tables.key_figures import COLUMNS, key_figures
from talentstudy.wording import LANGUAGES

Rows = Callable[..., pd.DataFrame]


@pytest.fixture
def share(rows: Rows) -> pd.DataFrame:
    return rows(
        *("BE 2022 PC_EMP 5.6", "BE 2023 PC_EMP 5.4 p", "BE 2024 PC_EMP :", "NL 2023 PC_EMP 6.9", "SE 2023 PC_EMP 8.7"),
        *("FI 2023 PC_EMP 8.7", "EU27_2020 2023 PC_EMP 4.8", "NO 2023 PC_EMP 9.5"),
    )


@pytest.fixture(autouse=True)
def few_members_are_enough(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The small tables here hold three members; the rule itself has a test of its own."""
    if "few" not in request.node.name:
        monkeypatch.setattr("talentstudy.tables.key_figures._FEWEST", 2)


def test_among_few_members_there_is_no_rank_and_no_leader(share: pd.DataFrame) -> None:
    row = line(key_figures({"ict_specialists_share": share}, "BE", "en"))
    assert row["rank"] == row["leader"] == "not available"
    assert row["eu"] == "4.8%"


def line(table: pd.DataFrame) -> dict[str, str]:
    assert len(table) == 1
    return dict(zip(COLUMNS, table.iloc[0], strict=True))


def test_a_country_stands_beside_the_union_and_the_leader(share: pd.DataFrame) -> None:
    assert line(key_figures({"ict_specialists_share": share}, "BE", "nl")) == {
        "indicator": label("indicator", "ict_specialists_share", "nl"),
        "unit": "% van de werkgelegenheid",
        "period": "2023",
        "country": "5,4%",
        "flags": "p",
        "eu": "4,8%",
        "distance": "+0,6",
        "rank": "4/4",
        "leader": "Finland, Zweden (8,7%)",
        "source": "isoc_sks_itspt@2025-05-14",
    }


def test_without_a_value_of_the_union_it_is_not_available(share: pd.DataFrame) -> None:
    told = line(key_figures({"ict_specialists_share": share[share["geo"] != "EU27_2020"]}, "BE", "en"))
    assert (told["eu"], told["distance"]) == ("not available", "not available")
    assert told["rank"] == "4/4"


def test_a_country_outside_the_union_has_no_rank(share: pd.DataFrame) -> None:
    told = line(key_figures({"ict_specialists_share": share}, "NO", "en"))
    assert (told["country"], told["distance"], told["rank"]) == ("9.5%", "+4.7", "not available")


def test_the_union_is_not_set_beside_itself(share: pd.DataFrame) -> None:
    told = line(key_figures({"ict_specialists_share": share}, "EU27_2020", "en"))
    assert (told["country"], told["eu"], told["rank"]) == ("4.8%", "not available", "not available")


def test_a_country_without_any_value_has_no_row(share: pd.DataFrame) -> None:
    table = key_figures({"ict_specialists_share": share}, "PT", "en")
    assert table.empty
    assert len(table.columns) == len(COLUMNS)


def test_the_smallest_gap_leads(rows: Rows) -> None:
    gap = rows("BE 2024 PC_PNT 33.5", "NL 2024 PC_PNT 25", "IT 2024 PC_PNT 20", "EU27_2020 2024 PC_PNT 24")
    told = line(key_figures({"disability_employment_gap": gap}, "BE", "en"))
    assert (told["rank"], told["leader"], told["distance"]) == ("3/3", "Italy (20.0)", "+9.5")


def test_a_difference_of_counts_is_not_told(rows: Rows) -> None:
    count = rows("BE 2023 THS_PER 272.6", "DE 2023 THS_PER 2000", "EU27_2020 2023 THS_PER 9803")
    told = line(key_figures({"ict_specialists_count": count}, "BE", "fr"))
    assert (told["country"], told["eu"], told["distance"]) == ("273", "9\u202f803", "non disponible")


def test_rows_stand_in_the_order_asked_for(edition_2025: Pipeline) -> None:
    names = ["ict_women_share", "ict_specialists_share", "cloud_any_share"]
    table = key_figures({name: edition_2025.indicator(name) for name in names}, "BE", "en")
    assert table.iloc[:, 2].tolist() == ["2024", "2024", "2023"]
    assert table.iloc[:, 3].tolist() == ["19.0%", "5.7%", "51.7%"]
    assert table.iloc[2, 5] == "not available"


@pytest.mark.parametrize("language", LANGUAGES)
def test_heads_are_printed_in_the_language_and_none_is_missing(share: pd.DataFrame, language: str) -> None:
    table = key_figures({"ict_specialists_share": share}, "BE", language)
    assert len(set(table.columns)) == len(COLUMNS)
    assert not table.isna().any(axis=None)
    assert set(map(type, table.iloc[0])) == {str}


def test_another_language_is_refused(share: pd.DataFrame) -> None:
    with pytest.raises(UnknownName, match="no language named 'es'"):
        key_figures({"ict_specialists_share": share}, "BE", "es")
