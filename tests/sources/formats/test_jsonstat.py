import json
import math
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from talentstudy.errors import CleaningError, RawFileError, SchemaViolation
from talentstudy.sources.formats.jsonstat import read_jsonstat
from talentstudy.sources.formats.opening import Source
from talentstudy.sources.formats.reply import Reply


def cube(**more: Any) -> dict[str, Any]:
    """Two countries by three years, as Eurostat writes it."""
    return {
        "version": "2.0",
        "class": "dataset",
        "updated": "2025-05-14T11:00:00+0200",
        "id": ["freq", "geo", "time"],
        "size": [1, 2, 3],
        "dimension": {
            "freq": {"category": {"index": {"A": 0}, "label": {"A": "Annual"}}},
            "geo": {"category": {"index": {"NL": 1, "GR": 0}, "label": {"GR": "Greece", "NL": "Netherlands"}}},
            "time": {"category": {"index": ["2022", "2023", "2024"]}},
        },
        "value": {"0": 5.1, "5": 6, "4": 0},
        "status": {"0": "b", "2": "|C", "5": "u|C"},
        "extension": {"id": "TEST", "agencyId": "ESTAT"},
    } | more


def read(reply, content: Any, **options: str) -> Reply:
    return read_jsonstat(Source(reply(json.dumps(content))), **options)


def rows(table: pd.DataFrame) -> list[tuple]:
    plain = table.astype({column: "str" for column in table if column != "obs_value"})
    return [tuple(None if cell != cell else cell for cell in row) for row in plain.itertuples(index=False)]


SPARSE = [
    ("A", "EL", "2022", 5.1, "b"),
    ("A", "EL", "2024", None, "C"),
    ("A", "NL", "2023", 0.0, ""),
    ("A", "NL", "2024", 6.0, "Cu"),
]


def test_a_sparse_cube_has_a_row_per_value_or_status(reply) -> None:
    found = read(reply, cube())
    assert rows(found.table) == SPARSE
    assert found.table.columns.tolist() == ["freq", "geo", "time_period", "obs_value", "obs_flag"]
    assert (found.dataset, found.updated) == ("TEST", "2025-05-14T11:00:00+0200")
    assert found.labels["geo"] == {"GR": "Greece", "NL": "Netherlands"}


def test_a_dense_cube_has_a_row_per_cell(reply) -> None:
    dense = cube(value=[5.1, None, None, None, 0, 6], status=["b", None, "|C", None, "", "u|C"])
    assert rows(read(reply, dense).table) == [
        SPARSE[0],
        ("A", "EL", "2023", None, ""),
        SPARSE[1],
        ("A", "NL", "2022", None, ""),
        *SPARSE[2:],
    ]


@pytest.mark.parametrize("status", ["p", ["p"]])
def test_one_status_holds_for_every_value(reply, status: Any) -> None:
    assert [row[-1] for row in rows(read(reply, cube(status=status)).table)] == ["p", "p", "p"]


def test_no_status_is_no_flag(reply) -> None:
    content = cube()
    del content["status"]
    assert [row[-1] for row in rows(read(reply, content).table)] == ["", "", ""]


def test_a_category_of_one_code_needs_no_index(reply) -> None:
    content = cube()
    content["dimension"]["freq"] = {"category": {"label": {"A": "Annual"}}}
    assert rows(read(reply, content).table) == SPARSE


def test_roles_name_time_and_geography(reply) -> None:
    content = cube(id=["freq", "Country", "Year"], role={"time": ["Year"], "geo": ["Country"]})
    content["dimension"] = {
        "freq": content["dimension"]["freq"],
        "Country": content["dimension"]["geo"],
        "Year": content["dimension"]["time"],
    }
    assert rows(read(reply, content).table) == SPARSE


def test_a_dataset_inside_a_collection_or_a_bundle_is_read(reply) -> None:
    collection = {"version": "2.0", "class": "collection", "link": {"item": [cube()]}}
    assert rows(read(reply, collection).table) == SPARSE
    first = cube()
    first["dimension"] |= {"id": first.pop("id"), "size": first.pop("size"), "role": {"time": ["time"]}}
    assert rows(read(reply, {"test": first}).table) == SPARSE


@pytest.mark.parametrize(
    "held",
    [
        [cube()],
        {"class": "collection", "dataset": cube()},
        {"class": "collection", "link": {"item": [{"class": "collection", "link": {"item": [cube()]}}]}},
        {
            "class": "collection",
            "href": "here",
            "link": {"item": [{"class": "dataset", "href": "elsewhere", "label": "Other"}, cube()]},
        },
    ],
)
def test_a_dataset_is_found_at_any_depth(reply, held: Any) -> None:
    assert rows(read(reply, held).table) == SPARSE


def test_a_collection_that_only_refers_to_datasets_is_refused(reply) -> None:
    referring = {"class": "collection", "link": {"item": [{"class": "dataset", "href": "elsewhere"}]}}
    with pytest.raises(RawFileError, match="0 JSON-stat datasets, perhaps only references to some; one is wanted"):
        read(reply, referring)


