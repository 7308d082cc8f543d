"""What repositories and GitHub read of a deposit: ``CITATION.cff`` and ``.zenodo.json``."""

from __future__ import annotations

import json
from html import escape
from typing import Any

from talentstudy.citations.work import Work
from talentstudy.deposit.about import KEYWORDS, About


def citation_cff(about: About) -> str:
    """How to cite the edition, with the datasets behind it as references (Citation File Format 1.2.0).

    Every text is a JSON string, which YAML reads as it stands.
    """
    lines = [
        "cff-version: 1.2.0",
        f"message: {_quoted('Please cite the study, and the providers named under each figure you use.')}",
        f"title: {_quoted(about.titles['en'])}",
        "type: dataset",
        f"version: {_quoted(about.version)}",
        f"date-released: {about.edition.as_of}",
        "authors:",
        f"  - name: {_quoted(about.authors)}",
        "keywords:",
        *(f"  - {_quoted(word)}" for word in KEYWORDS),
        "references:",
        *(line for work in about.sources for line in _reference(work)),
    ]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _reference(work: Work) -> list[str]:
    year = work.issued[:4]
    return [
        f"  - type: {'data' if work.kind == 'dataset' else 'report'}",
        f"    title: {_quoted(work.full_title)}",
        "    authors:",
        f"      - name: {_quoted(work.author)}",
        *([f"    year: {year}"] if year else []),
        *([f"    version: {_quoted(work.version)}"] if work.version else []),
        *([f"    doi: {_quoted(work.doi)}"] if work.doi else []),
        *([f"    url: {_quoted(work.url)}"] if work.url.startswith("http") else []),
        *([f"    date-accessed: {work.accessed}"] if len(work.accessed) == 10 else []),
    ]


def zenodo(about: About) -> dict[str, Any]:
    """The metadata Zenodo asks for. The DOI is Zenodo's to give, so there is none.

    The licence is 'other (attribution)': every source keeps its own terms, which stand in ``TERMS.md``; a file without
    a licence would be given one by Zenodo.
    """
    described = "".join(f'<p lang="{language}">{escape(text)}</p>' for language, text in about.descriptions.items())
    return {
        "title": about.titles["en"],
        "upload_type": "dataset",
        "description": described,
        "creators": [{"name": about.authors}],
        "publication_date": about.edition.as_of,
        "version": f"{about.edition.name} ({about.version})",
        "language": "eng",
        "access_right": "open",
        "license": "other-at",
        "keywords": list(KEYWORDS),
        "notes": "The terms of use of each source stand in TERMS.md.",
        "related_identifiers": [
            {"identifier": address, "relation": "isDerivedFrom", "resource_type": "dataset"}
            for address in dict.fromkeys(one.doi or one.url for one in about.sources if one.url.startswith("http"))
        ],
    }
