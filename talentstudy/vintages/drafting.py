"""The beginning of a yearly round: a new edition from the last one, with the newest vintages and a list of what is left to do."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.items import AoT

from talentstudy.chapters import CHAPTERS
from talentstudy.claims.ledger import read_ledger
from talentstudy.editions import STATES, Edition, Pin, editions, read_edition
from talentstudy.errors import StudyError
from talentstudy.pipeline import Pipeline
from talentstudy.sources import DATASETS
from talentstudy.store import Home, write_text
from talentstudy.vintages.copies import Shelf
from talentstudy.vintages.drafted_claims import Carried, carry_claims
from talentstudy.vintages.known import refuse_no_day

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_HEAD = """\
# What the {year} edition is made from. Begun by 'talentstudy edition new {year} --from {origin}': each slice names the newest
# vintage held by `as_of` that has all its codes. Where only a later one is held, `until` is the last reference period that
# was out by then, and `because` says how that is known. The sha256 of every file stands in its origin.toml.
"""


@dataclass(frozen=True)
class Draft:
    """A new edition as text, which pins moved (from, to), and what a person has still to look at."""

    year: str
    origin: Edition
    text: str
    moved: tuple[tuple[Pin, Pin], ...]
    to_do: tuple[str, ...]
    claims: Carried

    @property
    def path(self) -> Path:
        """Where the edition's file goes."""
        return self.origin.folder.parent / self.year / "edition.toml"

    def write(self) -> Edition:
        """Write the edition's file and its claims, and read both back, checked."""
        write_text(self.path, self.text)
        edition = read_edition(self.year)
        if self.claims.rows:
            write_text(self.path.with_name("claims.csv"), self.claims.text())
            read_ledger(edition)
        return edition

    def __repr__(self) -> str:
        return f"<Draft of edition {self.year} from {self.origin.name}: {len(self.moved)} pins moved, {len(self.to_do)} to look at>"


def draft_edition(year: str, origin: Edition, as_of: str, home: Home) -> Draft:
    """A new edition known by ``as_of``: official slices at the newest vintage with all their codes, publications as they were.

    Raises StudyError for a year that is none, comes no later, or has its edition already, and for a day no later than
    the origin's.
    """
    _refuse_year(year, origin)
    refuse_no_day(as_of)
    if as_of <= origin.as_of:
        raise StudyError(
            f"edition {origin.name} is known by {origin.as_of}, and edition {year} comes after it: '{as_of}' is no later. "
            "Give --as-of a later day."
        )
    shelf = Shelf(home)
    pins = [_newest(pin, as_of, shelf) for pin in origin.pins]
    text = _text(year, origin, as_of, pins)
    edition = replace(origin, name=year, as_of=as_of, pins=tuple(pins), state=STATES[1])
    claims = carry_claims(origin, Pipeline(edition, home))
    moved = tuple(pair for pair in zip(origin.pins, pins, strict=True) if pair[0] != pair[1])
    to_do = (
        *_unmoved(origin, pins),
        *_lacking(pins, as_of, shelf),
        *_publications(origin, as_of, home),
        *_dated(),
        *claims.to_do,
        *_files(origin),
    )
    return Draft(year, origin, text, moved, to_do, claims)


def _refuse_year(year: str, origin: Edition) -> None:
    if not re.fullmatch(r"\d{4}", year):
        raise StudyError(f"'{year}' is no year; an edition is named by its four digits, as 2026.")
    if year in editions():
        raise StudyError(
            f"edition {year} exists already ({read_edition(year).folder}). Change its file, or remove the folder to begin it anew."
        )
    if year <= origin.name:
        raise StudyError(
            f"edition {year} cannot be made from {origin.name}, which comes no earlier. Name a later year."
        )


def _newest(pin: Pin, day: str, shelf: Shelf) -> Pin:
    """The pin moved to the newest vintage held by the day that has every code of the slice; a publication stays."""
    if DATASETS[pin.dataset].keyed:
        return pin
    wanted = shelf.codes(pin.dataset, pin.vintage, **pin.where)
    for vintage in reversed(shelf.home.vintages(pin.dataset)):
        if pin.vintage <= vintage <= day and wanted <= shelf.codes(pin.dataset, vintage, **pin.where):
            return replace(pin, vintage=vintage, until="", because="")
    return pin


