"""Whether an edition still computes, byte for byte, from what it pinned."""

from __future__ import annotations

from dataclasses import dataclass

from talentstudy.editions import Edition
from talentstudy.errors import RawFileError, StudyError, UnknownName
from talentstudy.indicators import INDICATORS
from talentstudy.pipeline import Pipeline
from talentstudy.results import csv_text, indicator_path
from talentstudy.store import Home


@dataclass(frozen=True)
class Finding:
    """One thing proved or not: a raw file by its sha256, or a committed indicator computed anew; ``why`` where it fails."""

    what: str
    kind: str
    why: str = ""

    @property
    def holds(self) -> bool:
        """Whether it is as it was."""
        return not self.why


def verified(edition: Edition, home: Home) -> tuple[Finding, ...]:
    """Every raw file the edition pins, then every indicator committed under data/processed: each as it was, or why not.

    Nothing that a run left behind is read: each indicator is computed from the raw files again and compared with the
    committed bytes.
    """
    pairs = dict.fromkeys((pin.dataset, pin.vintage) for pin in edition.pins)
    return (*(_raw(*pair, home) for pair in pairs), *_indicators(edition, home))


def _raw(dataset: str, vintage: str, home: Home) -> Finding:
    try:
        home.verified(home.origin(dataset, vintage))
    except (RawFileError, UnknownName) as refused:
        return Finding(f"{dataset} at {vintage}", "raw file", str(refused))
    return Finding(f"{dataset} at {vintage}", "raw file")


def _indicators(edition: Edition, home: Home) -> list[Finding]:
    pipeline = Pipeline(edition, home)
    found = [Finding(name, "indicator", _difference(pipeline, name)) for name in INDICATORS]
    folder = indicator_path(home, edition, "x").parent
    strays = sorted({path.stem for path in folder.glob("*.csv")} - set(INDICATORS))
    return [
        *found,
        *(Finding(one, "indicator", "committed, and no indicator of this name is computed") for one in strays),
    ]


def _difference(pipeline: Pipeline, name: str) -> str:
    """Why the committed rows are not those computed; '' where they are, to the last byte."""
    path = indicator_path(pipeline.home, pipeline.edition, name)
    if not path.exists():
        return f"not committed; run 'talentstudy edition compute {pipeline.edition.name}'"
    try:
        computed = csv_text(pipeline.indicator(name))
    except StudyError as refused:
        return f"cannot be computed: {refused}"
    # Git on Windows may check text out with CRLF: the bytes that count are those with LF.
    committed = path.read_bytes().replace(b"\r\n", b"\n").decode("utf-8", errors="replace")
    if committed == computed:
        return ""
    before, after = committed.splitlines(), computed.splitlines()
    differing = len(set(before) ^ set(after))
    if not differing:
        return "the lines are those computed, in another order or number"
    first = next((line for line in after if line not in set(before)), after[0] if after else "")
    return f"{differing} lines differ from those computed; the first computed and not committed: {first}"
