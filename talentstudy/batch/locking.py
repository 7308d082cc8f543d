"""One batch at a time on a folder, and nothing left in it of one that was killed."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from talentstudy.batch.matrix import Work
from talentstudy.errors import BatchRefused, WriteFailed
from talentstudy.results import json_text, read_json


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the lock of a batch's folder; the system lets go of it when the process ends, however that ends.

    Raises BatchRefused, naming the batch that holds it; WriteFailed where the folder takes no file.
    """
    holder = folder / "running.json"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / "lock")
        lock.acquire(timeout=0)
    except Timeout:
        held = read_json(holder)
        who = f" (process {held['pid']} since {held['since']})" if {"pid", "since"} <= set(held) else ""
        raise BatchRefused(
            f"another batch writes to {folder.parent}{who}. Wait for it, stop it, or give another --output."
        ) from None
    except OSError as refused:
        raise WriteFailed(f"{folder} cannot be written to ({refused}).") from refused
    try:
        with suppress(OSError):
            # For the message above alone: a batch runs without it.
            holder.write_text(json_text({"pid": os.getpid(), "since": time.strftime("%Y-%m-%d %H:%M:%S")}))
        yield
    finally:
        holder.unlink(missing_ok=True)
        lock.release()


def sweep(works: Iterable[Work], folder: Path) -> int:
    """Remove the drafts that a killed batch left beside its outputs and below its own folder; how many there were."""
    drafts = set(folder.rglob(".*.json")) | {
        draft
        for place, stems in _stems(works).items()
        for draft in place.glob(".*.ipynb")
        # As store.written names them: a dot, the name, eight letters of chance.
        if draft.name[1:].rsplit(".", 2)[0] in stems
    }
    for draft in drafts:
        draft.unlink(missing_ok=True)
    return len(drafts)


def _stems(works: Iterable[Work]) -> dict[Path, set[str]]:
    found: dict[Path, set[str]] = {}
    for one in works:
        found.setdefault(one.target.parent, set()).update({one.target.stem, f"{one.target.stem}.failed"})
    return found
