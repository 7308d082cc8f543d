"""A site built: every page of every language beside the old site, then in its place."""

from __future__ import annotations

import gc
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup

from talentstudy import __version__
from talentstudy.citations.printed import cited_works
from talentstudy.citations.work import day_text
from talentstudy.codes import label
from talentstudy.documents import read_documents, read_once
from talentstudy.documents.blocks import Document, TableBlock
from talentstudy.editions import Edition
from talentstudy.errors import PublishError
from talentstudy.site.changes import body_of, compared, edition_before
from talentstudy.site.frame import Frame, in_order, say
from talentstudy.site.headline import Headline, cards
from talentstudy.site.kept import kept
from talentstudy.site.origins import Held, datasets_of
from talentstudy.site.pages import (
    Citing,
    Page,
    claims_page,
    document_pages,
    figures_page,
    note_pages,
    start_page,
)
from talentstudy.site.program import Texts, program_texts
from talentstudy.site.render import rendered
from talentstudy.site.target import site_folder
from talentstudy.store import Home

if TYPE_CHECKING:
    from talentstudy.vintages.comparing import Comparison

_ASSETS = Path(__file__).parent / "assets"
# A page of words and tables loads at once on a slow line; figures are files beside it.
LARGEST_PAGE = 1_000_000
# Writes files into the folder it is given, and says which.
Beside = Callable[[Home, str, str, Sequence[str], Path], Sequence[Path]]


@dataclass(frozen=True)
class SiteOrder:
    """What a site is asked for."""

    home: Home
    edition: Edition
    geo: str
    languages: tuple[str, ...]
    target: Path


@dataclass(frozen=True)
class _Shared:
    """What is read or computed once and printed in every language."""

    headlines: Sequence[Headline]
    program: Texts
    downloads: Sequence[str]
    older: str
    citing: Citing


