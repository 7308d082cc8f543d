"""A reply looked into before it is kept: is it whole, is it this dataset, has it the shape, of when is it."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from talentstudy.errors import FetchFailed, StudyError
from talentstudy.fetch.expanding import is_gzip
from talentstudy.fetch.taking import NothingThere, Taken
from talentstudy.sources.asked import as_asked, read_raw
from talentstudy.sources.requests import Request

if TYPE_CHECKING:
    import pandas as pd

    from talentstudy.fetch.door import Reply
    from talentstudy.sources.formats.reply import Reply as Read

# Eurostat writes 11/06/26 23:00:00 in SDMX-CSV and 2023-12-21T23:00:00+0100 in JSON-stat.
_STAMPS = ("%d/%m/%y %H:%M:%S", "%Y-%m-%dT%H:%M:%S%z", "%Y-%m-%dT%H:%M:%SZ", "%Y-%m-%d")
# A table of tabs does not say whose it is; the name under which it is sent does.
_ATTACHED = re.compile(r'filename="?(?:estat_)?([A-Za-z0-9_]+?)(?:_filtered)?(?:_(?:en|fr|de))?\.', re.IGNORECASE)


@dataclass(frozen=True)
class Examined:
    """What a reply holds: its cells under the study's names, a digest of them, the provider's last update."""

    cells: pd.DataFrame
    digest: str
    last_update: datetime | None


def examine(taken: Taken, request: Request) -> Examined:
    """The reply of ``request``, if it is that.

    Raises FetchFailed for a reply that is cut short, of another dataset or of another shape;
    NothingThere for one without an observation.
    """
    for reply in taken.parts or (taken.reply,):
        _refuse_open_end(reply, request)
    try:
        read = read_raw(taken.path, request)
        _refuse_other(read, taken.reply, request)
        stated = {_moment(one.updated) for one in [read_raw(part.path, request) for part in taken.parts] or [read]}
        cells = as_asked(read.table, request)
    except FetchFailed:
        raise
    except StudyError as refused:
        raise FetchFailed(f"{request.provider.producer}'s reply was not kept: {refused}") from None
    if len(stated) > 1:
        raise FetchFailed(
            f"{request.dataset} was updated while it was fetched in parts; nothing was kept. Run it again."
        )
    if cells.empty:
        more = f" ({read.reason})" if read.reason else ""
        raise NothingThere(f"{request.provider.producer} holds no observation under these filters{more}")
    return Examined(cells, digest_of(cells), stated.pop())


def digest_of(cells: pd.DataFrame) -> str:
    """A digest of the observations alone: the order of rows, stamps and compression do not change it."""
    columns = sorted(cells.columns)
    texts = cells[columns].astype(dict.fromkeys([one for one in columns if one != "obs_value"], "str"))
    rows = texts.to_csv(index=False, header=False, lineterminator="\n").splitlines()
    digest = hashlib.sha256(",".join(columns).encode())
    for row in sorted(rows):
        digest.update(b"\n" + row.encode())
    return digest.hexdigest()


def _refuse_other(read: Read, reply: Reply, request: Request) -> None:
    """FetchFailed where the reply names a dataset, and it is another one."""
    attached = _ATTACHED.search(reply.headers.get("content-disposition", ""))
    found = read.dataset or (attached[1] if attached else "")
    # The OECD's ids are agency, structure and flow, version.
    wanted = [*request.id.split(","), request.id][1]
    if found and found.lower() != wanted.lower():
        raise FetchFailed(
            f"{request.provider.producer} was asked for {request.id} and sent {found}; nothing was kept. "
            "Run the command again; if it stays so, correct the id in sources/requests.toml."
        )


def _refuse_open_end(reply: Reply, request: Request) -> None:
    """FetchFailed where neither length, chunks nor check sum say that the text is whole, and its last line is not."""
    if is_gzip(reply.path) or reply.headers.get("content-length") or reply.headers.get("transfer-encoding"):
        return
    if not reply.path.read_bytes().endswith(b"\n") and request.suffix != "json":
        raise FetchFailed(f"the reply for {request.dataset} ends within a line: it was cut short. Nothing was kept.")


def _moment(stamp: str) -> datetime | None:
    """The last update as the provider states it; without a zone it is Brussels' time."""
    for form in _STAMPS:
        try:
            return datetime.strptime(stamp, form)
        except ValueError:
            continue
    return None
