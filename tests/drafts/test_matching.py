from collections.abc import Callable

import pytest

from talentstudy.drafts.facts import Facts
from talentstudy.drafts.matching import candidates
from talentstudy.drafts.scene import Scene

Make = Callable[..., Scene]


def best(scene: Scene, facts: Facts, geo: str = "BE") -> tuple[str, str, str]:
    one = candidates(scene, scene.numbers[0], facts, geo)[0].observation
    return one.indicator, one.geo, one.period


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("In 2023 telde België 272.600 IT-specialisten.", "nl", ("ict_specialists_count", "BE", "2023")),
        (
            "En 2023, 4,8 % de l'emploi de l'UE étaient des informaticiens.",
            "fr",
            ("ict_specialists_share", "EU27_2020", "2023"),
        ),
        ("Women were 19.0 % of ICT specialists in Belgium in 2024.", "en", ("ict_women_share", "BE", "2024")),
        (
            "2024 waren 7 % der Erwerbstätigen in den Niederlanden IKT-Fachkräfte.",
            "de",
            ("ict_specialists_share", "NL", "2024"),
        ),
        (
            "In Estonia 62.6 % of people have at least basic digital skills.",
            "en",
            ("basic_digital_skills_share", "EE", "2023"),
        ),
    ],
)
def test_words_country_and_year_lead_to_one_observation(
    scene: Make, facts: Facts, text: str, language: str, found: tuple[str, str, str]
) -> None:
    assert best(scene(text, language), facts) == found


def test_a_country_not_named_is_the_one_the_draft_is_about(scene: Make, facts: Facts) -> None:
    one = scene("In 2024 7 % of workers are ICT specialists.")
    assert best(one, facts, "NL")[1] == "NL"
    assert best(one, facts, "BE")[1] == "BE"


def test_without_a_year_the_period_that_fits_is_taken(scene: Make, facts: Facts) -> None:
    assert best(scene("Women are 19.4 % of Belgian ICT specialists."), facts) == ("ict_women_share", "BE", "2023")


def test_the_other_part_of_the_whole_is_computed(scene: Make, facts: Facts) -> None:
    one = scene("In 2024 men were 81 % of ICT specialists in Belgium.")
    first = candidates(one, one.numbers[0], facts, "BE")[0]
    assert first.computed == (81, 81)
    assert first.agrees
    assert first.derived


def test_a_loss_is_printed_without_its_sign(scene: Make, facts: Facts) -> None:
    one = scene("In 2024 gingen in de ICT-sector 1.750 jobs verloren.", "nl")
    first = candidates(one, one.numbers[0], facts, "BE")[0]
    assert (first.observation.raw, first.computed, first.agrees) == ("-1750", (1750, 1750), True)


def test_a_rank_is_that_of_a_member_state(scene: Make, facts: Facts) -> None:
    one = scene("In 2023 Belgium holds 9th place for cloud services in enterprises.")
    first = candidates(one, one.numbers[0], facts, "BE")[0]
    assert (first.observation.indicator, first.observation.unit, first.agrees) == ("cloud_advanced_share", "RANK", True)


def test_what_no_rule_needs_has_no_candidate(scene: Make, facts: Facts) -> None:
    one = scene("The cake was cut in 12 pieces of 8 % each.")
    assert [candidates(one, number, facts, "BE") for number in one.numbers] == [(), ()]
