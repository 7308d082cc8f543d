import pytest

from talentstudy.errors import CleaningError
from talentstudy.sources.formats.meaning import (
    european,
    flags,
    letters_of_confidentiality,
    letters_of_status,
    name_of,
    periods,
    split_labels,
)


def test_countries_are_written_as_the_european_institutions_do() -> None:
    assert european(["GR", "GB", "EL", "UK", "BE", "EU27_2020", "XX"]) == [
        "EL",
        "UK",
        "EL",
        "UK",
        "BE",
        "EU27_2020",
        "XX",
    ]


def test_periods_are_written_as_sdmx_does() -> None:
    assert periods(["2024", "2024Q3", "2024M06", "2024-S1", "2020W01", "2020-W53", "2024-06-30"]) == [
        "2024",
        "2024-Q3",
        "2024-06",
        "2024-S1",
        "2020-W01",
        "2020-W53",
        "2024-06-30",
    ]


def test_what_is_no_known_period_stays_as_it_stands() -> None:
    assert periods(["2014-01-01T00:00:00/P1Y", "TOTAL"]) == ["2014-01-01T00:00:00/P1Y", "TOTAL"]


def test_flags_of_the_former_and_the_present_list_are_one() -> None:
    assert flags(["eb", "s", "c", "u|C", "|C", "b@C", ""]) == ["be", "i", "C", "Cu", "C", "Cb", ""]


def test_an_unknown_flag_letter_is_refused_by_name() -> None:
    with pytest.raises(CleaningError, match="'bx'"):
        flags(["b", "bx"])


@pytest.mark.parametrize(
    ("status", "letters"),
    [
        ("", ""),
        ("A", ""),
        ("B", "b"),
        ("E", "e"),
        ("M", "m"),
        ("na", ""),
        ("e", "e"),
        ("eb", "be"),
        ("B;E", "be"),
        ("O", ""),
    ],
)
def test_a_status_says_letters(status: str, letters: str) -> None:
    assert letters_of_status(status) == letters


@pytest.mark.parametrize("status", ["K", "S", "H", "Q", "-", "0", "x"])
def test_a_status_without_a_letter_says_none(status: str) -> None:
    assert letters_of_status(status) is None


@pytest.mark.parametrize(
    ("status", "found"),
    [
        ("", ("", True)),
        ("F", ("", True)),
        ("C", ("C", True)),
        ("c", ("C", True)),
        ("N", ("N", True)),
        ("S", ("C", False)),
    ],
)
def test_a_confidentiality_status_says_letters(status: str, found: tuple[str, bool]) -> None:
    assert letters_of_confidentiality(status) == found
    assert letters_of_confidentiality("?")[0] is None


def test_code_and_label_are_told_apart() -> None:
    noted: dict[str, str] = {}
    assert split_labels(["BE: Belgium", "EL:Greece", "FR", "2014-01: 2014-01", "", "2014-01-01T10:00:00"], noted) == [
        "BE",
        "EL",
        "FR",
        "2014-01",
        "",
        "2014-01-01T10:00:00",
    ]
    assert noted == {"BE": "Belgium", "EL": "Greece", "2014-01": "2014-01"}


def test_a_label_may_hold_a_colon() -> None:
    noted: dict[str, str] = {}
    assert split_labels(["J: Information: ICT"], noted) == ["J"]
    assert noted == {"J": "Information: ICT"}


def test_names_are_lower_case_and_time_is_time_period() -> None:
    assert [name_of(one) for one in ("TIME_PERIOD", "time", "GEO", "nace_r2")] == [
        "time_period",
        "time_period",
        "geo",
        "nace_r2",
    ]
