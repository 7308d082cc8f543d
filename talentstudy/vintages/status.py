"""Per dataset: what is pinned, held and available, how old it is, and when the next release may be expected."""

from __future__ import annotations

import datetime
import re
import statistics
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from talentstudy.editions import Edition, editions, read_edition
from talentstudy.store import Home
from talentstudy.vintages.copies import Shelf, line_of
from talentstudy.vintages.known import newest

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
# What asks a provider for the day of its last update: the dataset's id in, the day or why it is unknown out.
Ask = Callable[[str], str]


@dataclass(frozen=True)
class DatasetStatus:
    """One dataset: vintages pinned by edition, held, and available; days since the newest; the next expected.

    ``age`` in days, None where the newest vintage is known less precisely than to the day. ``expected`` is a month
    (``2027-04``), '' where unknown; ``steps`` how many steps between releases that rests on, ``why`` where it is unknown.
    ``available`` is '' where nobody asked; ``keyed`` says that its figures were keyed from a publication.
    """

    dataset: str
    keyed: bool
    pinned: Mapping[str, tuple[str, ...]]
    held: tuple[str, ...]
    age: int | None
    expected: str
    steps: int
    why: str = ""
    available: str = ""

    @property
    def overdue(self) -> bool:
        """Whether the month in which the next release was expected is the past, by the age of the newest."""
        return bool(self.expected) and self.age is not None and self._expected_age < self.age

    @property
    def _expected_age(self) -> int:
        last = datetime.date.fromisoformat(self.held[-1])
        return (datetime.date.fromisoformat(f"{self.expected}-28") - last).days


@dataclass(frozen=True)
class EditionStatus:
    """One edition: its state, and the slices of which a newer vintage is held than it pins."""

    edition: str
    state: str
    behind: tuple[str, ...]

    @property
    def stale(self) -> bool:
        """Whether any slice could be read from a newer vintage."""
        return bool(self.behind)


def dataset_status(home: Home, today: datetime.date, ask: Ask | None = None) -> tuple[DatasetStatus, ...]:
    """Every dataset held, in alphabetical order; ``ask`` is called for official series only."""
    known = {name: read_edition(name) for name in editions()}
    shelf = Shelf(home)
    return tuple(_dataset(name, known, shelf, today, ask) for name in home.datasets())


def _dataset(
    name: str, known: Mapping[str, Edition], shelf: Shelf, today: datetime.date, ask: Ask | None
) -> DatasetStatus:
    held = shelf.home.vintages(name)
    keyed = line_of(name).keyed
    pinned = {
        year: tuple(dict.fromkeys(pin.vintage for pin in edition.pins if pin.dataset == name))
        for year, edition in known.items()
    }
    last = _day(held[-1])
    expected, steps = ("", 0) if keyed else next_release(name, shelf)
    if keyed:
        why = "a publication has no calendar"
    else:
        why = "" if expected else "no two vintages held show what a new period brought, and when"
    return DatasetStatus(
        dataset=name,
        keyed=keyed,
        pinned={year: vintages for year, vintages in pinned.items() if vintages},
        held=held,
        age=None if last is None else (today - last).days,
        expected=expected,
        steps=steps,
        why=why,
        available=ask(name) if ask and not keyed else "",
    )


def next_release(dataset: str, shelf: Shelf) -> tuple[str, int]:
    """The month of the next release and how many steps between releases it rests on; ('', 0) where unknown.

    A release is the first vintage held with a newer last period than any before. The oldest vintage held brought its
    period at an unknown day, so that no step begins with it.
    """
    days: list[datetime.date] = []
    last = ""
    for vintage in shelf.home.vintages(dataset):
        period, day = shelf.published(dataset, vintage)["time_period"].max(), _day(vintage)
        if day is not None and period > last:
            days.append(day)
            last = period
    steps = [(later - earlier).days for earlier, later in pairwise(days[1:])]
    if not steps:
        return "", 0
    expected = days[-1] + datetime.timedelta(days=round(statistics.median(steps)))
    return f"{expected:%Y-%m}", len(steps)


def edition_status(home: Home) -> tuple[EditionStatus, ...]:
    """Every edition, oldest first, with the slices that a newer vintage held would change."""
    shelf = Shelf(home)
    found = []
    for name in editions():
        edition = read_edition(name)
        behind = []
        for pin in edition.pins:
            # An issue of a publication is a source of its own, and no newer state of the one read.
            last = "" if line_of(pin.dataset).keyed else newest(pin, "9999", shelf)
            if last > pin.vintage:
                slices = " ".join([pin.name, *(f"{dim}={code}" for dim, code in pin.where.items())])
                behind.append(f"{slices}: {pin.vintage} pinned, {last} held")
        found.append(EditionStatus(name, edition.state, tuple(behind)))
    return tuple(found)


def _day(vintage: str) -> datetime.date | None:
    return datetime.date.fromisoformat(vintage) if _DAY.fullmatch(vintage) else None
