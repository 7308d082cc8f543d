import math

import numpy as np
import pytest

from talentstudy.errors import CleaningError, SchemaViolation
from talentstudy.sources.formats.blocks import Field, Layout
from talentstudy.sources.formats.careful import codes_of, numbers_if_all, numbers_of, records, values_and_flags
from talentstudy.sources.formats.columns import Coded
from talentstudy.sources.formats.parsers import parser_for


def test_records_are_cells() -> None:
    assert records(b'a,"b,c"\r\n\r\n"d\ne",f\n', ",", 2, "reply", quoted=True) == [["a", "b,c"], ["d\ne", "f"]]
    assert records(b'a\t"b\n', "\t", 2, "reply", quoted=False) == [["a", '"b']]


@pytest.mark.parametrize(
    ("block", "told"),
    [
        (b"a,b\nc\n", r"1 lines with more or fewer than the 2 cells of its header \(1 in 'c'\): it was cut short"),
        (b"a,b,c\n", r"3 in 'a,b,c'"),
        (b'a,"b\n', "no text table in UTF-8"),
        (b"\xff,b\n", "no text table in UTF-8"),
    ],
)
def test_lines_cut_short_are_refused(block: bytes, told: str) -> None:
    with pytest.raises(SchemaViolation, match=told):
        records(block, ",", 2, "reply", quoted=True)


def test_texts_get_the_codes_of_the_parser(with_polars: bool) -> None:
    parser = parser_for(Layout((Field("geo"),), ",", ()), with_polars=with_polars)
    codes = codes_of(parser, "geo", ["NL", "", "BE", "NL"])
    assert ["" if code < 0 else parser.texts("geo")[code] for code in codes] == ["NL", "", "BE", "NL"]
    assert len(codes_of(parser, "geo", [])) == 0


def test_numbers_are_decimals_or_missing() -> None:
    found = numbers_of(["5.1", "-3", "+1e3", ".5", "", "NaN", " 2 "], ["NaN"], "obs_value", "reply", comma=False)
    assert np.array_equal(found, [5.1, -3, 1000, 0.5, np.nan, np.nan, 2], equal_nan=True)
    assert numbers_of(["12,4", "12.4"], [], "obs_value", "reply", comma=True).tolist() == [12.4, 12.4]


@pytest.mark.parametrize(
    "cell", ["n/a", "1 234", "1.234,5", "1,234,5", "inf", "nan", "-", "5.4 b", "1_000", "0x1", "1e999"]
)
def test_text_where_a_number_stands_is_refused(cell: str) -> None:
    with pytest.raises(CleaningError, match="reply has text where a number stands in obs_value: ") as refused:
        numbers_of(["1", cell, cell], [], "obs_value", "reply", comma=True)
    assert f"'{cell}' (2 times)" in str(refused.value)


@pytest.mark.parametrize(
    ("cell", "value", "flag"),
    [
        ("5.1 b", 5.1, "b"),
        ("5.1b", 5.1, "b"),
        ("5.1", 5.1, ""),
        (": c", math.nan, "c"),
        (":c", math.nan, "c"),
        (":", math.nan, ""),
        (": ", math.nan, ""),
        (": |C", math.nan, "|C"),
        ("3 u|C", 3, "u|C"),
        ("0n", 0, "n"),
        ("-1.5e3 ep", -1500, "ep"),
        ("", math.nan, ""),
    ],
)
def test_a_cell_is_a_value_and_flags(cell: str, value: float, flag: str) -> None:
    values, flags = values_and_flags([cell], "reply")
    assert np.array_equal(values, [value], equal_nan=True)
    assert flags == [flag]


@pytest.mark.parametrize("cell", ["b", "n/a", "5,1", "1 2", "5.1 b 3", "1e999"])
def test_a_cell_that_is_neither_is_refused(cell: str) -> None:
    with pytest.raises(CleaningError, match="text where a number stands"):
        values_and_flags(["1 b", cell], "reply")


def test_a_column_is_numbers_only_where_all_of_it_are() -> None:
    found = numbers_if_all(Coded.of(["1.5", "", ":", "1.5"]), (":",), comma=False)
    assert found is not None
    assert np.array_equal(found, [1.5, math.nan, math.nan, 1.5], equal_nan=True)
    assert numbers_if_all(Coded.of(["1.5", "many"]), (":",), comma=False) is None
    assert numbers_if_all(Coded.of(["1,5"]), (), comma=False) is None
