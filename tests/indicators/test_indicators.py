"""What is asked of every indicator alike; what only one can answer stands in the file of its theme."""

import csv
from collections import defaultdict
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from talentstudy.cleaning.flags import has_flag
from talentstudy.errors import EmptySelection, SchemaViolation
from talentstudy.indicators import INDICATORS
from talentstudy.pipeline import Pipeline
from talentstudy.schemas import check_indicator
from talentstudy.sources import DATASETS

NAMES = list(INDICATORS)
# Computed from indicators alone: their unit is not looked at, what they refuse stands in the file of their theme.
DERIVED = [name for name in NAMES if set(INDICATORS[name].inputs) <= set(INDICATORS)]
READING = [name for name in NAMES if name not in DERIVED]
# A missing value belongs to no segment, so that a span may end earlier.
SPANS = {name for name in NAMES if name.endswith("segment_growth")}
VALUES = ("obs_value", "obs_lower", "obs_upper")

with (Path(__file__).parent / "values.csv").open(encoding="utf-8", newline="") as _file:
    BY_HAND = list(csv.DictReader(_file))


def inputs_of(pipeline: Pipeline, name: str) -> dict[str, pd.DataFrame]:
    return {
        one: pipeline.indicator(one) if one in INDICATORS else pipeline.observations(one)
        for one in INDICATORS[name].inputs
    }


def computed(name: str, inputs: dict[str, pd.DataFrame]) -> pd.DataFrame:
    line = INDICATORS[name]
    return line.compute(**inputs).sort_values(list(line.key), ignore_index=True)


def test_every_indicator_has_a_value_read_by_hand() -> None:
    assert {line["indicator"] for line in BY_HAND} == set(NAMES)


@pytest.mark.parametrize("line", BY_HAND, ids=lambda line: f"{line['indicator']}: {line['key']}")
def test_the_edition_gives_the_value_read_by_hand(edition_2025: Pipeline, line: dict[str, str]) -> None:
    rows = edition_2025.indicator(line["indicator"])
    for part in line["key"].split("; "):
        dimension, code = part.split("=")
        rows = rows[rows[dimension] == code]
    assert len(rows) == 1
    row = rows.iloc[0]
    assert row["obs_flag"] == line["flag"]
    for column, wanted in zip(VALUES, (line["value"], line["lower"], line["upper"]), strict=True):
        if column == "obs_value" or INDICATORS[line["indicator"]].interval:
            known = float("nan") if wanted in {"", ":"} else float(wanted)
            assert row[column] == pytest.approx(known, rel=1e-9, nan_ok=True)


@pytest.mark.parametrize("name", NAMES)
def test_a_missing_input_gives_a_missing_value_never_a_zero(specimens: Pipeline, name: str) -> None:
    inputs = inputs_of(specimens, name)
    before = computed(name, inputs)
    blank = {one: t.assign(**{c: np.nan for c in VALUES if c in t}) for one, t in inputs.items()}
    rows = computed(name, blank)
    assert rows[[one for one in VALUES if one in rows]].isna().all(axis=None)
    if name not in SPANS:
        key = list(INDICATORS[name].key)
        pd.testing.assert_frame_equal(rows[key], before[key])


@pytest.mark.parametrize("name", NAMES)
def test_flags_and_sources_of_all_it_is_computed_from_travel(specimens: Pipeline, name: str) -> None:
    marked = {
        one: table.assign(obs_flag="u", source=f"{one}@2025-01-01") for one, table in inputs_of(specimens, name).items()
    }
    rows = computed(name, marked)
    assert len(rows) > 0
    assert has_flag(rows["obs_flag"], "u").all()
    named = {part for text in rows["source"] for part in text.split("; ")}
    assert named
    assert named <= {f"{one}@2025-01-01" for one in marked}


@pytest.mark.parametrize("name", NAMES)
def test_the_order_of_the_rows_it_reads_does_not_matter(specimens: Pipeline, name: str) -> None:
    inputs = inputs_of(specimens, name)
    shuffled = {one: table.sample(frac=1, random_state=7) for one, table in inputs.items()}
    pd.testing.assert_frame_equal(computed(name, shuffled), computed(name, inputs))


