"""Asking for one dataset, from the record to the shelf."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from talentstudy.errors import FetchFailed, WriteFailed
from talentstudy.fetch.addresses import data_address
from talentstudy.fetch.door import Door
from talentstudy.fetch.patience import PATIENCE, Patience
from talentstudy.fetch.reading import examine
from talentstudy.fetch.shelf import held, locked
from talentstudy.fetch.taking import NothingThere, take
from talentstudy.fetch.vintages import Outcome, day_of, shelve
from talentstudy.sources.requests import Request, request_of, safe_vintage
from talentstudy.store import Home, Origin


def fetch_dataset(
    dataset: str,
    home: Home,
    *,
    base: str = "",
    vintage: str = "",
    patience: Patience = PATIENCE,
    now: datetime | None = None,
) -> Outcome:
    """Ask the provider for a dataset and keep the reply as a vintage if it says anything new.

    Parameters
    ----------
    dataset
        An id with a record in ``sources/requests.toml``.
    home
        The store; changed by one whole vintage or not at all, however this ends.
    base
        Another address of the provider's service.
    vintage
        The day (YYYY-MM-DD) the reply is kept under, instead of the provider's last update.
    patience
        Limits of time and size.
    now
        The moment taken for now; a vintage of a later day is refused.

    Raises
    ------
    UnsafeName, UnknownName
        The id may be a path, or has no record.
    RawFileError
        A vintage held was altered by hand.
    FetchFailed
        The provider gave nothing, nothing whole, or something else.
    VintageRefused
        The reply is of a day still to come, or contradicts the vintage of its day.
    WriteFailed
        The disk refused.
    """
    return fetch_request(request_of(dataset, base), home, vintage=vintage, patience=patience, now=now)


def fetch_request(
    request: Request,
    home: Home,
    *,
    vintage: str = "",
    patience: Patience = PATIENCE,
    now: datetime | None = None,
) -> Outcome:
    """The same for a record of one's own; it raises what ``fetch_dataset`` raises."""
    if vintage:
        safe_vintage(vintage)
    moment = now or datetime.now(UTC)
    origins = held(home, request.dataset, moment.date())
    try:
        with tempfile.TemporaryDirectory(prefix="talentstudy-") as folder:
            return _fetched(request, home, origins, Path(folder), vintage, patience, moment)
    except OSError as refused:
        if isinstance(refused, FetchFailed | WriteFailed):
            raise
        raise WriteFailed(f"{request.dataset} could not be kept ({refused}); the store is as it was.") from refused


def _fetched(
    request: Request,
    home: Home,
    origins: Sequence[Origin],
    folder: Path,
    vintage: str,
    patience: Patience,
    now: datetime,
) -> Outcome:
    with Door(request.provider.producer, request.provider.pause, patience) as door:
        try:
            taken = take(door, request, folder, _conditions(request, origins))
            if taken.reply.status == 304:
                return Outcome(request.dataset, "not modified", origins[-1].vintage, requests=len(door.asked))
            examined = examine(taken, request)
        except NothingThere as reason:
            return Outcome(request.dataset, "empty", reason=str(reason), requests=len(door.asked))
    day = day_of(examined, request, now, vintage)
    with locked(home, patience.lock):
        # Another fetch may have come first while this one waited.
        return shelve(home, request, taken, examined, held(home, request.dataset, now.date()), day)


def _conditions(request: Request, origins: Sequence[Origin]) -> dict[str, str]:
    """What makes the provider answer 'not modified': only where the newest vintage came from the very same request."""
    if not origins or origins[-1].facts.get("request") != data_address(request):
        return {}
    headers = origins[-1].facts.get("headers", {})
    pairs = {"If-None-Match": headers.get("etag"), "If-Modified-Since": headers.get("last-modified")}
    return {name: str(value) for name, value in pairs.items() if value}
