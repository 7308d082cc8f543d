"""What a batch says while it runs: one event a line for machines, a summary for people."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from talentstudy.errors import WriteFailed

# planned, left out, skipped, started, retried, finished, failed, ended
Listener = Callable[["Event"], None]


@dataclass(frozen=True)
class Event:
    """One thing that happened: ``kind``, the notebook's key ('' for the batch itself), and what there is to say."""

    kind: str
    key: str = ""
    facts: dict[str, Any] = field(default_factory=dict)

    def line(self) -> str:
        """The event as one line of JSON, with the time in seconds since 1970."""
        return json.dumps({"time": round(time.time(), 3), "event": self.kind, "notebook": self.key, **self.facts})


@dataclass
class Summary:
    """What a batch did: notebooks by key, with cost, reason or failure; costs in seconds."""

    finished: dict[str, dict[str, float]] = field(default_factory=dict)
    skipped: list[str] = field(default_factory=list)
    failed: dict[str, str] = field(default_factory=dict)
    retried: dict[str, str] = field(default_factory=dict)
    left_out: dict[str, str] = field(default_factory=dict)
    seconds: float = 0.0

    @property
    def is_complete(self) -> bool:
        """Whether every notebook of the matrix is there."""
        return not self.failed

    @property
    def counts(self) -> dict[str, Any]:
        """How many notebooks became what."""
        return {name: len(getattr(self, name)) for name in ("finished", "skipped", "failed", "retried", "left_out")}

    @property
    def cpu(self) -> float:
        """Processor time of the notebooks executed."""
        return sum(cost["cpu"] for cost in self.finished.values())

    def __repr__(self) -> str:
        return (
            f"<Summary: {len(self.finished)} executed, {len(self.skipped)} up to date, {len(self.failed)} failed, "
            f"{len(self.left_out)} left out, {self.seconds:.1f} s>"
        )


class Teller:
    """Tells each event to a listener and to a file, one at a time, whichever thread it comes from."""

    def __init__(self, listener: Listener, lines: Path | None) -> None:
        self._listener = listener
        self._lock = threading.Lock()
        self._open = ExitStack()
        try:
            # A line at a time: what a killed batch has told stands there.
            self._lines = self._open.enter_context(lines.open("a", buffering=1, encoding="utf-8")) if lines else None
        except OSError as refused:
            raise WriteFailed(f"{lines} cannot be written ({refused}).") from refused

    def tell(self, kind: str, key: str = "", **facts: Any) -> None:
        """Tell one event."""
        event = Event(kind, key, facts)
        with self._lock:
            if self._lines:
                try:
                    self._lines.write(event.line() + "\n")
                except OSError as refused:
                    raise WriteFailed(f"{self._lines.name} takes no further line ({refused}).") from refused
            self._listener(event)

    def close(self) -> None:
        """Close the file."""
        # A line that could not be written has been named; closing would only try it again.
        with suppress(OSError):
            self._open.close()
