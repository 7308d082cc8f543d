import json
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from talentstudy.editions import Edition
from talentstudy.indicators import INDICATORS
from talentstudy.pipeline import Pipeline
from talentstudy.registry import Indicator
from talentstudy.results import (
    as_written,
    csv_text,
    figure_folder,
    fingerprint,
    index_mark,
    indicator_path,
    json_text,
    manifest_path,
    read_json,
    read_rows,
    remembered,
    write_manifest,
)
from talentstudy.store import Home, write_text

NUMBERS = st.one_of(st.just(float("nan")), st.floats(-1e12, 1e12, allow_nan=False))
# What may stand in a place: commas and quotes too, but no line end, which no page has.
PLACES = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z"), exclude_characters=";#"), min_size=1)


def rows(values: list[float], places: list[str]) -> pd.DataFrame:
    at = [str(2000 + year) for year in range(len(values))]
    return pd.DataFrame(
        {
            "geo": pd.Series(["BE"] * len(at), dtype="str"),
            "time_period": pd.Series(at, dtype="str"),
            "unit": pd.Series(["NR"] * len(at), dtype="str"),
            "obs_value": pd.Series(values, dtype="float64"),
            "obs_flag": pd.Series(["", "be"] * len(at), dtype="str")[: len(at)],
            "source": pd.Series([f'a@2025#"Figure, {place}"' for place in places], dtype="str"),
        }
    )


def test_a_csv_has_plain_columns_lf_and_twelve_digits() -> None:
    table = pd.DataFrame({"geo": ["BE", "NL"], "obs_value": [1 / 3, 5.4], "obs_flag": ["", "b"]})
    assert csv_text(table) == "geo,obs_value,obs_flag\nBE,0.333333333333,\nNL,5.4,b\n"


@pytest.mark.parametrize(
    ("value", "text"), [(273.0, "273"), (0.1 + 0.2, "0.3"), (float("nan"), ""), (69e6, "69000000"), (1e-7, "1e-07")]
)
def test_a_number_has_one_spelling(value: float, text: str) -> None:
    assert csv_text(pd.DataFrame({"x": ["a"], "obs_value": [value]})) == f"x,obs_value\na,{text}\n"


@given(st.lists(st.tuples(NUMBERS, PLACES), min_size=1, max_size=6))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_rows_written_and_read_are_the_rows(tmp_path: Path, cells: list[tuple[float, str]]) -> None:
    table = as_written(rows([value for value, _ in cells], [place for _, place in cells]))
    path = tmp_path / "rows.csv"
    path.write_bytes(csv_text(table).encode())
    line = Indicator(lambda: table, "NR")
    again = read_rows(path, line)
    pd.testing.assert_frame_equal(again, table, check_exact=True)
    assert csv_text(again) == csv_text(table)


@given(st.lists(NUMBERS, min_size=1, max_size=6))
def test_writing_twice_changes_nothing_more(values: list[float]) -> None:
    once = as_written(rows(values, ["x"] * len(values)))
    pd.testing.assert_frame_equal(as_written(once), once, check_exact=True)


@pytest.mark.parametrize("name", list(INDICATORS))
def test_every_indicator_comes_back_from_its_csv(edition_2025: Pipeline, tmp_path: Path, name: str) -> None:
    table = edition_2025.indicator(name)
    path = write_text(tmp_path / "rows.csv", csv_text(table))
    pd.testing.assert_frame_equal(read_rows(path, INDICATORS[name]), table, check_exact=True)


def test_the_csv_does_not_depend_on_the_order_of_what_was_read(home: Home, edition: Edition) -> None:
    first = csv_text(Pipeline(edition, home).indicator("ict_specialists_share"))
    origin = home.origin("isoc_sks_itspt", "2025-01-01")
    head, *lines = origin.path.read_text(encoding="utf-8").splitlines()
    origin.path.write_text("\n".join([head, *reversed(lines)]) + "\n", encoding="utf-8")
    unchecked = type("Unchecked", (Home,), {"verified": lambda self, one: one.path})(home.folder)
    assert csv_text(Pipeline(edition, unchecked).indicator("ict_specialists_share")) == first


def test_json_is_stable_and_readable(tmp_path: Path) -> None:
    content = {"title": "België", "files": ["b", "a"]}
    path = write_text(tmp_path / "index.json", json_text(content))
    assert read_json(path) == content
    assert "België" in path.read_text(encoding="utf-8")
    assert json_text(content).endswith("}\n")


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b'{"a": "\xff"}'])
def test_json_that_cannot_be_read_counts_as_none(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.json").write_bytes(content)
    assert read_json(tmp_path / "x.json") == {}
    assert read_json(tmp_path / "missing.json") == {}


def test_the_manifest_names_every_slice_with_its_sha256_and_every_indicator_written(
    home: Home, edition: Edition
) -> None:
    study = Pipeline(edition, home)
    write_text(indicator_path(home, edition, "ict_women_share"), csv_text(study.indicator("ict_women_share")))
    path = write_manifest(study, "a mark")
    assert path == manifest_path(home, edition)
    content = json.loads(path.read_text(encoding="utf-8"))
    assert (content["edition"], content["as_of"], content["fingerprint"]) == ("1999", "2025-06-30", "a mark")
    assert [one["dataset"] for one in content["inputs"]] == [pin.dataset for pin in edition.pins]
    for one in content["inputs"]:
        assert one["sha256"] == home.origin(one["dataset"], one["vintage"]).facts["sha256"]
        assert (home.folder / one["file"]).exists()
    assert set(content["indicators"]) == {"ict_women_share"}
    assert all(len(digest) == 64 for digest in content["indicators"].values())


def test_the_fingerprint_is_the_same_for_the_same(home: Home, edition: Edition) -> None:
    assert fingerprint(home, edition) == fingerprint(Home(home.folder), replace(edition))


def test_figures_of_two_countries_or_sets_of_peers_are_told_apart() -> None:
    marks = {
        index_mark("m", "BE", ["NL"]),
        index_mark("m", "NL", ["BE"]),
        index_mark("m", "BE", ["NL", "FR"]),
        index_mark("n", "BE", ["NL"]),
    }
    assert len(marks) == 4


def test_results_lie_under_their_edition(home: Home, edition: Edition) -> None:
    assert indicator_path(home, edition, "x") == home.processed("1999") / "indicators" / "x.csv"
    assert figure_folder(home, edition, "BE", "nl") == home.processed("1999") / "figures" / "BE" / "nl"


def test_what_was_computed_under_the_same_mark_is_not_computed_again(tmp_path: Path) -> None:
    path, times = tmp_path / "facts" / "a.json", []

    def compute() -> dict[str, object]:
        times.append(1)
        return {"pairs": [("a", 1)], "word": "é"}

    first = remembered(path, "m", compute)
    # As JSON gives it back: the first asker and the second find the same.
    assert first == remembered(path, "m", compute) == {"mark": "m", "pairs": [["a", 1]], "word": "é"}
    assert len(times) == 1
    remembered(path, "other", compute)
    remembered(path, "other", compute, lambda held: held["word"] == "e")
    assert len(times) == 3
    path.write_text("{", encoding="utf-8")
    assert remembered(path, "other", compute)["word"] == "é"


def test_a_failure_leaves_what_was_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    remembered(path, "m", lambda: {"word": "a"})

    def fails() -> dict[str, object]:
        raise ValueError("no data")

    with pytest.raises(ValueError, match="no data"):
        remembered(path, "other", fails)
    assert remembered(path, "m", fails)["word"] == "a"
