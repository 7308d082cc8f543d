"""An edition as it would have been made on another day: per slice, the newest vintage held by then."""

from __future__ import annotations

import datetime
from dataclasses import replace

from talentstudy.editions import Edition, Pin
from talentstudy.errors import StudyError
from talentstudy.sources import DATASETS
from talentstudy.store import Home
from talentstudy.vintages.copies import Shelf

Found = tuple[list[Pin], list[str]]


def known_on(edition: Edition, day: str, home: Home) -> Edition:
    """The edition with every slice read from the newest vintage held by ``day`` (``2025-06-01``).

    A publication keeps its pin once it was out: its next issue is another publication. A slice of which no vintage
    was held by then is left out, and ``missing`` says since when one is; an indicator that reads it is refused with that
    reason. A vintage known to the year only (``2025``) counts from the first day it may be of.

    Raises StudyError for a day that is none, and for one before any vintage.
    """
    refuse_no_day(day)
    shelf = Shelf(home)
    pins: list[Pin] = []
    missing: dict[str, tuple[str, ...]] = {}
    for pin in edition.pins:
        found, reasons = (
            _publication(pin, edition, day, home) if DATASETS[pin.dataset].keyed else _series(pin, day, shelf)
        )
        pins += [one for one in found if one not in pins]
        if reasons:
            missing[pin.name] = (*missing.get(pin.name, ()), *reasons)
    if not pins:
        first, dataset = min((home.vintages(pin.dataset)[0], pin.dataset) for pin in edition.pins)
        raise StudyError(
            f"nothing that edition {edition.name} reads was held by {day}: the first vintage is that of {dataset}, {first}. "
            "Ask for a later day."
        )
    return replace(edition, as_of=day, pins=tuple(pins), missing=missing)


def refuse_no_day(day: str) -> None:
    """StudyError for what is no calendar day, written ``2025-06-01``."""
    try:
        datetime.date.fromisoformat(day)
    except ValueError:
        fits = False
    else:
        fits = len(day) == len("2025-06-01")
    if not fits:
        raise StudyError(f"'{day}' is no day; write it as 2025-06-01, year, month and day.")


def newest(pin: Pin, day: str, shelf: Shelf) -> str:
    """The newest vintage held by ``day`` with any observation of the pinned slice; '' where there is none."""
    held = [one for one in shelf.home.vintages(pin.dataset) if one <= day]
    return next((one for one in reversed(held) if shelf.holds(pin.dataset, one, **pin.where)), "")


def _series(pin: Pin, day: str, shelf: Shelf) -> Found:
    """The slice of an official series at its newest vintage; codes that one lacks are looked for in those before it."""
    vintage = newest(pin, day, shelf)
    if not vintage:
        return [], [_reason(pin, day, shelf)]
    pins, reasons = [Pin(pin.dataset, vintage, pin.where, name=pin.name)], []
    wanted = shelf.codes(pin.dataset, pin.vintage, **pin.where)
    for codes in sorted(wanted - shelf.codes(pin.dataset, vintage, **pin.where)):
        where = dict(zip([*DATASETS[pin.dataset].dims, "unit"], codes, strict=True))
        part = replace(pin, where=where)
        older = newest(part, day, shelf)
        if older:
            pins.append(Pin(pin.dataset, older, where, name=pin.name))
        else:
            reasons.append(_reason(part, day, shelf))
    return pins, reasons


def _publication(pin: Pin, edition: Edition, day: str, home: Home) -> Found:
    """The publication pinned, if it was out; else the issue before it that is not read already."""
    if pin.vintage <= day:
        return [pin], []
    taken = {one.vintage for one in edition.pins if one.dataset == pin.dataset}
    before = [one for one in home.vintages(pin.dataset) if one <= day and one not in taken]
    if before:
        return [replace(pin, vintage=before[-1])], []
    return [], [f"{pin.name} was not out by {day}: edition {edition.name} reads the publication of {pin.vintage}."]


def _reason(pin: Pin, day: str, shelf: Shelf) -> str:
    """Since when a slice is held, where it was not by the day."""
    which = " ".join([pin.name, *(f"{dim}={code}" for dim, code in pin.where.items())])
    later = [one for one in shelf.home.vintages(pin.dataset) if shelf.holds(pin.dataset, one, **pin.where)]
    told = f"no vintage of {which} was held by {day}: the first is {later[0]}."
    if pin.until:
        told += f" The edition reads {pin.vintage} up to {pin.until}, because: {pin.because}"
    return told
