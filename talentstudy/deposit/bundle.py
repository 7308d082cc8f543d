"""All files of a deposit, and the one zip that holds them; the same run gives the same bytes."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import talentstudy
from talentstudy import results
from talentstudy.citations.bibliography import bibliography
from talentstudy.citations.formats import bibtex, csl_json, ris
from talentstudy.deposit.about import About
from talentstudy.deposit.codebook import codebook, readme, terms
from talentstudy.deposit.crate import INPUTS, README, TERMS, WORKFLOW, crate
from talentstudy.deposit.csvw import csvw
from talentstudy.deposit.datapackage import datapackage
from talentstudy.deposit.observations import observations
from talentstudy.deposit.parquet import parquet
from talentstudy.deposit.records import citation_cff, zenodo
from talentstudy.deposit.sdmx_csv import sdmx_csv
from talentstudy.deposit.tables import tables_of_run
from talentstudy.store import Origin

SDMX = "indicators.sdmx.csv"
PARQUET = "indicators.parquet"
MANIFEST = "manifest.json"
CRATE = "ro-crate-metadata.json"


def deposit_files(about: About, languages: Sequence[str]) -> dict[str, bytes]:
    """Every file of a deposit by its path, from what the last run left and the raw files the edition pins.

    Raises PublishError where the edition was not run, RawFileError where a raw file is missing or was altered.
    """
    tables = tables_of_run(about.home, about.edition, about.geo, languages)
    long = observations(tables)
    files = {
        **{one.shape.path: one.content for one in tables},
        "datapackage.json": _json(datapackage(about, tables)),
        "csv-metadata.json": _json(csvw(about, tables)),
        SDMX: sdmx_csv(long).encode("utf-8"),
        PARQUET: parquet(long, about),
        **{f"codebook.{one}.md": codebook(about, tables, one).encode("utf-8") for one in languages},
        README: readme(about).encode("utf-8"),
        TERMS: terms(about).encode("utf-8"),
        "CITATION.cff": citation_cff(about).encode("utf-8"),
        ".zenodo.json": _json(zenodo(about)),
        **references(about),
        # What the run wrote down of itself: every input and indicator with its sha256, and the version that ran.
        MANIFEST: results.manifest_path(about.home, about.edition).read_bytes(),
        WORKFLOW: (Path(talentstudy.__file__).parent / "run.py").read_bytes(),
        **{path: content for origin in about.origins for path, content in _input(about, origin).items()},
    }
    asked = {"edition": about.edition.name, "geo": about.geo, "language": " ".join(languages)}
    return {**files, CRATE: _json(crate(about, files, asked))}


def references(about: About) -> dict[str, bytes]:
    """The sources behind the numbers, and the works the report cites, as programs read them."""
    works = list(bibliography(about.edition, "en").values())
    found = {
        "sources.bib": bibtex(about.sources),
        "sources.ris": ris(about.sources),
        "sources.csl.json": csl_json(about.sources),
    }
    if works:
        found |= {"bibliography.bib": bibtex(works), "bibliography.csl.json": csl_json(works)}
    return {name: text.encode("utf-8") for name, text in found.items()}


def _input(about: About, origin: Origin) -> dict[str, bytes]:
    """A raw file and its origin; a file altered since it was recorded is refused."""
    raw = about.home.verified(origin)
    return {
        f"{INPUTS}{path.relative_to(about.home.raw).as_posix()}": path.read_bytes()
        for path in (raw, origin.folder / "origin.toml")
    }


def _json(content: Mapping[str, Any]) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def zipped(files: Mapping[str, bytes], folder: str, day: str) -> bytes:
    """A zip of the files in one folder, each dated the given day: equal files give an equal zip.

    >>> zipped({"a.txt": b"1"}, "x", "2025-06-30") == zipped({"a.txt": b"1"}, "x", "2025-06-30")
    True
    """
    year, month, date = (int(part) for part in day.split("-"))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as held:
        for path in sorted(files):
            entry = zipfile.ZipInfo(f"{folder}/{path}", (year, month, date, 0, 0, 0))
            # As on Linux, readable by all: else the platform would show in the bytes.
            entry.create_system = 3
            entry.external_attr = 0o100644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            held.writestr(entry, files[path])
    return buffer.getvalue()
