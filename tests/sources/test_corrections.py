import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from talentstudy.errors import SchemaViolation, StudyError
from talentstudy.pipeline import Pipeline
from talentstudy.sources import DATASETS, corrections
from talentstudy.sources.corrections import ACTIONS, corrected
from talentstudy.sources.observations import read_observations

Rows = Callable[..., pd.DataFrame]
ENTRIES = corrections.corrections()
IDS = [f"{at}: {one['dataset']} {one['action']} {dict(one['where'])}" for at, one in enumerate(ENTRIES)]


def as_published(pipeline: Pipeline, dataset: str, vintage: str) -> pd.DataFrame:
    origin = pipeline.home.origin(dataset, vintage)
    return read_observations(origin.path, dataset, DATASETS[dataset], vintage)


def named(table: pd.DataFrame, entry: Any) -> pd.Series:
    chosen = pd.Series(True, index=table.index)
    for column, codes in entry["where"].items():
        chosen &= table[column].isin([codes] if isinstance(codes, str) else codes)
    return chosen


@pytest.fixture
def entry(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Put one entry of the test's own in the place of the file's."""

    def put(**facts: Any) -> None:
        whole = {"dataset": "x", "vintages": ["2025"], "where": {"geo": "BE"}, **facts}
        monkeypatch.setattr(corrections, "corrections", lambda: (whole,))

    return put


@pytest.mark.parametrize("one", ENTRIES, ids=IDS)
def test_an_entry_says_what_where_why_and_what_it_expects(one: Any) -> None:
    assert set(one) <= {
        "dataset",
        "vintages",
        "where",
        "action",
        "reason",
        "reported",
        "expect",
        "flag",
        "flags_of",
    } | {
        "value",
        "factor",
    }
    assert one["dataset"] in DATASETS
    assert one["action"] in ACTIONS
    assert len(one["reason"].split()) > 5
    assert one["reported"]
    assert set(one["expect"]) in ({"flags"}, {"values"})
    assert one["where"]


@pytest.mark.parametrize("one", ENTRIES, ids=IDS)
def test_every_guard_holds_on_the_vintages_held(edition_2025: Pipeline, one: Any) -> None:
    for vintage in one["vintages"]:
        table = as_published(edition_2025, one["dataset"], vintage)
        assert named(table, one).any()
        corrected(table, one["dataset"], vintage)


@pytest.mark.parametrize("one", ENTRIES, ids=IDS)
def test_a_guard_fails_by_name_once_the_provider_has_repaired_the_rows(edition_2025: Pipeline, one: Any) -> None:
    for vintage in one["vintages"]:
        table = as_published(edition_2025, one["dataset"], vintage)
        first = table.index[named(table, one)][0]
        if "flags" in one["expect"]:
            table.loc[first, "obs_flag"] = "b"
        else:
            table.loc[first, "obs_value"] += 1
        with pytest.raises(SchemaViolation) as refused:
            corrected(table, one["dataset"], vintage)
        told = str(refused.value)
        assert f"the correction of {one['dataset']} at vintage {vintage}" in told
        assert "remove or renew the entry in sources/corrections.toml" in told


def test_a_guard_fails_once_the_rows_are_gone(edition_2025: Pipeline) -> None:
    table = as_published(edition_2025, "educ_uoe_grad02", "2026-01-06")
    with pytest.raises(SchemaViolation, match=r"'IT'.*expects \[11451.0\] and finds \[\]"):
        corrected(table[table["geo"] != "IT"], "educ_uoe_grad02", "2026-01-06")


def test_rows_no_entry_names_stay_as_published(edition_2025: Pipeline) -> None:
    before = as_published(edition_2025, "educ_uoe_grad02", "2026-01-06")
    table = corrected(before, "educ_uoe_grad02", "2026-01-06")
    touched = pd.Series(False, index=before.index)
    for one in ENTRIES:
        if one["dataset"] == "educ_uoe_grad02":
            touched |= named(before, one)
    key = ["sex", "isced11", "iscedf13", "geo", "time_period", "unit"]
    rest = before[~touched].merge(table, on=[*key, "obs_value", "obs_flag", "source"])
    assert len(rest) == (~touched).sum()
    # One row is dropped, and only values stay that were there.
    assert len(table) == len(before) - 1


def test_another_vintage_is_not_corrected(edition_2025: Pipeline) -> None:
    table = as_published(edition_2025, "isoc_sks_itspt", "2026-04-17")
    assert corrected(table, "isoc_sks_itspt", "2026-04-17") is table


def test_the_corrections_of_the_union_s_graduates(edition_2025: Pipeline) -> None:
    table = edition_2025.vintage("educ_uoe_grad02", "2026-01-06")
    union = table[(table["geo"] == "EU27_2020") & (table["iscedf13"] == "F07")].set_index("time_period")["obs_flag"]
    assert union[["2014", "2015", "2016", "2017", "2018", "2019", "2020"]].tolist() == ["", "u", "u", "u", "u", "b", ""]


def test_a_flag_is_added_to_those_there(rows: Rows, entry: Callable[..., None]) -> None:
    entry(action="flag", flag="b", expect={"values": [5]})
    table = corrected(rows("BE 2023 PC 5 e", "NL 2023 PC 6 p"), "x", "2025")
    assert table["obs_flag"].tolist() == ["be", "p"]


def test_flags_of_the_same_observations_are_taken_by_key(rows: Rows, entry: Callable[..., None]) -> None:
    entry(action="flag", where={"unit": "THS_PER"}, flags_of={"unit": "PC_EMP"}, expect={"flags": ""})
    lines = ["BE 2021 THS_PER 272", "NL 2021 THS_PER 621", "NL 2021 PC_EMP 6.7 e", "BE 2021 PC_EMP 5.6 b"]
    table = corrected(rows(*lines), "x", "2025")
    assert table["obs_flag"].tolist() == ["b", "e", "e", "b"]


def test_an_observation_without_a_bearer_gets_no_flag(rows: Rows, entry: Callable[..., None]) -> None:
    entry(action="flag", where={"unit": "THS_PER"}, flags_of={"unit": "PC_EMP"}, expect={"flags": ""})
    table = corrected(rows("CH 2021 THS_PER 250", "BE 2021 PC_EMP 5.6 b"), "x", "2025")
    assert table["obs_flag"].tolist() == ["", "b"]


def test_a_row_is_dropped_and_the_rest_numbered_anew(rows: Rows, entry: Callable[..., None]) -> None:
    entry(action="drop", expect={"values": [5]})
    before = rows("BE 2023 PC 5", "NL 2023 PC 6")
    table = corrected(before, "x", "2025")
    assert table[["geo"]].to_dict("index") == {0: {"geo": "NL"}}
    assert len(before) == 2


def test_a_value_is_overridden(rows: Rows, entry: Callable[..., None]) -> None:
    entry(action="override", value=7.5, expect={"values": [5]})
    before = rows("BE 2023 PC 5", "NL 2023 PC 6")
    assert corrected(before, "x", "2025")["obs_value"].tolist() == [7.5, 6]
    assert before["obs_value"].tolist() == [5, 6]


def test_a_value_is_scaled(rows: Rows, entry: Callable[..., None]) -> None:
    entry(action="scale", factor=0.001, expect={"values": [5000]})
    assert corrected(rows("BE 2023 PC 5000", "NL 2023 PC 6"), "x", "2025")["obs_value"].tolist() == [5, 6]


def test_another_action_is_refused_with_those_there_are(rows: Rows, entry: Callable[..., None]) -> None:
    entry(action="guess", expect={"values": [5]})
    with pytest.raises(StudyError, match="asks for 'guess'; one of flag, drop, override, scale is wanted"):
        corrected(rows("BE 2023 PC 5"), "x", "2025")


def test_flags_of_two_columns_are_refused(rows: Rows, entry: Callable[..., None]) -> None:
    entry(action="flag", flags_of={"unit": "PC", "geo": "NL"}, expect={"flags": ""})
    with pytest.raises(StudyError, match=r"flags_of in corrections\.toml names one column and one code"):
        corrected(rows("BE 2023 PC 5"), "x", "2025")


def test_the_file_holds_nothing_but_entries() -> None:
    path = Path(corrections.__file__).with_name("corrections.toml")
    facts = tomllib.loads(path.read_text(encoding="utf-8"))
    assert list(facts) == ["correction"]
    assert len(facts["correction"]) == len(ENTRIES)
