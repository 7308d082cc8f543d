"""The data of an edition as others keep and cite them: Data Package, CSVW, SDMX-CSV, Parquet, codebook, RO-Crate."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from talentstudy.store import Home


def build(home: Home, edition: str, geo: str, languages: Sequence[str], folder: Path) -> list[Path]:
    """Write the deposit bundle of an edition into ``folder``; see ``talentstudy.deposit.building.build``."""
    from talentstudy.deposit import building

    return building.build(home, edition, geo, languages, folder)
