"""Units meet where one is a multiple of the other, or a measure makes it so."""

import pytest

from talentstudy.claims.units import convertible, factor, is_share, measured_in
from talentstudy.errors import LedgerError


@pytest.mark.parametrize(
    ("found", "wanted", "times"),
    [("THS_PER", "PER", 1e3), ("MIO_PER", "PER", 1e6), ("MIO_PER", "THS_PER", 1e3), ("PC", "PC", 1)],
)
def test_counts_are_brought_to_persons(found: str, wanted: str, times: float) -> None:
    assert factor(found, wanted) == times
    assert convertible(found, wanted)


def test_what_cannot_be_brought_together_is_refused() -> None:
    assert not convertible("PC_EMP", "PER")
    with pytest.raises(LedgerError, match="a value in PC_EMP cannot be compared with one in PER"):
        factor("PC_EMP", "PER")


def test_a_difference_of_shares_is_in_points_and_one_of_counts_in_their_unit() -> None:
    assert measured_in("PC_EMP", "difference") == "PC_PNT"
    assert measured_in("PC_IND", "gap_to_eu") == "PC_PNT"
    assert measured_in("THS_PER", "difference") == "THS_PER"
    assert measured_in("THS_PER", "growth") == "PCH"
    assert measured_in("PC_ENT", "rank") == "RANK"
    assert convertible("THS_PER", "PER", "difference")


def test_points_and_changes_are_no_shares() -> None:
    assert is_share("PC_IND")
    assert not is_share("PC_PNT")
    assert not is_share("PCH")
