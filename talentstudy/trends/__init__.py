"""Trend models: one annual series in, a frozen result out, with its tables and its summary in four languages.

A model is a module of this folder; the line here is how the study calls it by name. Nothing is loaded
before a model is used.

>>> MODELS["growth"]
<trend model growth: fit_growth>
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from talentstudy.registry import Registry


@dataclass(frozen=True, repr=False)
class Model:
    """Where a model is: its module, and the function that fits it."""

    module: str
    function: str

    @property
    def fit(self) -> Callable[..., Any]:
        """The function; its module, and scipy with it, is loaded at the first use."""
        found: Callable[..., Any] = getattr(import_module(f"{__name__}.{self.module}"), self.function)
        return found

    def __repr__(self) -> str:
        return f"<trend model {self.module}: {self.function}>"


MODELS: Registry[Model] = Registry(
    "trend model",
    {
        "growth": Model("growth", "fit_growth"),
        "observed decomposition": Model("decomposition", "observed_decomposition"),
        "model decomposition": Model("decomposition", "model_decomposition"),
        "share": Model("shares", "fit_share_trend"),
        "joinpoint": Model("joinpoint", "fit_joinpoint"),
        "breaks": Model("structural_breaks", "date_breaks"),
        "silent breaks": Model("structural_breaks_silent", "date_silent_breaks"),
        "comparison": Model("comparison", "compare_trends"),
        "before and after": Model("comparison", "compare_before_after"),
        "sigma convergence": Model("convergence", "sigma_convergence"),
        "beta convergence": Model("convergence", "beta_convergence"),
        "country slopes": Model("convergence_slopes", "fit_country_slopes"),
        "forecast": Model("forecast", "forecast"),
        "target": Model("targets", "reach_target"),
        "time distance": Model("time_distance", "time_distance"),
        "leader": Model("time_distance", "leader"),
        "sensitivity": Model("sensitivity", "sensitivity"),
    },
)
