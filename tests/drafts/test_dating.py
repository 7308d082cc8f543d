from collections.abc import Callable

import pytest

from talentstudy.drafts.dating import years_of
from talentstudy.drafts.scene import Scene

Make = Callable[..., Scene]


def dated(scene: Scene) -> list[list[tuple[str, bool]]]:
    return [[(place.name, place.near) for place in years_of(scene, number)] for number in scene.numbers]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Van 5,6% in 2023 naar 5,4% in 2024.", "nl"),
        ("De 5,6 % en 2023 à 5,4 % en 2024.", "fr"),
        ("From 5.6 % in 2023 to 5.4 % in 2024.", "en"),
        ("Von 5,6 % im Jahr 2023 auf 5,4 % im Jahr 2024.", "de"),
    ],
)
def test_a_year_right_behind_a_number_is_its_own(scene: Make, text: str, language: str) -> None:
    assert dated(scene(text, language)) == [[("2023", True)], [("2024", True)]]


def test_a_year_before_belongs_to_the_number_unless_it_has_another(scene: Make) -> None:
    text = "In 2024 bezetten zij 0,23% van de banen, tegenover 0,25% in 2023."
    assert dated(scene(text, "nl")) == [[("2024", True)], [("2023", True)]]


def test_a_year_from_which_something_is_counted_dates_nothing(scene: Make) -> None:
    assert dated(scene("Sinds 2015 is het 20,5 %.", "nl")) == [[]]


def test_the_year_of_a_title_is_weak(scene: Make) -> None:
    assert dated(scene("Het rapport Future of Jobs 2025 noemt 69 %.", "nl")) == [[("2025", False)]]
    assert dated(scene("Eind Juni 2025 was het 69 %.", "nl")) == [[("2025", True)]]


def test_a_year_of_an_earlier_sentence_may_still_hold_and_that_of_a_later_one_not(scene: Make) -> None:
    text = "Het was een goed jaar, dat jaar 2023. Dit is 5,4 % van allen. Pas in 2024 werd het meer."
    assert dated(scene(text, "nl")) == [[("2023", False)]]


def test_a_year_earlier_is_counted_back(scene: Make) -> None:
    assert dated(scene("In 2024 was it 0.23 %. A year earlier it was 0.25 %.")) == [[("2024", True)], [("2023", True)]]


def test_growth_on_the_year_before_keeps_its_own_year(scene: Make) -> None:
    assert dated(scene("In 2024 the number grew by 10.0 % on the year before.")) == [[("2024", True)]]


def test_the_same_study_has_the_year_of_the_paragraph_before(scene: Make) -> None:
    one = scene("According to the same study women are 20.5 %.", before="The ministry's data of 2024 count them.")
    assert dated(one) == [[("2024", True)]]
    two = scene("According to the same study women are 20.5 %.", before="In 2020 and in 2024 they were counted.")
    assert {near for _, near in dated(two)[0]} == {False}
