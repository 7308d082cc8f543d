"""What a template can ask of a number."""

from collections.abc import Callable

from talentstudy.telling.cells import unmarked
from talentstudy.telling.references import Cells
from talentstudy.telling.writer import Writer

LINES = {
    "share": "ict_women_share",
    "union": "ict_women_share geo=union",
    "gap": "difference share union",
    "change": "ict_jobs_change_count geo=BE period=2024",
    "sector": "ict_sector_employment_share",
    "others": "list core_skill_share geo=WORLD pick=next by=skill",
    "count": "count core_skill_share geo=WORLD",
    "trend": "trend ict_educated_women_share geo=union",
    "roles": "list role_profile_number geo=union by=role",
}


def filled(writer: Writer, text: str) -> str:
    cells = Cells(writer, LINES)
    return unmarked(text.format(**{name: cells(name) for name in LINES}))


def test_a_value_has_its_unit_its_period_and_its_firmness(writer: Callable[..., Writer]) -> None:
    assert filled(writer("nl"), "{share} {share.when}, {share.period}") == "19,0% in 2024, 2024"
    assert filled(writer("de"), "{share.When}") == "Im Jahr 2024"
    assert filled(writer("fr"), "{sector.noted}") == "3,0\xa0% (provisoire)"


def test_a_loss_can_be_told_without_its_sign(writer: Callable[..., Writer]) -> None:
    assert filled(writer("en"), "{change} or {change:abs}") == "−1,750 or 1,750"


def test_a_difference_is_told_without_a_sign_and_keeps_both_cells(writer: Callable[..., Writer]) -> None:
    made = writer("en")
    assert filled(made, "{gap}") == "0.5 percentage points"
    assert made.numbers[-1].how == "difference"
    assert [cell.geo for cell in made.numbers[-1].cells] == ["BE", "EU27_2020"]


def test_a_list_marks_every_value(writer: Callable[..., Writer]) -> None:
    made = writer("en")
    assert filled(made, "{others}") == (
        "“resilience, flexibility and agility” (67%) and “leadership and social influence” (61%)"
    )
    assert [number.value for number in made.numbers] == [67, 61]
    assert filled(made, "{roles.titles}").startswith("“Chief Information Security Officer (CISO)”")


def test_a_count_and_a_trend(writer: Callable[..., Writer]) -> None:
    assert filled(writer("en"), "{count}") == "26"
    assert filled(writer("en"), "{trend.first} {trend.last} {trend.level} {trend} {trend.interval}") == (
        "2010 2017 95% 0.58 percentage points 0.16 to 0.86"
    )
