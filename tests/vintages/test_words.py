"""The caveat about first values, in four languages."""

import pytest

from talentstudy.store import find_home
from talentstudy.vintages.statistics import RevisionStatistics, Typical, statistics_of
from talentstudy.vintages.words import bar_note, caveat, width


@pytest.fixture(scope="module")
def held() -> RevisionStatistics:
    return statistics_of("isoc_sks_itspt", find_home())


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("nl", ["9 van de 84", "95%", "0,1 ppt", "Voor België: 0 van de 3"]),
        ("fr", ["9 sur 84", "95\N{NO-BREAK SPACE}%", "0,1 p.p.", "(Belgique)\N{NO-BREAK SPACE}: 0 sur 3"]),
        ("en", ["9 of 84", "95%", "0.1 pp", "For Belgium: 0 of 3"]),
        ("de", ["9 von 84", "95\N{NO-BREAK SPACE}%", "0,1 PP", "(Belgien): 0 von 3"]),
    ],
)
def test_a_caveat_says_how_far_first_values_moved_and_what_it_rests_on(
    held: RevisionStatistics, language: str, said: list[str]
) -> None:
    text = caveat(held, "BE", "PC_EMP", language)
    for part in said:
        assert part in text


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("nl", "te weinig versies"),
        ("fr", "trop peu de versions"),
        ("en", "too few vintages"),
        ("de", "zu wenige Datenstände"),
    ],
)
def test_of_too_few_vintages_nothing_is_claimed(held: RevisionStatistics, language: str, said: str) -> None:
    text = caveat(held, "BE", "THS_PER", language)
    assert said in text
    assert "83" not in text


def test_a_country_that_was_never_compared_is_not_named(held: RevisionStatistics) -> None:
    assert "Turkey" not in caveat(held, "TR", "PC_EMP", "en")


def test_a_width_below_a_tenth_does_not_read_as_none() -> None:
    assert width(Typical(0.05, 3, 84, 0), "PC_EMP", "en") == "0.05 pp"
    assert width(Typical(83.5, 3, 84, 2), "THS_PER", "nl") == "83,5 duizend personen"


def test_a_note_under_a_chart_says_what_the_bar_is(held: RevisionStatistics) -> None:
    assert bar_note(held.typical(unit="PC_EMP"), "PC_EMP", "en") == (
        "Bar at the last year: how far 95% of such values moved at most when revised later (0.1 pp)."
    )
