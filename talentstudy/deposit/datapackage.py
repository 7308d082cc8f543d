"""A Frictionless Data Package (version 2) of the tables: ``datapackage.json``."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

from talentstudy.deposit.about import KEYWORDS, About
from talentstudy.deposit.schema import Column, code_path
from talentstudy.deposit.tables import Table

_PROFILES = "https://datapackage.org/profiles/2.0"


def datapackage(about: About, tables: Sequence[Table]) -> dict[str, Any]:
    """The descriptor: every table with its schema, in four languages where the format has room for words.

    The standard has one title and description; beside them ``titles`` and ``descriptions`` hold all four.
    """
    return {
        "$schema": f"{_PROFILES}/datapackage.json",
        "name": about.name.lower(),
        "title": about.titles["en"],
        "titles": about.titles,
        "description": about.descriptions["en"],
        "descriptions": about.descriptions,
        "version": about.version,
        "created": f"{about.edition.as_of}T00:00:00Z",
        "keywords": list(KEYWORDS),
        "contributors": [{"title": about.authors, "roles": ["author"]}],
        "sources": [_source(about, place) for place in range(len(about.sources))],
        "resources": [_resource(one) for one in tables],
    }


def _source(about: About, place: int) -> dict[str, str]:
    work, origin = about.sources[place], about.origins[place]
    found = {
        "title": f"{work.author}: {work.full_title}",
        "path": work.url if work.url.startswith("http") else "",
        "version": origin.vintage,
        "terms": str(origin.facts["licence"]),
    }
    return {name: text for name, text in found.items() if text}


def _resource(table: Table) -> dict[str, Any]:
    shape = table.shape
    return {
        "$schema": f"{_PROFILES}/dataresource.json",
        "name": shape.name,
        "type": "table",
        "path": shape.path,
        "title": shape.titles["en"],
        "titles": dict(shape.titles),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(table.content),
        "hash": f"sha256:{hashlib.sha256(table.content).hexdigest()}",
        "dialect": {"$schema": f"{_PROFILES}/tabledialect.json", "lineTerminator": "\n"},
        "schema": _schema(table),
    }


def _schema(table: Table) -> dict[str, Any]:
    found: dict[str, Any] = {
        "$schema": f"{_PROFILES}/tableschema.json",
        "fields": [_field(one) for one in table.shape.columns],
        "missingValues": [""],
    }
    if table.key:
        found["primaryKey"] = list(table.key)
    if looked_up := table.looked_up:
        found["foreignKeys"] = [
            {"fields": [one.name], "reference": {"resource": f"codes-{one.codes}", "fields": ["code"]}}
            for one in looked_up
        ]
    return found


def _field(column: Column) -> dict[str, Any]:
    found: dict[str, Any] = {
        "name": column.name,
        "type": "number" if column.number else "string",
        "title": column.titles["en"],
        "titles": dict(column.titles),
        "description": column.about["en"],
        "descriptions": dict(column.about),
    }
    constraints: dict[str, Any] = {}
    if column.required:
        constraints["required"] = True
    if column.pattern:
        constraints["pattern"] = column.pattern
    if constraints:
        found["constraints"] = constraints
    if column.codes:
        found["codes"] = code_path(column.codes)
    return found
