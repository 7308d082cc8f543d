"""A series told: its level, its development as far as the model goes, and what its breaks do."""

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from talentstudy.errors import EmptySelection
from talentstudy.pipeline import Pipeline
from talentstudy.telling.cells import unmarked
from talentstudy.telling.series import level_sentence, subject_of, trend_sentences
from talentstudy.telling.writer import Writer
from tests.telling.conftest import INDICATOR

NOISE = 0.3 * np.cos(3 * np.arange(14))
VERBS = ("rose", "risen", "fell", "fallen")


@pytest.fixture
def trend(series_of: Callable[..., Pipeline], writer: Callable[..., Writer]) -> Callable[..., str]:
    """What is told of the development of made-up values."""

    def told(values: object, language: str = "en", **given: object) -> str:
        made = writer(language, pipeline=series_of(values, **given))
        return unmarked(" ".join(trend_sentences(made, INDICATOR, "BE")))

    return told


@pytest.mark.parametrize(
    ("slope", "words"),
    [(0.5, "Between 2010 and 2023 the figure rose"), (-0.5, "the figure fell"), (0.0, "no change can be shown")],
)
def test_the_verb_is_that_of_the_interval(trend: Callable[..., str], slope: float, words: str) -> None:
    assert words in trend(20 + slope * np.arange(14) + NOISE)


def test_without_an_interval_there_is_no_verb(trend: Callable[..., str]) -> None:
    text = trend([20, 21, 23, 24, 26, 27, 29])
    assert text == (
        "From 2010 to 2016 the figures go from 20% to 29%; with seven annual values, "
        "the series is too short to read a trend from it."
    )


def test_two_points_are_both_stated(trend: Callable[..., str]) -> None:
    assert trend([20, 21]).startswith("From 2010 to 2011 the figures go from 20% to 21%; with two annual values")
    assert trend([20]) == ""


def test_breaks_are_named_and_their_share_is_told(trend: Callable[..., str]) -> None:
    text = trend([10, 10, 10, 15, 15, 15, 15, 15, 18, 18, 18], breaks=[2013, 2018])
    assert "(2013 and 2018)" in text
    assert "cannot be compared: the difference of +8 percentage points is made up of" in text
    assert "+8 percentage points at the breaks themselves and 0 percentage points in the years between" in text
    assert not any(verb in text for verb in VERBS)


def test_one_break_is_singular(trend: Callable[..., str]) -> None:
    values = 20 + NOISE
    assert "de sprong bij de breuk in de reeks (2015) telt daarin niet mee" in trend(values, "nl", breaks=[2015])
    assert "door de breuk niet te vergelijken" in trend(values, "nl", breaks=[2015])
    assert "de sprongen bij de breuken in de reeks (2015 en 2019)" in trend(values, "nl", breaks=[2015, 2019])


@pytest.mark.parametrize(
    ("last", "words"),
    [
        ([15.0, 15.5, 16.5], "from 15.0% to 16.5%; three annual values are too few to speak of a rise"),
        ([15.0, 14.5, 13.5], "from 15.0% to 13.5%; three annual values are too few to speak of a fall"),
        ([15.0, 14.5, 15.0], "nothing has changed on balance: in 2023 it was 15.0% again"),
        ([15.5], "The figure for 2023 comes after a break and cannot be compared with any earlier year."),
    ],
)
def test_a_short_segment_states_its_ends_and_no_change(
    trend: Callable[..., str], last: list[float], words: str
) -> None:
    before = list(10 + NOISE[: 14 - len(last)])
    assert words in trend([*before, *last], breaks=[2024 - len(last)])


def test_a_long_segment_after_the_last_break_is_judged_by_itself(trend: Callable[..., str]) -> None:
    text = trend(20 + 0.5 * np.arange(14) + NOISE, breaks=[2012])
    assert "Since the last break, in 2012, the figure has risen" in text


def test_breaks_that_leave_too_little_allow_no_statement(trend: Callable[..., str]) -> None:
    text = trend([10, 11, 15, 16, 20], breaks=[2012, 2014])
    assert "the breaks in the series (2012 and 2014) allow no statement about a trend" in text
    assert not any(verb in text for verb in VERBS)


def rows(own: float, union: float | None) -> pd.DataFrame:
    held = {"BE": own} if union is None else {"BE": own, "EU27_2020": union}
    return pd.DataFrame(
        [
            {
                "geo": geo,
                "time_period": "2024",
                "unit": "PC",
                "obs_value": value,
                "obs_flag": "",
                "source": "isoc_sks_itsps@2025-05-14",
            }
            for geo, value in held.items()
        ]
    )


@pytest.mark.parametrize(
    ("own", "union", "words"),
    [
        (19.0, 18.0, "1.0 percentage points above the figure for the European Union (18.0%)"),
        (18.0, 19.5, "1.5 percentage points below the figure for the European Union (19.5%)"),
        (19.02, 18.98, "exactly as in the European Union"),
        (19.0, None, "the share was 19.0% in Belgium."),
    ],
)
def test_a_level_stands_beside_that_of_the_union(
    writer: Callable[..., Writer], own: float, union: float | None, words: str
) -> None:
    assert words in unmarked(level_sentence(writer("en"), rows(own, union), INDICATOR, "the share", "BE"))


def test_a_country_without_a_value_has_no_level(writer: Callable[..., Writer]) -> None:
    with pytest.raises(EmptySelection, match="ict_women_share holds no value for NL"):
        level_sentence(writer("en", "NL"), rows(19.0, 18.0), INDICATOR, "the share", "NL")


def test_counts_of_two_countries_are_not_compared(writer: Callable[..., Writer], edition_2025: Pipeline) -> None:
    counts = edition_2025.indicator("ict_specialists_count")
    text = level_sentence(writer("en"), counts, "ict_specialists_count", "the number of ICT specialists", "BE")
    assert "European Union" not in unmarked(text)


def test_a_series_without_words_of_its_own_is_called_by_its_title(writer: Callable[..., Writer]) -> None:
    assert subject_of(INDICATOR, {}, "nl", writer("nl")) == "de indicator ‘Aandeel vrouwen onder de ICT-specialisten’"
    assert subject_of(INDICATOR, {"nl": "het aandeel"}, "nl", writer("nl")) == "het aandeel"
