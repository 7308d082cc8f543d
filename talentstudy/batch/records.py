"""What is known of each notebook that was done: from what it was made, and the digest of what was made."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import distributions
from pathlib import Path
from typing import Any

from talentstudy import __version__
from talentstudy.batch.matrix import Work
from talentstudy.results import file_digest, json_text, read_json
from talentstudy.store import write_text

_PACKAGE = Path(__file__).parents[1]
_SOURCES = {".py", ".csv", ".toml", ".ttf"}
# Each part of an identity, and what is said where it is not what it was.
_CHANGED = {
    "notebook": "its notebook changed",
    "package": "the package changed",
    "data": "the data it reads or a library that computes from them changed",
    "parameters": "its parameters changed",
    "environment": "the environment changed",
}
FRESH = ""
CORRUPT = "its record is corrupt"
ALTERED = "its output is not the one recorded"


@cache
def package_digest() -> str:
    """The digest of everything in the package that decides a result."""
    digest = hashlib.sha256()
    for path in sorted(_PACKAGE.rglob("*")):
        if path.suffix in _SOURCES:
            digest.update(path.relative_to(_PACKAGE).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()


@cache
def environment_of(home: Path) -> dict[str, str]:
    """Python, and the digest of the lock; without a lock, of every package installed with its version."""
    lock = home / "requirements.lock"
    if not (found := file_digest(lock)):
        names = sorted(f"{one.name}=={one.version}" for one in distributions())
        found = hashlib.sha256("\n".join(names).encode()).hexdigest()
    return {"python": platform.python_version(), "lock": found}


def identity_of(work: Work) -> dict[str, Any]:
    """All that decides what a notebook gives: code, package, data, parameters and environment."""
    return {
        "notebook": file_digest(work.source),
        "package": f"{__version__} {package_digest()}",
        "data": work.mark,
        "parameters": dict(work.parameters),
        "environment": environment_of(work.home),
    }


def digest_of(identity: Mapping[str, Any]) -> str:
    """One digest of an identity: the name under which its work is shipped."""
    return hashlib.sha256(json_text(dict(sorted(identity.items()))).encode()).hexdigest()


@dataclass(frozen=True)
class Records:
    """The records of a batch: one file a notebook, below ``folder``."""

    folder: Path

    def path(self, work: Work) -> Path:
        """Where the record of a notebook stands."""
        return self.folder / "records" / f"{work.key}.json"

    def log(self, work: Work) -> Path:
        """Where what a notebook and its libraries print past it goes."""
        return self.folder / "logs" / f"{work.key}.log"

    def why(self, work: Work, digest: str) -> str:
        """Why a notebook has to be executed; FRESH where its record and its output are those of today.

        ``digest`` is that of the output as it stands now, '' where there is none.
        """
        path = self.path(work)
        if not path.exists():
            return "it was not executed before"
        record = read_json(path)
        if set(record.get("identity", ())) != set(_CHANGED) or "sha256" not in record:
            return CORRUPT
        identity = identity_of(work)
        changed = [said for part, said in _CHANGED.items() if record["identity"][part] != identity[part]]
        if "the package changed" in changed and _CHANGED["data"] in changed:
            # The digest of the data counts the package in.
            changed.remove(_CHANGED["data"])
        if changed:
            return " and ".join(changed)
        if not digest:
            return "its output is missing"
        return FRESH if digest == record["sha256"] else ALTERED

    def keep(self, work: Work, identity: Mapping[str, Any], sha256: str, cost: Mapping[str, float]) -> Path:
        """Record a notebook as done."""
        content = {
            "notebook": work.key,
            "output": str(work.target),
            "sha256": sha256,
            "identity": dict(identity),
            "cost": dict(cost),
        }
        return write_text(self.path(work), json_text(content))