def build_site(order: SiteOrder, beside: Sequence[Beside] = ()) -> list[Path]:
    """Build the site of an edition; the paths of its pages.

    Parameters
    ----------
    order
        Edition, country, languages and target folder.
    beside
        What makes the PDF and the data package: each is given the folder ``downloads`` of the site.

    Raises
    ------
    PublishError
        A notebook was not executed, a figure has no alternative text, the target holds other files, a page is too large.
    NotebookFailed
        A notebook stopped at a cell.
    """
    languages = in_order(order.languages)
    with site_folder(order.target) as folder, read_once(), _uncollected():
        # Refused before anything is built: a notebook that is not there.
        read = {one: read_documents(order.home, order.edition.name, order.geo, one) for one in languages}
        downloads = folder / "downloads"
        for make in beside:
            downloads.mkdir(exist_ok=True)
            make(order.home, order.edition.name, order.geo, languages, downloads)
        shutil.copytree(_ASSETS, folder / "assets")
        shared = _shared(order, downloads, read)
        written = [
            path
            for language in languages
            for path in _write_language(
                order, Frame(order.edition, order.geo, language, languages, read[language], folder), shared
            )
        ]
        names = {code: say("language_name", code) for code in languages}
        choice = rendered("choose.html", {"languages": languages, "names": names, "edition": order.edition})
        (folder / "index.html").write_text(choice, encoding="utf-8", newline="\n")
        return [order.target / path.relative_to(folder) for path in [folder / "index.html", *written]]


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without looking for garbage: a build holds nearly all it makes to its end, and the search costs a twelfth of it."""
    looked = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if looked:
            gc.enable()


def _shared(order: SiteOrder, downloads: Path, read: Mapping[str, Sequence[Document]]) -> _Shared:
    # A figure without data in one language has none in any; still none is left out.
    figures = dict.fromkeys(
        figure.id for documents in read.values() for one in documents for figure in one.figures if figure.numbered
    )
    facts = kept(order.home, order.edition, order.geo, list(read), list(figures))
    held = sorted(path for path in downloads.rglob("*") if path.is_file()) if downloads.is_dir() else []
    return _Shared(
        facts.headlines,
        program_texts(order.home, order.edition),
        [path.relative_to(downloads).as_posix() for path in held],
        edition_before(order.edition.name),
        facts.citing,
    )


def _write_language(order: SiteOrder, frame: Frame, shared: _Shared) -> Iterator[Path]:
    frame.here.mkdir(parents=True)
    base = _base(order, frame, shared)
    for page in _pages(order, frame, shared):
        text = rendered(page.template, {**base, "page": page, **page.given})
        content = text.encode("utf-8")
        if len(content) > LARGEST_PAGE:
            raise PublishError(
                f"{frame.language}/{page.slug}.html has {len(content)} bytes; at most {LARGEST_PAGE} are published. "
                "Show fewer rows in its notebook."
            )
        path = frame.here / f"{page.slug}.html"
        path.write_bytes(content)
        yield path


def _base(order: SiteOrder, frame: Frame, shared: _Shared) -> dict[str, object]:
    """What every template is given."""
    language = frame.language

    def item(slug: str, key: str, href: str = "") -> tuple[str, str, str]:
        return href or f"{slug}.html", slug, say(key, language)

    return {
        "language": language,
        "languages": frame.languages,
        "names": {code: say("language_name", code) for code in frame.languages},
        "edition": order.edition,
        "country": label("geo", order.geo, language),
        "as_of": day_text(order.edition.as_of, language),
        "version": __version__,
        "site_title": say("site_title", language, title=order.edition.title, edition=order.edition.name),
        "downloads": [(path, path) for path in shared.downloads if "/" not in path and _is_for(path, frame)],
        "menu": [
            item("index", "start"),
            item("chapters", "chapters", "index.html#chapters"),
            *(item(slug, slug) for slug in ("figures", "claims", "methods", "sources", "changes", "api")),
        ],
    }


def _is_for(name: str, frame: Frame) -> bool:
    """Whether a download is for this language: named by it, or by none."""
    others = [code for code in frame.languages if code != frame.language]
    return not any(f"-{code}." in name for code in others)


def _pages(order: SiteOrder, frame: Frame, shared: _Shared) -> Iterator[Page]:
    language = frame.language
    country = label("geo", order.geo, language)
    pdf = next((one for one in shared.downloads if one.endswith(f"-{language}.pdf")), "")
    yield start_page(frame, cards(shared.headlines, language), country, pdf)
    plated = []
    for page, figures in document_pages(frame, shared.citing):
        plated += figures
        yield page
    yield figures_page(frame, plated)
    yield claims_page(frame, [claim for one in frame.documents for claim in one.claims])
    yield from note_pages(frame, shared.program.notes)
    datasets = datasets_of(order.home, order.edition, language)
    yield _sources_page(order, language, datasets)
    yield _changes_page(order, language, shared.older, datasets)
    entries = {"entries": shared.program.entries}
    yield Page("api", say("api", language), "reference.html", say("api_lead", language), given=entries)


def _sources_page(order: SiteOrder, language: str, datasets: Sequence[Held]) -> Page:
    given = {
        "datasets": datasets,
        "works": cited_works(order.home, order.edition, language),
    }
    return Page("sources", say("sources", language), "page.html", say("sources_lead", language), given=given)


def _changes_page(order: SiteOrder, language: str, older: str, datasets: Sequence[Held]) -> Page:
    title = say("changes", language)
    if not older:
        given = {"table": _newer(datasets, language)}
        return Page("changes", title, "page.html", say("changes_first", language), given=given)
    found: Comparison = compared(order.home, older, order.edition.name, order.geo, language)
    told = say("changes_lead", language, older=older, newer=order.edition.name)
    return Page("changes", title, "page.html", told, given={"html": Markup(body_of(found, language))})


def _newer(datasets: Sequence[Held], language: str) -> TableBlock | None:
    """The datasets of which a newer vintage is held than the edition pins."""
    held = [one for one in datasets if one.newest]
    heads = tuple(say(key, language) for key in ("dataset", "title", "used", "held"))
    rows = tuple((one.dataset, one.title, one.vintages, one.newest) for one in held)
    return TableBlock(say("newer_caption", language), heads, rows) if rows else None
