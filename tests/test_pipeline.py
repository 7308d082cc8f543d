from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from talentstudy import pipeline as shell
from talentstudy import results
from talentstudy.editions import Edition, Pin
from talentstudy.errors import RawFileError, SchemaViolation, StudyError, UnknownName
from talentstudy.indicators import INDICATORS
from talentstudy.pipeline import Pipeline, cited, open_pipeline
from talentstudy.registry import Indicator, Registry
from talentstudy.results import csv_text, fingerprint, indicator_path, write_manifest
from talentstudy.store import Home, write_text

VINTAGE = "2025-01-01"
Value = Callable[..., Any]


@pytest.fixture
def study(home: Home, edition: Edition) -> Pipeline:
    return Pipeline(edition, home)


def copied(home: Home, dataset: str, vintage: str, old: str = "", new: str = "") -> None:
    """A second vintage of a dataset, with one cell of it altered."""
    import hashlib

    place = home.origin(dataset, VINTAGE).folder
    later = place.parent / vintage
    later.mkdir()
    content = (place / "raw.csv").read_text(encoding="utf-8").replace(old, new)
    digest = hashlib.sha256(content.encode()).hexdigest()
    origin = (place / "origin.toml").read_text(encoding="utf-8").replace(VINTAGE, vintage)
    before = hashlib.sha256((place / "raw.csv").read_bytes()).hexdigest()
    (later / "raw.csv").write_text(content, encoding="utf-8")
    (later / "origin.toml").write_text(origin.replace(before, digest), encoding="utf-8")


def run(home: Home, edition: Edition, *names: str) -> str:
    """What a run leaves: some indicators and the manifest."""
    mark, study = fingerprint(home, edition), Pipeline(edition, home)
    for name in names:
        write_text(indicator_path(home, edition, name), csv_text(study.indicator(name)))
    write_manifest(study, mark)
    return mark


def test_an_indicator_is_computed_from_what_its_arguments_name(study: Pipeline, value: Value) -> None:
    assert value(study.indicator("ict_specialists_share"), geo="BE", time_period="2023") == 5.4
    assert value(study.indicator("ict_gender_gap"), geo="BE", time_period="2024") == 62


def test_rows_are_sorted_by_key(study: Pipeline) -> None:
    rows = study.indicator("ict_specialists_share")
    pd.testing.assert_frame_equal(rows, rows.sort_values(["geo", "time_period"], ignore_index=True))


def test_an_indicator_that_is_not_there_is_refused(study: Pipeline) -> None:
    with pytest.raises(UnknownName, match=r"no indicator named 'ict_woman_share'; did you mean ict_women_share"):
        study.indicator("ict_woman_share")


def test_an_input_that_is_not_pinned_is_named_with_who_asks_for_it(study: Pipeline) -> None:
    with pytest.raises(
        UnknownName, match=r"no input of ict_young_share named 'isoc_sks_itspa'.*Pin it in editions/1999/"
    ):
        study.indicator("ict_young_share")


def test_an_altered_file_is_refused_before_it_is_read(study: Pipeline) -> None:
    path = study.home.origin("isoc_sks_itspt", VINTAGE).path
    path.write_bytes(path.read_bytes() + b"BE,2025,PC_EMP,6,\n")
    with pytest.raises(RawFileError, match="was altered"):
        study.indicator("ict_specialists_share")


def test_what_is_given_is_a_copy(study: Pipeline) -> None:
    for ask in (
        partial(study.vintage, "isoc_sks_itspt", VINTAGE),
        partial(study.observations, "isoc_sks_itspt"),
        partial(study.indicator, "ict_specialists_share"),
    ):
        before = ask()
        spoiled = ask()
        spoiled["obs_value"] = -1.0
        del spoiled["source"]
        pd.testing.assert_frame_equal(ask(), before)


def test_a_table_is_read_once(study: Pipeline, monkeypatch: pytest.MonkeyPatch) -> None:
    first = study.indicator("ict_specialists_share")
    monkeypatch.setattr(shell, "read_observations", lambda *_: pytest.fail("read a second time"))
    pd.testing.assert_frame_equal(study.indicator("ict_specialists_share"), first)
    assert len(study.indicator("ict_specialists_count")) > 0


