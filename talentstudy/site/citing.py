"""The citations under a figure, in the styles readers paste."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from talentstudy.store import Home


def figure_citations(home: Home, edition: str, geo: str) -> Callable[[str, str], Sequence[tuple[str, str]]]:
    """What cites a figure in a language: (style, text) pairs."""
    del home, edition, geo
    return lambda _figure, _language: ()
