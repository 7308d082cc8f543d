"""The revision report, cell by cell: on the real vintages, and rule by rule."""

from collections.abc import Callable

import pandas as pd
import pytest

from talentstudy.errors import StudyError
from talentstudy.vintages.copies import Copy, Shelf
from talentstudy.vintages.revisions import Revisions, common_cells, revisions

CopyOf = Callable[..., Copy]


@pytest.fixture(scope="module")
def spring(shelf: Shelf) -> Revisions:
    """The release of April 2026 against that of 2025."""
    return revisions(shelf.copy("isoc_sks_itspt", "2025-05-14"), shelf.copy("isoc_sks_itspt", "2026-04-17"))


def one(found: Revisions, kind: str, **codes: str) -> pd.Series:
    rows = found.of(kind)
    for column, code in codes.items():
        rows = rows[rows[column] == code]
    assert len(rows) == 1
    return rows.iloc[0]


# The real vintages.


def test_the_union_of_2024_falls_through_germany(spring: Revisions) -> None:
    union = one(spring, "revised", geo="EU27_2020", time_period="2024", unit="THS_PER")
    assert (union["old"], union["new"], union["difference"]) == (10274, 10189.9, -84.1)
    assert spring.through("THS_PER", "2024").to_dict("records") == [{"geo": "DE", "difference": -83.5}]
    assert spring.of("revised")["difference"].iloc[0] == -84.1


def test_no_belgian_value_is_revised_though_every_count_reads_otherwise(spring: Revisions) -> None:
    """288 thousand and 287.5 are the same number, once rounded."""
    assert spring.revised_of("BE") == 0
    assert spring.held["BE"] == 32
    assert set(spring.cells.loc[spring.cells["geo"] == "BE", "kind"]) == {"new"}


def test_26_of_the_thousands_are_revised_and_not_317(spring: Revisions) -> None:
    thousands = spring.slices.set_index("unit").loc["THS_PER"]
    assert (thousands["common"], thousands["differing"], thousands["revised"]) == (347, 317, 26)
    assert (thousands["decimals_old"], thousands["decimals_new"]) == (0, 1)
    assert (spring.of("revised")["unit"] == "THS_PER").sum() == 26


def test_belgium_2025_is_new(spring: Revisions) -> None:
    assert one(spring, "new", geo="BE", unit="THS_PER")["new"] == 302.3
    assert one(spring, "new", geo="BE", unit="PC_EMP")["new"] == 5.9
    assert set(spring.of("new")["time_period"]) == {"2025"}


def test_breaks_added_and_withdrawn_are_told(spring: Revisions) -> None:
    flags = spring.of("flags").set_index(["geo", "time_period"])["breaks"].to_dict()
    assert flags == {("BG", "2024"): "added", ("HR", "2007"): "added", ("HR", "2012"): "withdrawn"}
    assert spring.counts["breaks added"] == 2


def test_what_could_not_be_compared_is_listed(spring: Revisions) -> None:
    told = [str(item) for item in spring.not_compared]
    assert "unit=THS_PER: 347 cells, flags: 2025-05-14 carries none" in told
    assert any(text.startswith("unit=THS_PER, 2004 to 2013: 291 cells, held by 2026-04-17 alone") for text in told)
    assert any("BA, CH, IS, ME, MK, NO, RS, TR, UK: 111 cells" in text for text in told)
    # The cells told apart and those compared are all there are.
    cells = 934 + spring.counts["new"]
    assert cells + sum(item.cells for item in spring.not_compared if item.reason == "held_alone") == 1452


def test_more_decimals_are_no_revision(shelf: Shelf) -> None:
    found = revisions(shelf.copy("isoc_ske_itts", "2024-03-07"), shelf.copy("isoc_ske_itts", "2025-05-14"))
    assert found.slices["differing"].sum() == 228
    assert found.counts["revised"] == 0


def test_a_slice_that_one_copy_lacks_is_not_gone(shelf: Shelf) -> None:
    found = revisions(shelf.copy("isoc_sks_itsps", "2024-02-02"), shelf.copy("isoc_sks_itsps", "2024-04-26"))
    assert found.counts["gone"] == 0
    assert "sex=M unit=THS_PER: 616 cells, held by 2024-02-02 alone (the copy of 2024-04-26 is without this part)" in [
        str(item) for item in found.not_compared
    ]


# Rule by rule.

WHOLE = ["BE 2023 THS_PER 273", "BE 2024 THS_PER 288", "NL 2023 THS_PER 600", "NL 2024 THS_PER 650"]


@pytest.mark.parametrize(
    ("value", "is_revised"), [("287.5", False), ("288.5", False), ("288.4", False), ("288.6", True), ("287.4", True)]
)
def test_a_cell_is_revised_beyond_half_a_unit_of_the_coarser_copy(
    copy_of: CopyOf, value: str, is_revised: bool
) -> None:
    newer = ["BE 2023 THS_PER 272.6", f"BE 2024 THS_PER {value}", "NL 2023 THS_PER 600.1", "NL 2024 THS_PER 650.2"]
    for first, second in ((WHOLE, newer), (newer, WHOLE)):
        found = revisions(copy_of("2025-01-01", *first), copy_of("2026-01-01", *second))
        assert (found.counts["revised"] == 1) is is_revised


