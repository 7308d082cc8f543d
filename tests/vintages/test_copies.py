"""Copies as published: what they hold, and how precisely."""

import pandas as pd
import pytest

from talentstudy.editions import read_edition
from talentstudy.errors import UnknownName
from talentstudy.vintages.copies import Copy, Shelf, decimals_held, precision_of


def test_a_copy_is_as_published_and_not_as_corrected(shelf: Shelf) -> None:
    table = shelf.published("isoc_sks_itspt", "2025-05-14")
    assert set(table.loc[table["unit"] == "THS_PER", "obs_flag"]) == {""}
    graduates = shelf.published("educ_uoe_grad02", "2026-01-06")
    wrong = graduates[
        (graduates["geo"] == "IT") & (graduates["iscedf13"] == "F06") & (graduates["time_period"] == "2015")
    ]
    assert wrong["obs_value"].tolist() == [11451]


def test_what_an_edition_pins_is_cut_as_it_pins_it(shelf: Shelf) -> None:
    copy = shelf.pinned(read_edition(2025), "isoc_cicce_use")
    assert copy.name == "2026-02-27, 2026-04-16"
    assert set(copy.table["indic_is"]) == {"E_CC", "E_CC1_SI"}
    assert copy.table["time_period"].max() == "2024"


def test_a_reader_cannot_spoil_what_the_next_one_gets(shelf: Shelf) -> None:
    table = shelf.published("tin00085", "2024-02-02")
    table.loc[:, "obs_value"] = 0.0
    assert shelf.published("tin00085", "2024-02-02")["obs_value"].max() > 0


def test_a_vintage_that_is_not_held_is_refused(shelf: Shelf) -> None:
    with pytest.raises(UnknownName, match="no vintage of isoc_sks_itspt named '2025-05-15'; did you mean 2025-05-14"):
        shelf.copy("isoc_sks_itspt", "2025-05-15")


@pytest.mark.parametrize(
    ("values", "decimals"),
    [([273.0, 288.0], 0), ([5.0, 5.4], 1), ([0.1 + 0.2], 1), ([33.94, 2.0], 2), ([], 0), ([float("nan")], 0)],
)
def test_the_decimals_are_those_held(values: list[float], decimals: int) -> None:
    assert decimals_held(pd.Series(values, dtype=float)) == decimals


def test_the_thousands_of_2025_are_whole_and_carry_no_flags(shelf: Shelf) -> None:
    found = precision_of(shelf.copy("isoc_sks_itspt", "2025-05-14"))
    assert found[["decimals", "flags"]].to_dict("index") == {
        "PC_EMP": {"decimals": 1, "flags": True},
        "THS_PER": {"decimals": 0, "flags": False},
    }


def test_a_slice_of_few_values_is_as_precise_as_its_unit() -> None:
    """One whole number may be one by chance: taken for coarse, it would hide a revision."""
    table = pd.DataFrame(
        {
            "sex": ["F", "M", *["T"] * 12],
            "geo": "BE",
            "time_period": ["2020", "2020", *(str(2000 + at) for at in range(12))],
            "unit": "PC",
            "obs_value": [19.0, 81.0, *(at + 0.5 for at in range(12))],
            "obs_flag": "",
        }
    )
    found = precision_of(Copy("isoc_sks_itsps", "x", table))
    assert found["decimals"].tolist() == [1, 1, 1]


def test_which_slices_a_vintage_holds(shelf: Shelf) -> None:
    assert shelf.holds("isoc_sks_itsps", "2025-05-14", unit="PC")
    assert not shelf.holds("isoc_sks_itsps", "2025-05-14", unit="THS_PER")
    assert shelf.codes("isoc_sks_itsps", "2025-05-14") == {("F", "PC")}
    assert shelf.codes("isoc_sks_itsps", "2025-05-14", sex="M") == frozenset()
