"""An edition is data: the vintages it pins, the day it was known by, and what was printed."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from talentstudy.errors import StudyError, UnknownName

_FOLDER = Path(__file__).parent
STATES = ("printed", "in preparation")


@dataclass(frozen=True)
class Pin:
    """One slice of a dataset and the vintage it is read from.

    ``where`` selects the slice (no single vintage holds all of some datasets); ``until`` is the
    last reference period used of a vintage newer than the edition; ``name`` is the argument name
    indicators read it by, the dataset's own unless two vintages stand beside each other.
    """

    dataset: str
    vintage: str
    where: Mapping[str, str] = field(default_factory=dict)
    until: str = ""
    because: str = ""
    name: str = ""


@dataclass(frozen=True)
class Edition:
    """One year's report: pinned vintages, languages, the country and its peers."""

    name: str
    title: str
    as_of: str
    geo: str
    peers: tuple[str, ...]
    languages: tuple[str, ...]
    pins: tuple[Pin, ...]
    # Printed for good, or in preparation: then a claim that differs can still be corrected.
    state: str = STATES[0]
    # Of an edition as known on another day: under each name, the slices of which no vintage was held by then, and why.
    missing: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def pins_of(self, name: str) -> tuple[Pin, ...]:
        """The slices that an indicator reads under this name."""
        found = tuple(pin for pin in self.pins if pin.name == name)
        if not found:
            raise UnknownName(f"dataset pinned by edition {self.name}", name, self.datasets)
        return found

    @property
    def datasets(self) -> tuple[str, ...]:
        """The names under which datasets are read, in the order pinned."""
        return tuple(dict.fromkeys(pin.name for pin in self.pins))

    @property
    def folder(self) -> Path:
        """Where the edition's own files lie."""
        return _FOLDER / self.name

    def __repr__(self) -> str:
        return f"<Edition {self.name} ({self.title}): known by {self.as_of}, {len(self.pins)} pinned slices>"


def editions() -> tuple[str, ...]:
    """The editions there are, oldest first."""
    return tuple(sorted(path.parent.name for path in _FOLDER.glob("*/edition.toml")))


def read_edition(name: str | int) -> Edition:
    """One edition by its year.

    >>> read_edition(2025).as_of
    '2025-06-30'
    """
    year = str(name)
    if year not in editions():
        raise UnknownName("edition", year, editions())
    facts = tomllib.loads((_FOLDER / year / "edition.toml").read_text(encoding="utf-8"))
    pins = tuple(_pin(line) for line in facts["pin"])
    for pin in pins:
        # A vintage is known at most as precisely as its text: 2025 may be any day of 2025.
        if pin.vintage > facts["as_of"] and not (pin.until and pin.because):
            raise StudyError(
                f"edition {year} is known by {facts['as_of']} and pins {pin.dataset} at {pin.vintage}, which is later. "
                "Give 'until', the last reference period it may use, and 'because'."
            )
    if (state := facts.get("state", STATES[0])) not in STATES:
        raise UnknownName(f"state of edition {year}", state, STATES)
    return Edition(
        name=year,
        title=facts["title"],
        as_of=facts["as_of"],
        geo=facts["geo"],
        peers=tuple(facts["peers"]),
        languages=tuple(facts["languages"]),
        pins=pins,
        state=state,
    )


def _pin(line: Mapping[str, object]) -> Pin:
    where = line.get("where", {})
    assert isinstance(where, Mapping)
    return Pin(
        dataset=str(line["dataset"]),
        vintage=str(line["vintage"]),
        where={str(dim): str(code) for dim, code in where.items()},
        until=str(line.get("until", "")),
        because=str(line.get("because", "")),
        name=str(line.get("name", line["dataset"])),
    )
