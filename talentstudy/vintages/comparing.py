"""Two editions, or two vintages of one dataset, compared: every revision and what it moves."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from talentstudy.editions import Edition, editions, read_edition
from talentstudy.errors import StudyError
from talentstudy.pipeline import Pipeline
from talentstudy.selection import Focus
from talentstudy.store import Home
from talentstudy.vintages.apart import Incomparable
from talentstudy.vintages.copies import Shelf, is_dataset, line_of
from talentstudy.vintages.impact import Impact, impact
from talentstudy.vintages.revisions import Revisions, revisions
from talentstudy.wording import sentence


@dataclass(frozen=True)
class Comparison:
    """A revision report: by the name a dataset is read under, what changed; what that moves; what could not be compared.

    ``kind`` is editions or vintages, and ``names`` how both sides are called; ``unchanged`` are the names both sides
    read from the same vintages.
    """

    kind: str
    names: Mapping[str, str]
    older: Edition = field(repr=False)
    newer: Edition = field(repr=False)
    found: Mapping[str, Revisions] = field(repr=False)
    impact: Impact = field(repr=False)
    unchanged: tuple[str, ...] = ()
    apart: tuple[Incomparable, ...] = ()

    @property
    def title(self) -> str:
        """Both sides by name."""
        return sentence("revisions", self.kind, "en", **self.names)

    @property
    def counts(self) -> dict[str, int]:
        """Cells of each kind over all datasets."""
        sums: dict[str, int] = {}
        for one in self.found.values():
            for kind, count in one.counts.items():
                sums[kind] = sums.get(kind, 0) + count
        return sums

    def __repr__(self) -> str:
        return (
            f"<Comparison {self.title}: {len(self.found)} datasets differ, {len(self.unchanged)} do not; {self.counts}>"
        )


@dataclass(frozen=True)
class Reader:
    """Whom a comparison is for: the data it reads, the country and language, and how a side tells a figure."""

    home: Home
    geo: str
    peers: tuple[str, ...]
    language: str
    tell: Callable[[Pipeline, str, Focus, str], str] = field(repr=False)

    @property
    def focus(self) -> Focus:
        """The country, and those set beside it."""
        return Focus(self.geo, tuple(code for code in self.peers if code != self.geo))

    def moved(self, before: Edition, after: Edition, found: Mapping[str, Revisions]) -> Impact:
        """What the revisions move between two editions."""
        sides = Pipeline(before, self.home), Pipeline(after, self.home)
        focus, language = self.focus, self.language
        return impact(*sides, found, focus, language, lambda side, name: self.tell(side, name, focus, language))


def compare(arguments: Sequence[str], edition: str, reader: Reader) -> Comparison:
    """``2025 2026``, or ``isoc_sks_itspt 2025-05-14 2026-04-17`` as ``edition`` would read them.

    Raises StudyError for anything else, and unless the older is named first; UnknownName for what is not there.
    """
    match list(arguments):
        case [older, newer] if not is_dataset(older) and not is_dataset(newer):
            return compare_editions(older, newer, reader)
        case [dataset, older, newer] if not is_dataset(older) and not is_dataset(newer) and dataset not in editions():
            return compare_vintages(dataset, older, newer, edition, reader)
    datasets = [one for one in arguments if is_dataset(one)]
    told = f"{' and '.join(datasets)} are unlike" if len(datasets) > 1 else f"got '{' '.join(arguments)}'"
    raise StudyError(
        "a diff takes two editions (2025 2026), or one dataset and two of its vintages "
        f"(isoc_sks_itspt 2025-05-14 2026-04-17); {told}."
    )


def compare_editions(older: str, newer: str, reader: Reader) -> Comparison:
    """What changed from one edition to a later one, and what it moves."""
    before, after = read_edition(older), read_edition(newer)
    if before.name >= after.name:
        raise StudyError(f"edition {older} is no older than {newer}; name the older one first.")
    shelf = Shelf(reader.home)
    both = [name for name in before.datasets if name in after.datasets]
    unlike = [name for name in both if before.pins_of(name) != after.pins_of(name)]
    found = {name: revisions(shelf.pinned(before, name), shelf.pinned(after, name)) for name in unlike}
    # Pins that read on to a later period in the same vintage may find nothing there.
    found = {name: one for name, one in found.items() if any(one.counts.values()) or one.older != one.newer}
    same = tuple(name for name in both if name not in found)
    apart = (*_alone(before, after, shelf), *_alone(after, before, shelf))
    moved = reader.moved(before, after, found)
    return Comparison("editions", {"older": older, "newer": newer}, before, after, found, moved, same, apart)


def compare_vintages(dataset: str, older: str, newer: str, edition: str, reader: Reader) -> Comparison:
    """What changed from one vintage of a dataset to a later one, and what it moves in an edition that pins them."""
    shelf, line = Shelf(reader.home), read_edition(edition)
    line_of(dataset)
    copies = shelf.copy(dataset, older), shelf.copy(dataset, newer)
    if older >= newer:
        raise StudyError(f"vintage {older} of {dataset} is no older than {newer}; name the older one first.")
    before, after = (_pinned_at(line, dataset, vintage, shelf) for vintage in (older, newer))
    found = {dataset: revisions(*copies)}
    names = {"dataset": dataset, "older": older, "newer": newer}
    return Comparison("vintages", names, before, after, found, reader.moved(before, after, found))


def _alone(one: Edition, other: Edition, shelf: Shelf) -> list[Incomparable]:
    """What one edition reads and the other does not."""
    names = [name for name in one.datasets if name not in other.datasets]
    return [Incomparable(name, len(shelf.pinned(one, name).table), "read_alone", one.name) for name in names]


def _pinned_at(edition: Edition, dataset: str, vintage: str, shelf: Shelf) -> Edition:
    """The edition with the dataset's own pins moved to one vintage, where that holds the slice."""
    pins = tuple(
        replace(pin, vintage=vintage, until="", because="")
        if pin.name == dataset and shelf.holds(dataset, vintage, **pin.where)
        else pin
        for pin in edition.pins
    )
    return replace(edition, pins=pins)
