"""Figures keyed by hand from a publication: a sheet to fill in, then a vintage like any other."""

from __future__ import annotations

import csv
import hashlib
import io
import re
import tempfile
import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import tomlkit

from talentstudy.errors import RawFileError, SchemaViolation, UnknownName, UnsafeName, VintageRefused
from talentstudy.fetch.patience import PATIENCE, Patience
from talentstudy.fetch.shelf import held, locked, put
from talentstudy.registry import Dataset
from talentstudy.schemas import check_observations
from talentstudy.sources import DATASETS
from talentstudy.sources.observations import read_observations
from talentstudy.sources.requests import safe_name
from talentstudy.store import Home, write_text

# What an origin of keyed figures says, in its order; what is asked of who keys stands in ASKED.
FACTS = (
    *("provider", "dataset", "vintage", "vintage_is", "producer", "title", "url", "copy_read", "accessed", "published"),
    *("licence", "transcribed_by", "confidence", "population", "method", "note", "file", "sha256"),
)
ASKED = ("producer", "title", "url", "published", "licence", "transcribed_by", "confidence", "population", "method")
SHEET, NOTES = "figures.csv", "keying.toml"
# A year, a month or a day: a publication may be dated no closer.
_VINTAGE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_MEASURED = ("obs_value", "obs_lower", "obs_upper", "obs_flag", "location", "confidence", "note")


def keyed(publication: str) -> Dataset:
    """The line of a publication; UnsafeName for a path, UnknownName for what is no keyed publication."""
    safe_name(publication, "publication")
    lines = {name: line for name, line in DATASETS.items() if line.keyed}
    if publication not in lines:
        raise UnknownName("publication", publication, lines, "A new one is a line in talentstudy/sources/__init__.py.")
    return lines[publication]


def sheet(home: Home, publication: str, vintage: str) -> Path:
    """Where the figures of a publication are keyed before they are accepted: beside the vintages, and none yet.

    Raises UnsafeName for a vintage that is no year, month or day, VintageRefused where it stands already
    or is still to come.
    """
    line = keyed(publication)
    if not _VINTAGE.fullmatch(vintage):
        raise UnsafeName(f"'{vintage}' is no vintage of a publication; 2026, 2026-03 or 2026-03-14 is wanted.")
    place = home.raw / line.provider / publication / vintage
    if (place / "origin.toml").exists():
        raise VintageRefused(
            f"{publication} has a vintage {vintage} under {place}; a vintage is never changed. "
            "Key another one, or correct the old one by a reviewed change of its own."
        )
    return home.folder / "data" / "keyed" / publication / vintage / SHEET


def begin(home: Home, publication: str, vintage: str) -> Path:
    """Lay out an empty sheet with the columns of the publication; one already begun is left alone."""
    path = sheet(home, publication, vintage)
    if not path.exists():
        write_text(path, ",".join(columns(publication)) + "\n")
    return path


def columns(publication: str) -> tuple[str, ...]:
    """The columns of a publication's sheet, key first.

    >>> columns("desi")[:4]
    ('measure', 'geo', 'time_period', 'unit')
    """
    return (*keyed(publication).dims, "geo", "time_period", "unit", *_MEASURED)


def noted(home: Home, publication: str, vintage: str) -> dict[str, str]:
    """What was said of a publication when its sheet was begun, or of its newest vintage; '' for the rest."""
    notes = sheet(home, publication, vintage).with_name(NOTES)
    known: dict[str, object] = {}
    origins = sorted((home.raw / keyed(publication).provider / publication).glob("*/origin.toml"))
    if origins:
        last = tomllib.loads(origins[-1].read_text(encoding="utf-8"))
        known = {name: last.get(name, "") for name in ("producer", "licence", "transcribed_by", "population", "method")}
    if notes.exists():
        known |= tomllib.loads(notes.read_text(encoding="utf-8"))
    return {name: str(known.get(name, "")) for name in (*ASKED, "page", "table")}