def test_slices_of_two_vintages_stand_below_each_other(home: Home, edition: Edition) -> None:
    copied(home, "isoc_sks_itsps", "2024-06-30")
    pins = (
        Pin("isoc_sks_itsps", VINTAGE, {"unit": "PC"}, name="isoc_sks_itsps"),
        Pin("isoc_sks_itsps", "2024-06-30", {"unit": "THS_PER"}, name="isoc_sks_itsps"),
    )
    study = Pipeline(replace(edition, pins=pins), Home(home.folder))
    assert set(study.indicator("ict_women_share")["source"]) == {f"isoc_sks_itsps@{VINTAGE}"}
    assert set(study.indicator("ict_women_count")["source"]) == {"isoc_sks_itsps@2024-06-30"}
    assert [one.vintage for one in study.inputs] == [VINTAGE, "2024-06-30"]


def test_slices_that_overlap_are_refused(home: Home, edition: Edition) -> None:
    copied(home, "isoc_sks_itsps", "2024-06-30")
    pins = (
        Pin("isoc_sks_itsps", VINTAGE, {"unit": "PC"}, name="isoc_sks_itsps"),
        Pin("isoc_sks_itsps", "2024-06-30", {"sex": "F"}, name="isoc_sks_itsps"),
    )
    study = Pipeline(replace(edition, pins=pins), Home(home.folder))
    with pytest.raises(StudyError, match="edition 1999 pins overlapping slices of isoc_sks_itsps; give each a 'where'"):
        study.observations("isoc_sks_itsps")


def test_a_pin_until_a_period_leaves_out_what_comes_after(home: Home, edition: Edition) -> None:
    pins = (Pin("isoc_sks_itspt", VINTAGE, {}, "2021", "Known by then.", "isoc_sks_itspt"),)
    study = Pipeline(replace(edition, pins=pins), home)
    assert study.observations("isoc_sks_itspt")["time_period"].max() == "2021"
    assert study.vintage("isoc_sks_itspt", VINTAGE)["time_period"].max() == "2024"


def share_of_both(isoc_sks_itspt: pd.DataFrame) -> pd.DataFrame:
    chosen = isoc_sks_itspt[isoc_sks_itspt["unit"] == "PC_EMP"].reset_index(drop=True)
    older = chosen["source"].where(chosen["geo"] != "NL", "isoc_sks_itspt@2024-01-01")
    return chosen.assign(source=older)


@pytest.mark.parametrize("mixes", ["", "each country is of its own year"])
def test_vintages_are_not_mixed_unless_the_registry_says_why(
    study: Pipeline, monkeypatch: pytest.MonkeyPatch, mixes: str
) -> None:
    line = Indicator(share_of_both, "PC_EMP", mixes=mixes)
    monkeypatch.setattr(shell, "INDICATORS", Registry("indicator", {"mixed_share": line}))
    if mixes:
        assert len(study.indicator("mixed_share")) > 0
        return
    wanted = r"indicator mixed_share mixes vintages \(isoc_sks_itspt at 2024-01-01 and 2025-01-01\)\. Pin one vintage"
    with pytest.raises(SchemaViolation, match=wanted):
        study.indicator("mixed_share")


def test_an_indicator_out_of_shape_is_refused_at_the_border(study: Pipeline, monkeypatch: pytest.MonkeyPatch) -> None:
    line = Indicator(lambda isoc_sks_itspt: isoc_sks_itspt, "PC_EMP")
    monkeypatch.setattr(shell, "INDICATORS", Registry("indicator", {"raw_share": line}))
    with pytest.raises(SchemaViolation, match=r"indicator raw_share does not have the shape .* unit is none of PC_EMP"):
        study.indicator("raw_share")


