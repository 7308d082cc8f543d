import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from talentstudy.cleaning.periods import normalise_period, year_of
from talentstudy.errors import CleaningError

SINGLE = st.builds(
    lambda year, part: f"{year}{part}",
    st.integers(1900, 2100),
    st.sampled_from(["", "A", "-A1", "Q1", "-Q4", "S1", "-S2", "M06", "-M12", "-01", "-02-28"]),
)


@pytest.mark.parametrize(
    ("printed", "period"),
    [
        ("2024", "2024"),
        ("2024A", "2024"),
        ("2024-A1", "2024"),
        ("2024Q3", "2024-Q3"),
        ("2024-Q3", "2024-Q3"),
        ("2024S1", "2024-S1"),
        ("2024M06", "2024-06"),
        ("2024-M06", "2024-06"),
        ("2024-06", "2024-06"),
        ("2024-02-29", "2024-02-29"),
        ("2025/2030", "2025/2030"),
        ("2024Q1/2024Q3", "2024-Q1/2024-Q3"),
        (" 2024 ", "2024"),
    ],
)
def test_a_period_gets_one_spelling(printed: str, period: str) -> None:
    assert normalise_period(pd.Series([printed])).tolist() == [period]


def test_years_may_be_integers() -> None:
    assert normalise_period(pd.Series([2024, 2023])).tolist() == ["2024", "2023"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "24",
        "2024-13",
        "2024-00",
        "2024Q5",
        "2024-S3",
        "2023-24",
        "2023-02-29",
        "2024-W05",
        "2030/2025",
        "2025/2025",
        "2024/2024-Q3",
        "2025/",
        "/2030",
        "2025/2027/2030",
        "2025-2030",
        "2024.0",
        "mid 2024",
        "٢٠٢٤",
    ],
)
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(CleaningError, match="1 reference periods cannot be read") as refused:
        normalise_period(pd.Series(["2024", text, text]))
    assert f"'{text}' (2 times)" in str(refused.value)


def test_the_year_of_a_period_is_a_number_on_the_same_index() -> None:
    years = year_of(pd.Series(["2024", "2023-Q3", "2022-06", "2021-06-30"], index=[3, 2, 1, 0]))
    assert years.to_dict() == {3: 2024, 2: 2023, 1: 2022, 0: 2021}
    assert years.dtype == "int64"


@pytest.mark.parametrize("text", ["2025/2030", "soon", ""])
def test_what_lies_in_no_single_year_has_no_year(text: str) -> None:
    with pytest.raises(CleaningError, match="a period within one year"):
        year_of(pd.Series([text]))


def test_no_periods_give_none() -> None:
    assert normalise_period(pd.Series([], dtype="str")).tolist() == []
    assert year_of(pd.Series([], dtype="str")).dtype == "int64"


@given(st.lists(SINGLE, max_size=8))
def test_normalising_twice_changes_nothing_more_and_the_year_stays(printed: list[str]) -> None:
    once = normalise_period(pd.Series(printed, dtype="str"))
    pd.testing.assert_series_equal(normalise_period(once), once)
    assert year_of(once).tolist() == [int(text[:4]) for text in printed]


@given(st.integers(1900, 2100), st.integers(1, 50))
def test_a_span_runs_forward_only(first: int, length: int) -> None:
    assert normalise_period(pd.Series([f"{first}/{first + length}"])).tolist() == [f"{first}/{first + length}"]
    with pytest.raises(CleaningError):
        normalise_period(pd.Series([f"{first + length}/{first}"]))
