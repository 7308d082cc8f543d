"""One value as a table prints it. Loads no pandas: who prints what is computed already needs none."""

from __future__ import annotations

from talentstudy.codes import code_list
from talentstudy.wording import number, percent, sentence


def decimals(unit: str) -> int:
    """The decimals a unit is printed with."""
    return int(code_list("unit")[unit].extra["decimals"])


def printed(value: float, unit: str, language: str) -> str:
    r"""A value in its unit's usual decimals, with a percent sign where it is a share.

    >>> printed(5.4, "PC_EMP", "de"), printed(-1.25, "PC_PNT", "nl")
    ('5,4\xa0%', '−1,2')
    """
    is_share = unit.startswith("PC") and unit not in {"PC_PNT", "PC_NET"}
    return (percent if is_share else number)(value, language, decimals(unit))


def absent(language: str) -> str:
    """'Not available', never a zero and never a dash a screen reader skips."""
    return sentence("tables", "not_available", language)
