"""CSV on the Web metadata of the same tables: ``csv-metadata.json``, with words in four languages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from talentstudy.deposit.about import KEYWORDS, About
from talentstudy.deposit.schema import Column, code_path
from talentstudy.deposit.tables import Table


def csvw(about: About, tables: Sequence[Table]) -> dict[str, Any]:
    """The metadata of all tables as one group."""
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "dc:title": _worded(about.titles),
        "dc:description": _worded(about.descriptions),
        "dc:creator": about.authors,
        "dc:date": about.edition.as_of,
        "dc:subject": list(KEYWORDS),
        "dc:source": [f"{one.author}: {one.full_title}" for one in about.sources],
        "tables": [_table(one) for one in tables],
    }


def _worded(texts: Mapping[str, str]) -> list[dict[str, str]]:
    return [{"@value": text, "@language": language} for language, text in texts.items()]


def _table(table: Table) -> dict[str, Any]:
    columns = table.shape.columns
    schema: dict[str, Any] = {"columns": [_column(one) for one in columns]}
    if table.key:
        schema["primaryKey"] = [_name(one) for one in table.key]
    if looked_up := table.looked_up:
        schema["foreignKeys"] = [
            {
                "columnReference": _name(one.name),
                "reference": {"resource": code_path(one.codes), "columnReference": "code"},
            }
            for one in looked_up
        ]
    return {"url": table.shape.path, "dc:title": _worded(table.shape.titles), "tableSchema": schema}


def _column(column: Column) -> dict[str, Any]:
    return {
        "name": _name(column.name),
        # What the header of the file says; a reader compares the two.
        "titles": column.name,
        "rdfs:label": _worded(column.titles),
        "dc:description": _worded(column.about),
        "datatype": _datatype(column),
        "null": "",
        "required": column.required,
    }


def _datatype(column: Column) -> str | dict[str, str]:
    if column.number:
        return "number"
    return {"base": "string", "format": column.pattern} if column.pattern else "string"


def _name(name: str) -> str:
    """A name as CSVW allows it: a joined column is named with underscores; its header stays."""
    return name.replace("+", "_and_")