def test_between_copies_of_the_same_decimals_the_last_one_counts(copy_of: CopyOf) -> None:
    found = revisions(copy_of("2025-01-01", "BE 2024 PC_EMP 5.4"), copy_of("2026-01-01", "BE 2024 PC_EMP 5.5"))
    assert found.of("revised")["difference"].tolist() == [0.1]


def test_a_value_that_comes_is_new_and_one_that_goes_is_gone(copy_of: CopyOf) -> None:
    older = copy_of("2025-01-01", "BE 2022 PC_EMP 5.6", "BE 2023 PC_EMP :", "NL 2022 PC_EMP 6.9", "NL 2023 PC_EMP 7.0")
    newer = copy_of("2026-01-01", "BE 2022 PC_EMP 5.6", "BE 2023 PC_EMP 5.4", "NL 2022 PC_EMP :", "NL 2024 PC_EMP 7.1")
    found = revisions(older, newer)
    cells = found.cells.set_index(["geo", "time_period"])["kind"].to_dict()
    assert cells == {
        ("NL", "2022"): "gone",
        ("NL", "2023"): "gone",
        ("BE", "2023"): "new",
        ("NL", "2024"): "new",
    }


def test_a_country_and_years_that_one_copy_does_not_cover_are_no_news(copy_of: CopyOf) -> None:
    older = copy_of("2025-01-01", "BE 2020 PC_EMP 5.0", "BE 2021 PC_EMP 5.6")
    newer = copy_of(
        "2026-01-01", "BE 2019 PC_EMP 4.9", "BE 2020 PC_EMP 5.0", "BE 2021 PC_EMP 5.6", "CH 2021 PC_EMP 5.5"
    )
    found = revisions(older, newer)
    assert found.cells.empty
    assert [item.what for item in found.not_compared if item.reason == "held_alone"] == [
        "unit=PC_EMP, CH",
        "unit=PC_EMP, 2019",
    ]


def test_flags_are_compared_only_where_both_copies_carry_any(copy_of: CopyOf) -> None:
    bare, flagged = ["BE 2020 PC_EMP 5.0", "BE 2021 PC_EMP 5.6"], ["BE 2020 PC_EMP 5.0 e", "BE 2021 PC_EMP 5.6 b"]
    assert revisions(copy_of("2025-01-01", *bare), copy_of("2026-01-01", *flagged)).cells.empty
    other = ["BE 2020 PC_EMP 5.0 b", "BE 2021 PC_EMP 5.6"]
    found = revisions(copy_of("2025-01-01", *flagged), copy_of("2026-01-01", *other))
    assert found.of("flags").sort_values("time_period")["breaks"].tolist() == ["added", "withdrawn"]


def test_a_revised_value_says_what_became_of_its_flags(copy_of: CopyOf) -> None:
    found = revisions(
        copy_of("2025-01-01", "BE 2020 PC_EMP 5.0 p", "BE 2021 PC_EMP 5.6"),
        copy_of("2026-01-01", "BE 2020 PC_EMP 5.2 b", "BE 2021 PC_EMP 5.6"),
    )
    cell = one(found, "revised")
    assert (cell["old_flag"], cell["new_flag"], cell["breaks"]) == ("p", "b", "added")
    assert found.counts["flags"] == 0


def test_shares_do_not_add_up_over_countries(spring: Revisions) -> None:
    assert spring.through("PC_EMP", "2024").empty


def test_two_datasets_are_refused(shelf: Shelf) -> None:
    with pytest.raises(StudyError, match="tin00085 and tin00074 are two datasets, whose cells have nothing in common"):
        revisions(shelf.copy("tin00085", "2024-02-02"), shelf.copy("tin00074", "2024-02-02"))


def test_a_keyed_range_is_compared_by_its_bounds() -> None:
    rows = {
        "measure": ["x"],
        "geo": ["BE"],
        "time_period": ["2023"],
        "unit": ["DAYS"],
        "obs_value": [float("nan")],
        "obs_lower": [1.0],
        "obs_upper": [3.0],
        "obs_flag": [""],
    }
    older = Copy("convidencia_hackathons", "2023", pd.DataFrame(rows))
    newer = Copy("convidencia_hackathons", "2024", pd.DataFrame({**rows, "obs_upper": [4.0]}))
    cell = one(revisions(older, newer), "revised")
    assert (cell["part"], cell["old"], cell["new"]) == ("obs_upper", 3, 4)


def test_order_of_rows_does_not_matter(shelf: Shelf, spring: Revisions) -> None:
    older, newer = shelf.copy("isoc_sks_itspt", "2025-05-14"), shelf.copy("isoc_sks_itspt", "2026-04-17")
    turned = Copy(newer.dataset, newer.name, newer.table.iloc[::-1])
    pd.testing.assert_frame_equal(revisions(older, turned).cells, spring.cells)


def test_common_cells_are_those_with_two_values(shelf: Shelf) -> None:
    cells = common_cells(shelf.copy("isoc_sks_itspt", "2025-05-14"), shelf.copy("isoc_sks_itspt", "2026-04-17"))
    assert len(cells) == 934
    assert cells.groupby("unit")["tolerance"].unique().map(list).to_dict() == {"PC_EMP": [0.05], "THS_PER": [0.5]}
