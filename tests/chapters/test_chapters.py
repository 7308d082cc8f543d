"""The list of figures: complete, named in every language, and resolvable for the edition's country."""

from __future__ import annotations

import re
from string import Formatter

import pandas as pd
import pytest

from talentstudy.chapters import CHAPTERS
from talentstudy.codes import known
from talentstudy.drawing import drawn, find_figure
from talentstudy.errors import EmptySelection
from talentstudy.figures import KINDS
from talentstudy.indicators import INDICATORS
from talentstudy.pipeline import Pipeline, open_pipeline
from talentstudy.registry import Figure
from talentstudy.selection import Focus, figure_rows, rows_of
from talentstudy.wording import LANGUAGES

# How many figures each chapter of the printed report holds; the sixth is its conclusion.
_PRINTED = {"1": 11, "2": 3, "3": 6, "4": 8, "5": 5, "6": 1}
_PANELS = {"F2-03", "F4-08", "F5-01", "F5-05", "F6-01"}
_LOST = {"F2-02"}
_BELGIUM = Focus("BE", ("NL", "FR", "DE", "LU", "EE"))

FIGURES = {figure.id: figure for chapter in CHAPTERS.values() for figure in chapter.figures}
_DRAWN = [name for name in FIGURES if name not in _PANELS | _LOST]


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return open_pipeline()


def _words(figure: Figure) -> dict[str, list[str]]:
    texts = {language: [figure.title[language], figure.subtitle[language]] for language in LANGUAGES}
    for language in LANGUAGES:
        texts[language] += [figure.note.get(language, "")]
        texts[language] += [part for item in figure.items.get(language, ()) for part in item]
    return texts


def test_the_list_holds_the_34_figures_of_the_printed_report_in_their_order():
    wanted = [f"F{chapter}-{at:02d}" for chapter, count in _PRINTED.items() for at in range(1, count + 1)]
    assert list(FIGURES) == wanted
    assert len(wanted) == 34


def test_chapters_are_named_after_their_number_and_hold_only_their_own_figures():
    for number, chapter in CHAPTERS.items():
        assert chapter.number == int(number)
        assert re.fullmatch(rf"ch0{number}_[a-z]+", chapter.notebook)
        assert all(figure.id.startswith(f"F{number}-") for figure in chapter.figures)


def test_chapters_have_a_title_and_a_question_in_every_language():
    for chapter in CHAPTERS.values():
        assert set(chapter.title) == set(chapter.question) == set(LANGUAGES)
        for question in chapter.question.values():
            assert question.endswith("?")


@pytest.mark.parametrize("name", FIGURES)
def test_title_and_subtitle_stand_in_every_language(name: str):
    figure = FIGURES[name]
    for texts in (figure.title, figure.subtitle):
        assert set(texts) == set(LANGUAGES)
        assert all(text.strip() == text and text and not text.endswith(".") for text in texts.values())
    for texts in (figure.note, figure.lost):
        assert set(texts) in (set(), set(LANGUAGES))


@pytest.mark.parametrize("name", FIGURES)
def test_kind_indicators_and_countries_exist(name: str):
    figure = FIGURES[name]
    assert figure.kind in KINDS
    assert {spec.indicator for spec in (*figure.rows, *figure.quoted.values())} <= set(INDICATORS)
    assert set(figure.only) <= known("geo")


@pytest.mark.parametrize("name", FIGURES)
def test_every_language_quotes_the_same_values_and_no_other(name: str):
    figure = FIGURES[name]
    for texts in _words(figure).values():
        named = {field for text in texts for _, field, _, _ in Formatter().parse(text) if field}
        assert named == set(figure.quoted)


def test_panels_are_the_declared_ones_and_have_as_many_items_in_every_language():
    assert {name for name, figure in FIGURES.items() if figure.kind == "text_panel"} == _PANELS
    for name in _PANELS:
        items = FIGURES[name].items
        assert set(items) == set(LANGUAGES)
        assert len({len(lines) for lines in items.values()}) == 1
        assert all(heading and text for lines in items.values() for heading, text in lines)


def test_the_panel_of_levers_and_recommendations_holds_four_and_five_items():
    assert len(FIGURES["F6-01"].items["nl"]) == 4 + 5


def test_the_lost_figure_says_whom_to_ask_and_is_not_drawn(pipeline: Pipeline):
    for language in LANGUAGES:
        with pytest.raises(EmptySelection, match=r"(?s)Digitalcity\.brussels.*Convidencia"):
            drawn(pipeline, "F2-02", _BELGIUM, language)
    assert {name for name, figure in FIGURES.items() if figure.lost} == _LOST


@pytest.mark.parametrize("name", _DRAWN)
def test_every_rows_entry_resolves_for_belgium_and_gives_two_marks(pipeline: Pipeline, name: str):
    figure = FIGURES[name]
    for spec in (*figure.rows, *figure.quoted.values()):
        assert len(rows_of(pipeline, spec, _BELGIUM))
    rows = figure_rows(pipeline, figure, _BELGIUM)
    bounds = [column for column in ("obs_value", "obs_lower", "obs_upper") if column in rows]
    assert rows[bounds].notna().any(axis=1).sum() >= 2


