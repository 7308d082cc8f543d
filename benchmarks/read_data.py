"""Makes what ``read.py`` reads (``python read_data.py FOLDER SERIES ROWS``): one random cube as Eurostat writes it in TSV, SDMX-CSV 1.0 and JSON-stat.

The recipe is the project's own, after the form of Eurostat's bulk files: CRLF and one space in every cell of
the TSV, twelve of a hundred cells ':', one ': c', about one in seven of the others flagged, alone or in pairs; SDMX-CSV
leaves out the cells without value and flag. Keys are a fixed sample of the product of the codes, values
log-normal with one decimal, so that texts repeat as they do in real tables. The same seed gives the same bytes.
"""

from __future__ import annotations

import gzip
import itertools
import json
import sys
from pathlib import Path

import numpy as np

CODES = {
    "freq": ["A"],
    "unit": ["THS_PER", "PC_EMP", "PC"],
    "sex": ["F", "M", "T"],
    "age": ["Y15-24", "Y15-34", "Y25-54", "Y35-74", "Y55-64", "Y15-74", "Y_GE15", "TOTAL"],
    "isced11": ["ED0-2", "ED3_4", "ED5-8", "TOTAL", "NRP"],
    "nace_r2": [f"{letter}{number:02d}" for letter in "ABCDEFGHIJKLMNOPQR" for number in range(6)],
    "geo": [
        *(
            "EU27_2020",
            "EU28",
            "EA20",
            "AT",
            "BE",
            "BG",
            "CY",
            "CZ",
            "DE",
            "DK",
            "EE",
            "EL",
            "ES",
            "FI",
            "FR",
            "HR",
            "HU",
        ),
        *(
            "IE",
            "IT",
            "LT",
            "LU",
            "LV",
            "MT",
            "NL",
            "PL",
            "PT",
            "RO",
            "SE",
            "SI",
            "SK",
            "IS",
            "NO",
            "CH",
            "UK",
            "TR",
            "RS",
        ),
    ],
}
YEARS = range(2000, 2025)
FLAGS = {
    "": 0.86,
    "b": 0.03,
    "e": 0.03,
    "p": 0.02,
    "u": 0.03,
    "bu": 0.01,
    "d": 0.01,
    "bd": 0.004,
    "ep": 0.004,
    "be": 0.002,
}
_UPDATED = "ESTAT:TEST_BIG(1.0),11/06/26 23:00:00"
_AT_ONCE = 4000


def make_tables(folder: Path, series: int, rows_of_csv: int) -> tuple[Path, Path]:
    """``big.tsv.gz`` with ``series`` times 25 cells, and ``big.csv`` with the first observations of the same."""
    draw = np.random.default_rng(1)
    every = list(itertools.product(*CODES.values()))
    keys = every[:: max(1, len(every) // series)][:series]
    wide, long = folder / "big.tsv.gz", folder / "big.csv"
    written = 0
    with gzip.open(wide, "wb", compresslevel=6) as tsv, long.open("wb") as csv:
        periods = "".join(f"\t{year} " for year in YEARS)
        tsv.write(f"{','.join(CODES)}\\TIME_PERIOD{periods}\r\n".encode())
        csv.write(f"DATAFLOW,LAST UPDATE,{','.join(CODES)},TIME_PERIOD,OBS_VALUE,OBS_FLAG,CONF_STATUS\r\n".encode())
        for start in range(0, len(keys), _AT_ONCE):
            lines, rows = _lines(keys[start : start + _AT_ONCE], draw)
            tsv.write("".join(lines).encode())
            csv.write("".join(rows[: max(0, rows_of_csv - written)]).encode())
            written += len(rows)
    return wide, long


def _lines(keys: list[tuple[str, ...]], draw: np.random.Generator) -> tuple[list[str], list[str]]:
    shape = (len(keys), len(YEARS))
    values = np.round(np.exp(draw.normal(4, 2, shape)), 1)
    flags = draw.choice(list(FLAGS), shape, p=list(FLAGS.values()))
    fate = draw.random(shape)
    lines, rows = [], []
    for key, some, letters, chances in zip(keys, values.tolist(), flags.tolist(), fate.tolist(), strict=True):
        name, cells = ",".join(key), []
        for year, value, flag, chance in zip(YEARS, some, letters, chances, strict=True):
            printed = f"{value:.1f}".removesuffix(".0")
            cell, beside = (": ", "") if chance < 0.12 else (": c", ",,C") if chance < 0.13 else ("", "")
            if not cell and chance < 0.135:
                cell, beside = ": u", ",u,"
            cells.append(cell or f"{printed} {flag}")
            if cell != ": ":
                rows.append(f"{_UPDATED},{name},{year},{beside or f'{printed},{flag},'}\r\n")
        lines.append(f"{name}\t" + "\t".join(cells) + "\r\n")
    return lines, rows


def make_cube(folder: Path) -> Path:
    """``cube.json``: a sparse JSON-stat cube of some 300,000 values, one in seven with a status."""
    draw = np.random.default_rng(2)
    codes = CODES | {"nace_r2": CODES["nace_r2"][:4], "time": [str(year) for year in YEARS]}
    sizes = [len(listed) for listed in codes.values()]
    cells = int(np.prod(sizes))
    places = np.flatnonzero(draw.random(cells) < 0.25)
    values = np.round(np.exp(draw.normal(4, 2, len(places))), 1).tolist()
    flags = draw.choice(list(FLAGS), len(places), p=list(FLAGS.values())).tolist()
    cube = {
        "version": "2.0",
        "class": "dataset",
        "label": "A made-up cube",
        "id": list(codes),
        "size": sizes,
        "dimension": {
            name: {
                "label": name,
                "category": {
                    "index": {code: at for at, code in enumerate(listed)},
                    "label": dict(zip(listed, listed, strict=True)),
                },
            }
            for name, listed in codes.items()
        },
        "value": dict(zip(map(str, places.tolist()), values, strict=True)),
        "status": {str(place): flag for place, flag in zip(places.tolist(), flags, strict=True) if flag},
        "extension": {"id": "TEST_CUBE"},
    }
    path = folder / "cube.json"
    path.write_text(json.dumps(cube), encoding="utf-8")
    return path


if __name__ == "__main__":
    make_tables(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
    make_cube(Path(sys.argv[1]))
