"""Observation flags: Eurostat's letters before and since 27 January 2025 brought to the list in force."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import pandas as pd

from talentstudy.codes import code_list
from talentstudy.errors import CleaningError


@cache
def _now() -> dict[str, str]:
    """Each letter ever used, and the letter that stands for it now."""
    letters = {code: code for code in code_list("obs_flag")}
    former = {code.extra["formerly"]: code.code for code in code_list("obs_flag").values() if code.extra["formerly"]}
    return former | letters


def normalise_flags(flags: pd.Series[str]) -> pd.Series[str]:
    """Flags in the letters of the list in force, each once, in the order of ASCII.

    The former ``s``, ``z`` and ``c`` become ``i``, ``m`` and ``C``; combined letters (``eb``) are
    sorted (``be``); nothing is dropped. Running it twice changes nothing more.

    Parameters
    ----------
    flags
        One text of letters per observation; '' or a missing value for none.

    Raises
    ------
    CleaningError
        A letter of neither list: the first five texts. ``:`` is no flag but a missing value.

    References
    ----------
    Eurostat, codes for observation status and confidentiality status since 27 January 2025.

    Examples
    --------
    >>> normalise_flags(pd.Series(["", "eb", "s", "c"])).tolist()
    ['', 'be', 'i', 'C']
    """
    texts = flags.astype("str").fillna("").str.strip()
    letters = _now()
    unknown = [text for text in texts.unique() if not set(text) <= letters.keys()]
    if unknown:
        shown = ", ".join(f"'{text}' ({texts.eq(text).sum()} times)" for text in unknown[:5])
        raise CleaningError(
            f"{len(unknown)} flags hold an unknown letter: {shown}; known: {', '.join(letters)}. "
            "A ':' is a missing value, not a flag; a new letter is a row in codes/obs_flag.csv."
        )
    return texts.map({text: _joined(letters[letter] for letter in text) for text in texts.unique()}).astype("str")


def union_of_flags(*flags: pd.Series[str]) -> pd.Series[str]:
    """Row by row, every letter that any of the columns carries: what a value computed from them carries.

    All columns have the same index; a missing value counts as no flag.

    >>> union_of_flags(pd.Series(["b", "", "e"]), pd.Series(["e", "", "b"])).tolist()
    ['be', '', 'be']
    """
    first, *others = (column.astype("str").fillna("") for column in flags)
    for other in others:
        if not other.index.equals(first.index):
            raise CleaningError("the flags to unite stand on different indexes; align the tables on their key first.")
        first = first + other
    return first.map({text: _joined(text) for text in first.unique()}).astype("str")


def letters_of(flags: Iterable[str]) -> tuple[str, ...]:
    """Every letter that any of several observations carries, each once: for a legend, or for their aggregate.

    >>> letters_of(["b", "", "eb"])
    ('b', 'e')
    """
    return tuple(_joined("".join(flag for flag in flags if isinstance(flag, str))))


def has_flag(flags: pd.Series[str], letter: str) -> pd.Series[bool]:
    """Which observations carry a letter, alone or combined.

    Raises CleaningError for a letter that is no flag in force.

    >>> has_flag(pd.Series(["be", "e", ""]), "b").tolist()
    [True, False, False]
    """
    if letter not in code_list("obs_flag"):
        raise CleaningError(f"'{letter}' is no flag in force (there: {', '.join(code_list('obs_flag'))}).")
    return flags.str.contains(letter, regex=False).fillna(False).astype(bool)


def _joined(letters: Iterable[str]) -> str:
    return "".join(sorted(set(letters)))
