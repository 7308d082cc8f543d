"""A chain as a table, for a notebook: one line per number, cell and source, in the study's language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from talentstudy.codes import label
from talentstudy.wording import sentence

FILE = "explaining"
_COLUMNS = ("number", "how", "indicator", "observation", "flags", "dataset", "vintage", "place", "origin")


def figure_table(chain: Mapping[str, Any], language: str) -> pd.DataFrame:
    """Every number of a figure: how it came about, indicator, key, flags, dataset, vintage, place, origin."""
    lines = [
        {"number": number["number"], "how": sentence(FILE, number["how"], language), **line}
        for number in chain["numbers"]
        for cell in number["cells"]
        for line in _lines(cell, cell["indicator"], language)
    ]
    return _named(lines, language)


def indicator_table(chains: Iterable[Mapping[str, Any]], language: str) -> pd.DataFrame:
    """Every row of an indicator, and below it the observations it changes with."""
    lines = []
    for chain in chains:
        head = {"number": _value(chain), "how": sentence(FILE, "value", language)}
        lines += [{**head, **line} for line in _lines(chain, chain["indicator"], language)]
        for one in chain["observations"]:
            below = {"number": _value(one), "how": sentence(FILE, "observed", language)}
            lines += [{**below, **line} for line in _lines(one, one["read_as"], language)]
    return _named(lines, language)


def claim_table(claim: str, lines: Iterable[str]) -> pd.DataFrame:
    """What is known of a claim, a line each under its id."""
    return pd.DataFrame({claim: list(lines)}, dtype="str")


def _lines(cell: Mapping[str, Any], name: str, language: str) -> list[dict[str, str]]:
    flags = ", ".join(label("obs_flag", letter, language) for letter in cell["flags"])
    place = {"indicator": name, "observation": cell["observation"], "flags": flags}
    return [
        {**place, "dataset": one["dataset"], "vintage": one["vintage"], "place": one["place"], "origin": one["origin"]}
        for one in cell["sources"]
    ]


def _value(cell: Mapping[str, Any]) -> str:
    known = [cell.get(end) for end in ("value", "lower", "upper")]
    return " – ".join(f"{one:.12g}" for one in known if one is not None)


def _named(lines: list[dict[str, str]], language: str) -> pd.DataFrame:
    table = pd.DataFrame(lines, columns=list(_COLUMNS), dtype="str")
    return table.rename(columns={name: sentence(FILE, f"column_{name}", language) for name in _COLUMNS})
