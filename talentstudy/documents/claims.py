"""The claims of an edition as its annex shows them, entry by entry, for an index that can be searched."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from talentstudy.displaying import MIME
from talentstudy.errors import PublishError
from talentstudy.store import Home


@dataclass(frozen=True)
class ClaimEntry:
    """One claim in one language: what is said, printed, computed and decided, why, and what that rests on.

    ``verdict`` is the code (``contradicts itself``), ``decided`` its words; ``correction`` is '' where it holds.
    """

    id: str
    chapter: int
    heading: str
    verdict: str
    decided: str
    statement: str
    printed: str
    computed: str
    why: str
    lines: tuple[str, ...]
    correction: str


def read_claims(
    home: Home, edition: str, geo: str, language: str, notebook: str = "annex_c_claims"
) -> list[ClaimEntry]:
    """The claims that the executed annex holds, in its order; none where it was not executed."""
    path = home.processed(edition) / "notebooks" / geo / language / f"{notebook}.ipynb"
    if not path.exists():
        return []
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    parts = [
        part
        for cell in cells
        for output in cell.get("outputs", ())
        for part in output.get("data", {}).get(MIME, {}).get("parts", ())
    ]
    return [_entry(one, path.stem) for part in parts if part["kind"] == "evidence" for one in part["entries"]]


def _entry(facts: Mapping[str, Any], notebook: str) -> ClaimEntry:
    if missing := [name for name in ClaimEntry.__annotations__ if name not in facts]:
        raise PublishError(
            f"a claim of {notebook} has no {', '.join(missing)}: it was executed by an earlier version. "
            "Run it again: talentstudy run --annex c."
        )
    return ClaimEntry(**{**{name: facts[name] for name in ClaimEntry.__annotations__}, "lines": tuple(facts["lines"])})