def note(home: Home, publication: str, vintage: str, facts: Mapping[str, str]) -> None:
    """Keep what is known of the publication beside its sheet until the figures are accepted."""
    path = sheet(home, publication, vintage).with_name(NOTES)
    write_text(path, tomlkit.dumps({name: text for name, text in facts.items() if text}))


def clear(home: Home, publication: str, vintage: str) -> None:
    """Take the sheet and the notes away once the figures stand among the vintages."""
    folder = home.folder / "data" / "keyed" / safe_name(publication, "publication") / vintage
    for name in (SHEET, NOTES):
        (folder / name).unlink(missing_ok=True)
    for empty in (folder, folder.parent, folder.parent.parent):
        if empty.is_dir() and not any(empty.iterdir()):
            empty.rmdir()


def accept(
    home: Home,
    publication: str,
    vintage: str,
    facts: Mapping[str, str],
    *,
    today: date,
    rows: Path | None = None,
    patience: Patience = PATIENCE,
) -> Path:
    """Make a vintage of the figures keyed, if they have the shape of keyed figures.

    ``rows`` is the filled sheet (the one laid out, by default); a row without a place gets the page and
    table of ``facts``. Raises RawFileError where nothing was keyed, SchemaViolation naming the rows that
    are wrong or what the origin lacks, VintageRefused for a vintage that stands or is still to come.
    """
    line = keyed(publication)
    laid_out = sheet(home, publication, vintage)
    path = rows or laid_out
    if vintage > today.isoformat():
        raise VintageRefused(f"{publication} cannot be of {vintage}: today is {today.isoformat()}.")
    if missing := [name for name in ASKED if name != "url" and not facts.get(name)]:
        raise SchemaViolation(
            f"the origin of {publication} lacks {', '.join(missing)}; say 'unknown' where it is not known."
        )
    with tempfile.TemporaryDirectory(prefix="talentstudy-") as folder:
        filled = Path(folder) / SHEET
        filled.write_text(_with_places(path, publication, facts), encoding="utf-8", newline="\n")
        table = read_observations(filled, publication, line, vintage)
        if table.empty:
            raise RawFileError(f"{path} holds no figure. Key at least one row, then run the command again.")
        check_observations(table, publication, line, vintage)
        origin = _origin(line, publication, vintage, facts, today, filled)
        with locked(home, patience.lock):
            held(home, publication, today)
            return put(home, origin, {SHEET: filled})


def _with_places(path: Path, publication: str, facts: Mapping[str, str]) -> str:
    """The sheet with a place in every row, in the columns' order, LF at every end."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file, restkey="more", strict=True))
    except (OSError, UnicodeDecodeError, csv.Error) as refused:
        raise RawFileError(f"{path} cannot be read as a sheet ({refused}). Key it as CSV in UTF-8.") from None
    place = ", ".join(
        part for part in (facts.get("table", ""), f"p. {facts['page']}" if facts.get("page") else "") if part
    )
    wanted = columns(publication)
    for number, row in enumerate(rows, 2):
        if set(row) != set(wanted) or None in row.values():
            found = ", ".join(str(name) for name in row)
            raise SchemaViolation(f"line {number} of {path} has the columns {found}; wanted: {', '.join(wanted)}.")
        row["location"] = row["location"] or place
        if not row["location"]:
            raise SchemaViolation(
                f"line {number} of {path} says neither page nor table; name them, or fill in its location."
            )
    text = io.StringIO()
    writer = csv.DictWriter(text, wanted, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def _origin(
    line: Dataset, publication: str, vintage: str, facts: Mapping[str, str], today: date, filled: Path
) -> dict[str, object]:
    known: dict[str, object] = {
        **dict(facts),
        "provider": line.provider,
        "dataset": publication,
        "vintage": vintage,
        "vintage_is": "publication",
        "copy_read": [facts["url"]] if facts.get("url") else [],
        "accessed": today.isoformat(),
        "file": SHEET,
        "sha256": hashlib.sha256(filled.read_bytes()).hexdigest(),
    }
    return {name: known.get(name, "") for name in FACTS}
