"""Works as programs read them: BibTeX, RIS and CSL-JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from talentstudy.citations.work import Work

# What each type of CSL is called in the two older formats; a type that is not here is 'misc' and 'GEN'.
_BIBTEX = {"report": "techreport", "article-newspaper": "article", "article-magazine": "article"}
_RIS = {
    "dataset": "DATA",
    "report": "RPRT",
    "webpage": "ELEC",
    "article-newspaper": "NEWS",
    "article-magazine": "MGZN",
    "post-weblog": "BLOG",
    "graphic": "FIGURE",
    "software": "COMP",
}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_TEX = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "&%$#_{}"},
}
_SPACES = re.compile(r"\s+")
_BABEL = {"nl": "dutch", "fr": "french", "en": "english", "de": "german"}


def csl_json(works: Sequence[Work]) -> str:
    """Works as CSL-JSON, which Zotero and pandoc read."""
    return json.dumps([one.csl() for one in works], ensure_ascii=False, indent=1) + "\n"


def tex_text(text: str) -> str:
    r"""A text with the signs escaped that TeX would read as commands; letters with accents stay (UTF-8).

    >>> tex_text("R&D: 5 % of isoc_sks")
    'R\\&D: 5 \\% of isoc\\_sks'
    """
    return "".join(_TEX.get(sign, sign) for sign in text)


def bibtex(works: Sequence[Work]) -> str:
    """Works as BibTeX in UTF-8, one entry each; titles keep their capitals."""
    return "\n".join(_entry(one) for one in works)


def _entry(work: Work) -> str:
    kind = _BIBTEX.get(work.kind, "misc")
    year, _, rest = work.issued.partition("-")
    accessed = f"Accessed {work.accessed}." if work.accessed else ""
    fields = {
        "title": f"{{{tex_text(work.title)}}}",
        "author": f"{{{tex_text(work.author)}}}" if work.author else "",
        # A report without an institution is refused by the plain styles of BibTeX.
        "institution": tex_text(work.author) if kind == "techreport" else "",
        "journal": tex_text(work.container),
        "year": year,
        "version": tex_text(work.version),
        "number": tex_text(work.number),
        "doi": work.doi,
        "url": _bare(work.url),
        "urldate": work.accessed,
        "note": tex_text(" ".join(f"{one.rstrip('.')}." for one in (work.detail, work.note, accessed) if one)),
        "language": _BABEL.get(work.language, ""),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    if rest:
        # A macro of BibTeX, which each style writes in its language.
        lines.append(f"  month = {_MONTHS[int(rest[:2]) - 1]},")
    return "\n".join([f"@{kind}{{{work.key},", *lines, "}", ""])


def _bare(url: str) -> str:
    """An address as a BibTeX field may hold it: a brace would end the field."""
    return url.replace("{", "%7B").replace("}", "%7D")


def ris(works: Sequence[Work]) -> str:
    """Works as RIS, which EndNote and Mendeley read."""
    return "\n".join(_record(one) for one in works)


def _record(work: Work) -> str:
    tags = [
        ("TY", _RIS.get(work.kind, "GEN")),
        ("ID", work.key),
        ("TI", work.title),
        ("AU", work.author),
        ("T2", work.container),
        ("PY", work.issued[:4]),
        ("DA", _ris_date(work.issued)),
        ("Y2", _ris_date(work.accessed)),
        ("ET", work.version),
        ("M1", work.number),
        ("DO", work.doi),
        ("UR", work.url),
        ("N1", ". ".join(one for one in (work.detail, work.note) if one)),
        ("LA", work.language),
    ]
    # A tag is one line: a line end within a text would begin another.
    lines = [f"{tag}  - {_SPACES.sub(' ', value)}" for tag, value in tags if value]
    return "\n".join([*lines, "ER  - ", ""])


def _ris_date(day: str) -> str:
    """YYYY/MM/DD/ with what is known of it."""
    parts = [*day.split("-"), "", ""][:3]
    return "/".join(parts) + "/" if day else ""
