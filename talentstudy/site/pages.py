"""The pages of one language: which there are, and what each template is given."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup

from talentstudy.chapters import CHAPTERS
from talentstudy.claims.records import VERDICTS
from talentstudy.documents.blocks import (
    Block,
    ClaimEntry,
    ClaimsBlock,
    Code,
    Document,
    FigureBlock,
    FindingBlock,
    Heading,
    ListBlock,
    Paragraph,
)
from talentstudy.site.frame import Frame, Link, say, slug_of
from talentstudy.site.notes import Note
from talentstudy.site.plates import Plate, plate

# What cites a figure, in every style a reader may want: (style, text).
Citing = Callable[[str, str], Sequence[tuple[str, str]]]


@dataclass(frozen=True)
class Page:
    """One page: its file name without suffix, its title, what stands around its content."""

    slug: str
    title: str
    template: str
    description: str = ""
    kicker: str = ""
    part: str = ""
    english: bool = False
    contents: Sequence[tuple[str, str]] = ()
    previous: Link | None = None
    next: Link | None = None
    given: Mapping[str, Any] = field(default_factory=dict, repr=False)


@dataclass(frozen=True)
class Plated:
    """A figure in the index: its plate, and where it stands."""

    slug: str
    chapter: str
    plate: Plate
    words: str


def headed(document: Document) -> tuple[str, str]:
    """What stands above a title, and the title: 'Chapter 4', or 'Annex A' of an annex that names itself so."""
    for number, chapter in CHAPTERS.items():
        if chapter.notebook == document.name:
            return say("chapter", document.language, number=number), document.title
    above, dot, title = document.title.partition(" · ")
    return (above, title) if dot else ("", document.title)


def document_pages(frame: Frame, citing: Citing) -> Iterator[tuple[Page, list[Plated]]]:
    """A page per chapter and annex, and the figures on it."""
    links = [Link(slug_of(one.name), one.title) for one in frame.documents]
    for at, document in enumerate(frame.documents):
        slug = links[at].slug
        shown: list[object] = []
        plated: list[Plated] = []
        for block in document.blocks:
            if isinstance(block, FigureBlock):
                cited = citing(block.id, frame.language) if block.numbered else ()
                made = plate(block, slug, frame.here, frame.language, cited)
                where = " · ".join(one for one in headed(document) if one)
                words = " ".join([made.number, made.title, made.alt, made.source, where]).casefold()
                plated.append(Plated(slug, where, made, words))
                shown.append(made)
            else:
                shown.append(block)
        yield _document_page(document, links, at, shown), plated


def _document_page(document: Document, links: Sequence[Link], at: int, shown: list[object]) -> Page:
    kicker, title = headed(document)
    return Page(
        links[at].slug,
        title,
        "document.html",
        document.question,
        kicker,
        "chapters",
        contents=[entry for one in document.blocks for entry in _contents(one)],
        previous=links[at - 1] if at else None,
        next=links[at + 1] if at + 1 < len(links) else None,
        given={"blocks_shown": list(code_below(shown))},
    )


def _contents(block: Block) -> Iterator[tuple[str, str]]:
    """What the contents of a page name of a block: anchor and words."""
    if isinstance(block, Heading) and block.level == 2:
        yield block.anchor, block.text
    elif isinstance(block, FindingBlock):
        yield block.anchor, block.heading
    elif isinstance(block, ClaimsBlock):
        yield from ((one.anchor, one.heading) for one in block.chapters)


def code_below(blocks: Sequence[object]) -> Iterator[object]:
    """The blocks with the code of each figure, table or finding in one fold below it and its paragraph."""
    pending: list[str] = []
    seen = False
    for at, block in enumerate(blocks):
        if not isinstance(block, Code):
            seen = seen or not isinstance(block, Paragraph | ListBlock | Heading)
            yield block
            continue
        after = next((one for one in blocks[at + 1 :] if not isinstance(one, Code)), None)
        if seen and not isinstance(after, Paragraph | ListBlock):
            yield Code("\n\n".join(pending))
            pending, seen = [], False
        pending.append(block.source)
    if pending:
        yield Code("\n\n".join(pending))


def start_page(frame: Frame, cards: Sequence[object], country: str, pdf: str) -> Page:
    """The start page: key figures, chapters, annexes."""
    entries = [
        {
            "slug": slug_of(one.name),
            "title": headed(one)[1],
            "question": one.question,
            "short": slug_of(one.name).rpartition("-")[2].upper(),
        }
        for one in frame.documents
    ]
    given = {
        "cards": cards,
        "pdf": pdf,
        "chapters": [one for one in entries if one["slug"].startswith("chapter")],
        "annexes": [one for one in entries if one["slug"].startswith("annex")],
    }
    told = say("standfirst", frame.language, country=country)
    return Page("index", say("start", frame.language), "start.html", told, given=given)


def figures_page(frame: Frame, plated: Sequence[Plated]) -> Page:
    """The index of figures."""
    chapters = {one.slug: one.chapter for one in plated}
    filters = [("chapter", say("filter_chapter", frame.language), list(chapters.items()))]
    given = {"plates": plated, "filters": filters}
    told = say("figures_lead", frame.language)
    return Page("figures", say("figures", frame.language), "figures.html", told, given=given)


def claims_page(frame: Frame, claims: Sequence[ClaimEntry]) -> Page:
    """The index of claims."""
    decided = {one.verdict: one.decided.partition(" (")[0] for one in claims}
    filters = [
        (
            "chapter",
            say("filter_chapter", frame.language),
            list({str(one.chapter): one.heading for one in claims}.items()),
        ),
        (
            "verdict",
            say("filter_verdict", frame.language),
            [(one, decided[one]) for one in VERDICTS if one in decided],
        ),
    ]
    told = say("claims_lead", frame.language)
    return Page(
        "claims", say("claims", frame.language), "claims.html", told, given={"claims": claims, "filters": filters}
    )


def note_pages(frame: Frame, notes: Sequence[Note]) -> Iterator[Page]:
    """The list of method notes, and a page for each."""
    links = [Link(one.slug, one.title) for one in notes]
    lists = [
        ("", [link for link, one in zip(links, notes, strict=True) if not one.decision]),
        (say("decisions", frame.language), [link for link, one in zip(links, notes, strict=True) if one.decision]),
    ]
    title, told = say("methods", frame.language), say("methods_lead", frame.language)
    yield Page("methods", title, "page.html", told, given={"lists": lists})
    for one in notes:
        # Markup: the note was sanitised when it was read.
        yield Page(one.slug, one.title, "page.html", part="methods", english=True, given={"html": Markup(one.html)})
