"""The indicators as Parquet, with the words of every column in its metadata."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

from talentstudy.deposit.about import About
from talentstudy.deposit.schema import NUMBERS, column

if TYPE_CHECKING:
    import pandas as pd


def parquet(long: pd.DataFrame, about: About) -> bytes:
    """One file; equal tables give equal bytes under one version of pyarrow.

    Values are float64, null where missing; text is null where a dimension does not apply or a period is not known.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    fields, arrays = [], []
    for name in map(str, long.columns):
        one = column(name)
        kind = pa.float64() if name in NUMBERS else pa.string()
        words = {"title": one.titles, "description": one.about}
        metadata = {key: json.dumps(dict(texts), ensure_ascii=False) for key, texts in words.items()}
        fields.append(pa.field(name, kind, metadata=metadata))
        values = long[name].mask(long[name] == "") if name == "time_period" else long[name]
        arrays.append(pa.array(values.tolist(), kind, from_pandas=True))
    whole = {"title": json.dumps(about.titles, ensure_ascii=False), "edition": about.edition.name}
    whole |= {"as_of": about.edition.as_of, "version": about.version}
    table = pa.Table.from_arrays(arrays, schema=pa.schema(fields, metadata=whole))
    buffer = io.BytesIO()
    pq.write_table(table, buffer, compression="zstd", store_schema=True)
    return buffer.getvalue()