def test_several_datasets_are_refused(reply) -> None:
    with pytest.raises(RawFileError, match=r"JSON with 2 JSON-stat datasets \(TEST; A second\); one is wanted"):
        read(reply, {"one": cube(), "two": cube(extension={}, label="A second")})
    with pytest.raises(RawFileError, match="JSON with 0 JSON-stat datasets"):
        read(reply, [1, 2])


@pytest.mark.parametrize(
    "content",
    [{"version": "2.0", "class": "dataset", "value": {}}, cube(value={}, status={}), cube(value=[], status={})],
)
def test_an_empty_selection_is_an_empty_table_with_its_reason(reply, content: Any) -> None:
    found = read(reply, content)
    assert found.table.empty
    assert {"geo", "time_period", "obs_value", "obs_flag"} <= set(found.table.columns)
    assert "has no value: the selection is empty" in found.reason


@pytest.mark.parametrize(
    ("change", "error", "told"),
    [
        ({"value": {"6": 1.0}}, SchemaViolation, "values beyond the 6 cells"),
        ({"value": [1.0] * 7}, SchemaViolation, "values beyond the 6 cells"),
        ({"size": [1, 3, 3]}, SchemaViolation, "2 codes of geo and says 3"),
        ({"value": [1.0] * 4, "status": {}}, SchemaViolation, "lists 4 values .* for the 6 cells"),
        ({"status": ["b", "e"]}, SchemaViolation, "2 statuses for the 6 cells"),
        ({"value": {"0": math.inf}}, CleaningError, "an infinite number"),
        ({"value": {"0": "many"}}, CleaningError, "text where a number stands"),
        ({"value": {"zero": 1}}, CleaningError, "text where a number stands"),
        ({"status": {"0": "x"}}, CleaningError, "unknown letter: 'x'"),
    ],
)
def test_a_wrong_cube_is_refused_by_name(reply, change: dict[str, Any], error: type, told: str) -> None:
    with pytest.raises(error, match=told):
        read(reply, cube(**change))


@pytest.mark.parametrize(
    "change",
    [
        {"value": {"0": 5.1, "2": ":", "4": 0, "5": 6}},
        {"status": {"0": "b", "2": ":|C", "5": "u|C"}},
        {"status": {"0": "b", "2": ": c", "5": "u|C"}},
        {"value": [5.1, None, ":", None, 0, 6], "status": ["b", ":", ":c", ":", "", "u|C"]},
    ],
)
def test_a_colon_only_says_that_there_is_no_value(reply, change: dict[str, Any]) -> None:
    found = read(reply, cube(**change)).table
    assert [row for row in rows(found) if row[3] is not None or row[4]] == SPARSE
    assert "obs_status" not in found


def test_a_code_that_stands_twice_in_our_spelling_is_refused(reply) -> None:
    wrong = cube()
    wrong["dimension"]["geo"]["category"] = {"index": ["UK", "GB"]}
    with pytest.raises(SchemaViolation, match="1 key of freq, geo, time_period stands more than once"):
        read(reply, wrong | {"value": {"0": 1, "3": 2}, "status": {}})


def test_a_reply_that_breaks_off_is_refused(reply) -> None:
    text = json.dumps(cube())
    with pytest.raises(RawFileError, match="JSON that breaks off or is damaged"):
        read_jsonstat(Source(reply(text[:-20])))


def test_another_dataset_is_refused(reply) -> None:
    assert read(reply, cube(), expected="test").dataset == "TEST"
    with pytest.raises(RawFileError, match="holds the dataset TEST, not isoc_sks_itspt"):
        read(reply, cube(), expected="isoc_sks_itspt")


def test_an_error_of_the_service_is_refused(reply) -> None:
    with pytest.raises(RawFileError, match="'404 Dataset not found'"):
        read(reply, {"error": [{"status": 404, "label": "Dataset not found"}]})


@given(
    sizes=st.lists(st.integers(1, 4), min_size=1, max_size=4),
    sparse=st.booleans(),
    data=st.data(),
)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_written_is_read(reply, sizes: list[int], sparse: bool, data) -> None:
    codes = [[f"c{number}" for number in range(size)] for size in sizes]
    keys = pd.MultiIndex.from_product(codes).to_flat_index() if len(sizes) > 1 else [(code,) for code in codes[0]]
    value = st.one_of(st.none(), st.floats(allow_nan=False, allow_infinity=False))
    cells = [data.draw(st.tuples(value, st.sampled_from(["", "b", "be"]))) for _ in keys]
    said = [place for place, (number, flag) in enumerate(cells) if not sparse or number is not None or flag]
    content = {
        "class": "dataset",
        "id": [f"d{place}" for place in range(len(sizes))],
        "size": sizes,
        "dimension": {f"d{place}": {"category": {"index": listed}} for place, listed in enumerate(codes)},
        "value": [number for number, _ in cells]
        if not sparse
        else {str(place): cells[place][0] for place in said if cells[place][0] is not None},
        "status": {str(place): flag for place, (_, flag) in enumerate(cells) if flag},
    }
    assert rows(read(reply, content).table) == [(*keys[place], *cells[place]) for place in said]
