"""Many notebooks at once: every edition, country and language, resumable, on this machine or on others."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

import talentstudy.kernels  # noqa: F401 - it loads what nbformat imports, before nbformat does

if TYPE_CHECKING:
    from talentstudy.batch.panel import trend_panel as trend_panel
    from talentstudy.batch.plan import Plan as Plan
    from talentstudy.batch.plan import read_plan as read_plan
    from talentstudy.batch.running import run_batch as run_batch

# Loaded when asked for: a plan is read before pandas is.
_WHERE = {"Plan": "plan", "read_plan": "plan", "run_batch": "running", "trend_panel": "panel"}
__all__ = ["Plan", "read_plan", "run_batch", "trend_panel"]


def __getattr__(name: str) -> Any:
    if name not in _WHERE:
        raise AttributeError(f"module {__name__} has no {name}; there are {', '.join(__all__)}")
    return getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)
