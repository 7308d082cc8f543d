"""Registries agree with each other, with the tree, with the notebooks and with the papers."""

import inspect
import json
import re
from pathlib import Path

import pytest

from talentstudy.catalogue import codebook
from talentstudy.chapters import ANNEXES, CHAPTERS
from talentstudy.codes import code_list, dimensions, label
from talentstudy.editions import editions, read_edition
from talentstudy.figures import KINDS
from talentstudy.indicators import INDICATORS
from talentstudy.sources import DATASETS
from talentstudy.sources.requests import fetchable, request_of
from talentstudy.trends import MODELS
from talentstudy.wording import LANGUAGES, sentence

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "talentstudy"
FIGURES = [figure for chapter in CHAPTERS.values() for figure in chapter.figures]
# The last word of an indicator's name fixes what its unit may be.
UNITS_OF_KIND = {
    "count": {"THS_PER", "NR", "PER", "VAC", "JOBS", "ACC", "MIO_PER"},
    "share": {"PC", "PC_EMP", "PC_ENT", "PC_ENT_ITSPRCR2", "PC_IND"},
    "rate": {"P_THAB", "PC", "NR_MIN"},
    "gap": {"PC_PNT"},
    "ratio": {"RT", "P_HMEN"},
    "growth": {"PCH"},
    "balance": {"PC_NET"},
    "rank": {"RANK"},
    "duration": {"DAYS", "YR"},
    "number": {"NR"},
}


@pytest.mark.parametrize("name", INDICATORS)
def test_an_indicator_is_named_after_its_function_and_its_unit(name: str) -> None:
    line = INDICATORS[name]
    assert line.compute.__name__ == name
    assert line.unit in UNITS_OF_KIND[name.rsplit("_", 1)[-1]]
    assert line.unit in code_list("unit")


@pytest.mark.parametrize("name", INDICATORS)
def test_an_indicator_is_documented_and_titled_in_four_languages(name: str) -> None:
    doc = inspect.getdoc(INDICATORS[name].compute)
    assert doc
    assert len(doc) > 40
    assert all(label("indicator", name, language) for language in LANGUAGES)


def test_titles_of_indicators_that_do_not_exist_are_gone() -> None:
    assert set(code_list("indicator")) == set(INDICATORS)


def test_every_input_of_an_indicator_is_pinned_or_an_indicator() -> None:
    for year in editions():
        pinned = read_edition(year).datasets
        for name, line in INDICATORS.items():
            for one in line.inputs:
                assert one in INDICATORS or one in pinned, f"{name} reads {one}, which edition {year} does not pin"


def test_every_dataset_lies_under_its_provider_and_every_folder_is_registered() -> None:
    folders = {path.parent.parent for path in (ROOT / "data" / "raw").glob("*/*/*/origin.toml")}
    registered = {name: line.provider for name, line in DATASETS.items()}
    # A dataset that no figure uses yet is known by its record alone.
    recorded = {name: request_of(name).provider.name for name in fetchable()}
    found = {folder.name: folder.parent.name for folder in folders}
    assert registered.items() <= found.items()
    assert found.items() <= (recorded | registered).items()


def test_every_dataset_has_a_title_in_four_languages() -> None:
    for name in DATASETS:
        assert all(label("dataset", name, language) for language in LANGUAGES)


def test_every_code_in_use_has_a_label_in_four_languages() -> None:
    # Reading a code list refuses an empty label; every dimension of every dataset has a list.
    for line in DATASETS.values():
        for dimension in (*line.dims, "geo", "unit"):
            assert dimension in dimensions()
            assert all(code.labels[language] for code in code_list(dimension).values() for language in LANGUAGES)


def test_a_chart_kind_is_a_module_of_its_name_and_back() -> None:
    for name, kind in KINDS.items():
        assert callable(kind.draw)
        assert callable(kind.alt)
        assert callable(kind.height)
        assert (PACKAGE / "figures" / f"{name}.py").exists()


@pytest.mark.parametrize("figure", FIGURES, ids=lambda figure: figure.id)
def test_a_figure_names_kinds_and_indicators_that_exist(figure) -> None:
    if not figure.lost:
        assert figure.kind in KINDS
    for spec in figure.rows:
        assert spec.indicator in INDICATORS


@pytest.mark.parametrize("chapter", CHAPTERS.values(), ids=lambda chapter: chapter.notebook)
def test_a_notebook_draws_every_figure_of_its_chapter_in_order(chapter) -> None:
    notebook = json.loads((ROOT / "notebooks" / f"{chapter.notebook}.ipynb").read_text(encoding="utf-8"))
    code = "\n".join("".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code")
    assert re.findall(r'study\.draw\("([^"]+)"\)', code) == [figure.id for figure in chapter.figures]


def test_every_notebook_belongs_to_a_chapter_or_is_an_annex() -> None:
    stems = {path.stem for path in (ROOT / "notebooks").glob("*.ipynb")}
    assert stems == {*(chapter.notebook for chapter in CHAPTERS.values()), *ANNEXES.values()}


@pytest.mark.parametrize("letter", ANNEXES)
def test_an_annex_is_titled_in_four_languages_and_its_notebook_begins_with_it(letter: str) -> None:
    notebook = (ROOT / "notebooks" / f"{ANNEXES[letter]}.ipynb").read_text(encoding="utf-8")
    assert f'study.annex(\\"{letter}\\")' in notebook
    for language in LANGUAGES:
        assert sentence("trends_annex", f"annex_{letter}_title", language)
        assert sentence("trends_annex", f"annex_{letter}_question", language)


@pytest.mark.parametrize("name", MODELS)
def test_a_trend_model_stands_where_its_line_says_and_is_documented(name: str) -> None:
    line = MODELS[name]
    assert (PACKAGE / "trends" / f"{line.module}.py").exists()
    assert len(inspect.getdoc(line.fit) or "") > 80
    if name != "leader":
        result = inspect.signature(line.fit, eval_str=False).return_annotation
        found = getattr(inspect.getmodule(line.fit), result)
        assert callable(found.summary)


def test_every_module_has_a_test_of_its_name() -> None:
    # A table of contents or a piece of a model is tested through what it belongs to.
    missing = []
    for path in sorted(PACKAGE.rglob("*.py")):
        room, name = path.parent.relative_to(PACKAGE), path.stem
        if name in {"__init__", "__main__"} or str(room) in {"chapters", "trends"} or str(room) == "figures":
            continue
        if not (ROOT / "tests" / room / f"test_{name}.py").exists():
            missing.append(path.relative_to(PACKAGE).as_posix())
    assert missing == []


def test_the_codebook_is_current() -> None:
    assert (ROOT / "docs" / "codebook.md").read_text(encoding="utf-8") == codebook(), "run 'make codebook'"


def test_committed_indicators_are_those_of_the_registry() -> None:
    for year in editions():
        folder = ROOT / "data" / "processed" / year / "indicators"
        assert {path.stem for path in folder.glob("*.csv")} == set(INDICATORS), "run 'make study'"
