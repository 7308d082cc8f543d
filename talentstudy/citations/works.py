"""What the study itself gives to cite: the study, a figure, an indicator, a claim, a dataset at its vintage."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib.metadata import metadata

from talentstudy import __version__
from talentstudy.citations.work import Work, day_text, known_day
from talentstudy.editions import Edition
from talentstudy.provenance import producer_of, sources_of, title_of
from talentstudy.store import Home, Origin
from talentstudy.wording import sentence

_FILE = "citations"


def authors() -> str:
    """Who made the study, as the package names them."""
    return str(metadata("talentstudy")["Author"])


def study_work(edition: Edition, language: str) -> Work:
    """The study in one edition. It has no DOI and no address until it is deposited, so none is printed."""
    return _own(edition, language, "software", f"talentstudy_{edition.name}", "study", {})


def figure_work(edition: Edition, figure: str, title: str, geo: str, language: str) -> Work:
    """One figure for one country; ``geo`` is the country's name in the language."""
    parts = {"figure": figure, "geo": geo}
    return _own(edition, language, "graphic", f"talentstudy_{edition.name}_{figure}", "figure", parts, title)


def indicator_work(edition: Edition, name: str, title: str, language: str) -> Work:
    """The rows of one indicator."""
    key = f"talentstudy_{edition.name}_{name}"
    return _own(edition, language, "dataset", key, "indicator", {"indicator": name}, title)


def claim_work(edition: Edition, claim: str, line: int, title: str, language: str) -> Work:
    """What the study found of one printed number; ``title`` says what is claimed."""
    parts = {"claim": claim, "line": str(line)}
    return _own(edition, language, "document", f"talentstudy_{edition.name}_{claim}", "claim", parts, title.rstrip("."))


def _own(
    edition: Edition, language: str, kind: str, key: str, what: str, parts: Mapping[str, str], title: str = ""
) -> Work:
    day = day_text(edition.as_of, language)
    return Work(
        key=key,
        kind=kind,
        title=title or sentence(_FILE, what, language),
        author=authors(),
        detail=sentence(_FILE, f"{what}_detail", language, edition=edition.name, day=day, **parts),
        issued=edition.as_of,
        version=__version__,
        language=language,
    )


def dataset_works(home: Home, texts: Iterable[str], language: str) -> tuple[Work, ...]:
    """The datasets that source texts name (``dataset@vintage#place``), each vintage once."""
    return tuple(dataset_work(home.origin(*pair), language) for pair in sources_of(texts))


def dataset_work(origin: Origin, language: str) -> Work:
    """One dataset or publication at one vintage: provider, title, dataset, last update, access date, address.

    Where a provider does not say when it last updated, the day the copy was taken stands instead, and is called so.
    """
    facts = origin.facts
    official = facts["vintage_is"] != "publication"
    detail = ""
    if official:
        key = "last_update" if facts["vintage_is"] == "last update" else "as_held"
        day = day_text(origin.vintage, language)
        detail = sentence(_FILE, key, language, dataset=origin.dataset, day=day)
    published = known_day(str(facts.get("published", "")))
    return Work(
        key=f"{origin.dataset}_{origin.vintage}",
        kind="dataset" if official else "report",
        title=title_of(origin, language),
        author=producer_of(origin, language),
        detail=detail,
        issued=origin.vintage if official else published,
        accessed=known_day(str(facts["accessed"])),
        version=origin.vintage if official else "",
        number=origin.dataset if official else "",
        url=str(facts["url"]),
    )