def _text(year: str, origin: Edition, as_of: str, pins: Iterable[Pin]) -> str:
    """The origin's file with the new year, day and pins; its other comments stay where they are."""
    before = (origin.folder / "edition.toml").read_text(encoding="utf-8")
    body = before[re.match(r"(?:#[^\n]*\n)*", before).end() :]  # type: ignore[union-attr]
    file = tomlkit.parse(body)
    file["edition"] = int(year)
    file["as_of"] = as_of
    file.pop("state", None)
    lines = file["pin"]
    assert isinstance(lines, AoT)
    for line, pin in zip(lines, pins, strict=True):
        _set(line, pin)
    text = tomlkit.dumps(file)
    day = f'as_of = "{as_of}"\n'
    return _HEAD.format(year=year, origin=origin.name) + text.replace(day, f'{day}state = "in preparation"\n', 1)


def _set(line: Any, pin: Pin) -> None:
    line["vintage"] = pin.vintage
    for key, value in (("until", pin.until), ("because", pin.because)):
        if not value:
            line.pop(key, None)


def _unmoved(origin: Edition, pins: Iterable[Pin]) -> Iterable[str]:
    """Official slices that no newer vintage is held of."""
    for before, pin in zip(origin.pins, pins, strict=True):
        # A vintage that came after the origin's day is news, though the origin read a part of it.
        if not DATASETS[pin.dataset].keyed and before == pin:
            yield f"{_named(pin)}: nothing newer than {pin.vintage} is held; fetch it, or keep what edition {origin.name} printed."


def _lacking(pins: Iterable[Pin], day: str, shelf: Shelf) -> Iterable[str]:
    """Newer vintages that hold a part of a slice alone."""
    for pin in pins:
        if DATASETS[pin.dataset].keyed:
            continue
        wanted = shelf.codes(pin.dataset, pin.vintage, **pin.where)
        for vintage in shelf.home.vintages(pin.dataset):
            codes = shelf.codes(pin.dataset, vintage, **pin.where)
            if pin.vintage < vintage <= day and codes & wanted:
                lost = "; ".join(" ".join(code) for code in sorted(wanted - codes))
                yield f"{_named(pin)}: {vintage} is newer and lacks {lost}; pin its part by hand with a 'where' of its own."


def _publications(origin: Edition, day: str, home: Home) -> Iterable[str]:
    """Issues held that came after those read."""
    for dataset in dict.fromkeys(pin.dataset for pin in origin.pins if DATASETS[pin.dataset].keyed):
        read = {pin.vintage for pin in origin.pins if pin.dataset == dataset}
        for issue in home.vintages(dataset):
            if max(read) < issue <= day:
                yield f"{dataset}: the issue of {issue} is held and not read; pin it if it says the same as that of {max(read)}."


def _dated() -> Iterable[str]:
    """Figures whose own words name a year, which no vintage moves."""
    for chapter in CHAPTERS.values():
        for figure in chapter.figures:
            words = [texts.get("en", "") for texts in (figure.title, figure.subtitle, figure.note)]
            periods = [spec.period for spec in figure.rows if _YEAR.search(spec.period)]
            if years := sorted({year for text in (*words, *periods) for year in _YEAR.findall(text)}):
                yield f"{figure.id}: its words or rows name {', '.join(years)}; rewrite them, or keep them as history."


def _files(origin: Edition) -> Iterable[str]:
    """What stands beside the origin's file and is about what it printed."""
    for path in sorted(origin.folder.glob("*")):
        if path.name not in {"edition.toml", "claims.csv"} and path.suffix in {".csv", ".toml"}:
            yield f"{path.name} of edition {origin.name} is about what that edition printed, and is not carried over as it stands."


def _named(pin: Pin) -> str:
    return " ".join([pin.name, *(f"{dim}={code}" for dim, code in pin.where.items())])
