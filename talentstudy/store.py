"""Where files live: the only reading of data/ and the only writing of data/processed."""

from __future__ import annotations

import hashlib
import os
import tempfile
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from talentstudy.errors import RawFileError, StudyError, UnknownName, VintageRefused, WriteFailed

HOME_VARIABLE = "TALENTSTUDY_HOME"
# What every origin.toml says, beside what a publication adds.
_WANTED = frozenset(
    {
        "provider",
        "dataset",
        "vintage",
        "vintage_is",
        "producer",
        "title",
        "url",
        "accessed",
        "licence",
        "file",
        "sha256",
    }
)


@dataclass(frozen=True)
class Origin:
    """Where a raw file comes from: one ``origin.toml``, and the file beside it."""

    folder: Path
    facts: dict[str, Any]

    @property
    def path(self) -> Path:
        """The raw file itself."""
        return self.folder / str(self.facts["file"])

    @property
    def dataset(self) -> str:
        """The dataset's id."""
        return str(self.facts["dataset"])

    @property
    def vintage(self) -> str:
        """The vintage, as precise as it is known."""
        return str(self.facts["vintage"])

    def __repr__(self) -> str:
        return f"<Origin {self.facts['producer']}, {self.facts['title']}, {self.dataset}@{self.vintage}>"


@dataclass(frozen=True)
class Home:
    """A folder that holds data/raw and data/processed."""

    folder: Path

    @property
    def raw(self) -> Path:
        """The providers' files and the keyed figures."""
        return self.folder / "data" / "raw"

    def processed(self, edition: str) -> Path:
        """The results of one edition."""
        return self.folder / "data" / "processed" / edition

    @cached_property
    def _datasets(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for path in sorted(self.raw.glob("*/*/*/origin.toml")):
            found.setdefault(path.parent.parent.name, []).append(path.parent.name)
        return found

    def datasets(self) -> tuple[str, ...]:
        """The datasets there are, by name."""
        return tuple(self._datasets)

    def vintages(self, dataset: str) -> tuple[str, ...]:
        """The vintages held of a dataset, oldest first."""
        if dataset not in self._datasets:
            raise UnknownName("dataset", dataset, self._datasets, f"Look under {self.raw}.")
        return tuple(self._datasets[dataset])

    def origin(self, dataset: str, vintage: str) -> Origin:
        """Where one vintage comes from."""
        held = self.vintages(dataset)
        if vintage not in held:
            raise UnknownName(
                f"vintage of {dataset}",
                vintage,
                held,
                "Pin one of those in the edition file, or add the file and its origin.",
            )
        folder = next(self.raw.glob(f"*/{dataset}/{vintage}"))
        origin = Origin(folder, _facts(folder / "origin.toml"))
        _refuse_contradiction(origin)
        return origin

    def verified(self, origin: Origin) -> Path:
        """The raw file, after its bytes were compared with the sha256 of its origin."""
        wanted = str(origin.facts["sha256"])
        if not origin.path.exists():
            raise RawFileError(
                f"{origin.path} is missing; {origin.dataset} at vintage {origin.vintage} is read from it. Restore it from git."
            )
        content = origin.path.read_bytes()
        found = hashlib.sha256(content).hexdigest()
        # Git on Windows may check text out with CRLF: for a file kept with LF the bytes that count are those.
        if wanted not in {found, hashlib.sha256(content.replace(b"\r\n", b"\n")).hexdigest()}:
            raise RawFileError(
                f"{origin.path} was altered: its sha256 is {found[:12]}…, its origin.toml says {wanted[:12]}…. "
                "Restore it from git, or record a new vintage in a folder of its own."
            )
        return origin.path

    def __repr__(self) -> str:
        return f"<Home {self.folder}: {len(self._datasets)} datasets>"


# By its text, so that a file changed meanwhile is read anew.
_parsed = cache(tomllib.loads)


def _facts(path: Path) -> dict[str, Any]:
    """What an origin says; RawFileError names the file and what it lacks."""
    try:
        facts = dict(_parsed(path.read_text(encoding="utf-8")))
    except tomllib.TOMLDecodeError as refused:
        raise RawFileError(f"{path} cannot be read as TOML ({refused}). Restore it from git.") from None
    if missing := sorted(_WANTED - set(facts)):
        raise RawFileError(
            f"{path} does not say {', '.join(missing)}; an origin names them all. Compare a complete one."
        )
    return facts


def _refuse_contradiction(origin: Origin) -> None:
    """RawFileError if a folder bears another name than its origin, VintageRefused for a day after the file was accessed."""
    place, said = origin.folder.parts[-2:], (origin.dataset, origin.vintage)
    if place != said:
        raise RawFileError(
            f"{origin.folder} is not the place of what its origin.toml tells of, {' at '.join(said)}. "
            "Move the folder, or restore it from git."
        )
    # As far as both are known; the clock of this computer is not asked, for it may be wrong.
    accessed = str(origin.facts["accessed"])
    if origin.vintage[: len(accessed)] > accessed[: len(origin.vintage)]:
        raise VintageRefused(
            f"{origin.folder} is a vintage of a day after {accessed}, when its origin.toml says it was accessed. "
            "Correct the day that is wrong."
        )


def find_home(named: str | Path | None = None) -> Home:
    """The folder with the data: the named one, else TALENTSTUDY_HOME, else the working tree.

    The working tree is looked for upwards from the current folder, then from the package.
    """
    given = named or os.environ.get(HOME_VARIABLE)
    if given:
        folder = Path(given).expanduser().resolve()
        if not (folder / "data" / "raw").is_dir():
            raise StudyError(f"{folder} holds no data/raw. Name the study's folder, or unset {HOME_VARIABLE}.")
        return Home(folder)
    for start in (Path.cwd(), Path(__file__).resolve().parent):
        for folder in (start, *start.parents):
            if (folder / "data" / "raw").is_dir() and (folder / "notebooks").is_dir():
                return Home(folder)
    raise StudyError(
        f"no data/raw was found from {Path.cwd()} upwards. Run inside the study's folder, or set {HOME_VARIABLE} to it."
    )


@contextmanager
def written(path: Path) -> Iterator[Path]:
    """A temporary path that takes the place of ``path`` once the block ends well.

    Whatever interrupts the block, ``path`` holds what it held before and nothing half-written stays.
    """
    draft: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.stem}.", suffix=path.suffix, dir=path.parent)
        os.close(handle)
        draft = Path(name)
        yield draft
        # mkstemp makes a file only its owner may read; results are as readable as any new file.
        draft.chmod(0o644)
        draft.replace(path)
    except WriteFailed:
        # Of another file, which it names with the reason.
        raise
    except OSError as refused:
        raise WriteFailed(
            f"{path} could not be written ({refused}); what stood there before is untouched."
        ) from refused
    finally:
        if draft is not None:
            draft.unlink(missing_ok=True)


def write_text(path: Path, text: str) -> Path:
    """Write UTF-8 text with LF line ends, whole or not at all; an equal file is left alone."""
    content = text.encode("utf-8")
    if path.exists() and path.read_bytes() == content:
        return path
    with written(path) as draft:
        draft.write_bytes(content)
    return path