@pytest.mark.parametrize("name", ["ict_specialists_year_growth", "ict_women_men_ratio", "hackathon_duration"])
def test_what_a_run_wrote_is_read_and_equals_what_is_computed_to_the_last_bit(
    home: Home, edition: Edition, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    computed = Pipeline(edition, home).indicator(name)
    mark = run(home, edition, name)
    monkeypatch.setattr(shell, "read_observations", lambda *_: pytest.fail("computed instead of read"))
    pd.testing.assert_frame_equal(
        Pipeline(edition, home, results_mark=mark).indicator(name), computed, check_exact=True
    )


def test_without_a_mark_nothing_written_is_read(home: Home, edition: Edition) -> None:
    run(home, edition, "ict_specialists_share")
    write_text(indicator_path(home, edition, "ict_specialists_share"), "not,a,result\n")
    assert len(Pipeline(edition, home).indicator("ict_specialists_share")) > 0


def test_a_result_that_is_not_the_last_run_s_is_computed_anew(home: Home, edition: Edition, value: Value) -> None:
    """Git may bring back another run's indicators beside a manifest that is current."""
    mark = run(home, edition, "ict_specialists_share")
    path = indicator_path(home, edition, "ict_specialists_share")
    path.write_text(path.read_text(encoding="utf-8").replace(",5.4,", ",5.6,"), encoding="utf-8")
    table = Pipeline(edition, home, results_mark=mark).indicator("ict_specialists_share")
    assert value(table, geo="BE", time_period="2023") == 5.4


def test_an_indicator_that_was_not_written_is_computed(home: Home, edition: Edition, value: Value) -> None:
    mark = run(home, edition, "ict_specialists_share")
    table = Pipeline(edition, home, results_mark=mark).indicator("ict_women_share")
    assert value(table, geo="BE", time_period="2024") == 19


def test_results_are_stale_once_a_byte_of_what_they_were_made_from_changes(home: Home, edition: Edition) -> None:
    mark = run(home, edition, "ict_specialists_share")
    path = home.origin("isoc_sks_itsps", VINTAGE).path
    path.write_bytes(path.read_bytes().replace(b"19.4", b"19.5"))
    later = fingerprint(home, edition)
    assert later != mark
    path.unlink()
    assert fingerprint(home, edition) not in {mark, later}


@pytest.mark.parametrize("change", ["origin", "package", "pins", "library"])
def test_the_fingerprint_changes_with_all_a_result_depends_on(
    home: Home, edition: Edition, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    package = tmp_path / "package"
    (package / "room").mkdir(parents=True)
    (package / "room" / "module.py").write_text("x = 1\n", encoding="utf-8")
    (package / "notes.md").write_text("no part of it\n", encoding="utf-8")
    monkeypatch.setattr(results, "_PACKAGE", package)
    mark = fingerprint(home, edition)
    (package / "notes.md").write_text("still none\n", encoding="utf-8")
    assert fingerprint(home, edition) == mark
    if change == "origin":
        path = home.origin("isoc_sks_itsps", VINTAGE).folder / "origin.toml"
        path.write_text(path.read_text(encoding="utf-8").replace("Made for tests", "Made for us"), encoding="utf-8")
    elif change == "package":
        (package / "room" / "module.py").write_text("x = 2\n", encoding="utf-8")
    elif change == "pins":
        edition = replace(edition, pins=edition.pins[:2])
    else:
        monkeypatch.setattr(results, "version", lambda _: "0")
    assert fingerprint(home, edition) != mark


def test_sources_are_cited_once_each_in_order() -> None:
    assert cited(["a@2025#Figure 1", "b@2024-01; a@2025", "a@2025#Figure 1"]) == (("a", "2025"), ("b", "2024-01"))


def test_the_pipeline_of_an_edition_is_opened_on_a_named_home(home: Home) -> None:
    study = open_pipeline(2025, str(home.folder))
    assert study.home.folder == home.folder.resolve()
    assert repr(study) == f"<Pipeline of edition 2025: 0 of {len(INDICATORS)} indicators computed>"
    with pytest.raises(UnknownName, match="no edition named '2024'"):
        open_pipeline(2024, str(home.folder))


def test_belgium_in_the_edition_of_2025(edition_2025: Pipeline, value: Value) -> None:
    """The numbers the study is shown by."""
    assert value(edition_2025.indicator("ict_specialists_share"), geo="BE", time_period="2023") == 5.4
    assert value(edition_2025.indicator("ict_specialists_count"), geo="BE", time_period="2023") == 273
    later = edition_2025.vintage("isoc_sks_itspt", "2026-04-17")
    assert value(later, geo="BE", time_period="2023", unit="THS_PER") == 272.6
    assert value(edition_2025.indicator("ict_women_share"), geo="BE", time_period="2015") == 15.1
    assert value(edition_2025.indicator("ict_women_share"), geo="BE", time_period="2024") == 19.0


def test_a_pipeline_on_the_same_data_begins_with_what_was_computed_before(
    home: Home, edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    warm = Pipeline(edition, home, results_mark="same")
    warm.observations("isoc_sks_itspt")
    monkeypatch.setattr("talentstudy.pipeline._warm", [warm])
    assert set(Pipeline(edition, home, results_mark="same")._tidy) == {"isoc_sks_itspt"}
    for other in (Pipeline(edition, home, results_mark="other"), Pipeline(edition, home)):
        assert not other._tidy


def test_a_pipeline_keeps_what_it_adds_to_itself(home: Home, edition: Edition, monkeypatch: pytest.MonkeyPatch) -> None:
    warm = Pipeline(edition, home, results_mark="same")
    monkeypatch.setattr("talentstudy.pipeline._warm", [warm])
    Pipeline(edition, home, results_mark="same").observations("isoc_sks_itspt")
    assert not warm._tidy
