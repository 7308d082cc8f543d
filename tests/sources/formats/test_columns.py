import numpy as np
import pandas as pd
import pytest

from talentstudy.errors import SchemaViolation
from talentstudy.sources.formats import columns
from talentstudy.sources.formats.columns import Coded, combined, refuse_repeated


def texts_of(coded: Coded) -> list[str]:
    return [str(one) for one in coded.cleaned(list).categorical()]


def test_a_column_keeps_its_texts_in_order() -> None:
    assert texts_of(Coded.of(["NL", "BE", "NL"])) == ["NL", "BE", "NL"]


def test_an_empty_cell_is_an_empty_text() -> None:
    assert texts_of(Coded(np.array([-1, 0, -1], dtype=np.int16), ["BE"])) == ["", "BE", ""]
    assert texts_of(Coded(np.full(2, -1, dtype=np.int8), [])) == ["", ""]


def test_cleaned_texts_are_sorted_used_and_each_once() -> None:
    column = Coded(np.array([0, 1, 2, 0]), ["UK", "GB", "BE", "never"])
    clean = column.cleaned(lambda found: ["UK" if text == "GB" else text for text in found])
    assert clean.texts == ["BE", "UK"]
    assert texts_of(clean) == ["UK", "UK", "BE", "UK"]


def test_a_text_that_is_empty_and_an_empty_cell_are_one() -> None:
    column = Coded(np.array([0, -1, 1]), ["", "b"]).cleaned(list)
    assert column.texts == ["", "b"]
    assert texts_of(column) == ["", "", "b"]


def test_more_texts_than_a_byte_counts() -> None:
    cells = [f"c{number % 300}" for number in range(1000)]
    assert texts_of(Coded.of(cells)) == cells


def test_several_columns_are_joined_row_by_row() -> None:
    flag, status = Coded.of(["b", "e", "b"]), Coded(np.array([-1, 0, 0]), ["C"])
    assert texts_of(combined([flag, status], "".join)) == ["b", "eC", "bC"]


def test_columns_with_as_many_texts_as_a_byte_counts_are_joined() -> None:
    many = Coded(np.arange(-1, 128).astype(np.int8), [f"c{number}" for number in range(128)])
    few = Coded(np.zeros(129, dtype=np.int8), ["C"])
    assert texts_of(combined([many, few], "".join)) == ["C", *(f"c{number}C" for number in range(128))]


def table(*rows: tuple[str, str, float]) -> pd.DataFrame:
    made = pd.DataFrame(rows, columns=["geo", "time_period", "obs_value"])
    return made.astype({"geo": "category", "time_period": "category"})


@pytest.mark.parametrize("marked", [2**27, 1])
def test_a_key_that_stands_twice_is_refused_with_its_rows(monkeypatch: pytest.MonkeyPatch, marked: int) -> None:
    # Beyond a size keys are hashed instead of marked; both find the same.
    monkeypatch.setattr(columns, "_MARKED", marked)
    refuse_repeated(table(("BE", "2024", 1.0), ("BE", "2023", 1.0)), ["geo", "time_period"], "reply")
    twice = table(("BE", "2024", 1.0), ("NL", "2024", 2.0), ("BE", "2024", 3.0))
    with pytest.raises(SchemaViolation, match=r"reply: 1 key .*more than once: 0 repeat .*1 contradict") as refused:
        refuse_repeated(twice, ["geo", "time_period"], "reply")
    assert "geo=BE, time_period=2024, obs_value=1.0" in str(refused.value)
    assert "NL" not in str(refused.value)


def test_keys_beyond_any_number_are_compared_as_rows() -> None:
    wide = {f"d{number}": pd.Categorical([f"{row}" for row in range(20)]) for number in range(20)}
    rows = pd.DataFrame(wide)
    refuse_repeated(rows, list(wide), "reply")
    with pytest.raises(SchemaViolation, match="1 key"):
        refuse_repeated(pd.concat([rows, rows.head(1)], ignore_index=True), list(wide), "reply")
