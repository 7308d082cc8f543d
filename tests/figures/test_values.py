from collections.abc import Callable

import pandas as pd
import pytest

from talentstudy.errors import CleaningError, EmptySelection, SchemaViolation
from talentstudy.figures.values import (
    decimals_of,
    drawable,
    flags_of,
    in_full,
    is_percent,
    period_text,
    position,
    printed,
)


@pytest.mark.parametrize(
    ("values", "unit", "decimals"),
    [
        ([69.0, 67.0], "PC", 0),
        ([5.7, 5.0], "PC_EMP", 1),
        ([0.232, 0.36], "PC", 2),
        ([272.6, 43.0], "THS_PER", 0),
        ([3.5, float("nan")], "RT", 1),
        ([float("nan")], "PC", 0),
    ],
)
def test_decimals_are_what_the_values_need(values: list[float], unit: str, decimals: int) -> None:
    assert decimals_of(values, unit) == decimals


def test_a_balance_and_a_gap_in_points_carry_no_percent_sign() -> None:
    assert [is_percent(unit) for unit in ("PC", "PC_EMP", "PCH", "PC_PNT", "PC_NET", "THS_PER")] == [
        True, True, True, False, False, False,
    ]  # fmt: skip
    assert printed(-24.0, "PC_NET", "nl", 0, signed=True) == "−24"


def test_periods_stand_in_time() -> None:
    order = ["2023", "2023-Q2", "2023-06", "2024", "2025/2030"]
    assert sorted(order, key=position) == order
    with pytest.raises(CleaningError, match="period 'spring' cannot be placed"):
        position("spring")


def test_months_are_printed_as_the_language_does() -> None:
    assert [period_text("2024-06", language) for language in ("nl", "fr", "en", "de")] == [
        "jun 2024", "juin 2024", "Jun 2024", "Juni 2024",
    ]  # fmt: skip


def test_rows_that_cannot_be_drawn_are_refused(make_rows: Callable[..., pd.DataFrame]) -> None:
    rows = make_rows("geo", {"BE": 1.0, "NL": 2.0})
    with pytest.raises(SchemaViolation, match=r"2 rows that share geo, first BE"):
        drawable(rows.assign(geo="BE"), ["geo"], "bars")
    with pytest.raises(SchemaViolation, match=r"2 units \(NR, PC\)"):
        drawable(rows.assign(unit=["PC", "NR"]), ["geo"], "bars")
    with pytest.raises(SchemaViolation, match="sex is not there"):
        drawable(rows, ["geo", "sex"], "bars")
    with pytest.raises(EmptySelection, match="2 rows and no value"):
        drawable(rows.assign(obs_value=float("nan")), ["geo"], "bars")


def test_flags_of_rows_are_their_letters() -> None:
    assert flags_of(pd.DataFrame({"obs_flag": ["be", "", None, "p"]})) == ["b", "e", "p"]


@pytest.mark.parametrize(
    ("given", "full"),
    [((272.6, "THS_PER"), (272600.0, "PER")), ((10.3, "MIO_PER"), (10_300_000.0, "PER")), ((5.4, "PC"), (5.4, "PC"))],
)
def test_counts_of_thousands_are_printed_in_full(given: tuple[float, str], full: tuple[float, str]) -> None:
    assert in_full(*given) == full
