"""Attributes that a message says once of a group of observations, or of the whole dataset."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from talentstudy.sources.formats.markup import Element, Row, attributes, compound, local, values

# What the elements of a dataset and a group say about the message, in every version, not about observations.
_ABOUT_THE_MESSAGE = frozenset(
    name.lower()
    for name in (
        *("structureRef", "setID", "action", "type", "dataScope", "keyFamilyURI", "datasetID"),
        *("reportingBeginDate", "reportingEndDate", "validFromDate", "validToDate", "publicationYear"),
        *("publicationPeriod", "dataProviderID", "dataProviderSchemeAgencyId", "dataProviderSchemeId"),
        *("dataflowID", "dataflowAgencyID"),
    )
)


def said_of_group(element: Element) -> tuple[Row, Row]:
    """What a group, or a dataset, certainly names as its key; and what else it says, key or attribute.

    A generic message parts the two; in a structure-specific one only the observations tell.
    """
    key: Row = {}
    said = {name: text for name, text in attributes(element).items() if name not in _ABOUT_THE_MESSAGE}
    for child in element:
        name = local(child)
        if name == "GroupKey":
            key |= values(child)
        elif name == "Attributes":
            said |= values(child)
        elif name == "Comp":
            said |= compound(child)
    return key, said


def spread(rows: Sequence[Row], groups: Sequence[tuple[Row, Row]], dimensions: Collection[str]) -> None:
    """Give every row what groups say of it and it does not say itself; the group with the longer key goes first."""
    by_names: dict[tuple[str, ...], dict[tuple[str, ...], Row]] = {}
    for named, said in groups:
        key = named | {name: text for name, text in said.items() if name in dimensions}
        names = tuple(sorted(key))
        told = by_names.setdefault(names, {}).setdefault(tuple(key[name] for name in names), {})
        for name, text in said.items():
            if name not in key:
                told.setdefault(name, text)
    for names in sorted(by_names, key=len, reverse=True):
        of_codes = by_names[names]
        for row in rows:
            for name, text in of_codes.get(tuple(row.get(one, "") for one in names), {}).items():
                if not row.get(name):
                    row[name] = text
