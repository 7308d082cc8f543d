"""A reference finds its number, in this country and period, or says why there is none."""

from collections.abc import Callable

import pytest

from talentstudy.chapters import CHAPTERS
from talentstudy.errors import BadTemplate, EmptySelection
from talentstudy.telling.references import Cells, read_reference
from talentstudy.telling.templates import chapter_words
from talentstudy.telling.writer import Writer

LINES = [
    (f"{figure} {name}", line)
    for chapter in CHAPTERS.values()
    for figure, words in chapter_words(chapter.notebook).items()
    for name, line in words.cells.items()
]


@pytest.mark.parametrize(("name", "line"), LINES, ids=[name for name, _ in LINES])
def test_every_reference_of_the_chapters_can_be_read(name: str, line: str) -> None:
    assert read_reference(line).names


def test_every_reference_of_the_chapters_finds_its_number_for_belgium(writer: Callable[..., Writer]) -> None:
    for chapter in CHAPTERS.values():
        for words in chapter_words(chapter.notebook).values():
            cells = Cells(writer(), words.cells)
            assert all(cells(name) is not None for name in words.cells)


def test_the_last_value_of_the_country_is_meant_if_nothing_else_is_said(writer: Callable[..., Writer]) -> None:
    share = Cells(writer(), {"share": "ict_women_share"})("share")
    assert (share.cell.geo, share.cell.period, share.printed) == ("BE", "2024", 19.0)
    assert Cells(writer(geo="NL"), {"share": "ict_women_share"})("share").cell.geo == "NL"


def test_country_period_and_codes_can_be_named(writer: Callable[..., Writer]) -> None:
    cells = Cells(
        writer(),
        {
            "union": "ict_women_share geo=union period=2015",
            "same": "ict_women_share geo=EE period=@union",
            "men": "discouraged_share geo=FR group=DIGITAL_STUDIES sex=M",
            "undated": "disability_printed_share geo=BE period=undated",
        },
    )
    assert (cells("union").cell.geo, cells("union").cell.period) == ("EU27_2020", "2015")
    assert (cells("same").cell.geo, cells("same").cell.period) == ("EE", "2015")
    assert cells("men").printed == 19
    assert cells("undated").when == ""


def test_a_place_by_value_can_be_named(writer: Callable[..., Writer]) -> None:
    line = "core_skill_share geo=WORLD by=skill nth="
    cells = Cells(writer(), {nth: f"{line}{nth}" for nth in ("first", "second", "third", "last")})
    assert [cells(nth).printed for nth in ("first", "second", "third", "last")] == [69, 67, 61, 6]
    assert cells("first").name == "“analytical thinking”"


def test_lists_and_counts(writer: Callable[..., Writer]) -> None:
    cells = Cells(
        writer("nl"),
        {
            "next": "list core_skill_share geo=WORLD pick=next by=skill",
            "falling": "list skill_rise_balance geo=WORLD pick=negative by=skill",
            "ties": "list skill_increasing_use_share geo=WORLD skill=AI_BIG_DATA pick=ties by=industry",
            "count": "count core_skill_share geo=WORLD",
            "none": "list core_skill_share geo=WORLD pick=negative by=skill",
        },
    )
    assert cells("next").names == "‘veerkracht, flexibiliteit en wendbaarheid’ en ‘leiderschap en sociale invloed’"
    assert cells("ties").names == "‘auto- en luchtvaartindustrie’ en ‘telecommunicatie’"
    assert cells("count").printed == 26
    assert len(cells("falling")._items) == 2
    with pytest.raises(EmptySelection, match="no negative"):
        cells("none")


def test_a_difference_is_of_two_cells(writer: Callable[..., Writer]) -> None:
    cells = Cells(
        writer(),
        {"one": "ict_women_share", "other": "ict_women_share geo=union", "gap": "difference one other"},
    )
    assert cells("gap").printed == pytest.approx(cells("one").printed - cells("other").printed)


def test_a_trend_is_named_like_a_value(writer: Callable[..., Writer]) -> None:
    cells = Cells(writer(), {"trend": "trend ict_women_share", "union": "trend ict_educated_women_share geo=union"})
    assert cells("trend").direction == "flat"
    assert cells("union").direction == "down"


def test_what_a_country_does_not_have_is_said(writer: Callable[..., Writer]) -> None:
    with pytest.raises(EmptySelection, match="ict_sector_jobs_count holds no value for NL"):
        Cells(writer(geo="NL"), {"jobs": "ict_sector_jobs_count"})("jobs")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("ict_women_share ict_young_share", "names 2 cells or indicators"),
        ("difference one", "names 1 cells"),
        ("ict_women_share sex=F", "holds sex, which is unknown"),
        ("ict_women_share nth=fifth", "holds fifth"),
        ("list ict_women_share pick=some", "holds some"),
    ],
)
def test_a_reference_that_cannot_be_read_is_refused(line: str, message: str) -> None:
    with pytest.raises(BadTemplate, match=message):
        read_reference(line)


def test_an_indicator_that_is_not_there_is_refused_with_the_nearest() -> None:
    with pytest.raises(LookupError, match="did you mean ict_women_share"):
        read_reference("ict_woman_share")


def test_a_reference_to_several_rows_is_a_mistake(writer: Callable[..., Writer]) -> None:
    with pytest.raises(BadTemplate, match="finds 26 rows; name the code of one"):
        Cells(writer(), {"skills": "core_skill_share geo=WORLD"})("skills")
