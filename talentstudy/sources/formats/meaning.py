"""What codes of geo, time, flags and statuses mean, brought to the study's spelling once per text."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

import pandas as pd

from talentstudy.cleaning.flags import normalise_flags
from talentstudy.cleaning.geo import ALIASES
from talentstudy.cleaning.periods import normalise_period
from talentstudy.errors import CleaningError

Clean = Callable[[Sequence[str]], Sequence[str]]
# What JSON-stat ('u|C') and tab-separated cells put between observation and confidentiality status.
_BETWEEN = str.maketrans("", "", "|@ ,;")
_WEEK = re.compile(r"(\d{4})-?W(\d{1,2})", re.ASCII)
# SDMX CL_OBS_STATUS in the letters of the list in force; a status without a letter stays in its own column.
_STATUS = {"A": "", "na": "", "O": "", "B": "b", "D": "d", "E": "e", "F": "f", "I": "i"} | {
    "M": "m",
    "N": "n",
    "P": "p",
    "U": "u",
}
# CL_CONF_STATUS: F is free; primary and secondary confidentiality of any kind are confidential.
_CONFIDENTIAL = {"F": "", "C": "C", "N": "N", "P": "P", "A": "C", "B": "C", "D": "C", "E": "C", "G": "C", "S": "C"}
_EXACT = frozenset({"F", "C", "N", "P"})


def european(codes: Sequence[str]) -> list[str]:
    """Countries as the European institutions write them: GR is EL, GB is UK; any other code stays."""
    return [ALIASES.get(code.strip(), code.strip()) for code in codes]


def periods(texts: Sequence[str]) -> list[str]:
    """Periods as SDMX writes them (``2024M06`` is ``2024-06``); what is none of those known stays as it stands."""
    return [_period(text.strip()) for text in texts]


def _period(text: str) -> str:
    if text.isdecimal() and len(text) == 4:
        return text
    if week := _WEEK.fullmatch(text):
        return f"{week[1]}-W{int(week[2]):02d}"
    try:
        return str(normalise_period(pd.Series([text], dtype="str")).iloc[0])
    except CleaningError:
        return text


def flags(texts: Sequence[str]) -> list[str]:
    """Flag letters of the list in force, sorted; CleaningError for a letter of neither list."""
    return normalise_flags(pd.Series([text.translate(_BETWEEN) for text in texts], dtype="str")).tolist()


def letters_of_status(status: str) -> str | None:
    """The flag letters that an SDMX observation status says, or None where no letter says it.

    >>> letters_of_status("B"), letters_of_status("A"), letters_of_status("be"), letters_of_status("K")
    ('b', '', 'be', None)
    """
    if status in _STATUS:
        return _STATUS[status]
    parts = re.split(r"[;,|]", status)
    if len(parts) > 1 and all(part in _STATUS for part in parts):
        return "".join(_STATUS[part] for part in parts)
    try:
        return flags([status])[0] if status.islower() or not status else None
    except CleaningError:
        return None


def letters_of_confidentiality(status: str) -> tuple[str | None, bool]:
    """The letters of a confidentiality status, or None; and whether they say all that it says.

    >>> letters_of_confidentiality("F"), letters_of_confidentiality("S")
    (('', True), ('C', False))
    """
    if not status or status == "c":
        return status.upper(), True
    return _CONFIDENTIAL.get(status), status in _EXACT


def split_labels(texts: Sequence[str], labels: dict[str, str]) -> list[str]:
    """The codes of cells that hold code and label (``BE: Belgium``, ``BE:Belgium``); the labels are noted.

    >>> noted = {}
    >>> split_labels(["BE: Belgium", "2014-01-01T00:00:00"], noted), noted
    (['BE', '2014-01-01T00:00:00'], {'BE': 'Belgium'})
    """
    codes = []
    for text in texts:
        code, colon, label = text.partition(":")
        # No SDMX code holds a colon or a space; a moment in time holds a colon.
        is_pair = colon and code.strip() and " " not in code.strip() and not re.fullmatch(r"\d{4}-.*T\d\d", code)
        if is_pair:
            labels.setdefault(code.strip(), label.strip())
        codes.append(code.strip() if is_pair else text)
    return codes


CLEAN: Mapping[str, Clean] = {"geo": european, "time_period": periods}
# Columns whose id says what they are, whatever a provider writes.
NAMES = {"time": "time_period", "obs_conf": "conf_status"}


def name_of(column: str) -> str:
    """The study's name of a provider's column: lower case, time as ``time_period``.

    >>> name_of("TIME_PERIOD"), name_of("time"), name_of("GEO")
    ('time_period', 'time_period', 'geo')
    """
    lower = column.strip().lower()
    return NAMES.get(lower, lower)
