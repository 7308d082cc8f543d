"""The log as data: ``assumptions.csv`` and ``datasets.csv`` beside this module, read and checked.

``quality`` is green, amber or red: reliable, usable with a reservation, an indication only. ``owner`` is a role,
``review`` the day by which somebody in it looks again. A line of ``datasets.csv`` without a vintage holds for all
vintages of its dataset; its ``reasons`` are keys of ``sentences/log.toml``.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from talentstudy.editions import Edition
from talentstudy.errors import SchemaViolation, UnknownName
from talentstudy.sources import DATASETS
from talentstudy.wording import LANGUAGES, sentence

if TYPE_CHECKING:
    import pandera.pandas as pa

    from talentstudy.store import Home

KINDS = ("assumptions", "datasets")
QUALITIES = ("green", "amber", "red")
OWNERS = ("statistics", "data", "editing")
FILE = "log"
_FOLDER = Path(__file__).parent
_COMMON = ("owner", "quality", "review")
_TEXTS = tuple(f"{column}_{language}" for column in ("statement", "reason") for language in LANGUAGES)
_COLUMNS = {
    "assumptions": ("assumption", *_COMMON, "where", *_TEXTS),
    "datasets": ("dataset", "vintage", *_COMMON, "reasons"),
}
_KEYS = {"assumptions": ["assumption"], "datasets": ["dataset", "vintage"]}


@dataclass(frozen=True)
class Assumption:
    """One thing the study takes for granted: by language, what and why it may; where in the study it is made."""

    name: str
    owner: str
    quality: str
    review: str
    where: str
    statement: Mapping[str, str]
    reason: Mapping[str, str]


@dataclass(frozen=True)
class DataLine:
    """One vintage an edition pins: how good it is and why, as keys of ``sentences/log.toml``.

    ``until`` is the last reference period used of a vintage later than the edition; ``copied`` says that the
    table was read in a public copy.
    """

    dataset: str
    vintage: str
    owner: str
    quality: str
    review: str
    reasons: tuple[str, ...]
    until: str
    copied: bool

    def reason(self, language: str) -> str:
        """Why it has its quality, in sentences."""
        told = [sentence(FILE, one, language) for one in self.reasons]
        if self.copied:
            told.append(sentence(FILE, "public_copy", language))
        if self.until:
            told.append(sentence(FILE, "later_used", language, until=self.until))
        return " ".join(told)


def assumptions(folder: Path = _FOLDER) -> tuple[Assumption, ...]:
    """Every assumption, in the order of its file.

    Raises SchemaViolation naming file, rule and rows.
    """
    return tuple(
        Assumption(
            row["assumption"],
            row["owner"],
            row["quality"],
            row["review"],
            row["where"],
            {language: row[f"statement_{language}"] for language in LANGUAGES},
            {language: row[f"reason_{language}"] for language in LANGUAGES},
        )
        for row in _rows(folder, "assumptions")
    )


def data_log(edition: Edition, home: Home, folder: Path = _FOLDER) -> tuple[DataLine, ...]:
    """One line per vintage that the edition pins, in the order pinned.

    Raises
    ------
    SchemaViolation
        A table that is not as it should be, or a pinned vintage that no line speaks of.
    UnknownName
        A line for a dataset the study does not know, or a reason without a sentence.
    """
    lines = {(row["dataset"], row["vintage"]): row for row in _rows(folder, "datasets")}
    for dataset, _ in lines:
        if dataset not in DATASETS:
            raise UnknownName("dataset in the data log", dataset, DATASETS, "Correct assumptions/datasets.csv.")
    until: dict[tuple[str, str], str] = {}
    for pin in edition.pins:
        pair = (pin.dataset, pin.vintage)
        until[pair] = max(until.get(pair, ""), pin.until)
    return tuple(_line(pair, last, lines, edition, home) for pair, last in until.items())


def _line(
    pair: tuple[str, str],
    until: str,
    lines: Mapping[tuple[str, str], Mapping[str, str]],
    edition: Edition,
    home: Home,
) -> DataLine:
    dataset, vintage = pair
    row = lines.get(pair) or lines.get((dataset, ""))
    if row is None:
        raise SchemaViolation(
            f"edition {edition.name} pins {dataset} at {vintage}, of which the data log says nothing. "
            "Add a line with its quality and reason to assumptions/datasets.csv."
        )
    facts = home.origin(dataset, vintage).facts
    copied = facts["vintage_is"] != "publication" and bool(facts.get("copy_read"))
    reasons = tuple(row["reasons"].split())
    for one in reasons:
        # An unknown key is refused when the log is read, and not by the language one happens to print.
        sentence(FILE, one, LANGUAGES[0])
    return DataLine(dataset, vintage, row["owner"], row["quality"], row["review"], reasons, until, copied)


def _rows(folder: Path, name: str) -> list[dict[str, str]]:
    """The rows of one table as text, checked."""
    import pandera.errors

    path = folder / f"{name}.csv"
    try:
        table = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8")
        _schema(name).validate(table, lazy=True)
    except (pandera.errors.SchemaErrors, pd.errors.ParserError) as refused:
        raise SchemaViolation(f"assumptions/{path.name}: {_told(refused)}. Correct the file.") from None
    return [{str(column): str(cell) for column, cell in row.items()} for row in table.to_dict("records")]


def _schema(name: str) -> pa.DataFrameSchema:
    import pandera.pandas as pa

    rules = {
        "owner": pa.Check.isin(OWNERS, error=f"owner is none of {', '.join(OWNERS)}"),
        "quality": pa.Check.isin(QUALITIES, error=f"quality is none of {', '.join(QUALITIES)}"),
        "review": pa.Check(_is_day, element_wise=True, error="review is no day, as in 2027-03-31"),
    }
    columns = {}
    for column in _COLUMNS[name]:
        filled = [] if column == "vintage" else [pa.Check.str_matches(r"\S", error=f"{column} is empty")]
        columns[column] = pa.Column(str, [*filled, *([rules[column]] if column in rules else [])])
    return pa.DataFrameSchema(columns, strict=True, ordered=True, unique=_KEYS[name])


def _is_day(text: str) -> bool:
    try:
        return datetime.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _told(refused: Exception) -> str:
    """Each rule broken, with the lines of the file that break it."""
    cases = getattr(refused, "failure_cases", None)
    if cases is None:
        return f"it cannot be read as a table ({' '.join(str(refused).split())})"
    named = {
        "multiple_fields_uniqueness": "a line stands more than once",
        "column_in_schema": "a column too many",
        "column_in_dataframe": "a column is missing",
        "column_ordered": "the columns stand in another order",
    }
    clauses = []
    for rule, broken in cases.groupby("check", sort=False):
        lines = sorted({int(index) + 2 for index in broken["index"].dropna()})
        found = ", ".join(sorted({str(one) for one in broken["failure_case"]})[:3])
        where = f" (line {', '.join(str(line) for line in lines[:5])})" if lines else f": {found}"
        clauses.append(f"{named.get(str(rule), str(rule))}{where}")
    return "; ".join(clauses)
