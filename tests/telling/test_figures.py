"""Every figure is told in every language; every number has a cell; no verb of change without a model behind it."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from talentstudy.chapters import CHAPTERS
from talentstudy.codes import member_states
from talentstudy.pipeline import Pipeline, open_pipeline
from talentstudy.registry import Figure, Rows
from talentstudy.selection import Focus
from talentstudy.telling import figures
from talentstudy.telling.cells import told_parts
from talentstudy.telling.figures import told
from talentstudy.telling.paragraph import Paragraph, told_numbers
from talentstudy.telling.trend import found_trend
from talentstudy.wording import LANGUAGES

FIGURES = [figure for chapter in CHAPTERS.values() for figure in chapter.figures]
SERIES = {
    "F1-04": "ict_specialists_share",
    "F1-10": "ict_tertiary_share",
    "F3-06": "stem_graduates_rate",
    "F4-02": "ict_women_share",
}
EDITION_2026 = open_pipeline(2026)
ABROAD = ("F1-01", "F1-03", "F1-11", "F4-05", *SERIES)
# Verbs of change that only the model may speak, by language; 'daling' and the like stand in denials.
RISE = {
    "nl": "is het cijfer gestegen",
    "fr": "chiffre a augmenté",
    "en": "the figure rose",
    "de": "ist der Wert gestiegen",
}
FALL = {"nl": "is het cijfer gedaald", "fr": "chiffre a reculé", "en": "the figure fell", "de": "ist der Wert gesunken"}


@pytest.mark.parametrize("figure", FIGURES, ids=lambda figure: figure.id)
def test_every_figure_is_told_in_every_language(edition_2025: Pipeline, belgium: Focus, figure: Figure) -> None:
    found = {language: told(edition_2025, figure.id, belgium, language) for language in LANGUAGES}
    texts = [repr(one) for one in found.values()]
    assert len(set(texts)) == 4
    assert all(figure.id in text for text in texts)
    assert all("{" not in text and not re.search(r"\bnan\b|None|[\ue000-\uf8ff]|  ", text) for text in texts)
    for one in found.values():
        assert bool(one.sentences or one.items) is not bool(figure.lost)
        assert all(text[0].isupper() and text.endswith(".") for text in plain(one))
        # The same cells in every language, whatever the order of the words.
        assert cells(one) == cells(found["en"])


@pytest.mark.parametrize("figure", FIGURES, ids=lambda figure: figure.id)
def test_a_figure_drawn_for_one_period_is_told_for_it_whatever_came_later(figure: Figure) -> None:
    drawn: dict[str, set[str]] = {}
    for rows in figure.rows:
        drawn.setdefault(rows.indicator, set()).add(rows.period)
    fixed = {name: periods for name, periods in drawn.items() if all(one[:1].isdecimal() for one in periods)}
    paragraph = told(EDITION_2026, figure.id, Focus("BE", ()), "en")
    for cell in (cell for number in told_numbers(paragraph) for cell in number.cells):
        assert cell.period in fixed.get(cell.indicator, {cell.period}), cell.observation


def plain(one: Paragraph) -> list[str]:
    return [told_parts(text, lambda number, _: number, str).lstrip("‘«“„\xa0") for text in one.sentences]


def cells(one: Paragraph) -> list[str]:
    return sorted(cell.observation for number in told_numbers(one) for cell in number.cells)


@pytest.mark.parametrize("figure", FIGURES, ids=lambda figure: figure.id)
def test_every_digit_printed_belongs_to_a_number_or_a_date(
    edition_2025: Pipeline, belgium: Focus, figure: Figure
) -> None:
    for language in LANGUAGES:
        one = told(edition_2025, figure.id, belgium, language)
        for text in one.sentences:
            between = told_parts(text, lambda number, _: "#", str)
            # Years, a day of a month, and the level of an interval are no cells.
            rest = re.sub(
                r"\b(19|20)\d\d\b|\b8\b(?=[. ]*(July|juli|juillet|Juli))|(?<=July )8\b|95(?=\s?%)", "", between
            )
            assert not re.search(r"\d", rest), (language, rest)
        assert all(number.cells for number in told_numbers(one))


def test_for_belgium_no_sentence_is_left_out(edition_2025: Pipeline, belgium: Focus) -> None:
    assert [figure.id for figure in FIGURES if told(edition_2025, figure.id, belgium, "en").dropped] == []


@pytest.mark.parametrize(
    ("geo", "language"), [(geo, LANGUAGES[at % 4]) for at, geo in enumerate([*member_states(), "EU27_2020"])]
)
def test_no_change_is_told_that_the_model_does_not_support(edition_2025: Pipeline, geo: str, language: str) -> None:
    for name in ABROAD:
        one = told(edition_2025, name, Focus(geo, ("BE",) if geo != "BE" else ("NL",)), language)
        assert one.text or one.reason
        if name in SERIES and one.text:
            direction = found_trend(edition_2025, SERIES[name], geo).direction
            assert (RISE[language] in one.text) == (direction == "up"), (geo, name)
            assert (FALL[language] in one.text) == (direction == "down"), (geo, name)


def test_the_women_of_belgium(edition_2025: Pipeline, belgium: Focus) -> None:
    assert told(edition_2025, "4.2", belgium, "en").text == (
        "**F4-02 – Women among ICT specialists.** "
        "In 2024, the share of women among ICT specialists was 19.0% in Belgium. "
        "That is 0.5 percentage points below the figure for the European Union (19.5%). "
        "Among the 27 member states with a figure, Belgium ranks 17th. "
        "The figure is highest in Estonia (27.6%) and lowest in Czechia (13.0%). "
        "Between 2004 and 2024 no change can be shown: the trend is −0.08 percentage points a year, but its 95% confidence "
        "interval (−0.32 to +0.26) does not rule out zero; the jumps at the breaks in the series (2005, 2011, 2017, and "
        "2021) are left out of it. "
        "Since the last break, in 2021, the figures have gone from 19.6% to 19.0%; four annual values are too few to speak "
        "of a fall. "
        # 3.0 in 2005, -2.5 in 2011, 1.5 in 2017 and 2.2 in 2021.
        "Because of the breaks the figures for 2004 (15.1%) and 2024 (19.0%) cannot be compared: the difference of +3.9 "
        "percentage points is made up of +4.2 percentage points at the breaks themselves and −0.3 percentage points in "
        "the years between."
    )


def test_a_ranking_says_place_leader_and_the_eu(edition_2025: Pipeline, belgium: Focus) -> None:
    text = told(edition_2025, "F1-01", belgium, "en").text
    assert (
        "was 47.7% in Belgium. That is 8.7 percentage points above the figure for the European Union (39.0%)." in text
    )
    assert "Belgium ranks 9th" in text
    assert "highest in Finland (73.0%) and lowest in Bulgaria (14.2%)" in text
    assert "The European target, 75% by 2030" in text


def test_two_years_make_no_trend(edition_2025: Pipeline, belgium: Focus) -> None:
    text = told(edition_2025, "F4-06", belgium, "en").text
    assert "0.23% had a disability in 2024; the year before it was 0.25%" in text
    assert "Figures for two years, from a single payroll provider, say nothing about a trend." in text
    assert not re.search(r"\b(rose|fell|risen|fallen|increase|decrease)", text)


def test_plural_countries_and_their_prepositions(edition_2025: Pipeline) -> None:
    focus = Focus("NL", ("BE",))
    assert "Les Pays-Bas se classent ainsi 4e" in told(edition_2025, "F1-01", focus, "fr").text
    assert "in den Niederlanden bei 60,4\xa0%" in told(edition_2025, "F1-01", focus, "de").text
    assert "Les Pays-Bas arrivent ainsi en tête" in told(edition_2025, "F1-11", focus, "fr").text


def test_a_cell_missing_abroad_leaves_its_sentence_out_with_a_reason(edition_2025: Pipeline) -> None:
    one = told(edition_2025, "F1-03", Focus("NL", ("BE",)), "nl")
    assert one.dropped == {"jobs": "ict_sector_jobs_count holds no value for NL."}
    assert set(told(edition_2025, "F4-05", Focus("NL", ("BE",)), "nl").dropped) == {"limited", "printed"}
    assert "684.000 ICT-specialisten" in one.text
    assert "banen" not in one.text


@pytest.mark.parametrize("name", ["F1-03", "F4-05"])
def test_fewer_cards_than_the_title_promises_are_explained(edition_2025: Pipeline, belgium: Focus, name: str) -> None:
    words = "only some of the cards the figure is made for"
    assert words in told(edition_2025, name, Focus("NL", ("BE",)), "en").text
    assert words not in told(edition_2025, name, belgium, "en").text


def test_where_the_picture_gives_the_reason_the_paragraph_adds_nothing(edition_2025: Pipeline) -> None:
    one = told(edition_2025, "F1-06", Focus("NL", ("BE",)), "en")
    assert (one.text, one.sentences) == ("", ())
    assert "Belgium only" in one.reason


def test_a_figure_without_words_of_its_own_is_told_by_its_rows(
    edition_2025: Pipeline, belgium: Focus, monkeypatch: pytest.MonkeyPatch
) -> None:
    chapter = CHAPTERS["4"]
    made = Figure(
        "F4-99",
        "lines_by_period",
        title=dict.fromkeys(LANGUAGES, "A new figure"),
        subtitle=dict.fromkeys(LANGUAGES, "per year"),
        rows=(Rows("ict_young_share", geo="peers"),),
    )
    added = replace(chapter, figures=(*chapter.figures, made))
    find: Callable[[str], tuple[object, Figure]] = lambda _: (added, made)  # noqa: E731
    monkeypatch.setattr(figures, "find_figure", find)
    monkeypatch.setattr("talentstudy.drawing.find_figure", find)
    text = told(edition_2025, "F4-99", belgium, "en").text
    assert text.startswith(
        "**F4-99 – A new figure.** In 2022, the indicator “Share of under-35s among ICT specialists”"
    )
    assert "confidence interval" in text
