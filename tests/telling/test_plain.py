"""Rows nobody wrote sentences about are still told: all of a few, the first of many."""

from collections.abc import Callable

from talentstudy.pipeline import Pipeline
from talentstudy.telling.cells import unmarked
from talentstudy.telling.plain import plain_sentences
from talentstudy.telling.writer import Writer


def test_a_few_are_all_named_with_their_values(writer: Callable[..., Writer], edition_2025: Pipeline) -> None:
    rows = edition_2025.indicator("course_duration").assign(indicator="course_duration")
    text = unmarked(" ".join(plain_sentences(writer("en"), rows, "group", {})))
    assert text == "The figures are Tertiary education (3 to 6 years) and Vocational training (at most 1 year)."


def test_of_many_the_first_are_named_and_all_counted(writer: Callable[..., Writer], edition_2025: Pipeline) -> None:
    rows = edition_2025.indicator("core_skill_share").assign(indicator="core_skill_share")
    made = writer("nl")
    text = unmarked(" ".join(plain_sentences(made, rows, "skill", {})))
    assert text.startswith("Van de 26 staan bovenaan: Analytisch denken (69%)")
    assert [number.value for number in made.numbers] == [26, 69, 67, 61]


def test_a_label_given_by_the_figure_is_used_and_years_are_told_apart(
    writer: Callable[..., Writer], edition_2025: Pipeline
) -> None:
    rows = edition_2025.indicator("disability_size_share").assign(indicator="disability_size_share")
    text = unmarked(" ".join(plain_sentences(writer("en"), rows, "size_class", {"labels": {"P5_9": "Small firms"}})))
    assert "Small firms (0.37% in 2021)" in text
    assert "50 to 100 persons (0.60% in 2023)" in text
