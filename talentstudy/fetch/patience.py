"""How long one waits for a provider, how often one asks again, how much one takes."""

from __future__ import annotations

from dataclasses import dataclass

_GIB = 2**30


@dataclass(frozen=True)
class Patience:
    """Every limit of a fetch; seconds and bytes. Tests wait less.

    ``attempts`` is how often one request is tried; a provider that asks to wait (Retry-After) is
    obeyed up to ``longest_wait``. ``expanded`` is the largest size a compressed reply may grow to,
    checked while it is expanded.
    """

    connect: float = 20.0
    read: float = 120.0
    reply: float = 1800.0
    attempts: int = 5
    first_wait: float = 1.0
    longest_wait: float = 120.0
    jitter: float = 1.0
    redirects: int = 5
    poll_every: float = 10.0
    poll_for: float = 3600.0
    lock: float = 60.0
    pause: float | None = None
    parts: int = 64
    received: int = 1 * _GIB
    # 7 million observations are some 0.5 GiB of SDMX-CSV.
    expanded: int = 2 * _GIB


PATIENCE = Patience()
