"""Two editions, or two vintages, compared as a whole."""

import pytest

from talentstudy.errors import StudyError, UnknownName
from talentstudy.vintages.comparing import Comparison, Reader, compare


def test_the_two_editions_differ_in_the_datasets_whose_pins_moved(editions_compared: Comparison) -> None:
    assert set(editions_compared.found) == {
        "isoc_sks_itspt",
        "isoc_cicce_use",
        "isoc_sk_dskl_i21",
        "tepsr_sp200",
        "educ_uoe_grad04",
    }
    assert "isoc_sks_itsps" in editions_compared.unchanged
    assert editions_compared.title == "edition 2025 against edition 2026"
    assert editions_compared.counts["revised"] == 36 + 56 + 65


def test_a_pin_that_was_cut_off_brings_its_later_periods_and_no_revision(editions_compared: Comparison) -> None:
    cloud = editions_compared.found["isoc_cicce_use"]
    assert cloud.counts["revised"] == 0
    assert set(cloud.of("new")["time_period"]) == {"2025"}


def test_a_pin_that_reads_on_and_finds_nothing_is_no_difference(editions_compared: Comparison) -> None:
    pins = [one.pins_of("educ_uoe_grad02")[0] for one in (editions_compared.older, editions_compared.newer)]
    assert pins[0] != pins[1]
    assert "educ_uoe_grad02" in editions_compared.unchanged


def test_two_vintages_are_compared_in_the_edition_that_would_pin_them(reader: Reader) -> None:
    found = compare(["isoc_sks_itspt", "2024-04-26", "2025-05-14"], "2025", reader)
    assert found.older.pins_of("isoc_sks_itspt")[0].vintage == "2024-04-26"
    assert found.found["isoc_sks_itspt"].counts["revised"] == 23
    # The older copy is without thousands: what reads them has nothing to be compared with.
    assert "no row has unit=THS_PER" in found.impact.refused["ict_specialists_count"]


def test_a_slice_the_vintage_does_not_hold_keeps_its_pin(reader: Reader) -> None:
    found = compare(["isoc_sks_itsps", "2024-04-26", "2025-05-14"], "2025", reader)
    pins = {pin.where.get("unit"): pin.vintage for pin in found.older.pins_of("isoc_sks_itsps")}
    assert pins == {"PC": "2024-04-26", "THS_PER": "2024-02-02"}


@pytest.mark.parametrize(
    ("sides", "said"),
    [
        (["2025", "2052"], "no edition named '2052'"),
        (["2025", "2025"], "edition 2025 is no older than 2025; name the older one first"),
        (["2026", "2025"], "edition 2026 is no older than 2025"),
        (
            ["isoc_sks_itspx", "2025-05-14", "2026-04-17"],
            "no dataset named 'isoc_sks_itspx'; did you mean isoc_sks_itsp",
        ),
        (["isoc_sks_itspt", "2025-05-15", "2026-04-17"], "no vintage of isoc_sks_itspt named '2025-05-15'"),
        (["isoc_sks_itspt", "2025-05-14", "2027-01-01"], "no vintage of isoc_sks_itspt named '2027-01-01'"),
        (
            ["isoc_sks_itspt", "2026-04-17", "2025-05-14"],
            "vintage 2026-04-17 of isoc_sks_itspt is no older than 2025-05-14",
        ),
        (["isoc_sks_itspt", "isoc_sks_itsps"], "isoc_sks_itspt and isoc_sks_itsps are unlike"),
        (["isoc_sks_itspt", "2025-05-14"], "got 'isoc_sks_itspt 2025-05-14'"),
        (["2025"], "a diff takes two editions (2025 2026), or one dataset and two of its vintages"),
        (["2025", "isoc_sks_itspt", "2026-04-17"], "a diff takes two editions"),
        ([], "a diff takes two editions"),
    ],
)
def test_what_cannot_be_compared_is_refused_by_name(reader: Reader, sides: list[str], said: str) -> None:
    with pytest.raises((StudyError, UnknownName)) as refused:
        compare(sides, "2025", reader)
    assert said in str(refused.value)
