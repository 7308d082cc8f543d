"""The one object a notebook holds: an edition, a country and a language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from talentstudy import results
from talentstudy.codes import label
from talentstudy.displaying import Displayed, Part
from talentstudy.editions import Edition, read_edition
from talentstudy.errors import EmptySelection
from talentstudy.finding import Picture as Picture
from talentstudy.finding import Prose as Prose
from talentstudy.finding import Sheet
from talentstudy.shelves import IndicatorRows as IndicatorRows
from talentstudy.shelves import Shelf, TrendShelf
from talentstudy.store import Home, find_home
from talentstudy.wording import locale_of, sentence

if TYPE_CHECKING:
    import pandas as pd

    from talentstudy.citations.asking import Citation
    from talentstudy.claims.sheets import Claims
    from talentstudy.drawing import Drawn
    from talentstudy.explaining.asking import Explained
    from talentstudy.pipeline import Pipeline
    from talentstudy.selection import Focus
    from talentstudy.telling.paragraph import Paragraph
    from talentstudy.trending.trend import Trend
    from talentstudy.vintages.trust import Trust


def open_edition(
    edition: int | str = 2025,
    geo: str | None = None,
    language: str = "en",
    *,
    peers: Iterable[str] | str | None = None,
    home: str | Path | None = None,
    as_of: str | None = None,
) -> Study:
    """Open an edition of the study for one country, in one language.

    Parameters
    ----------
    edition
        The report's year.
    geo
        A Eurostat country code; the edition's own country if not given.
    language
        nl, fr, en or de.
    peers
        Codes of the countries to set beside it, or one text with spaces; the edition's own if not given.
    home
        The folder that holds data/; else TALENTSTUDY_HOME, else the working tree.
    as_of
        A day, as 2025-06-01: every series at the newest vintage held by then; the edition's own pins if not given.

    Raises
    ------
    UnknownName
        For an edition, country or language that is not there, with the nearest names.
    StudyError
        For a day that is none, or one before anything was held.
    """
    from talentstudy.selection import Focus

    pinned = read_edition(edition)
    locale_of(language)
    country = geo or pinned.geo
    chosen = tuple(peers.split() if isinstance(peers, str) else peers or ())
    # An edition's peers are the neighbours of its own country, which is one of them for the others.
    beside = tuple(code for code in chosen or (*pinned.peers, pinned.geo) if code != country)
    study = Study(pinned, Focus(country, beside), language, find_home(home))
    return study.at(as_of) if as_of else study


def study_on(pipeline: Pipeline, focus: Focus, language: str) -> Study:
    """A study on tables already at hand, instead of those its edition would read: one side of a comparison."""
    study = Study(pipeline.edition, focus, language, pipeline.home)
    # Where the cached property would keep it.
    vars(study)["_pipeline"] = pipeline
    return study


@dataclass(frozen=True)
class Study(Displayed):
    """An edition for one country in one language; made by ``open_edition``."""

    edition: Edition
    focus: Focus
    language: str
    home: Home

    @cached_property
    def _mark(self) -> str:
        return results.fingerprint(self.home, self.edition)

    @cached_property
    def _pipeline(self) -> Pipeline:
        from talentstudy.pipeline import Pipeline

        return Pipeline(self.edition, self.home, results_mark=self._mark)

    @property
    def geo(self) -> str:
        """The country's code."""
        return self.focus.geo

    def at(self, day: str) -> Study:
        """The same study as known on a day: ``study.at("2025-06-01").indicator("ict_women_share")``.

        Every series is read from the newest vintage held by then; where none was, what reads it says since when one is.
        """
        from talentstudy.vintages.known import known_on

        return replace(self, edition=known_on(self.edition, day, self.home))

    @property
    def indicators(self) -> Shelf:
        """Every indicator by name: ``study.indicators.ict_women_share``."""
        return Shelf(self)

    @property
    def vintages(self) -> dict[str, str]:
        """The vintage of every dataset pinned; several, joined by a comma, where slices differ."""
        found: dict[str, list[str]] = {}
        for pin in self.edition.pins:
            found.setdefault(pin.name, []).append(pin.vintage)
        return {name: ", ".join(dict.fromkeys(vintages)) for name, vintages in found.items()}

    @property
    def stale(self) -> tuple[str, ...]:
        """What is written but no longer what the study would give: the results, or nothing."""
        if results.unseen():
            return ()
        manifest = results.read_json(results.manifest_path(self.home, self.edition))
        # Results of the edition's own day are none of another's.
        if not manifest or manifest.get("as_of", self.edition.as_of) != self.edition.as_of:
            return ("not run yet",)
        return () if manifest.get("fingerprint") == self._mark else ("indicators", "figures", "tables", "notebooks")

    def indicator(self, name: str) -> IndicatorRows:
        """All rows of one indicator, for all countries."""
        from talentstudy.provenance import source_line

        table = self._pipeline.indicator(name)
        source = source_line(self._pipeline, table["source"], self.language)
        return IndicatorRows(
            name,
            label("indicator", name, self.language),
            table,
            sentence("page", "source", self.language, source=source),
        )

    @cached_property
    def _trends(self) -> dict[tuple[object, ...], Trend]:
        return {}

    @property
    def trends(self) -> TrendShelf:
        """Every trend by name: ``study.trends.ict_women_share_be``."""
        return TrendShelf(self)

    def trend(
        self,
        name: str,
        *,
        first: int | None = None,
        last: int | None = None,
        breaks: Iterable[int] | None = None,
    ) -> Trend:
        """The trend of an indicator: ``ict_women_share`` of the study's country, ``ict_women_share_nl`` of another.

        ``first`` and ``last`` cut the window; ``breaks`` are years that replace those flagged. Raises UnknownName
        with the nearest names, EmptySelection where the country has no annual value.
        """
        from talentstudy.trending.trend import open_trend

        cuts = None if breaks is None else tuple(breaks)
        key = (name, first, last, cuts)
        if key not in self._trends:
            self._trends[key] = open_trend(
                self._pipeline, name, self.geo, self.language, first=first, last=last, breaks=cuts
            )
        return self._trends[key]

    def annex(self, letter: str) -> Prose:
        """Title and question of an annex: ``study.annex("a")``."""
        from talentstudy.trending.trend import annex_heading

        return Prose(annex_heading(letter, self.geo, self.edition.name, self.language))

    def standing(self, name: str, period: str | None = None) -> pd.DataFrame:
        """Rank of every member state, distance to the EU and to the leader; the latest year if none is given."""
        from talentstudy.indicators.standing import best_of, standing

        rows = self._pipeline.indicator(name)
        last = rows.loc[rows["obs_value"].notna(), "time_period"].max()
        return standing(rows[rows["time_period"] == (period or last)], best=best_of(name))

    def ranking(self, name: str, period: str | None = None) -> Sheet:
        """The member states by rank, ready to print; ``standing`` gives the same as data."""
        from talentstudy.tables.ranking import ranking, ranking_caption

        rows = self.standing(name, period)
        return Sheet(ranking(rows, self.language), caption=ranking_caption(name, rows, self.language), row_heads=2)

    def table(self, chapter: int | str) -> Sheet:
        """The key indicators of a chapter for the country, the EU and the leader, ready to print."""
        from talentstudy.tabling import chapter_table

        return Sheet(chapter_table(self._pipeline, str(chapter), self.focus, self.language))

    def region(self, geo: str) -> Sheet:
        """Every number of the edition that is about one region, with its year and source."""
        from talentstudy.tabling import region_of

        return Sheet(region_of(self._pipeline, geo, self.language))

    def revisions(self, name: str) -> Trust:
        """How far first values of a dataset may be trusted: ``study.revisions("isoc_sks_itspt").caveat("PC_EMP")``.

        ``.table`` and ``.triangle`` show size, bias and lag; ``.draw("F1-04")`` puts them on a chart of lines.
        """
        from talentstudy.vintages.trust import trust

        return trust(name, self._pipeline, self.focus, self.language)

    def caveat(self, name: str) -> Prose:
        """What a reader must know before comparing numbers: ``sampling_error``."""
        return Prose(sentence("caveats", name, self.language))

    def draw(self, name: str) -> Picture | Prose:
        """One figure; where it cannot be drawn for this country, the reason instead.

        The picture of the last run is shown as it is, if nothing it depends on has changed since.
        """
        from talentstudy.drawing import find_figure

        _, figure = find_figure(name)
        again = partial(self.drawn, figure.id)
        made = self._made(figure.id)
        try:
            if made and made["state"] == "no data":
                raise EmptySelection(made["reason"])
            if made:
                told = str(made.get("description", ""))
                return Picture(figure.id, made["title"], made["alt"], made["sources"], made["png"], told, again)
            one = again()
        except EmptySelection as empty:
            title = figure.title[self.language]
            return Prose(
                sentence("figures", "not_drawn", self.language, figure=figure.id, title=title, reason=str(empty))
            )
        return Picture(figure.id, one.title, one.alt, one.source, one.png(), one.description, again)

    def drawn(self, name: str) -> Drawn:
        """A figure before it becomes a picture, as ``save_as`` needs it; EmptySelection where there is nothing to draw."""
        from talentstudy.drawing import drawn

        return drawn(self._pipeline, name, self.focus, self.language)

    def _made(self, figure: str) -> dict[str, Any] | None:
        """What the last run made of a figure, with its picture; None if there is nothing or it is stale."""
        entry = self._entry(figure)
        folder = results.figure_folder(self.home, self.edition, self.geo, self.language)
        picture = folder / f"{figure}.png"
        if not entry or (entry["state"] == "drawn" and not picture.exists()):
            return None
        return {**entry, "png": picture.read_bytes() if picture.exists() else b""}

    def _entry(self, name: str) -> dict[str, Any] | None:
        """What the last run wrote of a figure; None if there is nothing or it is stale."""
        from talentstudy.drawing import find_figure

        folder = results.figure_folder(self.home, self.edition, self.geo, self.language)
        index = {} if results.unseen() else results.read_json(folder / "index.json")
        if index.get("fingerprint") != results.index_mark(self._mark, self.geo, self.focus.peers):
            return None
        found: dict[str, Any] | None = index.get("figures", {}).get(find_figure(name)[1].id)
        return found

    def heading(self, chapter: int | str) -> Prose:
        """Title and question of a chapter."""
        from talentstudy.chapters import CHAPTERS

        one = CHAPTERS[str(chapter)]
        country = label("geo", self.geo, self.language)
        return Prose(
            f"# {one.title[self.language]}\n\n*{one.question[self.language]}*\n\n{country} · {self.edition.name}"
        )

    def section(self, name: str) -> Prose:
        """The heading of a notebook's section, with what a reader must know before its figures."""
        return Prose(sentence("sections", name, self.language))

    def tell(self, name: str) -> Paragraph:
        """What a figure says: a paragraph whose numbers are computed and know their cell; see ``explain``."""
        from talentstudy.telling.figures import told
        from talentstudy.telling.paragraph import paragraph_of

        made = self._entry(name)
        if made and "told" in made:
            return paragraph_of(made["told"])
        return told(self._pipeline, name, self.focus, self.language)

    def explain(self, name: str, period: str | None = None, **codes: str) -> Explained:
        """Where every number of a figure, an indicator or a claim comes from: observation, dataset, vintage, origin.

        ``period`` and codes of its dimensions choose among the rows of an indicator; the last period if none is given.
        """
        from talentstudy.explaining.asking import Question, explained

        return explained(Question(self._pipeline, self.focus, self.language, period, codes), name)

    def claims(self, chapter: int | str | None = None) -> Claims:
        """What the edition prints, with a verdict on each number: the claims of a chapter, or all.

        ``.counts``, ``.evidence`` and ``.judgements`` show more of the same claims; ``["C1-16"]`` is one verdict.
        """
        from talentstudy.claims import claims_of

        return claims_of(self._pipeline, self.language, chapter)

    def log(self, kind: str = "assumptions") -> Sheet:
        """What the study takes for granted, or how good its ``datasets`` are: owner, quality, reason, review date."""
        from talentstudy.assumptions import log_sheet

        return log_sheet(kind, self.edition, self.home, self.language)

    def cite(self, name: str, style: str = "reference") -> Citation:
        """How to cite a figure, an indicator, a dataset, a claim, or ``study``, ``sources`` and ``bibliography``.

        ``reference`` names producer, dataset, vintage, page and terms of each source; ``apa``, ``harvard`` and ``ieee``
        print references as journals want them; ``bibtex``, ``ris`` and ``csl-json`` are read by programs (``.plain``).
        """
        from talentstudy.citations.asking import Citing, citation_of

        return citation_of(Citing(self._pipeline, self.focus, self.language), name, style)

    def __dir__(self) -> Iterable[str]:
        return [one for one in object.__dir__(self) if not one.startswith("_")]

    def __repr__(self) -> str:
        state = "up to date" if not self.stale else ", ".join(self.stale)
        state = state if state in {"up to date", "not run yet"} else f"stale: {state}"
        lines = [f"<Study {self.edition.name}: {self.geo} in {self.language}, known by {self.edition.as_of}; {state}"]
        lines += [f"  {name} {vintage}" for name, vintage in self.vintages.items()]
        return "\n".join(lines) + ">"

    def _repr_html_(self) -> str:
        rows = "".join(
            f"<tr><td>{escape(name)}</td><td>{escape(vintage)}</td></tr>" for name, vintage in self.vintages.items()
        )
        title = f"{self.edition.title}, {self.edition.name} · {label('geo', self.geo, self.language)}"
        key = "current" if not self.stale else "not_run" if self.stale == ("not run yet",) else "stale"
        state = sentence("page", key, self.language)
        known = sentence("page", "known_by", self.language, day=self.edition.as_of, state=state)
        count = len({pin.dataset for pin in self.edition.pins})
        summary = sentence("page", "pinned", self.language, count=str(count))
        return (
            f"<p><strong>{escape(title)}</strong> ({escape(known)})</p>"
            f"<details><summary>{escape(summary)}</summary><table>{rows}</table></details>"
        )

    def _parts(self) -> Sequence[Part]:
        return [{"kind": "study", "as_of": self.edition.as_of, "vintages": self.vintages}]
