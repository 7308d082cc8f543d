"""What a document is made of: frozen blocks that know nothing of HTML, typst or Word."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from talentstudy.telling.cells import Number, unmarked

if TYPE_CHECKING:
    import pandas as pd

# A cell that is a number as the study prints one: signs, grouping, a unit's sign, a flag's letters, a dash for nothing.
_NUMERIC = re.compile(r"[<>≈]?\s?[+−–-]?\d[\d.,'\s]*\s?(%|€|p\.?p\.?)?\s?[a-z]{0,3}|[–:…]?")


@dataclass(frozen=True)
class Heading:
    """A heading; ``anchor`` is the same in every language and from run to run."""

    level: int
    text: str
    anchor: str


@dataclass(frozen=True)
class Paragraph:
    """Words in Markdown (inline only); numbers the study computed are marked and stand in ``numbers``.

    ``telling.cells.told_parts(marked, told, plain)`` gives each number with its place; ``text`` has no marks.
    """

    marked: str
    numbers: tuple[Number, ...] = field(default=(), repr=False)

    @property
    def text(self) -> str:
        """The Markdown without marks."""
        return unmarked(self.marked)


@dataclass(frozen=True)
class ListBlock:
    """Items one below the other, each a paragraph."""

    items: tuple[Paragraph, ...]
    ordered: bool = False


@dataclass(frozen=True)
class TableBlock:
    """A table of text as printed; ``columns`` are heads with scope col, ``row_heads`` columns from the left scope row."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...] = field(repr=False)
    notes: tuple[str, ...] = ()
    row_heads: int = 1
    anchor: str = ""

    @property
    def numeric(self) -> tuple[bool, ...]:
        """Which columns hold numbers only, to be set flush right.

        >>> TableBlock("", ("Country", "Value"), (("Belgium", "19.0%"), ("EU", "–"))).numeric
        (False, True)
        """
        return tuple(
            bool(self.rows)
            and any(row[at] for row in self.rows)
            and all(_NUMERIC.fullmatch(row[at].strip()) for row in self.rows)
            for at in range(len(self.columns))
        )


@dataclass(frozen=True)
class FigureBlock:
    """A figure: its words, and where it stands as a file.

    ``files`` gives svg, png, pdf and csv of a numbered figure as the last run wrote them; a picture of a model has
    only ``encoded``, its PNG in base64 as the notebook holds it. ``description`` is the long description, '' if none
    is written.
    """

    id: str
    title: str
    alt: str
    source: str
    anchor: str
    description: str = ""
    files: Mapping[str, Path] = field(default_factory=dict, repr=False)
    encoded: str = field(default="", repr=False)

    @cached_property
    def png(self) -> bytes:
        """The picture in the notebook, b'' where there is none."""
        return base64.b64decode(self.encoded)

    @property
    def numbered(self) -> bool:
        """Whether it is a numbered figure of a chapter, and no picture of a model."""
        return bool(re.fullmatch(r"F\d+-\d+", self.id))

    @property
    def rows(self) -> pd.DataFrame | None:
        """The rows behind it as text, one column per dimension; None where none are kept."""
        import pandas as pd

        if "csv" not in self.files:
            return None
        return pd.read_csv(self.files["csv"], dtype="str", keep_default_na=False)


@dataclass(frozen=True)
class FindingBlock:
    """One answer of a model: what was asked, what can be said, the numbers; ``refused`` where it could not be fitted."""

    heading: str
    anchor: str
    text: Paragraph
    table: TableBlock | None = None
    refused: bool = False


@dataclass(frozen=True)
class ClaimEntry:
    """One claim in one language: what is said, printed, computed and decided, why, and what that rests on.

    ``verdict`` is the code (``contradicts itself``), ``decided`` its words; ``title`` stands above the claim, ``heading``
    above those of its chapter; ``lines`` say what the verdict rests on; ``correction`` is '' where the claim holds. All is
    plain text.
    """

    id: str
    chapter: int
    heading: str
    verdict: str
    decided: str
    title: str
    statement: str
    printed: str
    computed: str
    why: str
    lines: tuple[str, ...]
    correction: str

    @property
    def anchor(self) -> str:
        """Where it stands on its page."""
        return self.id.casefold()


@dataclass(frozen=True)
class ClaimChapter:
    """The claims of one chapter, in order; chapter 0 is what stands before the first."""

    number: int
    heading: str
    anchor: str
    entries: tuple[ClaimEntry, ...] = field(repr=False)


@dataclass(frozen=True)
class ClaimsBlock:
    """Claims with their evidence, chapter by chapter."""

    chapters: tuple[ClaimChapter, ...]


@dataclass(frozen=True)
class Code:
    """The source of a cell; ``folded`` where a reader opens it only if wanted."""

    source: str
    folded: bool = True


Block: TypeAlias = Heading | Paragraph | ListBlock | TableBlock | FigureBlock | FindingBlock | ClaimsBlock | Code


@dataclass(frozen=True)
class Document:
    """An executed notebook in one language: its title, and its blocks in reading order.

    ``name`` is the notebook's (``ch04_inclusion``), ``question`` what it answers, ``vintages`` the vintage of every
    dataset pinned, ``path`` the notebook read. The heading of level 1 is ``title`` and stands in no block.
    """

    name: str
    title: str
    question: str
    language: str
    edition: str
    geo: str
    blocks: tuple[Block, ...] = field(repr=False)
    path: Path = field(repr=False)
    vintages: Mapping[str, str] = field(default_factory=dict, repr=False)

    @property
    def figures(self) -> Iterator[FigureBlock]:
        """Its figures in order."""
        return (one for one in self.blocks if isinstance(one, FigureBlock))

    @property
    def claims(self) -> Iterator[ClaimEntry]:
        """Its claims in order."""
        blocks = (one for one in self.blocks if isinstance(one, ClaimsBlock))
        return (entry for block in blocks for chapter in block.chapters for entry in chapter.entries)
