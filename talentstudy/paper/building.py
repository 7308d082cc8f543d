"""The PDF of an edition in each language, written whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from talentstudy.documents import read_documents
from talentstudy.editions import Edition, read_edition
from talentstudy.paper.compiling import compiled, moment_of
from talentstudy.paper.volume import Volume, volume_content
from talentstudy.provenance import source_line, sources_of
from talentstudy.store import Home, written


@dataclass(frozen=True)
class _Held:
    """What the sources of a number are named from."""

    edition: Edition
    home: Home


def build(home: Home, edition: str, geo: str, languages: Sequence[str], folder: Path) -> list[Path]:
    """Write ``talentstudy-<edition>-<geo>-<language>.pdf`` into ``folder`` for each language.

    From executed notebooks alone; the same notebooks give the same bytes.

    Raises
    ------
    PublishError
        A notebook was not executed, a figure has no alternative text, a word is not translated.
    NotebookFailed
        A notebook stopped at a cell.
    WriteFailed
        A file could not be written; what stood there before is untouched.
    """
    made = {}
    pinned = read_edition(edition)
    for language in languages:
        documents = read_documents(home, pinned.name, geo, language)
        volume = Volume(home, pinned, geo, language, documents, sourcing(home, edition, language))
        content, files = volume_content(volume)
        path = folder / f"talentstudy-{pinned.name}-{geo}-{language}.pdf"
        made[path] = compiled(content, files, moment_of(pinned.as_of))
    for path, pdf in made.items():
        with written(path) as draft:
            draft.write_bytes(pdf)
    return list(made)


def sourcing(home: Home, edition: str, language: str) -> Callable[[str], str]:
    """Words the sources of rows, ``dataset@vintage``, as they are printed; a source already in words stays."""
    held = _Held(read_edition(edition), home)

    def cited(text: str) -> str:
        return source_line(held, [text], language) if sources_of([text]) else text

    return cited
