"""Parquet, read back with pyarrow."""

import io
import json

import pyarrow.parquet as pq

from talentstudy.deposit.observations import observations
from talentstudy.deposit.parquet import parquet
from talentstudy.wording import LANGUAGES


def test_it_reads_back_equal(about, tables) -> None:
    long = observations(tables)
    held = pq.read_table(io.BytesIO(parquet(long, about))).to_pydict()
    assert list(held) == list(long.columns)
    for name, values in held.items():
        wanted = long[name].mask(long[name] == "") if name == "time_period" else long[name]
        assert [None if value is None else value for value in values] == [
            None if one else value for value, one in zip(wanted.tolist(), wanted.isna(), strict=True)
        ], name


def test_equal_tables_give_equal_bytes(about, tables) -> None:
    assert parquet(observations(tables), about) == parquet(observations(tables), about)


def test_each_column_carries_its_words_in_four_languages(about, tables) -> None:
    schema = pq.read_schema(io.BytesIO(parquet(observations(tables), about)))
    for field in schema:
        assert set(json.loads(field.metadata[b"title"])) == set(LANGUAGES)
        assert set(json.loads(field.metadata[b"description"])) == set(LANGUAGES)
    assert schema.metadata[b"as_of"] == b"2025-06-30"
