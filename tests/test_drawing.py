"""From a figure's entry to its page and files."""

import re
from pathlib import Path

import numpy as np
import pytest

from talentstudy.chapters import CHAPTERS
from talentstudy.drawing import FORMATS, drawn, find_figure
from talentstudy.editions import read_edition
from talentstudy.errors import EmptySelection, UnknownName
from talentstudy.pipeline import Pipeline
from talentstudy.selection import Focus
from talentstudy.store import find_home
from talentstudy.wording import LANGUAGES

FIGURES = [figure for chapter in CHAPTERS.values() for figure in chapter.figures]
BELGIUM = Focus("BE", ("NL", "FR", "DE", "LU", "EE"))
LOST = {"F2-02"}
PANELS = {"F2-03", "F4-08", "F5-01", "F5-05", "F6-01"}


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return Pipeline(read_edition(2025), find_home(Path(__file__).parents[1]))


@pytest.mark.parametrize("figure", [one for one in FIGURES if one.id not in LOST], ids=lambda figure: figure.id)
def test_a_figure_holds_two_data_marks_or_is_a_panel_and_names_its_sources(pipeline: Pipeline, figure) -> None:
    for language in LANGUAGES:
        one = drawn(pipeline, figure.id, BELGIUM, language)
        assert one.title == figure.title[language]
        assert len(one.alt) > 40
        assert len(one.source) > 10
        if figure.id in PANELS:
            assert figure.kind == "text_panel"
        else:
            bounds = [column for column in ("obs_value", "obs_lower", "obs_upper") if column in one.rows]
            assert one.rows[bounds].notna().any(axis=1).sum() >= 2


def test_what_is_lost_says_what_to_ask_of_whom(pipeline: Pipeline) -> None:
    for language in LANGUAGES:
        with pytest.raises(EmptySelection, match="Convidencia"):
            drawn(pipeline, "F2-02", BELGIUM, language)


def test_a_source_line_names_exactly_the_vintages_drawn(pipeline: Pipeline) -> None:
    line = drawn(pipeline, "F4-02", BELGIUM, "en").source
    assert "Eurostat, isoc_sks_itsps (vintage 2025-05-14)" in line
    assert "2024-02-02" not in line


def test_a_later_vintage_says_so_in_its_source_line(pipeline: Pipeline) -> None:
    line = drawn(pipeline, "F1-01", BELGIUM, "nl").source
    assert "latere stand dan de editie, gebruikt tot referentiejaar 2024" in line


def test_a_figure_is_found_by_id_and_by_number() -> None:
    assert find_figure("F4-02")[1].id == find_figure("4.2")[1].id == find_figure("f4-02")[1].id == "F4-02"
    with pytest.raises(UnknownName, match="no figure named 'F4-22'; did you mean F4-02"):
        find_figure("F4-22")


def test_files_are_the_same_bytes_twice(pipeline: Pipeline, tmp_path: Path) -> None:
    one = drawn(pipeline, "F1-04", BELGIUM, "fr")
    first = {path.suffix: path.read_bytes() for path in one.save(tmp_path / "a")}
    second = {path.suffix: path.read_bytes() for path in one.save(tmp_path / "b")}
    assert first == second
    assert set(first) == {f".{suffix}" for suffix in FORMATS}


def test_the_svg_can_be_read_aloud(pipeline: Pipeline, tmp_path: Path) -> None:
    one = drawn(pipeline, "F1-04", BELGIUM, "de")
    one.save(tmp_path)
    svg = (tmp_path / "F1-04.svg").read_text(encoding="utf-8")
    assert re.search(rf"<title[^>]*>{re.escape(one.title)}</title>", svg)
    assert re.search(rf"<desc[^>]*>{re.escape(one.alt)}</desc>", svg)
    assert 'role="img"' in svg


def test_the_breaks_of_belgium_are_gaps_in_its_line(pipeline: Pipeline) -> None:
    page = drawn(pipeline, "F1-04", BELGIUM, "en").page()
    lines = [line for line in page.axes[0].get_lines() if line.get_label() == "_line BE"]
    spans = {(float(years[0]), float(years[-1])) for years in (np.asarray(line.get_xdata()) for line in lines)}
    # The single point of 2004 is a marker without a line.
    assert {(2005, 2010), (2011, 2016), (2017, 2020), (2021, 2024)} <= spans
    assert all(last - first <= 5 for first, last in spans)
