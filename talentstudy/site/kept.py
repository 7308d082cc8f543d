"""What a site needs beyond the notebooks, computed once for the data of a run: key figures with their trends, citations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from talentstudy.citations.printed import cited_works, pinned_datasets
from talentstudy.results import fingerprint, remembered
from talentstudy.site.headline import Headline, headline_from
from talentstudy.site.program import program_texts
from talentstudy.store import Home

if TYPE_CHECKING:
    from talentstudy.editions import Edition
    from talentstudy.study import Study

# Citations of a figure in a language: (style, text) pairs.
Citations = Mapping[str, Mapping[str, Sequence[tuple[str, str]]]]


@dataclass(frozen=True)
class Kept:
    """Key figures, and by language and figure what cites it."""

    headlines: Sequence[Headline]
    citations: Citations

    def citing(self, figure: str, language: str) -> Sequence[tuple[str, str]]:
        """What cites a figure."""
        return self.citations[language][figure]


def kept(home: Home, edition: Edition, geo: str, languages: Sequence[str], figures: Sequence[str]) -> Kept:
    """From the run or the last build if neither data nor program have changed since; else computed, and kept."""

    def compute() -> dict[str, Any]:
        from talentstudy.study import open_edition

        found = _computed(open_edition(edition.name, geo=geo, home=home.folder), languages, figures)
        return {"headlines": [asdict(one) for one in found.headlines], "citations": found.citations}

    mark = f"{fingerprint(home, edition)} {_room()}"
    return _read(remembered(_path(home, edition, geo), mark, compute, lambda held: _has(held, languages, figures)))


def keep(home: Home, edition: Edition, geo: str, languages: Sequence[str], figures: Sequence[str]) -> list[Path]:
    """Compute in a run what its sites and PDFs need, so that publishing only prints; the files written."""
    kept(home, edition, geo, languages, figures)
    program_texts(home, edition)
    path = _path(home, edition, geo)
    paths = [path, path.with_name("program.json")]
    for language in languages:
        cited_works(home, edition, language)
        pinned_datasets(home, edition, language)
        paths += sorted(path.parent.glob(f"*-{language}.json"))
    return paths


def _path(home: Home, edition: Edition, geo: str) -> Path:
    return home.processed(edition.name) / "site_facts" / f"{geo}.json"


def _has(held: Mapping[str, Any], languages: Sequence[str], figures: Sequence[str]) -> bool:
    return all(set(figures) <= set(held["citations"].get(one, ())) for one in languages)


def _computed(study: Study, languages: Sequence[str], figures: Sequence[str]) -> Kept:
    from talentstudy.site.citing import figure_citations
    from talentstudy.site.headline import headlines

    cited = figure_citations(study)
    citations = {language: {one: cited(one, language) for one in figures} for language in languages}
    return Kept(headlines(study), citations)


def _read(held: Mapping[str, Any]) -> Kept:
    citations = {
        language: {figure: [(style, text) for style, text in pairs] for figure, pairs in figures.items()}
        for language, figures in held["citations"].items()
    }
    return Kept([headline_from(one) for one in held["headlines"]], citations)


def _room() -> str:
    """The bytes of what computes it: this room, the citations and the models of trends."""
    import hashlib

    package = Path(__file__).parents[1]
    digest = hashlib.sha256()
    for folder in ("site", "citations", "trends", "trending"):
        for path in sorted((package / folder).rglob("*.py")):
            digest.update(path.read_bytes())
    digest.update((package / "sentences" / "citations.toml").read_bytes())
    return digest.hexdigest()
