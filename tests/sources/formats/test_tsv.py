import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from talentstudy.errors import CleaningError, SchemaViolation
from talentstudy.sources.formats import opening
from talentstudy.sources.formats.opening import Source
from talentstudy.sources.formats.tsv import read_tsv

# Made in Eurostat's format: CRLF, a space in every cell, the axis behind a backslash.
HEAD = "freq,unit,geo\\TIME_PERIOD\t2023 \t2024 "
LINES = [HEAD, "A,PC,BE\t5.1 b\t5.4 ", "A,PC,EL\t: c\t: ", "A,THS,BE\t0 n\t1234567.8 bep"]
FOUND = [
    ("A", "PC", "BE", "2023", 5.1, "b"),
    ("A", "PC", "BE", "2024", 5.4, ""),
    ("A", "PC", "EL", "2023", None, "C"),
    ("A", "PC", "EL", "2024", None, ""),
    ("A", "THS", "BE", "2023", 0.0, "n"),
    ("A", "THS", "BE", "2024", 1234567.8, "bep"),
]


def rows(table: pd.DataFrame) -> list[tuple]:
    plain = table.astype({column: "str" for column in table if column != "obs_value"})
    return [tuple(None if cell != cell else cell for cell in row) for row in plain.itertuples(index=False)]


def read(path, with_polars: bool = False) -> pd.DataFrame:
    return read_tsv(Source(path), with_polars=with_polars).table


@pytest.mark.parametrize("packed", ["", "gz", "zip"])
@pytest.mark.parametrize("end", ["\r\n", "\n"])
def test_every_cell_is_a_row(reply, packed: str, end: str, with_polars: bool) -> None:
    assert rows(read(reply(end.join(LINES) + end, packed), with_polars)) == FOUND
    assert rows(read(reply(end.join(LINES), packed), with_polars)) == FOUND


def test_columns_are_categories_float_and_flags(reply, with_polars: bool) -> None:
    found = read_tsv(Source(reply("\n".join(LINES))), with_polars=with_polars)
    assert found.dimensions == ("freq", "unit", "geo", "time_period")
    assert found.table.columns.tolist() == ["freq", "unit", "geo", "time_period", "obs_value", "obs_flag"]
    assert [str(one) for one in found.table.dtypes] == ["category"] * 4 + ["float64", "category"]


def test_cells_without_a_space_are_read_too(reply, with_polars: bool) -> None:
    lines = ["unit,geo\\time\t2013\t2012", "PC,BE\t5.1b\t:c", "PC,GR\t3\t: |C"]
    assert rows(read(reply("\n".join(lines)), with_polars)) == [
        ("PC", "BE", "2013", 5.1, "b"),
        ("PC", "BE", "2012", None, "C"),
        ("PC", "EL", "2013", 3.0, ""),
        ("PC", "EL", "2012", None, "C"),
    ]


def test_mixed_frequencies_keep_the_cells_a_series_can_have(reply, with_polars: bool) -> None:
    lines = [
        "freq,geo\\TIME_PERIOD\t2024 \t2024-Q1 \t2024-01 ",
        "A,BE\t4 \t: \t: ",
        "Q,BE\t: \t1 p\t: ",
        "M,BE\t: \t: \t: ",
    ]
    assert rows(read(reply("\n".join(lines)), with_polars)) == [
        ("A", "BE", "2024", 4.0, ""),
        ("Q", "BE", "2024-Q1", 1.0, "p"),
        ("M", "BE", "2024-01", None, ""),
    ]


def test_a_header_alone_is_an_empty_table_with_its_reason(reply, with_polars: bool) -> None:
    found = read_tsv(Source(reply(HEAD + "\r\n")), with_polars=with_polars)
    assert found.table.columns.tolist() == ["freq", "unit", "geo", "time_period", "obs_value", "obs_flag"]
    assert found.table.empty
    assert "no line below it" in found.reason


