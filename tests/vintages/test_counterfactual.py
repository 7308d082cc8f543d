"""The older edition with its revised cells alone replaced."""

from talentstudy.editions import Pin, read_edition
from talentstudy.pipeline import Pipeline
from talentstudy.store import find_home
from talentstudy.vintages.copies import Shelf
from talentstudy.vintages.counterfactual import revised_only
from talentstudy.vintages.revisions import revisions


def test_only_what_was_revised_is_taken_from_the_newer_copy(shelf: Shelf) -> None:
    older, newer = (Pipeline(read_edition(year), find_home()) for year in (2025, 2026))
    found = {
        "isoc_sks_itspt": revisions(
            shelf.copy("isoc_sks_itspt", "2025-05-14"), shelf.copy("isoc_sks_itspt", "2026-04-17")
        )
    }
    rows = revised_only(older, newer, found).observations("isoc_sks_itspt")
    before = older.observations("isoc_sks_itspt")
    key = ["geo", "time_period", "unit"]
    assert rows[key].equals(before[key])
    values = rows.set_index(key)["obs_value"]
    # Belgium's 288 thousand stay whole: 287.5 is no revision of it, and 2025 is none of this edition's years.
    assert values["BE", "2024", "THS_PER"] == 288
    assert values["DE", "2024", "THS_PER"] == 2184.5
    assert (values != before.set_index(key)["obs_value"]).sum() == 36
    flags = rows.set_index(key)["obs_flag"]
    assert (flags["BG", "2024", "PC_EMP"], flags["HR", "2012", "PC_EMP"]) == ("b", "e")


def test_what_is_gone_is_left_out(shelf: Shelf) -> None:
    older, newer = (Pipeline(read_edition(year), find_home()) for year in (2025, 2026))
    found = {"tepsr_sp200": revisions(shelf.copy("tepsr_sp200", "2025-05-14"), shelf.copy("tepsr_sp200", "2025-10-20"))}
    rows = revised_only(older, newer, found).observations("tepsr_sp200")
    assert len(rows) == len(older.observations("tepsr_sp200")) - 6


def test_a_dataset_that_did_not_change_is_read_as_pinned() -> None:
    older = Pipeline(read_edition(2025), find_home())
    same = revised_only(older, older, {})
    assert same.observations("tin00085").equals(older.observations("tin00085"))
    assert same.edition.pins_of("tin00085") == (Pin("tin00085", "2024-02-02", name="tin00085"),)
