"""What the warm process of a batch has ready before it forks the first kernel."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module

from talentstudy.claims import decided
from talentstudy.figures import KINDS
from talentstudy.pipeline import warm_up as compute
from talentstudy.trends import MODELS


def warm_up(editions: Iterable[str], home: str) -> None:
    """Compute the indicators and verdicts of the editions, and load what is else loaded at its first use: chart kinds, models.

    Every notebook of the batch then begins with the same tables and the same code, though the files change meanwhile.
    """
    for kind in KINDS:
        import_module(f"talentstudy.figures.{kind}")
    for model in MODELS.values():
        import_module(f"talentstudy.trends.{model.module}")
    for pipeline in compute(editions, home):
        decided(pipeline)
