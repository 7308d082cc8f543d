"""SDMX-ML structure messages, versions 2.1 and 3.0: data structures and code lists with their labels."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from talentstudy.errors import RawFileError, UnknownName
from talentstudy.sources.formats.markup import Element, elements, local
from talentstudy.sources.formats.opening import EXPANDED_LIMIT, Source
from talentstudy.sources.formats.recognising import CODE_LIST, STRUCTURE, format_of
from talentstudy.sources.formats.references import concept, core_representations, enumeration, parent

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_COMPONENTS = {"Dimension": "dimension", "TimeDimension": "time", "MeasureDimension": "dimension"} | {
    "Attribute": "attribute",
    "Measure": "measure",
    "PrimaryMeasure": "measure",
}
Labels = Mapping[str, str]


@dataclass(frozen=True)
class Codelist:
    """A code list: its codes in the provider's order, each with its label by language (``en``, ``fr``, ``de``)."""

    id: str
    version: str
    agency: str
    name: Labels
    codes: Mapping[str, Labels]
    # Code to the code above it, where the list is a tree.
    parents: Mapping[str, str] = field(default_factory=dict)
    # Whether the file holds only those codes that a dataset uses.
    partial: bool = False

    @property
    def identity(self) -> str:
        """Agency, id and version: ``ESTAT:GEO(13.0)``."""
        return f"{self.agency}:{self.id}({self.version})"

    def __repr__(self) -> str:
        return f"<Codelist {self.identity}: {len(self.codes)} codes>"


@dataclass(frozen=True)
class DataStructure:
    """What a dataset's keys are made of: its dimensions in order, and the code list of each component."""

    id: str
    version: str
    agency: str
    name: Labels
    # In the provider's order and spelling; the time dimension is the last.
    dimensions: tuple[str, ...]
    time: str
    measures: tuple[str, ...]
    attributes: tuple[str, ...]
    # Component to its code list as 'ESTAT:GEO(13.0)'; a component without one is not there.
    codelists: Mapping[str, str]
    # Component to its concept as 'ESTAT:CROSS_DOMAIN(1.0).GEO', whose code list holds where it names none itself.
    concepts: Mapping[str, str] = field(default_factory=dict)

    def __repr__(self) -> str:
        return f"<DataStructure {self.agency}:{self.id}({self.version}): {', '.join(self.dimensions)}>"


@dataclass(frozen=True)
class Structures:
    """All that a structure message holds: structures and dataflows by id, code lists by identity."""

    structures: Mapping[str, DataStructure]
    codelists: Mapping[str, Codelist]
    # Dataflow to its title by language.
    dataflows: Mapping[str, Labels]

    def codelist(self, name: str) -> Codelist:
        """A code list by identity or by id; of several versions the one that holds all codes, then the newest."""
        if name in self.codelists:
            return self.codelists[name]
        alike = [one for one in self.codelists.values() if one.id.lower() == name.lower()]
        if not alike:
            raise UnknownName("code list", name, self.codelists)
        return max(alike, key=lambda one: (not one.partial, _numbers(one.version)))

    def __repr__(self) -> str:
        held = [*self.structures, *self.codelists, *self.dataflows]
        return f"<Structures {', '.join(held) or 'none'}>"


def read_structures(path: Path, *, limit: int = EXPANDED_LIMIT) -> Structures:
    """The data structures, code lists and titles of dataflows that a structure message holds.

    Parameters
    ----------
    path
        The provider's file, plain or compressed.
    limit
        The size in bytes it may expand to.

    Raises
    ------
    RawFileError
        No structure message, or one that is damaged or breaks off.
    """
    source = Source(path, limit)
    found = format_of(source.head(), str(source))
    if found == CODE_LIST:
        listed = _from_lines(source)
        return Structures({}, {listed.identity: listed}, {})
    if found != STRUCTURE:
        raise RawFileError(f"{source} is {found}; wanted is an {STRUCTURE} message or a {CODE_LIST}.")
    structures: dict[str, DataStructure] = {}
    codelists: dict[str, Codelist] = {}
    dataflows: dict[str, Labels] = {}
    of_concepts: dict[str, str] = {}
    for event, element in elements(source):
        if event == "start":
            continue
        name = local(element)
        if name in {"Codelist", "CodeList"}:
            listed = _codelist(element)
            codelists[listed.identity] = listed
        elif name in {"DataStructure", "KeyFamily"} and element.get("id"):
            structures[_id(element)] = _structure(element)
        elif name == "Dataflow" and element.get("id"):
            dataflows[_id(element)] = _names(element)
        elif name == "ConceptScheme":
            of_concepts |= core_representations(element)
    resolved = {name: _with_concepts(one, of_concepts) for name, one in structures.items()}
    return Structures(resolved, codelists, dataflows)


def _from_lines(source: Source) -> Codelist:
    """A code list of two columns, code and label in one language; the file says neither its id nor the language."""
    lines = [line.split("\t") for line in source.whole().decode("utf-8").splitlines() if line.strip()]
    if ragged := [line for line in lines if len(line) != 2]:
        raise RawFileError(f"{source} is a code list with {len(ragged)} lines that are no code and label: {ragged[0]}.")
    return Codelist("", "", "", {}, {code.strip(): {"": label.strip()} for code, label in lines})


def _codelist(element: Element) -> Codelist:
    codes = {_id(one): one for one in element if local(one) == "Code"}
    return Codelist(
        _id(element),
        element.get("version", ""),
        element.get("agencyID", ""),
        _names(element),
        {code: _names(one) for code, one in codes.items()},
        {code: above for code, one in codes.items() if (above := parent(one))},
        element.get("isPartial") == "true",
    )


def _structure(element: Element) -> DataStructure:
    found: dict[str, list[tuple[float, str]]] = {"dimension": [], "time": [], "measure": [], "attribute": []}
    codelists, concepts = {}, {}
    for order, one in enumerate(element.iter()):
        role, meant = _COMPONENTS.get(local(one)), concept(one)
        # A component without an id of its own goes by its concept's.
        name = _id(one) or meant.rpartition(".")[2]
        if role is None or not name:
            continue
        found[role].append((float(one.get("position") or order), name))
        if meant:
            concepts[name] = meant
        if listed := enumeration(one):
            codelists[name] = listed
    ordered = {role: tuple(name for _, name in sorted(ones)) for role, ones in found.items()}
    return DataStructure(
        _id(element),
        element.get("version", ""),
        element.get("agencyID", ""),
        _names(element),
        (*ordered["dimension"], *ordered["time"]),
        ordered["time"][0] if ordered["time"] else "",
        ordered["measure"],
        ordered["attribute"],
        codelists,
        concepts,
    )


def _with_concepts(structure: DataStructure, of_concepts: Mapping[str, str]) -> DataStructure:
    """The structure with the code lists of its concepts where a component has none of its own."""
    inherited = {name: of_concepts[one] for name, one in structure.concepts.items() if one in of_concepts}
    return replace(structure, codelists={**inherited, **structure.codelists})


def _id(element: Element) -> str:
    return element.get("id") or ""


def _names(element: Element) -> dict[str, str]:
    """The name by language; white space as one blank."""
    return {one.get(_LANGUAGE, "en"): " ".join((one.text or "").split()) for one in element if local(one) == "Name"}


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", version))
