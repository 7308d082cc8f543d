"""The first line of an SDMX-CSV file: which separator, which columns, and what each one is.

Field guides of SDMX-CSV 1.0 and 2.0 (SDMX technical working group): the separator is what follows
``STRUCTURE`` or ``DATAFLOW``; ``STRUCTURE[;]`` names what stands between several values of one cell.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from talentstudy.errors import SchemaViolation
from talentstudy.sources.formats.meaning import name_of

Role = Literal["technical", "action", "identity", "updated", "dimension", "measure", "attribute", "status", "label"]
_BEGINNING = re.compile(
    r'"?(?:STRUCTURE(?:\[(?P<inner>[^\]])[^\]]*\])?|DATAFLOW)(?::[^,;|\t]*)?"?(?P<separator>[^\w\s]|\t)'
)
# 'ATTR_1[]', 'CONTACT[].NAME[]', 'ATTR_2[en;fr]', 'DIM_1: Dimension 1'.
_COMPONENT = re.compile(r"(?P<id>[^:\[]+(?:\[[^\]]*\](?:\.[^:\[]+)?)*)(?:\s*:\s*(?P<label>.*))?", re.DOTALL)
_BRACKETS = re.compile(r"\[([^\]]*)\]")
_VALUED = re.compile(r"obs_(value\d*|lower|upper)")
_MEASURE = re.compile(r"meas(ure)?(_\w+)?")
_ATTRIBUTE = re.compile(r"attr(ibute)?(_\w+)?")
_TECHNICAL = {"STRUCTURE", "STRUCTURE_NAME", "SERIES_KEY", "OBS_KEY", "KEY"}
_STATUS = {"obs_flag", "obs_status", "conf_status"}
# Attributes of the cross-domain concepts, wherever they stand; and what Eurostat and others add.
ATTRIBUTES = frozenset(
    {"obs_flag", "obs_status", "conf_status", "unit_mult", "decimals", "time_format", "collection"}
) | {
    *("title", "title_compl", "comment", "comment_obs", "comment_ts", "obs_com", "obs_pre_break", "pre_break_value"),
    *("embargo_date", "embargo_time", "updated", "prepared", "validfrom", "validto", "breaks", "base_per"),
    *("ref_year_price", "availability"),
}
_BY = ",;|\t"


@dataclass(frozen=True)
class Column:
    """A column: its id as the study spells it, what it is, and the label its header carries."""

    id: str
    role: Role
    label: str = ""
    # '[]' for several values, '[en;fr]' for one per language, '' for a single one.
    inner: str = ""
    # Of a column of labels: the column it is about.
    of: str = ""


@dataclass(frozen=True)
class Header:
    """The first line, understood."""

    columns: tuple[Column, ...]
    separator: str
    inner: str

    def ids(self, *roles: Role) -> tuple[str, ...]:
        """The columns of some roles, in the order of the file."""
        return tuple(one.id for one in self.columns if one.role in roles)


def read_header(line: str, what: str, dimensions: Collection[str] = ()) -> Header:
    """What the first line says; ``dimensions`` are the ids of a structure, where one is known.

    Without a structure, the columns before the first measure are dimensions and those behind it
    attributes, as the standard orders them; where the measure comes first, every column that is no
    known attribute is taken for a dimension.

    Raises SchemaViolation for a column that stands twice.
    """
    begun = _BEGINNING.match(line)
    separator = begun["separator"] if begun else max(_BY, key=line.count)
    cells = next(csv.reader([line.rstrip("\r\n")], delimiter=separator))
    columns = _roles(_components(cells), {name_of(one) for one in dimensions})
    ids = [one.id for one in columns]
    if begun and (words := [one.id for one in columns if one.role == "dimension" and " " in one.id]):
        raise SchemaViolation(
            f"{what} has labels where ids stand in its first line ({', '.join(words)}): codes cannot be told from them. "
            "Ask for ids, or for ids and labels both."
        )
    if repeated := sorted({one for one in ids if ids.count(one) > 1}):
        raise SchemaViolation(f"{what} has more than one column {', '.join(repeated)}. Fetch it again.")
    return Header(columns, separator, begun["inner"] or ";" if begun else ";")


def is_measure(name: str) -> bool:
    """Whether a component is called as measures are (``OBS_VALUE2``, ``OBS_LOWER``, ``MEASURE_1``)."""
    return bool(_VALUED.fullmatch(name) or _MEASURE.fullmatch(name))


def _components(cells: list[str]) -> list[Column]:
    """Every column with its id; those that only repeat the one before in words are labels."""
    found: list[Column] = []
    in_pairs = "STRUCTURE_NAME" in cells
    for cell in cells:
        plain = re.split(r"[\[:]", cell)[0] if cell.startswith(("STRUCTURE[", "STRUCTURE_ID:", "DATAFLOW:")) else cell
        if plain in {"STRUCTURE_ID", "DATAFLOW"}:
            found.append(Column(plain.lower(), "identity"))
        elif plain in _TECHNICAL:
            found.append(Column(plain.lower(), "technical"))
        elif plain == "ACTION":
            found.append(Column("action", "action"))
        elif plain.upper() in {"LAST UPDATE", "LAST_UPDATE"}:
            found.append(Column("last_update", "updated"))
        elif in_pairs and found and found[-1].role == "attribute":
            # Two labels may be the same words; the column they are about makes them differ.
            found.append(Column(f"{found[-1].id} label", "label", cell, of=found[-1].id))
        else:
            parts = _COMPONENT.fullmatch(cell.strip())
            name, label = (parts["id"], parts["label"] or "") if parts else (cell, "")
            brackets = "".join(f"[{one}]" for one in _BRACKETS.findall(name)[-1:])
            found.append(Column(name_of(_BRACKETS.sub("", name)), "attribute", label, brackets))
    return found


def _roles(columns: list[Column], dimensions: set[str]) -> tuple[Column, ...]:
    components = [one for one in columns if one.role == "attribute"]
    measures = [one.id for one in components if _VALUED.fullmatch(one.id)] or [
        one.id for one in components if _MEASURE.fullmatch(one.id) and one.id not in dimensions
    ]
    before = [one.id for one in components]
    before = before[: before.index(measures[0])] if measures else before
    if not dimensions:
        several = {one.id for one in components if one.inner}
        loose = set(before or [one.id for one in components]) - several
        dimensions = {one for one in loose if not (one in ATTRIBUTES or one in measures or _ATTRIBUTE.fullmatch(one))}
    # The time dimension has one id in all of SDMX, and some put it last.
    dimensions = {*dimensions, "time_period"}

    def role(one: Column) -> Role:
        if one.role != "attribute" or one.id in measures:
            return "measure" if one.role == "attribute" else one.role
        return "status" if one.id in _STATUS else "dimension" if one.id in dimensions else "attribute"

    return tuple(Column(one.id, role(one), one.label, one.inner, one.of) for one in columns)