@pytest.mark.parametrize("name", NAMES)
def test_what_it_reads_is_not_changed(specimens: Pipeline, name: str) -> None:
    inputs = inputs_of(specimens, name)
    before = {one: table.copy() for one, table in inputs.items()}
    INDICATORS[name].compute(**inputs)
    for one, table in inputs.items():
        pd.testing.assert_frame_equal(table, before[one])


@pytest.mark.parametrize("name", READING)
def test_a_unit_it_is_not_made_for_is_refused_by_message(specimens: Pipeline, name: str) -> None:
    wrong = "MIO_PER" if INDICATORS[name].unit != "MIO_PER" else "RT"
    inputs = {one: table.assign(unit=wrong) for one, table in inputs_of(specimens, name).items()}
    with pytest.raises((EmptySelection, SchemaViolation), match=rf"there: {wrong}|unit is none of") as refused:
        check_indicator(computed(name, inputs), name, INDICATORS[name])
    assert INDICATORS[name].unit in str(refused.value)


@pytest.mark.parametrize("name", READING)
def test_an_input_without_a_row_is_refused_by_message(specimens: Pipeline, name: str) -> None:
    inputs = {one: table.iloc[:0] for one, table in inputs_of(specimens, name).items()}
    with pytest.raises(EmptySelection, match=r"no row has .*the table is empty"):
        INDICATORS[name].compute(**inputs)


@pytest.mark.parametrize("name", NAMES)
def test_its_inputs_are_datasets_the_edition_pins_or_indicators(edition_2025: Pipeline, name: str) -> None:
    assert INDICATORS[name].inputs
    assert set(INDICATORS[name].inputs) <= {*edition_2025.edition.datasets, *INDICATORS}


@pytest.mark.parametrize("name", NAMES)
def test_it_is_named_as_the_function_that_computes_it_and_says_what_it_measures(name: str) -> None:
    compute = INDICATORS[name].compute
    assert compute.__name__ == name
    assert len((compute.__doc__ or "").split()) > 5


@pytest.mark.parametrize("name", NAMES)
def test_the_edition_gives_rows_sorted_by_a_key_that_stands_once(edition_2025: Pipeline, name: str) -> None:
    rows, key = edition_2025.indicator(name), list(INDICATORS[name].key)
    assert not rows.duplicated(key).any()
    pd.testing.assert_frame_equal(rows, rows.sort_values(key, ignore_index=True))
    assert set(rows["unit"]) == {INDICATORS[name].unit}


@pytest.mark.parametrize("name", NAMES)
def test_the_last_word_of_its_name_says_what_it_is(name: str) -> None:
    units = {
        "count": {"THS_PER", "NR", "PER", "VAC", "JOBS", "ACC", "MIO_PER"},
        "share": {"PC", "PC_EMP", "PC_ENT", "PC_ENT_ITSPRCR2", "PC_IND"},
        "rate": {"P_THAB", "NR_MIN", "PC"},
        "gap": {"PC_PNT"},
        "ratio": {"RT", "P_HMEN"},
        "growth": {"PCH"},
        "rank": {"RANK"},
        "balance": {"PC_NET"},
        "number": {"NR"},
        "duration": {"DAYS", "YR"},
    }
    assert INDICATORS[name].unit in units[name.rsplit("_", 1)[1]]


def test_one_indicator_never_mixes_vintages_unless_it_says_so(edition_2025: Pipeline) -> None:
    for name, line in INDICATORS.items():
        vintages = defaultdict(set)
        for text in set(edition_2025.indicator(name)["source"]):
            for part in text.split("; "):
                dataset, vintage = part.split("#")[0].split("@")
                vintages[dataset].add(vintage)
        mixed = {dataset for dataset, found in vintages.items() if len(found) > 1}
        assert bool(mixed) == bool(line.mixes), (name, mixed)


def test_every_dataset_that_the_edition_pins_is_read_by_an_indicator_or_awaits_one(edition_2025: Pipeline) -> None:
    read = {one for line in INDICATORS.values() for one in line.inputs}
    waiting = {"agoria_digital_shortage", "fps_economy_digital_overview", "view_brussels_critical_functions"}
    assert set(edition_2025.edition.datasets) - read <= waiting
    assert set(DATASETS) >= waiting
