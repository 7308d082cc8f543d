from collections.abc import Callable

from talentstudy.drafts.places import codes_of
from talentstudy.drafts.scene import Scene

Make = Callable[..., Scene]


def first(scene: Scene, dimension: str) -> list[str]:
    """The nearest code of each number, and none where no code belongs to it."""
    return [
        next((place.name for place in codes_of(scene, dimension, number) if place.near), "") for number in scene.numbers
    ]


def test_each_number_of_a_list_has_the_name_before_its_bracket(scene: Make) -> None:
    one = scene("Moeite in de financiële sector (80%), de publieke sector (79%) en IT (74%).", "nl")
    assert first(one, "sector") == ["FINANCE_REAL_ESTATE", "PUBLIC_EDUCATION", "IT"]


def test_what_follows_at_once_belongs_to_the_number(scene: Make) -> None:
    assert first(scene("Vrouwen zijn met 20,5% tegen 79,5% van de mannen.", "nl"), "sex") == ["F", "M"]
    one = scene("10.000 vacatures in de IT-sector en 40.000 in andere sectoren", "nl")
    assert first(one, "sector") == ["ICT", "NON_ICT"]


def test_a_code_of_another_number_is_none_of_this_one(scene: Make) -> None:
    one = scene("Er zijn 50.000 vacatures, 10.000 in de IT-sector en 40.000 in andere sectoren.", "nl")
    assert first(one, "sector") == ["", "ICT", "NON_ICT"]


def test_the_longest_name_is_meant(scene: Make) -> None:
    assert first(scene("In Wallonia and Brussels 14,500 posts are open."), "geo") == ["BE1_BE3"]


def test_a_country_that_is_only_a_yardstick_comes_after_the_one_spoken_of(scene: Make) -> None:
    one = scene("Estland staat boven het Europese gemiddelde, met 62,6 %.", "nl")
    assert [place.name for place in codes_of(one, "geo", one.numbers[0])] == ["EE", "EU27_2020"]


def test_a_producer_is_no_place(scene: Make) -> None:
    one = scene("Volgens de Europese Commissie en digitalcity.brussels is het 5,4 %.", "nl")
    assert codes_of(one, "geo", one.numbers[0]) == ()


def test_a_brief_sentence_is_still_about_the_country_last_named(scene: Make) -> None:
    one = scene("In Estonia most people have basic skills. It is 62.6 %.")
    assert first(one, "geo") == ["EE"]


def test_names_above_weigh_little(scene: Make) -> None:
    one = scene("It is 62.6 % of people there in all.", heading="Estonia")
    (place,) = codes_of(one, "geo", one.numbers[0])
    assert (place.name, place.weight, place.near) == ("EE", 0.3, False)
