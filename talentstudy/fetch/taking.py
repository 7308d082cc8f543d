"""Getting a whole dataset out of a provider: queues are waited for, what is too big is asked in parts."""

from __future__ import annotations

import dataclasses
import gzip
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from talentstudy.codes import code_list
from talentstudy.errors import FetchFailed
from talentstudy.fetch.addresses import data_address, job_address
from talentstudy.fetch.door import Door, Reply
from talentstudy.fetch.expanding import beginning, is_gzip, pieces
from talentstudy.fetch.refusals import refusal, state
from talentstudy.sources.requests import Request

_DONE_WITH = {"EXPIRED", "UNKNOWN_REQUEST"}


class NothingThere(Exception):
    """The provider understood and holds no observation under these filters; its words are the reason."""


class _TooBig(Exception):
    pass


@dataclasses.dataclass(frozen=True)
class Taken:
    """A dataset as it came: one reply, or the parts it was asked in and the rows of all put together."""

    reply: Reply
    path: Path
    parts: tuple[Reply, ...] = ()


def take(door: Door, request: Request, folder: Path, conditions: Mapping[str, str]) -> Taken:
    """Everything the record of a dataset asks for, in ``folder``.

    Raises NothingThere where the provider holds nothing, FetchFailed where it refuses, keeps the
    request queued for too long, or finds even the smallest part too big.
    """
    try:
        reply = whole(door, request, data_address(request), folder / "reply", conditions)
    except _TooBig as big:
        return _in_parts(door, request, folder, str(big))
    return Taken(reply, reply.path)


def whole(door: Door, request: Request, address: str, into: Path, conditions: Mapping[str, str]) -> Reply:
    """One reply with data, waited for where the provider queues it; a 304 comes back as it is."""
    until = time.monotonic() + door.patience.poll_for
    while True:
        reply = door.ask(address, into, dict(conditions))
        if reply.status == 304:
            return reply
        reply = _unwrapped(reply, door)
        if reply.status == 204:
            raise NothingThere(f"{door.name}: status 204, no content")
        said = refusal(reply.status, beginning(into))
        if said is None:
            return reply
        if said.kind == "too big":
            raise _TooBig(said.words)
        if said.kind == "empty":
            raise NothingThere(f"{door.name}: {said.words}")
        if said.kind == "refused":
            raise FetchFailed(f"{door.name} refuses {address}: {said.words}. Nothing was kept.")
        if said.kind == "queued" and (ready := _job(door, request, said.key, into, until)):
            return ready
        _wait(door, address, until)


def _job(door: Door, request: Request, key: str, into: Path, until: float) -> Reply | None:
    """The extraction queued under ``key`` once it is ready; None where the provider no longer knows it."""
    while True:
        door.ask(job_address(request, "status", key), into)
        stands = state(beginning(into))
        if stands == "AVAILABLE":
            reply = _unwrapped(door.ask(job_address(request, "data", key), into), door)
            said = refusal(reply.status, beginning(into))
            if said is None:
                return reply
            if said.kind not in {"later", "queued"}:
                raise FetchFailed(f"{door.name} does not give the extraction {key}: {said.words}. Nothing was kept.")
        elif stands == "NO_RESULTS":
            raise NothingThere(f"{door.name}: {stands}")
        elif stands in _DONE_WITH:
            return None
        elif stands == "ERROR":
            raise FetchFailed(f"{door.name} could not make the extraction {key}; nothing was kept. Run it again later.")
        _wait(door, f"the extraction {key}", until)


def _wait(door: Door, what: str, until: float) -> None:
    if time.monotonic() + door.patience.poll_every > until:
        raise FetchFailed(
            f"{door.name} still prepares {what} after {door.patience.poll_for:.0f} seconds; nothing was kept. "
            "Run the same command later: what is prepared by then is given at once."
        )
    time.sleep(door.patience.poll_every)


def _unwrapped(reply: Reply, door: Door) -> Reply:
    """The reply without what the transport put around it; a file compressed by the provider stays compressed."""
    coding = reply.headers.get("content-encoding", "identity").lower()
    if coding in {"identity", ""}:
        return reply
    if coding not in {"gzip", "x-gzip"} or not is_gzip(reply.path):
        raise FetchFailed(f"{door.name} sent '{coding}' where gzip or nothing was asked; nothing was kept.")
    inner = reply.path.with_suffix(".inner")
    with inner.open("wb") as file:
        file.writelines(pieces(reply.path, door.patience.expanded, reply.address))
    if is_gzip(inner):
        inner.replace(reply.path)
    else:
        inner.unlink()
    return reply


def _in_parts(door: Door, request: Request, folder: Path, words: str) -> Taken:
    """The dataset in parts, each small enough; as SDMX-CSV, whose rows stand under each other as they are."""
    dim, codes = _widest(request)
    if len(codes) < 2 or request.provider.dialect == "path":
        raise FetchFailed(
            f"{door.name} finds {request.dataset} too big ({words}) and the record names no dimension with several codes "
            "to divide it by. Name the codes wanted under 'filters' in sources/requests.toml."
        )
    plain = dataclasses.replace(request, format="sdmx-csv")
    parts = tuple(_divided(door, plain, folder, dim, codes))
    if not parts:
        raise NothingThere(f"{door.name}: none of the {len(codes)} codes of {dim} has an observation")
    together = folder / "together.csv.gz"
    _joined(parts, together, door.patience.expanded)
    return Taken(parts[-1], together, parts)


def _widest(request: Request) -> tuple[str, tuple[str, ...]]:
    """The dimension with the most codes: of the filters, or else the countries of our own list."""
    dim, codes = max(request.filters.items(), key=lambda item: len(item[1]), default=("", ()))
    if len(codes) > 1 or request.provider.dialect != "eurostat" or "geo" in request.filters:
        return dim, codes
    return "geo", tuple(code_list("geo"))


def _divided(door: Door, request: Request, folder: Path, dim: str, codes: tuple[str, ...]) -> Iterator[Reply]:
    """The replies of each half, halved again where it is still too big; a half without data gives none."""
    middle = len(codes) // 2
    for half in (codes[:middle], codes[middle:]):
        if len(door.asked) > door.patience.parts:
            raise FetchFailed(
                f"{request.dataset} needs more than {door.patience.parts} requests; nothing was kept. Name fewer codes."
            )
        part = dataclasses.replace(request, filters={**request.filters, dim: half})
        address = data_address(part)
        try:
            yield whole(door, part, address, folder / f"part-{len(door.asked):03}.csv", {})
        except NothingThere:
            continue
        except _TooBig as big:
            if len(half) < 2:
                raise FetchFailed(
                    f"{door.name} finds {request.dataset} too big even for {dim} {half[0]} alone ({big}); nothing was "
                    "kept. Filter another dimension in sources/requests.toml."
                ) from None
            yield from _divided(door, part, folder, dim, half)


def _joined(parts: tuple[Reply, ...], into: Path, limit: int) -> None:
    """The rows of every part under the head they share."""
    shared = b""
    size = 0
    with into.open("wb") as packed, gzip.GzipFile(fileobj=packed, mode="wb", mtime=0, filename="") as file:
        for part in parts:
            content = b"".join(pieces(part.path, limit - size, part.address))
            size += len(content)
            head, _, rows = content.partition(b"\n")
            if shared and head != shared:
                raise FetchFailed(f"the parts of {part.address} have different columns; nothing was kept.")
            file.write(rows if shared else content)
            if not content.endswith(b"\n"):
                file.write(b"\n")
            shared = head
