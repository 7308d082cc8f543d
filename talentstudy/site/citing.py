"""The citations under a figure, in the styles readers paste and programs read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import TYPE_CHECKING

from talentstudy.citations import STYLES
from talentstudy.citations.asking import Citing, sources_of_figure
from talentstudy.citations.works import dataset_works, figure_work
from talentstudy.codes import label
from talentstudy.drawing import find_figure
from talentstudy.pipeline import Pipeline
from talentstudy.results import fingerprint

if TYPE_CHECKING:
    from talentstudy.citations.work import Work
    from talentstudy.study import Study

# As a reader knows them, by the name of the style.
SHOWN = {"apa": "APA", "bibtex": "BibTeX", "ris": "RIS", "csl-json": "CSL-JSON"}
Cited = Callable[[str, str], Sequence[tuple[str, str]]]


def figure_citations(study: Study) -> Cited:
    """What cites a figure in a language: (style, text) pairs, the figure first, then the sources behind it.

    The sources of a figure are looked up once, and each work is set once in each language and style.
    """
    pipeline = Pipeline(study.edition, study.home, results_mark=fingerprint(study.home, study.edition))

    @cache
    def texts(figure: str) -> tuple[str, ...]:
        citing = Citing(pipeline, study.focus, study.language)
        return tuple(dict.fromkeys(sources_of_figure(citing, find_figure(figure)[1])))

    @cache
    def apa(work: Work, language: str) -> str:
        return STYLES["apa"]([work], language)

    def cited(figure: str, language: str) -> Sequence[tuple[str, str]]:
        _, entry = find_figure(figure)
        country = label("geo", study.geo, language)
        own = figure_work(study.edition, entry.id, entry.title[language], country, language)
        works = [own, *dataset_works(study.home, texts(entry.id), language)]
        printed = "\n".join(apa(one, language) for one in works)
        read = [(SHOWN[style], STYLES[style](works, language)) for style in ("bibtex", "ris", "csl-json")]
        return [(SHOWN["apa"], printed), *read]

    return cited
