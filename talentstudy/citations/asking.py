"""What a name stands for, and the works one cites with it: the study's own, then the sources behind it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from talentstudy.chapters import CHAPTERS
from talentstudy.citations import READ_BY_PROGRAMS, checked_style, written_as
from talentstudy.citations.bibliography import bibliography, first_of, footnotes
from talentstudy.citations.work import Work
from talentstudy.citations.works import claim_work, dataset_works, figure_work, indicator_work, study_work
from talentstudy.claims.ledger import has_ledger, read_ledger
from talentstudy.codes import label
from talentstudy.errors import UnknownName
from talentstudy.finding import Prose
from talentstudy.indicators import INDICATORS
from talentstudy.pipeline import Pipeline
from talentstudy.provenance import citation
from talentstudy.registry import Figure
from talentstudy.selection import Focus, figure_rows, quoted_rows

_FIGURE = re.compile(r"F(\d+)-(\d+)|(\d+)\.(\d+)", re.IGNORECASE)
# What is cited as a whole.
WHOLES = ("study", "sources", "bibliography")


@dataclass(frozen=True)
class Cited:
    """Works to cite, most important first, and the full references of the sources among them, with their terms."""

    works: tuple[Work, ...]
    references: tuple[str, ...] = ()


@dataclass(frozen=True)
class Citation(Prose):
    """References as a notebook shows them; ``plain`` is the same to paste or to save as a file."""

    plain: str = ""


@dataclass(frozen=True)
class Citing:
    """Who asks: on which tables, for which country, in which language."""

    pipeline: Pipeline
    focus: Focus
    language: str


def cited(citing: Citing, name: str) -> Cited:
    """The works behind a figure, an indicator, a dataset, a claim, a footnote, or the whole study.

    ``study``, ``sources`` (every dataset the edition pins) and ``bibliography`` (what its report cites) are wholes; a
    dataset may be given with its vintage, ``isoc_sks_itspt@2025-05-14``, else every vintage pinned is cited.

    Raises
    ------
    UnknownName
        Nothing has this name; the message names the nearest.
    EmptySelection
        The figure has no data for the country.
    """
    edition, language = citing.pipeline.edition, citing.language
    if name == "study":
        return Cited((study_work(edition, language),))
    if name == "bibliography":
        return Cited(tuple(bibliography(edition, language).values()))
    if name == "sources":
        return _sourced(citing, [f"{pin.dataset}@{pin.vintage}" for pin in edition.pins])
    if name in INDICATORS:
        own = indicator_work(edition, name, label("indicator", name, language), language)
        return _sourced(citing, citing.pipeline.indicator(name)["source"], own)
    if figure := _figure(name):
        geo = label("geo", citing.focus.geo, language)
        own = figure_work(edition, figure.id, figure.title[language], geo, language)
        return _sourced(citing, sources_of_figure(citing, figure), own)
    return _dataset(citing, name) or _claim(citing, name) or _footnote(citing, name) or _refused(citing, name)


def citation_of(citing: Citing, name: str, style: str) -> Citation:
    """The works of a name in one of ``STYLES``; UnknownName for another style or name, with the nearest."""
    plain = written_as(cited(citing, name), checked_style(style), citing.language)
    listed = "\n".join(f"- {line}" for line in plain.splitlines())
    return Citation(f"```\n{plain}\n```" if style in READ_BY_PROGRAMS else listed, plain)


def sources_of_figure(citing: Citing, figure: Figure) -> list[str]:
    """The source texts of the rows a figure draws and of the values its note quotes."""
    quoted = [str(row["source"]) for row in quoted_rows(citing.pipeline, figure, citing.focus).values()]
    if figure.kind == "text_panel":
        return [str(figure.options["source"]), *quoted]
    return [*figure_rows(citing.pipeline, figure, citing.focus)["source"], *quoted]


def _sourced(citing: Citing, texts: Iterable[str], *own: Work) -> Cited:
    held: Sequence[str] = [*texts]
    works = dataset_works(citing.pipeline.home, held, citing.language)
    return Cited((*own, *works), citation(citing.pipeline, held, citing.language))


def _figure(name: str) -> Figure | None:
    """The figure of a name such as ``F4-02`` or ``4.2``."""
    if not (found := _FIGURE.fullmatch(name)):
        return None
    chapter, number = (int(one) for one in found.groups() if one)
    wanted = f"F{chapter}-{number:02d}"
    return next((one for held in CHAPTERS.values() for one in held.figures if one.id == wanted), None)


def _dataset(citing: Citing, name: str) -> Cited | None:
    dataset, at, vintage = name.partition("@")
    if dataset not in citing.pipeline.home.datasets():
        return None
    if at:
        return _sourced(citing, [f"{dataset}@{citing.pipeline.home.origin(dataset, vintage).vintage}"])
    pinned = dict.fromkeys(pin.vintage for pin in citing.pipeline.edition.pins if pin.dataset == dataset)
    # A dataset held and not pinned is cited at its newest vintage.
    vintages = list(pinned) or [citing.pipeline.home.vintages(dataset)[-1]]
    return _sourced(citing, [f"{dataset}@{one}" for one in vintages])


def _claim(citing: Citing, name: str) -> Cited | None:
    """What the study found, the works the report gives as sources, the datasets the verdict rests on."""
    from talentstudy.claims import decided

    edition = citing.pipeline.edition
    claims = read_ledger(edition).claims if has_ledger(edition) else {}
    if name.upper() not in claims:
        return None
    claim = claims[name.upper()]
    own = claim_work(edition, claim.claim, claim.report_line, claim.paraphrase[citing.language], citing.language)
    books = bibliography(edition, citing.language)
    given = [books[first_of(edition, key)] for key in claim.sources if key in footnotes(edition)]
    verdict = decided(citing.pipeline)[claim.claim]
    texts = [one.source for _, one in (verdict.repeats or verdict).observations]
    found = _sourced(citing, texts, own, *given)
    # The same publication may be both a footnote and a dataset; one entry of each key.
    return Cited(tuple({one.key: one for one in found.works}.values()), found.references)


def _footnote(citing: Citing, name: str) -> Cited | None:
    edition = citing.pipeline.edition
    if name not in footnotes(edition):
        return None
    return Cited((bibliography(edition, citing.language)[first_of(edition, name)],))


def _refused(citing: Citing, name: str) -> Cited:
    edition = citing.pipeline.edition
    figures = [figure.id for chapter in CHAPTERS.values() for figure in chapter.figures]
    claims = list(read_ledger(edition).claims) if has_ledger(edition) else []
    known = [*WHOLES, *INDICATORS, *figures, *citing.pipeline.home.datasets(), *claims, *footnotes(edition)]
    raise UnknownName("figure, indicator, dataset, claim or footnote to cite", name, known)
