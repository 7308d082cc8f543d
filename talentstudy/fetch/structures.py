"""Structures as vintages: the dimensions of a dataset and its code lists, kept as they came."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from talentstudy.errors import FetchFailed, StudyError
from talentstudy.fetch.addresses import structure_address
from talentstudy.fetch.door import Door, Reply
from talentstudy.fetch.expanding import is_gzip, pieces
from talentstudy.fetch.messages import Structure, digest_of_structure, read_structure
from talentstudy.fetch.patience import PATIENCE, Patience
from talentstudy.fetch.shelf import locked, put, structures_held
from talentstudy.fetch.taking import whole
from talentstudy.fetch.vintages import Outcome
from talentstudy.sources.requests import Request, request_of
from talentstudy.store import Home

# Per dimension, its codes with their names by language.
Codes = Mapping[str, Mapping[str, Mapping[str, str]]]


def fetch_structures(
    dataset: str, home: Home, *, base: str = "", patience: Patience = PATIENCE, now: datetime | None = None
) -> tuple[tuple[Outcome, ...], Codes]:
    """The structure of a dataset and its code lists, each kept as a vintage if it says anything new.

    They lie under ``data/raw/<provider>/structures/<kind>-<id>/<vintage>/``. Returns what became of
    each, and per dimension the codes with their names. Raises what ``fetch_dataset`` raises;
    StudyError for a provider that gives no structures here.
    """
    request = request_of(dataset, base)
    if request.provider.dialect != "eurostat":
        raise StudyError(f"structures are fetched from Eurostat; {dataset} is of {request.provider.producer}.")
    moment = now or datetime.now(UTC)
    outcomes, codes = [], {}
    with (
        tempfile.TemporaryDirectory(prefix="talentstudy-") as folder,
        Door(request.provider.producer, request.provider.pause, patience) as door,
    ):
        outcome, structure = _one(door, request, home, "datastructure", request.id.upper(), "~", Path(folder), moment)
        outcomes.append(outcome)
        for dimension, (name, version) in structure.lists.items():
            outcome, listed = _one(door, request, home, "codelist", name, version or "~", Path(folder), moment)
            outcomes.append(outcome)
            codes[dimension.lower()] = listed.codes
    return tuple(outcomes), codes


def _one(
    door: Door, request: Request, home: Home, kind: str, name: str, version: str, folder: Path, now: datetime
) -> tuple[Outcome, Structure]:
    what = f"{kind}-{name.lower()}"
    reply = whole(door, request, structure_address(request, kind, name, version), folder / what, {})
    content = b"".join(pieces(reply.path, door.patience.expanded, what))
    structure = read_structure(content, what)
    if structure.id.lower() != name.lower():
        raise FetchFailed(f"{door.name} was asked for {name} and sent {structure.id}; nothing was kept.")
    digest = digest_of_structure(content)
    with locked(home, door.patience.lock):
        for earlier in structures_held(home, request.provider.name, what):
            if earlier["content_sha256"] == digest:
                return Outcome(what, "unchanged", earlier["vintage"], rows=len(structure.codes)), structure
        facts = _facts(request, reply, structure, what, digest, now)
        put(home, facts, {str(facts["file"]): reply.path}, shelf="structures")
    return Outcome(what, "new", facts["vintage"], f"version {structure.version}", len(structure.codes)), structure


def _facts(
    request: Request, reply: Reply, structure: Structure, what: str, digest: str, now: datetime
) -> dict[str, Any]:
    day = structure.updated[:10]
    # A stamp that is no day, or a day still to come, dates nothing.
    stated = len(day) == 10 and day <= now.date().isoformat()
    return {
        "provider": request.provider.name,
        "dataset": what,
        "vintage": day if stated else now.date().isoformat(),
        "vintage_is": "last update" if stated else "day the copy was taken",
        "producer": request.provider.producer,
        "title": f"{structure.id}, version {structure.version}",
        "url": reply.address,
        "accessed": reply.at.date().isoformat(),
        "retrieved": reply.at.isoformat(timespec="seconds"),
        "licence": request.provider.licence,
        "version": structure.version,
        "content_sha256": digest,
        "file": "reply.xml.gz" if is_gzip(reply.path) else "reply.xml",
        "sha256": hashlib.sha256(reply.path.read_bytes()).hexdigest(),
    }
