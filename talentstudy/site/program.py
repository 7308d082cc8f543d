"""What a site says of the study itself: its method notes and its reference, read again only where their texts changed."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from talentstudy.editions import Edition
from talentstudy.results import remembered
from talentstudy.site.notes import Note, note_paths, read_notes
from talentstudy.site.reference import Entry, Part, reference, reference_paths
from talentstudy.store import Home

_LIBRARIES = ("griffe", "markdown-it-py", "nh3")


@dataclass(frozen=True)
class Texts:
    """The method notes and decisions, and the public objects."""

    notes: tuple[Note, ...]
    entries: tuple[Entry, ...]


def program_texts(home: Home, edition: Edition) -> Texts:
    """Notes and reference as the last run or build read them, if none of their files has changed since.

    Raises PublishError for a note without a title.
    """
    path = home.processed(edition.name) / "site_facts" / "program.json"
    held = remembered(path, _mark(home), lambda: asdict(Texts(tuple(read_notes(home.folder)), tuple(reference()))))
    return Texts(tuple(Note(**one) for one in held["notes"]), tuple(_entry(one) for one in held["entries"]))


def _entry(facts: Mapping[str, Any]) -> Entry:
    parts = [Part(**{**one, "items": tuple((name, told) for name, told in one["items"])}) for one in facts["parts"]]
    return Entry(**{**facts, "parts": tuple(parts), "members": tuple(_entry(one) for one in facts["members"])})


def _mark(home: Home) -> str:
    """A digest of the texts, of what reads them and of the libraries it reads them with."""
    digest = hashlib.sha256(_readers().encode())
    for path in (*note_paths(home.folder), *reference_paths()):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


@cache
def _readers() -> str:
    room = Path(__file__).parent
    digest = hashlib.sha256()
    for name in ("notes", "reference", "program"):
        digest.update((room / f"{name}.py").read_bytes())
    return digest.hexdigest() + " ".join(version(library) for library in _LIBRARIES)
