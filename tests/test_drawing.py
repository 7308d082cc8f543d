"""From a figure's entry to its page and files."""

import re
from pathlib import Path

import numpy as np
import pytest

from talentstudy.chapters import CHAPTERS
from talentstudy.drawing import drawn, find_figure
from talentstudy.editions import read_edition
from talentstudy.errors import EmptySelection, UnknownName
from talentstudy.pipeline import Pipeline
from talentstudy.results import FORMATS
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


@pytest.mark.parametrize(
    ("language", "said"), [("nl", "273.000 ICT"), ("fr", "273\u202f000 spéc"), ("de", "273.000 IKT")]
)
def test_a_note_prints_a_count_of_thousands_in_full(pipeline: Pipeline, language: str, said: str) -> None:
    one = drawn(pipeline, "F1-03", BELGIUM, language)
    assert said in one.note
    assert said in one.description


def test_abroad_a_figure_says_how_many_of_its_cards_exist(pipeline: Pipeline) -> None:
    assert drawn(pipeline, "F4-05", Focus("EE", ("BE",)), "nl").note.startswith("Kaarten: 2 van 6. Voor dit land")
    assert "Karten: " not in drawn(pipeline, "F4-05", BELGIUM, "de").note
    # Beside itself the EU is one card, not two.
    european = drawn(pipeline, "F4-05", Focus("EU27_2020", ()), "en")
    assert european.note.startswith("Cards: 1 of 5.")
    assert european.alt


@pytest.mark.parametrize("figure", [one for one in FIGURES if one.id not in LOST], ids=lambda figure: figure.id)
def test_a_description_holds_the_subtitle_the_chart_and_the_note(pipeline: Pipeline, figure) -> None:
    for language in LANGUAGES:
        one = drawn(pipeline, figure.id, BELGIUM, language)
        head, *told = one.description.split("\n")
        assert head.startswith(figure.title[language].rstrip("."))
        assert figure.subtitle[language] in head
        assert len(told) >= 2
        assert (one.note in told[-1]) == bool(one.note)
        assert "{" not in one.description


def test_the_stamp_names_the_vintages_drawn_and_their_terms(pipeline: Pipeline) -> None:
    stamp = drawn(pipeline, "F1-04", BELGIUM, "nl").stamp
    assert (stamp.identifier, stamp.edition, stamp.language) == ("F1-04", "2025", "nl")
    assert stamp.vintages == ("isoc_sks_itspt@2025-05-14",)
    assert "Eurostat" in stamp.rights
    assert stamp.description.startswith(stamp.title)


@pytest.mark.parametrize("figure", ["F1-03", "F1-04", "F1-06", "F4-03", "F5-04", "F6-01"])
def test_at_a_journals_width_letters_keep_their_size_and_nothing_is_cut(pipeline: Pipeline, figure: str) -> None:
    one = drawn(pipeline, figure, BELGIUM, "de")
    wide, narrow = one.page(), one.page(84)
    assert narrow.get_size_inches()[0] * 25.4 == pytest.approx(84)
    assert {text.get_fontsize() for text in narrow.texts} == {text.get_fontsize() for text in wide.texts}
    narrow.draw_without_rendering()
    inner, outer = narrow.bbox, narrow.axes[0].get_tightbbox()
    assert outer is not None
    assert inner.x0 <= outer.x0
    assert outer.x1 <= inner.x1
