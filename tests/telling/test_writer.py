"""A writer prints a number and keeps its cells."""

from collections.abc import Callable

import pytest

from talentstudy.errors import UnknownName
from talentstudy.telling.cells import cell_of, unmarked
from talentstudy.telling.writer import Writer


def test_country_and_place_are_those_of_the_study(writer: Callable[..., Writer]) -> None:
    assert (writer("fr", "NL").country, writer("fr", "NL").place) == ("les Pays-Bas", "aux Pays-Bas")


def test_a_value_is_printed_with_the_digits_of_its_indicator(writer: Callable[..., Writer]) -> None:
    made = writer("nl")
    rows = made.pipeline.indicator("ict_women_share")
    cell = cell_of(rows[(rows["geo"] == "BE") & (rows["time_period"] == "2024")].iloc[0], "ict_women_share")
    # 19 alone would have none; its indicator has one.
    assert unmarked(made.value(cell)) == "19,0%"
    assert made.numbers[0].cells == (cell,)
    assert (made.numbers[0].how, made.numbers[0].value) == ("value", 19.0)


def test_a_figure_may_ask_for_fewer_digits_and_not_for_more(writer: Callable[..., Writer]) -> None:
    made = writer("en")
    made.given_decimals = {"PC": 0}
    assert made.decimals("ict_women_share", "PC") == 0
    assert made.decimals("ict_specialists_share", "PC_EMP") == 1
    other = writer("en")
    other.given_decimals = 1
    assert other.decimals("cloud_target_share", "PC_ENT") == 0


def test_a_sentence_is_filled_and_begins_with_a_capital(writer: Callable[..., Writer]) -> None:
    assert writer("nl").say("points_one", number="één") == "Één procentpunt"
    with pytest.raises(UnknownName, match="no sentence of telling"):
        writer("nl").say("pints_one", number="1")


def test_of_sentences_left_out_for_one_reason_the_first_is_named(writer: Callable[..., Writer]) -> None:
    made = writer("en")
    made.drop("above", "no value for NL.")
    made.drop("below", "no value for NL.")
    made.drop("other", "another reason.")
    assert made.dropped == {"above": "no value for NL.", "other": "another reason."}


def test_a_small_count_is_written_as_a_word(writer: Callable[..., Writer]) -> None:
    made = writer("de")
    assert unmarked(made.count(4)) == "vier"
    assert made.numbers[0].value == 4.0
