"""Citations of figures, indicators, datasets, claims and the study, in styles readers paste and programs read.

>>> list(STYLES)
['reference', 'apa', 'harvard', 'ieee', 'bibtex', 'ris', 'csl-json']
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from talentstudy.errors import UnknownName

if TYPE_CHECKING:
    from talentstudy.citations.asking import Cited
    from talentstudy.citations.work import Work


def _csl(style: str, works: Sequence[Work], language: str) -> str:
    from talentstudy.citations.csl import styled

    return "\n".join(styled(one, style, language) for one in works)


def _format(name: str, works: Sequence[Work], language: str) -> str:
    del language
    from talentstudy.citations import formats

    made: str = getattr(formats, name)(works)
    return made.rstrip("\n")


# Each style by name: printed ones, then those that programs read. 'reference' is the study's own, with the terms of use.
STYLES: Mapping[str, Callable[[Sequence[Work], str], str]] = {
    "reference": partial(_csl, "apa"),
    "apa": partial(_csl, "apa"),
    "harvard": partial(_csl, "harvard"),
    "ieee": partial(_csl, "ieee"),
    "bibtex": partial(_format, "bibtex"),
    "ris": partial(_format, "ris"),
    "csl-json": partial(_format, "csl_json"),
}
READ_BY_PROGRAMS = ("bibtex", "ris", "csl-json")


def checked_style(style: str) -> str:
    """The style itself; UnknownName with the nearest styles if there is none of that name."""
    if style not in STYLES:
        raise UnknownName("citation style", style, list(STYLES))
    return style


def written_as(cited: Cited, style: str, language: str) -> str:
    """What was asked for, in a style: one reference per line, or one file that a program reads."""
    checked_style(style)
    if style == "reference" and cited.references:
        return "\n".join(cited.references)
    return STYLES[style](cited.works, language)
