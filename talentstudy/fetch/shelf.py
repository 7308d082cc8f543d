"""Vintages on their shelf: what is held is checked, what is new is put beside it, whole or not at all."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import filelock
import tomlkit

from talentstudy.errors import FetchFailed, RawFileError, UnknownName, VintageRefused, WriteFailed
from talentstudy.store import Home, Origin

# Two levels under data/raw: no vintage is looked for there.
_DRAFTS = ".drafts"


@contextmanager
def locked(home: Home, seconds: float) -> Iterator[None]:
    """The store for oneself; FetchFailed where another fetch holds it for longer than ``seconds``."""
    path = home.folder / "data" / ".fetch.lock"
    try:
        with filelock.FileLock(path, timeout=seconds):
            yield
    except filelock.Timeout:
        raise FetchFailed(
            f"another fetch has held {home.raw} for more than {seconds:.0f} seconds; nothing was kept. Wait for it to end."
        ) from None


def held(home: Home, dataset: str, today: date) -> tuple[Origin, ...]:
    """The vintages held of a dataset, oldest first, each with its file compared with its sha256.

    Raises RawFileError for a file that was altered or is missing, VintageRefused for a vintage of a
    day that is still to come.
    """
    fresh = Home(home.folder)
    try:
        vintages = fresh.vintages(dataset)
    except UnknownName:
        return ()
    origins = tuple(fresh.origin(dataset, vintage) for vintage in vintages)
    for origin in origins:
        if origin.vintage > today.isoformat():
            raise VintageRefused(
                f"{origin.folder} is a vintage of {origin.vintage}, and today is {today.isoformat()}. "
                "Correct this computer's clock, or the folder and its origin.toml."
            )
        fresh.verified(origin)
    return origins


def structures_held(home: Home, provider: str, name: str) -> tuple[dict[str, Any], ...]:
    """What the origins of the vintages held of a structure say, oldest first."""
    paths = sorted((home.raw / provider / "structures" / name).glob("*/origin.toml"))
    return tuple(tomllib.loads(path.read_text(encoding="utf-8")) for path in paths)


def put(home: Home, facts: Mapping[str, Any], files: Mapping[str, Path], shelf: str = "") -> Path:
    """A new vintage: its files and its ``origin.toml``, in a folder of their own, whole or not at all.

    ``shelf`` is a folder between provider and dataset, for what is no dataset. The store must be ``locked``. Raises VintageRefused where the folder stands already, WriteFailed
    where the disk refuses; either way the store is as it was.
    """
    place = home.raw / str(facts["provider"]) / shelf / str(facts["dataset"]) / str(facts["vintage"])
    if place.exists():
        raise VintageRefused(f"{place} stands already; a vintage is never changed.")
    drafts = home.raw / _DRAFTS
    made = [folder for folder in place.parents if home.raw in folder.parents and not folder.exists()]
    try:
        # Whatever lies here was left by a fetch that was killed: the lock is ours.
        shutil.rmtree(drafts, ignore_errors=True)
        drafts.mkdir(parents=True)
        draft = Path(tempfile.mkdtemp(dir=drafts))
        for name, path in files.items():
            shutil.copyfile(path, draft / name)
        (draft / "origin.toml").write_text(tomlkit.dumps(dict(facts)), encoding="utf-8", newline="\n")
        draft.chmod(0o755)
        _compare(draft, facts)
        place.parent.mkdir(parents=True, exist_ok=True)
        draft.rename(place)
    except OSError as refused:
        raise WriteFailed(f"{place} could not be written ({refused}); the store is as it was.") from refused
    finally:
        shutil.rmtree(drafts, ignore_errors=True)
        for folder in made:
            _remove_empty(folder)
    return place


def _compare(draft: Path, facts: Mapping[str, Any]) -> None:
    """The draft is read back: a disk that lies is found out before the vintage counts."""
    found = hashlib.sha256((draft / str(facts["file"])).read_bytes()).hexdigest()
    if found != facts["sha256"]:
        raise RawFileError(f"what was written under {draft} is not what came ({found[:12]}…); nothing was kept.")


def _remove_empty(folder: Path) -> None:
    if folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
