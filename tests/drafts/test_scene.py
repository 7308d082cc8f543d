from collections.abc import Callable

import pytest

from talentstudy.drafts.scene import Scene

Make = Callable[..., Scene]


def test_sentences_end_at_full_stops_and_not_in_numbers_or_abbreviations(scene: Make) -> None:
    one = scene("In 2024 waren het er 1.750. Dat is ca. 5,4 %! Meer niet.", "nl")
    assert [one.sentence_text(number.start) for number in one.numbers] == [
        "In 2024 waren het er 1.750.",
        "Dat is ca. 5,4 %!",
    ]


def test_a_concept_weighs_less_the_further_off_it_stands(scene: Make) -> None:
    one = scene("Women earn well. In 2024 the share was 19 %. Men earn more.", heading="ICT specialists")
    (number,) = one.numbers
    beside = scene("In 2024 the share of women was 19 %.")
    weights = [beside.concept("WOMEN", beside.numbers[0]), one.concept("WOMEN", number)]
    weights += [one.concept("ICT_SPECIALIST", number), one.concept("MEN", number), one.concept("CLOUD", number)]
    assert weights == sorted(weights, reverse=True)
    assert 0.9 < weights[0] <= 1
    assert weights[-1] == 0


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("België telt vele ICT-specialisten in bedrijven van alle sectoren. Dat is 5,4 % van wie er werkt.", "nl"),
        ("La Belgique compte de nombreux spécialistes des TIC. Cela fait 5,4 % de ceux qui travaillent.", "fr"),
        ("ICT specialists are fewer. From 5.6 % in 2022 to 5.4 % in 2023 among all who work there now.", "en"),
        ("Belgien hat viele IKT-Fachkräfte. Das sind 5,4 % aller Menschen, die dort heute arbeiten.", "de"),
    ],
)
def test_a_sentence_that_goes_on_keeps_what_the_last_one_was_about(scene: Make, text: str, language: str) -> None:
    one = scene(text, language)
    assert one.goes_on(one.numbers[0])
    assert one.concept("ICT_SPECIALIST", one.numbers[0]) == 0.85


def test_a_brief_sentence_leans_on_those_before_it(scene: Make) -> None:
    one = scene("Analytical thinking is the skill most wanted. Resilience follows with 67 %.")
    assert one.is_brief(one.numbers[0])
    assert one.concept("SKILL", one.numbers[0]) == 0.8


def test_a_call_out_goes_on_about_the_paragraph_before_and_another_paragraph_does_not(scene: Make) -> None:
    before = "LinkedIn has many users."
    call_out = scene("6 MILLION USERS", before=before, short=True)
    sentence = scene("There were 6 million users.", before=before)
    assert call_out.concept("LINKEDIN", call_out.numbers[0]) > 0
    assert sentence.concept("LINKEDIN", sentence.numbers[0]) == 0


def test_what_stands_right_behind_another_number_is_not_near(scene: Make) -> None:
    one = scene("37 % were discouraged, against 25 % of men.")
    first, second = one.numbers
    assert one.nearness("MEN", first) == 0
    assert one.nearness("MEN", second) > 0.9


def test_a_producer_is_named_in_any_case_of_letters_and_as_a_whole_word(scene: Make) -> None:
    one = scene("According to STATBEL it is 8 %.")
    assert one.names(["Statbel"])
    assert not one.names(["tatbel", "Acerta"])
