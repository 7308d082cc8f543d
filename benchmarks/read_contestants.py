"""What ``read.py`` times, each in a process of its own: ``python read_contestants.py NAME FILE``.

Prints one line of JSON: seconds on the clock and of the processor, the peak of memory in MB (the interpreter and
its imports included), and rows and sum of what was read. Imports come before the clock starts.
"""

from __future__ import annotations

import gzip
import importlib.util
import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

Told = tuple[int, float]
Work = Callable[[], Told]


def floor(path: Path) -> Work:
    """Expand the file and find where its cells end: one scan in C, and nothing is read."""
    numpy = importlib.import_module("numpy")

    def work() -> Told:
        text = numpy.frombuffer(gzip.decompress(path.read_bytes()), dtype=numpy.uint8)
        return len(numpy.flatnonzero((text == ord("\t")) | (text == ord("\n")))), 0.0

    return work


def ours(path: Path, with_polars: bool | None) -> Work:
    """The study's reader, to its tidy table."""
    if with_polars is not False and importlib.util.find_spec("polars"):
        importlib.import_module("polars")
    formats = importlib.import_module("talentstudy.sources.formats")
    for name in ("tsv", "sdmx_csv", "jsonstat"):
        importlib.import_module(f"talentstudy.sources.formats.{name}")

    def work() -> Told:
        table = formats.read_reply(path, with_polars=with_polars).table
        return len(table), float(table["obs_value"].sum())

    return work


def eurostat(path: Path) -> Work:
    """PyPI ``eurostat``'s reader on the same bytes, flags asked for; it ends with the wide table."""
    package: Any = importlib.import_module("eurostat.eurostat")
    raw = path.read_bytes()

    class Reply:
        content = raw

    package.__dict__["__get_resp__"] = lambda *_, **__: Reply
    package.__dict__["__get_dims_info__"] = lambda *_, **__: (None, "EUROSTAT", [])

    def work() -> Told:
        wide = package.get_data_df("TEST_BIG", True)
        values = [column for column in wide.columns if str(column).endswith("_value")]
        return len(wide) * len(values), float(wide[values].sum().sum())

    return work


def naive(path: Path) -> Work:
    """What one writes first with pandas: read, melt, split key and cell."""
    pandas = importlib.import_module("pandas")

    def work() -> Told:
        wide = pandas.read_csv(path, sep="\t", compression="gzip")
        key = wide.columns[0]
        long = wide.melt(id_vars=key, var_name="time_period", value_name="cell")
        dims = long[key].str.split(",", expand=True)
        dims.columns = key.split("\\")[0].split(",")
        parts = long["cell"].str.strip().str.split(" ", n=1, expand=True)
        tidy = dims.assign(time_period=long["time_period"].str.strip(), obs_flag=parts[1].fillna(""))
        tidy["obs_value"] = pandas.to_numeric(parts[0], errors="coerce")
        return len(tidy), float(tidy["obs_value"].sum())

    return work


def pyarrow(path: Path) -> Work:
    """Pyarrow's parser on the same fields as ours, to columns; no table is made of them."""
    arrow, csv = importlib.import_module("pyarrow"), importlib.import_module("pyarrow.csv")

    def work() -> Told:
        head, _, body = gzip.decompress(path.read_bytes()).partition(b"\n")
        periods, body = head.count(b"\t"), body.translate(bytes.maketrans(b"\t,", b"  "))
        dims = [f"d{number}" for number in range(7)]
        cells = [name for number in range(periods) for name in (f"v{number}", f"f{number}")]
        coded = arrow.dictionary(arrow.int32(), arrow.string())
        columns = csv.read_csv(
            arrow.BufferReader(body),
            read_options=csv.ReadOptions(column_names=dims + cells, block_size=2**23),
            parse_options=csv.ParseOptions(delimiter=" ", quote_char=False),
            convert_options=csv.ConvertOptions(
                column_types={name: arrow.float64() if name[0] == "v" else coded for name in dims + cells},
                null_values=[":"],
            ),
        )
        values = [columns[name].to_numpy() for name in cells if name[0] == "v"]
        numpy = importlib.import_module("numpy")
        return columns.num_rows * periods, float(sum(numpy.nansum(one) for one in values))

    return work


def pysdmx(path: Path) -> Work:
    """Pysdmx's reader of SDMX-CSV 1.0, from the file to its datasets."""
    reader = importlib.import_module("pysdmx.io.csv.sdmx10.reader")
    pandas = importlib.import_module("pandas")

    def work() -> Told:
        (dataset,) = reader.read(path.read_text(encoding="utf-8"))
        values = pandas.to_numeric(dataset.data["OBS_VALUE"], errors="coerce")
        return len(values), float(values.dropna().astype(float).sum())

    return work


def pyjstat(path: Path) -> Work:
    """pyjstat, from the text to its table; it leaves the statuses behind."""
    package = importlib.import_module("pyjstat.pyjstat")

    def work() -> Told:
        table = package.Dataset.read(path.read_text(encoding="utf-8")).write("dataframe", naming="id")
        values = table["value"].dropna()
        return len(values), float(values.sum())

    return work


CONTESTANTS: dict[str, Callable[[Path], Work]] = {
    "floor": floor,
    "ours": lambda path: ours(path, None),
    "ours, polars": lambda path: ours(path, True),
    "ours, pandas alone": lambda path: ours(path, False),
    "eurostat": eurostat,
    "naive pandas": naive,
    "pyarrow": pyarrow,
    "pysdmx": pysdmx,
    "pyjstat": pyjstat,
}


def main() -> None:
    """Time one of them once."""
    work = CONTESTANTS[sys.argv[1]](Path(sys.argv[2]))
    clock, processor = time.perf_counter(), time.process_time()
    rows, total = work()
    told = {
        "clock": time.perf_counter() - clock,
        "processor": time.process_time() - processor,
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "rows": rows,
        "sum": total,
    }
    print(json.dumps(told))


if __name__ == "__main__":
    main()
