"""Chart kinds: Axes in, the same Axes out; alt text, long description and natural height beside each.

A kind is a module of this folder with four functions that take the same options:

- ``draw(ax, rows, *, ..., language) -> Axes`` (named after the kind; no title, no saving, no global style);
- ``alt(rows, *, subject, ..., language) -> str``, what a person who does not see the chart reads;
- ``describe(rows, *, ..., language) -> str``, the whole of what it shows, a paragraph per line of text;
- ``height(rows, *, ..., language) -> float``, the height in cm its marks need at 16 cm width.

>>> KINDS["lines_by_period"]
<chart kind lines_by_period>
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from talentstudy.registry import Registry


@dataclass(frozen=True, repr=False)
class Kind:
    """How something is drawn; its module, and matplotlib with it, is loaded at the first use."""

    name: str

    def _function(self, name: str) -> Callable[..., Any]:
        function: Callable[..., Any] = getattr(import_module(f"{__name__}.{self.name}"), name)
        return function

    @property
    def draw(self) -> Callable[..., Any]:
        """``draw(ax, rows, *, ..., language) -> Axes``."""
        return self._function(self.name)

    @property
    def alt(self) -> Callable[..., str]:
        """``alt(rows, *, subject, ..., language) -> str``."""
        return self._function("alt")

    @property
    def describe(self) -> Callable[..., str]:
        """``describe(rows, *, ..., language) -> str``."""
        return self._function("describe")

    @property
    def height(self) -> Callable[..., float]:
        """``height(rows, *, ..., language) -> float``, in cm."""
        return self._function("height")

    def __repr__(self) -> str:
        return f"<chart kind {self.name}>"


KINDS: Registry[Kind] = Registry(
    "chart kind",
    {
        "lines_by_period": Kind("lines_by_period"),
        "multiples_by_code": Kind("multiples_by_code"),
        "slopes_by_period": Kind("slopes_by_period"),
        "trend_by_period": Kind("trend_by_period"),
        "forecast_by_period": Kind("forecast_by_period"),
        "joinpoints_by_period": Kind("joinpoints_by_period"),
        "regimes_by_period": Kind("regimes_by_period"),
        "statistic_by_period": Kind("statistic_by_period"),
        "pair_by_period": Kind("pair_by_period"),
        "spread_by_period": Kind("spread_by_period"),
        "scatter_by_code": Kind("scatter_by_code"),
        "forest_by_code": Kind("forest_by_code"),
        "bars_by_rank": Kind("bars_by_rank"),
        "paired_bars": Kind("paired_bars"),
        "diverging_bars": Kind("diverging_bars"),
        "dots_with_interval": Kind("dots_with_interval"),
        "number_in_context": Kind("number_in_context"),
        "number_cards": Kind("number_cards"),
        "profile_grid": Kind("profile_grid"),
        "text_panel": Kind("text_panel"),
    },
)