@pytest.mark.parametrize("name", _DRAWN)
def test_marks_are_told_apart_and_options_name_marks_that_are_there(pipeline: Pipeline, name: str):
    figure = FIGURES[name]
    rows = figure_rows(pipeline, figure, _BELGIUM)
    keys = [figure.by]
    if figure.kind in {"lines_by_period", "slopes_by_period"}:
        keys.append("time_period")
    if "pair" in figure.options:
        keys.append(figure.options["pair"])
    assert not rows.duplicated(keys).any()
    focus = figure.options.get("focus", "BE" if figure.by == "geo" else None)
    if focus is not None:
        assert focus.replace("{geo}", "BE") in set(rows[figure.by])
    assert set(figure.options.get("aggregates", ())) <= set(rows[figure.by])


def _numbers(text: str) -> set[float]:
    """The numbers in a text as they would be read in nl, fr, en or de."""
    found = set()
    for digits in re.findall(r"\d+(?:[.,\s\u00a0\u202f]\d+)*", text):
        plain = re.sub(r"[\s\u00a0\u202f]", "", digits)
        found.add(float(re.sub(r"[.,](?=\d{3}(?!\d))", "", plain).replace(",", ".")))
    return found


def test_numbers_are_read_as_each_language_writes_them():
    assert _numbers("130.831 of 5,4% in 2023") == {130831, 5.4, 2023}
    assert _numbers("1\u202f750 et 16–74") == {1750, 16, 74}


@pytest.mark.parametrize("name", _DRAWN)
def test_no_title_or_subtitle_holds_a_value_of_its_data(pipeline: Pipeline, name: str):
    figure = FIGURES[name]
    values = figure_rows(pipeline, figure, _BELGIUM)["obs_value"].dropna()
    printed = {*values, *values.round(1), *values.round(0), *(-values)}
    for language in LANGUAGES:
        text = f"{figure.title[language]} {figure.subtitle[language]}"
        # Ages, years, size thresholds and the scale of a share are no values.
        free = re.sub(r"\b(?:19|20)\d\d\b|\b16\D{1,6}74\b|\b20\D{1,6}29\b|0\D{1,4}100\b|\b1[.,\s]?000\b", "", text)
        free = re.sub(r"\b10 (?:of meer|personnes|or more|oder mehr)", "", free)
        assert not _numbers(free) & printed, f"{name} ({language}): {text}"


def test_a_figure_of_belgian_sources_says_so_for_another_country(pipeline: Pipeline):
    netherlands = Focus("NL", ("BE", "DE"))
    with pytest.raises(EmptySelection, match="bestaat alleen voor België"):
        drawn(pipeline, "F1-06", netherlands, "nl")
    with pytest.raises(EmptySelection, match="Netherlands: no value in Share of women among employed"):
        drawn(pipeline, "F4-01", netherlands, "en")


@pytest.mark.parametrize(
    "name", ["F1-01", "F1-03", "F1-04", "F1-10", "F1-11", "F3-01", "F3-06", "F4-02", "F4-03", "F4-05"]
)
def test_a_figure_of_official_or_world_sources_exists_for_another_country(pipeline: Pipeline, name: str):
    rows = figure_rows(pipeline, FIGURES[name], Focus("NL", ("BE", "DE")))
    assert rows["obs_value"].notna().sum() >= 2


def test_three_measures_of_three_populations_share_no_axis(pipeline: Pipeline):
    figure = FIGURES["F5-03"]
    rows = figure_rows(pipeline, figure, _BELGIUM)
    assert {"weak_digital_skills_share", "digitally_vulnerable_share", "entrants_lacking_skills_share"} == set(
        rows["indicator"]
    )
    assert figure.kind == "number_cards"


def test_sector_and_occupation_share_no_axis(pipeline: Pipeline):
    assert FIGURES["F1-03"].kind == "number_cards"


def test_ict_specialists_read_as_published_for_belgium(pipeline: Pipeline):
    one = drawn(pipeline, "4.2", _BELGIUM, "nl")
    women = one.rows.set_index(["geo", "time_period"])["obs_value"]
    assert (women["BE", "2015"], women["BE", "2024"]) == (15.1, 19.0)
    note = drawn(pipeline, "F1-03", _BELGIUM, "nl").note
    assert "273.000 ICT-specialisten" in note
    assert "5,4%" in note


def test_a_mark_under_several_codes_is_called_after_each_of_them(pipeline: Pipeline):
    labels = drawn(pipeline, "F1-08", _BELGIUM, "nl").options["labels"]
    assert labels["BE1_BE3+NON_ICT"] == "Wallonië en Brussel, buiten de ICT-sector"
    assert labels["BE+TOTAL"] == "België"
    assert drawn(pipeline, "F2-01", _BELGIUM, "en").options["labels"]["linkedin_members_printed+"].endswith("undated")


def test_the_target_a_figure_draws_is_a_value_and_is_sourced(pipeline: Pipeline):
    one = drawn(pipeline, "F1-11", _BELGIUM, "en")
    assert one.options["target"] == 80.0
    assert "Digital Decade" in one.source


def test_a_quoted_range_names_both_ends(pipeline: Pipeline):
    note = drawn(pipeline, "F1-09", _BELGIUM, "nl").note
    assert "1 tot 5" in note
    assert "0,28" in note


def test_a_panel_is_a_table_of_its_items(pipeline: Pipeline):
    one = drawn(pipeline, "F4-08", _BELGIUM, "nl")
    assert isinstance(one.rows, pd.DataFrame)
    assert list(one.rows["heading"]) == [heading for heading, _ in one.items]
    assert "14.500" in one.rows["text"][0]


def test_figures_are_found_by_id_and_by_number():
    assert find_figure("f4-02")[1].id == find_figure("4.2")[1].id == "F4-02"