@pytest.mark.parametrize(
    ("line", "error", "told"),
    [
        ("A,PC,NL\t5.1 ", SchemaViolation, "1 lines with more or fewer than the 3 cells"),
        ("A,PC,NL\t5.1 \t5 \t6 ", SchemaViolation, "1 lines with more or fewer than the 3 cells"),
        ("A,NL\t5.1 \t5 ", SchemaViolation, r"1 keys without the 3 codes of freq, unit, geo \(A,NL\)"),
        ("A,PC,BE\t5.1 \t5 ", SchemaViolation, "1 key of freq, unit, geo stands more than once"),
        ("A,PC,GR\t5.1 \t5 ", SchemaViolation, "1 key of freq, unit, geo stands more than once"),
        ("A,PC,NL\tn/a \t5 ", CleaningError, r"text where a number stands: 'n/a ' \(1 times\)"),
        ("A,PC,NL\t5,1 \t5 ", CleaningError, r"text where a number stands: '5,1 '"),
        ("A,PC,NL\tinf \t5 ", CleaningError, "text where a number stands"),
        ("A,PC,NL\t5.1 bx\t5 ", CleaningError, "unknown letter: 'bx'"),
    ],
)
def test_a_wrong_line_is_refused_by_name(reply, with_polars: bool, line: str, error: type, told: str) -> None:
    with pytest.raises(error, match=told):
        read(reply("\r\n".join([*LINES, line]) + "\r\n"), with_polars)


def test_a_period_that_stands_twice_is_refused(reply) -> None:
    with pytest.raises(SchemaViolation, match="more than one column of 2024"):
        read(reply("geo\\TIME_PERIOD\t2024 \t2024 \nBE\t1 \t2 \n"))


def test_a_period_that_stands_twice_in_our_spelling_is_refused(reply) -> None:
    with pytest.raises(SchemaViolation, match="1 key of time_period stands more than once"):
        read(reply("geo\\time\t2023M01 \t2023-01 \nBE\t1 \t2 \n"))


def test_a_file_cut_within_a_line_is_refused(reply, with_polars: bool) -> None:
    with pytest.raises(SchemaViolation, match="cut short"):
        read(reply("\r\n".join(LINES)[:-25]), with_polars)


CODES = st.text(alphabet="ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-", min_size=1, max_size=6)
VALUES = st.one_of(st.none(), st.floats(allow_nan=False, allow_infinity=False), st.integers(-(10**9), 10**9).map(float))
FLAGS = st.sampled_from(["", "b", "e", "be", "p", "u", "C"])


@given(
    keys=st.lists(st.tuples(CODES, CODES), min_size=1, max_size=8, unique=True),
    years=st.lists(st.integers(1950, 2049), min_size=1, max_size=4, unique=True),
    data=st.data(),
)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_written_is_read_by_both_parsers(reply, keys, years, data) -> None:
    cells = [[data.draw(st.tuples(VALUES, FLAGS)) for _ in years] for _ in keys]
    lines = ["unit,indic\\TIME_PERIOD\t" + "\t".join(f"{year} " for year in years)]
    lines += [
        ",".join(key) + "".join(f"\t{':' if value is None else repr(value)} {flag}" for value, flag in row)
        for key, row in zip(keys, cells, strict=True)
    ]
    wanted = [
        (*key, str(year), value, flag)
        for key, row in zip(keys, cells, strict=True)
        for year, (value, flag) in zip(years, row, strict=True)
    ]
    path = reply("\r\n".join(lines) + "\r\n", "gz")
    by_pandas = read(path)
    assert rows(by_pandas) == wanted
    pytest.importorskip("polars")
    pd.testing.assert_frame_equal(read(path, True), by_pandas)


def test_more_than_one_block_is_one_table(reply, with_polars: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "_PLAIN", 100_000)
    monkeypatch.setattr(Source.lines, "__defaults__", (300_000,))
    lines = [HEAD, *(f"A,PC,G{number}\t{number}.5 b\t: " for number in range(60_000))]
    # The last line is one that only the careful reader can read.
    lines.append("A,PC,LAST\t7b\t8")
    table = read(reply("\r\n".join(lines)), with_polars)
    assert len(table) == 120_002
    assert np.array_equal(table["obs_value"].to_numpy()[:-2:2], np.arange(60_000) + 0.5)
    assert rows(table.tail(2)) == [("A", "PC", "LAST", "2023", 7.0, "b"), ("A", "PC", "LAST", "2024", 8.0, "")]


@pytest.mark.parametrize("head", [HEAD + "\t", HEAD + "\t ", HEAD.replace("\t2024", "\t\t2024")])
def test_a_column_without_a_period_is_refused(reply, head: str, with_polars: bool) -> None:
    lines = [head, *(line + "\t" for line in LINES[1:])]
    with pytest.raises(SchemaViolation, match="a column without a period in its first line"):
        read(reply("\r\n".join(lines)), with_polars)


@pytest.mark.parametrize("end", ["\t", "\t ", "\t\r\n"])
def test_a_tab_at_the_end_of_a_line_is_refused(reply, end: str, with_polars: bool) -> None:
    with pytest.raises(SchemaViolation, match="1 lines with more or fewer than the 3 cells of its header"):
        read(reply("\r\n".join(LINES) + end), with_polars)
