"""Flags from several columns: observation flag, observation status and confidentiality status in one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from talentstudy.errors import CleaningError
from talentstudy.sources.formats.columns import Coded, combined
from talentstudy.sources.formats.meaning import letters_of_confidentiality, letters_of_status

_ORDER = ("obs_flag", "obs_status", "conf_status")


def letters_and_rest(columns: Mapping[str, Coded], what: str) -> tuple[Coded | None, dict[str, pd.Categorical]]:
    """The flag letters per row, and the status columns that say more than letters can.

    ``obs_flag`` holds letters already. An ``obs_status`` without a letter (``K``, ``S``) and a finer
    ``conf_status`` stay beside the flags as they stand; CleaningError names an unknown ``conf_status``.
    """
    there = [name for name in _ORDER if name in columns]
    if not there:
        return None, {}
    rest = {name: columns[name].cleaned(list) for name in there if name != "obs_flag"}
    kept = {name: coded.categorical() for name, coded in rest.items() if not _is_said(name, coded.texts)}

    def joined(texts: Sequence[str]) -> str:
        return "".join(_letters(name, text, what) for name, text in zip(there, texts, strict=True))

    if there == ["obs_flag"]:
        return columns["obs_flag"], kept
    return combined([columns[name] for name in there], joined), kept


def _letters(name: str, text: str, what: str) -> str:
    if name == "obs_flag":
        return text
    if name == "obs_status":
        return letters_of_status(text) or ""
    letters = letters_of_confidentiality(text)[0]
    if letters is None:
        raise CleaningError(f"{what} has an unknown conf_status '{text}'; known: those of SDMX CL_CONF_STATUS.")
    return letters


def _is_said(name: str, texts: Sequence[str]) -> bool:
    if name == "obs_status":
        return all(letters_of_status(text) is not None for text in texts)
    return all(letters_of_confidentiality(text)[1] for text in texts)


def unsaid(table: pd.DataFrame) -> Any:
    """Which rows carry a value under a status that ``obs_flag`` does not say (a mask)."""
    if "obs_status" not in table:
        return np.zeros(len(table), dtype=bool)
    silent = [text for text in table["obs_status"].cat.categories if letters_of_status(text) is None]
    return (table["obs_status"].isin(silent) & table["obs_value"].notna()).to_numpy()
