"""From a reply to a vintage: its day, whether it says anything new, and what its origin records."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from talentstudy.errors import VintageRefused
from talentstudy.fetch.expanding import is_gzip
from talentstudy.fetch.labels import unknown_codes
from talentstudy.fetch.reading import Examined
from talentstudy.fetch.shelf import put
from talentstudy.fetch.taking import Taken
from talentstudy.sources.requests import Request, safe_vintage
from talentstudy.store import Home, Origin

# Eurostat stamps in Brussels' time, at most two hours ahead of UTC.
_AHEAD = timedelta(hours=2)
# What of a reply's headers may matter later; cookies and server names do not.
_KEPT = ("content-type", "content-length", "content-encoding", "content-disposition", "date", "etag", "last-modified")


@dataclass(frozen=True)
class Outcome:
    """What became of asking for one dataset.

    ``kind`` is ``new`` (a vintage was added), ``unchanged`` (the provider's content is that of the
    vintage named), ``not modified`` (the provider says so itself), ``empty`` (it holds nothing, and
    says why) or ``held`` (nobody was asked). ``rows`` counts observations.
    """

    dataset: str
    kind: str
    vintage: str = ""
    reason: str = ""
    rows: int = 0
    requests: int = 0

    def __str__(self) -> str:
        told = {
            "new": f"new vintage {self.vintage}, {self.rows} observations",
            "unchanged": f"unchanged since vintage {self.vintage}",
            "not modified": f"not modified since vintage {self.vintage}",
            "empty": f"empty, nothing was kept: {self.reason}",
            "held": f"vintage {self.vintage} is held",
        }[self.kind]
        more = f" ({self.reason})" if self.reason and self.kind != "empty" else ""
        return f"{self.dataset}: {told}{more}"


def day_of(examined: Examined, request: Request, now: datetime, named: str) -> tuple[str, str]:
    """The vintage a reply belongs to, and what kind of day that is.

    The provider's last update where it states one, else the day it was taken; ``named`` takes the place of
    both. Raises VintageRefused for a day still to come, and for a named day before the last update.
    """
    stated = examined.last_update.date() if examined.last_update else None
    latest = (now.astimezone(UTC) + _AHEAD).date()
    day = date.fromisoformat(safe_vintage(named)) if named else stated or now.date()
    if day > latest or (stated and stated > latest):
        raise VintageRefused(
            f"{request.dataset} would be a vintage of {max(day, stated or day)}, and today is {now.date()}; nothing was "
            "kept. Correct this computer's clock, or ask the provider."
        )
    if stated and day < stated:
        raise VintageRefused(
            f"{request.dataset} was last updated on {stated}, after the {day} it should bear; nothing was kept. "
            "Name a later day, or leave --vintage out."
        )
    return day.isoformat(), "last update" if day == stated else "day the copy was taken"


def shelve(
    home: Home, request: Request, taken: Taken, examined: Examined, origins: Sequence[Origin], day: tuple[str, str]
) -> Outcome:
    """Put the reply beside the vintages held if it says anything new; the store must be locked.

    Raises VintageRefused where a vintage of the same day says something else.
    """
    vintage, kind = day
    same_day = next((one for one in origins if one.vintage == vintage), None)
    compared = same_day or (origins[-1] if origins else None)
    if compared and compared.facts.get("content_sha256") == examined.digest:
        return Outcome(request.dataset, "unchanged", compared.vintage, rows=len(examined.cells))
    if same_day:
        raise VintageRefused(
            f"{request.dataset} has a vintage {vintage} under {same_day.folder} that says something else than the reply "
            f"of today ({_short(same_day.facts.get('content_sha256'))} and {_short(examined.digest)}); a vintage is never "
            "changed, nothing was kept. Keep the reply under the day it was taken: --vintage YYYY-MM-DD."
        )
    names = _names(request, taken)
    put(home, _facts(request, taken, examined, vintage, kind, names), dict(zip(names, _paths(taken), strict=True)))
    late = ["older than the newest held"] if origins and vintage < origins[-1].vintage else []
    unknown = [f"no label for {', '.join(codes)}"] if (codes := unknown_codes(examined.cells)) else []
    return Outcome(request.dataset, "new", vintage, "; ".join(late + unknown), len(examined.cells))


def _paths(taken: Taken) -> list[Path]:
    return [taken.path, *(part.path for part in taken.parts)]


def _names(request: Request, taken: Taken) -> list[str]:
    suffix = "csv" if taken.parts else request.suffix
    packed = ".gz" if is_gzip(taken.path) else ""
    parts = [
        f"part-{number:02}.{suffix}{'.gz' if is_gzip(part.path) else ''}" for number, part in enumerate(taken.parts, 1)
    ]
    return [f"reply.{suffix}{packed}", *parts]


def _facts(
    request: Request, taken: Taken, examined: Examined, vintage: str, kind: str, names: Sequence[str]
) -> dict[str, Any]:
    reply = taken.reply
    stated = examined.last_update
    how = "The provider's reply, byte for byte."
    if taken.parts:
        how = f"{len(taken.parts)} replies of the provider, byte for byte beside it; their rows put under one head."
    facts: dict[str, Any] = {
        "provider": request.provider.name,
        "dataset": request.dataset,
        "vintage": vintage,
        "vintage_is": kind,
        "producer": request.provider.producer,
        "title": request.title,
        "url": request.page,
        "request": reply.address,
        "accessed": reply.at.date().isoformat(),
        "retrieved": reply.at.isoformat(timespec="seconds"),
        "published": stated.date().isoformat() if stated else "unknown: at the latest on the day of the copy",
        "last_update": stated.isoformat() if stated else "not stated",
        "licence": request.provider.licence,
        "confidence": how,
        "format": "sdmx-csv" if taken.parts else request.format,
        "rows": len(examined.cells),
        "content_sha256": examined.digest,
        "file": names[0],
        "sha256": _sha256(taken.path),
        "headers": {name: reply.headers[name] for name in _KEPT if name in reply.headers},
    }
    parts = zip(names[1:], taken.parts, strict=True)
    kept = [{"file": name, "sha256": _sha256(part.path), "request": part.address} for name, part in parts]
    return facts | ({"part": kept} if kept else {})


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _short(digest: object) -> str:
    return f"{str(digest)[:12]}…" if digest else "a copy made by other means"
