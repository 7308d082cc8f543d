"""The live table of a batch: done, running, failed, skipped, time left."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rich.console import Console
from rich.live import Live
from rich.table import Table

if TYPE_CHECKING:
    from talentstudy.batch.events import Event

# So many running notebooks fit on a small terminal.
_SHOWN = 8


@dataclass
class Counts:
    """Where a batch stands, from its events."""

    begun: float = field(default_factory=time.monotonic)
    planned: int = 0
    done: int = 0
    failed: int = 0
    skipped: int = 0
    left_out: int = 0
    running: dict[str, float] = field(default_factory=dict)

    def take(self, event: Event) -> None:
        """Count one event."""
        if event.kind == "planned":
            self.planned += 1
        elif event.kind == "skipped":
            self.skipped += 1
        elif event.kind == "left out":
            self.left_out += 1
        elif event.kind == "started":
            self.running[event.key] = time.monotonic()
        elif event.kind in {"finished", "failed", "retried"}:
            self.running.pop(event.key, None)
            self.done += event.kind == "finished"
            self.failed += event.kind == "failed"

    @property
    def left(self) -> float | None:
        """Seconds to the end, at the pace so far; None before the first notebook has ended."""
        ended = self.done + self.failed
        return (time.monotonic() - self.begun) / ended * (self.planned - ended) if ended else None

    def table(self) -> Table:
        """The table as it stands now."""
        table = Table("done", "running", "failed", "skipped", "left", "time left")
        left = self.planned - self.done - self.failed - len(self.running)
        told = "–" if self.left is None else f"{self.left // 60:.0f} min {self.left % 60:.0f} s"
        counts = (self.done, len(self.running), self.failed, self.skipped, left)
        table.add_row(*map(str, counts), told)
        table.caption = "\n".join(list(self.running)[:_SHOWN]) or None
        return table


@contextmanager
def progress(explain: bool) -> Iterator[Callable[[Event], None]]:
    """Show a batch: a live table on a terminal, a line for each notebook elsewhere and with ``explain``."""
    console = Console(soft_wrap=True, highlight=False)
    if explain or not console.is_terminal:
        yield lambda event: _say(console, event, explain)
        return
    counts = Counts()
    with Live(
        counts.table(), console=console, refresh_per_second=4, transient=True, get_renderable=counts.table
    ) as live:

        def take(event: Event) -> None:
            counts.take(event)
            if event.kind in {"failed", "retried"} or _is_suspect(event):
                live.console.print(_line(event), markup=False)

        yield take


def _say(console: Console, event: Event, explain: bool) -> None:
    if explain:
        if event.kind in {"planned", "skipped", "left out"}:
            console.print(_line(event, "would run"), markup=False)
    elif event.kind in {"finished", "failed", "retried"} or _is_suspect(event):
        console.print(_line(event), markup=False)


def _is_suspect(event: Event) -> bool:
    """Whether a notebook runs because somebody else, or a fault, has been at what the batch left."""
    from talentstudy.batch.records import ALTERED, CORRUPT

    return event.kind == "planned" and event.facts["reason"] in {ALTERED, CORRUPT}


def _line(event: Event, planned: str = "again") -> str:
    if event.kind == "finished":
        return f"{event.key} ({event.facts['seconds']:.1f} s)"
    verb = {"planned": planned, "retried": "again"}.get(event.kind, event.kind)
    return f"{verb}: {event.key}: {event.facts.get('error') or event.facts.get('reason')}"
