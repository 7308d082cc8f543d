"""References in the styles of the Citation Style Language, offline: styles and locales stand in packages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any

from talentstudy.citations.work import Work, date_parts, day_text
from talentstudy.errors import StudyError
from talentstudy.wording import sentence

_FOLDER = Path(__file__).parent / "styles"
_LOCALES = {"nl": "nl-NL", "fr": "fr-FR", "en": "en-GB", "de": "de-DE"}
# The styles write these words without the space that French puts before a colon.
_FRENCH = re.compile(r"(Disponible sur|Consulté le):")
# Only the first of a month is an ordinal.
_FIRST = re.compile(r"\b1 (?=(?:janv|févr|mars|avr|mai|juin|juil|août|sept|oct|nov|déc))")
# What the locales of Dutch, French and German leave in English, between the brackets of APA.
_MEDIUM = re.compile(r"\[(Graphic|Computer software)\]")
# A title that asks or calls ends itself: the styles say so, citeproc-py does not heed it.
_ENDED_TWICE = re.compile(r"(?<=[?!])\.(?=\s|$)")
# Numbers within a list; a reference that stands alone has none.
_NUMBERED = re.compile(r"^(\[\d+\]|\d+\.)\s*")


@dataclass(frozen=True)
class Style:
    """A style: its file, and whether it prints the day of access of what has an address."""

    file: str
    prints_access: bool


STYLES = {
    "apa": Style("apa.csl", prints_access=False),
    "harvard": Style("harvard-cite-them-right.csl", prints_access=True),
    "ieee": Style("ieee.csl", prints_access=True),
}


@cache
def styled(work: Work, style: str, language: str) -> str:
    """One reference in a style and a language, as plain text.

    Where the style leaves the day of access out, it stands behind: official series are revised under one address.
    Raises StudyError where citeproc-py is not installed.
    """
    chosen = STYLES[style]
    text = _NUMBERED.sub("", _rendered(work, style, language)).strip()
    if language == "fr":
        text = _FRENCH.sub("\\1\N{NO-BREAK SPACE}:", text)
        text = _FIRST.sub("1er ", text)
    text = _ENDED_TWICE.sub("", text)
    text = _MEDIUM.sub(lambda found: f"[{_medium(found[1], language)}]", text)
    if work.url and not _dated(work, style):
        text = f"{text} {work.url}"
    if work.accessed and not (chosen.prints_access and work.url):
        text = f"{text} {sentence('citations', 'accessed', language, day=day_text(work.accessed, language))}"
    return text


def _dated(work: Work, style: str) -> bool:
    """Whether the style may be given the address: APA writes 'Retrieved' before that of an undated work, with no day."""
    return bool(work.issued) or STYLES[style].prints_access


def _medium(name: str, language: str) -> str:
    return sentence("citations", f"medium_{name.split()[-1].lower()}", language)


def _rendered(work: Work, style: str, language: str) -> str:
    processor()
    from citeproc import Citation, CitationItem, CitationStylesBibliography, formatter
    from citeproc.source.json import CiteProcJSON

    item = work.csl()
    # Printed whole in the title, since some styles print no version, number or note.
    shown = {name: value for name, value in item.items() if name not in {"version", "number", "note", "language"}}
    shown["title"] = work.full_title
    if not work.author:
        # citeproc-py would print the title in the author's place and once more after the year.
        shown["author"] = [{"literal": shown.pop("container-title", work.title)}]
    if not _dated(work, style):
        shown.pop("URL", None)
    if style == "apa" and work.issued:
        # Of some kinds APA asks for the day too, which citeproc-py writes as 'juin 30'; the year is enough everywhere.
        shown["issued"] = date_parts(work.issued[:4])
    bibliography = CitationStylesBibliography(
        _parsed(STYLES[style].file, language), CiteProcJSON([shown]), formatter.plain
    )
    bibliography.register(Citation([CitationItem(work.key)]))
    return str(bibliography.bibliography()[0])


def processor() -> str:
    """The version of what sets the references; StudyError where it is not installed."""
    try:
        import citeproc
    except ImportError:
        raise StudyError(
            "a CSL style needs citeproc-py, which is not installed. Install talentstudy[publish], "
            "or ask for --style reference, bibtex, ris or csl-json."
        ) from None
    return str(citeproc.__version__)


@cache
def _parsed(file: str, language: str) -> Any:
    from citeproc import CitationStylesStyle

    # Validation would read the schema for a second at each start; a test validates the three files.
    style = CitationStylesStyle(str(_FOLDER / file), locale=_LOCALES[language], validate=False)
    style.answered = _answered_once(style.root)
    return style


def _answered_once(root: Any) -> list[Any]:
    """Every element of a style, with the answers that never change given once; more than half the time of a reference.

    citeproc-py looks a macro up by XPath each time it is named, and asks every branch below an element anew whether it
    calls a variable. An element forgets an attribute once nothing holds it: the list is kept with the style.
    """
    held = list(root.iter())
    macros = {one.get("name"): one for one in held if one.tag.endswith("}macro")}
    for one in held:
        one.get_macro = macros.__getitem__
    for one in held:
        # A term of a locale has no branches.
        if callable(calls := getattr(one, "calls_variable", None)):
            one.calls_variable = partial(bool, calls())
    return held
