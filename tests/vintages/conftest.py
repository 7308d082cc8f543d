"""Two copies of a dataset from one text per line, and the real editions compared once."""

from collections.abc import Callable

import pandas as pd
import pytest

from talentstudy.store import find_home
from talentstudy.vintages.comparing import Comparison, Reader, compare
from talentstudy.vintages.copies import Copy, Shelf

CopyOf = Callable[..., Copy]


def plain(side, name, focus, language) -> str:
    """Words beside a figure as short as can be: its values."""
    from talentstudy.drawing import drawn
    from talentstudy.errors import StudyError

    try:
        rows = drawn(side, name, focus, language).rows
    except StudyError as refusal:
        return str(refusal)
    return f"{name}: {rows['obs_value'].round(1).tolist()}" if "obs_value" in rows else name


@pytest.fixture(scope="session")
def shelf() -> Shelf:
    return Shelf(find_home())


@pytest.fixture(scope="session")
def reader() -> Reader:
    return Reader(find_home(), "BE", ("NL", "FR", "DE", "LU", "EE"), "en", plain)


@pytest.fixture(scope="session")
def editions_compared(reader: Reader) -> Comparison:
    """Edition 2025 against 2026, on the real data."""
    return compare(["2025", "2026"], "2025", reader)


@pytest.fixture
def copy_of() -> CopyOf:
    """A copy of isoc_sks_itspt from one text per line: ``BE 2024 THS_PER 288 b``; ':' is a missing value."""

    def made(name: str, *lines: str) -> Copy:
        cells = [
            dict(zip(["geo", "time_period", "unit", "obs_value", "obs_flag"], [*line.split(), ""], strict=False))
            for line in lines
        ]
        table = pd.DataFrame(cells, dtype="str")
        values = table["obs_value"].mask(table["obs_value"] == ":").astype(float)
        return Copy("isoc_sks_itspt", name, table.assign(obs_value=values, source=f"isoc_sks_itspt@{name}"))

    return made
