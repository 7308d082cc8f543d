"""Size, bias and lag of the revisions held."""

import hashlib

import pandas as pd
import pytest

from talentstudy.errors import EmptySelection, StudyError, UnknownName
from talentstudy.store import Home, find_home
from talentstudy.vintages.statistics import RevisionStatistics, statistics_of
from tests.conftest import add_vintage

HEAD = "geo,time_period,unit,obs_value,obs_flag\n"


@pytest.fixture(scope="module")
def held() -> RevisionStatistics:
    return statistics_of("isoc_sks_itspt", find_home())


@pytest.fixture
def three(tmp_path) -> RevisionStatistics:
    """Three vintages by hand: the newest year moves by +0.2, then by -0.4."""
    for vintage, lines in {
        "2023-04-01": ["BE,2021,PC_EMP,5.0,", "BE,2022,PC_EMP,5.2,"],
        "2024-04-01": ["BE,2021,PC_EMP,5.0,", "BE,2022,PC_EMP,5.4,", "BE,2023,PC_EMP,5.6,"],
        "2025-04-01": ["BE,2021,PC_EMP,4.9,", "BE,2022,PC_EMP,5.4,", "BE,2023,PC_EMP,5.2,", "BE,2024,PC_EMP,5.7,"],
    }.items():
        add_vintage(tmp_path, "isoc_sks_itspt", vintage, (HEAD + "\n".join(lines) + "\n").encode())
    return statistics_of("isoc_sks_itspt", Home(tmp_path))


def test_the_newest_year_is_what_a_vintage_ends_with(three: RevisionStatistics) -> None:
    table = three.table.set_index("age")
    assert table["cells"].to_dict() == {0: 2, 1: 2, 2: 1}
    assert table["revised"].to_dict() == {0: 2, 1: 0, 2: 1}
    assert table.loc[0, ["bias", "size", "largest"]].to_dict() == pytest.approx(
        {"bias": -0.1, "size": 0.3, "largest": 0.4}
    )
    assert table.loc[2, "bias"] == pytest.approx(-0.1)


def test_the_lag_is_the_oldest_age_still_revised(three: RevisionStatistics) -> None:
    assert three.lag(unit="PC_EMP") == 2
    assert three.lag(unit="THS_PER") is None


def test_the_triangle_has_a_row_per_period_and_a_column_per_vintage(three: RevisionStatistics) -> None:
    triangle = three.triangle("BE", unit="PC_EMP")
    assert list(triangle.columns) == ["2023-04-01", "2024-04-01", "2025-04-01"]
    assert list(triangle.loc["2023"])[1:] == [5.6, 5.2]
    assert triangle.isna().T["2024"].to_list() == [True, True, False]


def test_two_comparisons_are_too_few_to_be_typical(three: RevisionStatistics) -> None:
    typical = three.typical(unit="PC_EMP")
    assert (typical.pairs, typical.cells, typical.revised) == (2, 2, 2)
    assert not typical.is_enough


def test_of_the_share_of_specialists_four_vintages_are_enough(held: RevisionStatistics) -> None:
    typical = held.typical(unit="PC_EMP")
    assert (typical.pairs, typical.cells, typical.revised) == (3, 84, 9)
    assert typical.is_enough
    newest = held.steps[(held.steps["unit"] == "PC_EMP") & (held.steps["age"] == 0)]
    assert typical.half_width == pytest.approx(0.1)
    assert (newest["revision"].abs() <= typical.half_width + 1e-9).mean() >= 0.95
    assert held.typical(unit="PC_EMP", geo="BE").revised == 0


def test_of_the_thousands_one_comparison_is_held(held: RevisionStatistics) -> None:
    assert held.typical(unit="THS_PER").pairs == 1
    assert not held.typical(unit="THS_PER").is_enough


def test_what_no_vintage_holds_is_none_at_all(held: RevisionStatistics) -> None:
    typical = held.typical(unit="PC")
    assert pd.isna(typical.half_width)
    assert (typical.cells, typical.is_enough) == (0, False)
    with pytest.raises(EmptySelection, match="no vintage of isoc_sks_itspt holds unit=PC_EMP, geo=US"):
        held.triangle("US", unit="PC_EMP")


def test_the_triangle_of_the_union_holds_germany_s_revision(held: RevisionStatistics) -> None:
    triangle = held.triangle("EU27_2020", unit="THS_PER")
    assert list(triangle.loc["2024"]) == [10274, 10189.9]


def test_several_series_at_once_are_refused(held: RevisionStatistics) -> None:
    with pytest.raises(StudyError, match="holds several series for BE; give a code of each of unit"):
        held.triangle("BE")


def test_a_slice_left_out_by_a_vintage_is_followed_over_it() -> None:
    """Women's share stands in three vintages, men's in one alone."""
    found = statistics_of("isoc_sks_itsps", find_home())
    assert set(found.steps["sex"]) == {"F"}
    assert set(found.steps["older"]) == {"2024-02-02", "2024-04-26"}


def test_one_vintage_has_no_revision() -> None:
    found = statistics_of("tin00085", find_home())
    assert len(found.steps) == 0
    assert found.table.empty
    assert found.lag() is None


def test_a_publication_is_refused_and_so_is_an_unknown_name() -> None:
    with pytest.raises(StudyError, match="wef_future_of_jobs is keyed from publications"):
        statistics_of("wef_future_of_jobs", find_home())
    with pytest.raises(UnknownName, match="no dataset named 'isoc_sks_itspx'"):
        statistics_of("isoc_sks_itspx", find_home())


def test_reading_the_revisions_changes_no_raw_file() -> None:
    origin = find_home().origin("isoc_sks_itspt", "2026-04-17")
    assert hashlib.sha256(origin.path.read_bytes()).hexdigest() == origin.facts["sha256"]
