"""Where a country stands among the member states."""

from collections.abc import Callable
from dataclasses import replace

import pandas as pd
import pytest

from talentstudy.codes import member_states
from talentstudy.pipeline import Pipeline
from talentstudy.telling.cells import unmarked
from talentstudy.telling.ranks import rank_sentences
from talentstudy.telling.writer import Writer


@pytest.fixture
def ranked(edition_2025: Pipeline) -> Callable[..., Pipeline]:
    """The 27 with values falling in protocol order, changed where a test says so."""

    def made(indicator: str = "ict_women_share", only: int = 27, **values: float) -> Pipeline:
        held = {geo: 60.0 - at for at, geo in enumerate(member_states()[:only])} | values
        rows = pd.DataFrame(
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
        return replace(edition_2025, _indicators={indicator: rows}, kept={})

    return made


def told(writer: Writer) -> str:
    return unmarked(" ".join(rank_sentences(writer, "ict_women_share", "2024")))


def test_place_highest_and_lowest(writer: Callable[..., Writer], ranked: Callable[..., Pipeline]) -> None:
    assert told(writer("en", "NL", ranked())) == (
        "Among the 27 member states with a figure, the Netherlands ranks 19th. "
        "The figure is highest in Belgium (60%) and lowest in Sweden (34%)."
    )


def test_verbs_follow_the_number_of_the_country(writer: Callable[..., Writer], ranked: Callable[..., Pipeline]) -> None:
    assert told(writer("fr", "NL", ranked())).startswith("Les Pays-Bas se classent ainsi 19e parmi les 27")
    assert told(writer("fr", "FR", ranked())).startswith("La France se classe ainsi 10e parmi les 27")
    assert told(writer("de", "NL", ranked())).startswith("Die Niederlande liegen damit auf dem 19. Platz")
    assert told(writer("nl", "NL", ranked())).startswith("Nederland komt daarmee op de 19e plaats")


def test_the_first_leads(writer: Callable[..., Writer], ranked: Callable[..., Pipeline]) -> None:
    leader = ranked(NL=90.0)
    assert told(writer("fr", "NL", leader)).startswith("Les Pays-Bas arrivent ainsi en tête des 27")
    assert told(writer("en", "NL", leader)) == (
        "Among the 27 member states with a figure, the Netherlands comes first; the figure is lowest in Sweden (34%)."
    )


def test_ties_are_shared_and_named(writer: Callable[..., Writer], ranked: Callable[..., Pipeline]) -> None:
    tied = ranked(NL=60.0)
    assert "deelt daarmee de 1e plaats" in told(writer("nl", "BE", tied))
    assert "in België en in Nederland (60%)" in told(writer("nl", "BE", tied))


def test_the_union_has_no_place_and_sees_the_ends(
    writer: Callable[..., Writer], ranked: Callable[..., Pipeline]
) -> None:
    assert told(writer("en", "EU27_2020", ranked())).startswith("The figure is highest in Belgium")


def test_among_few_there_is_no_ranking(writer: Callable[..., Writer], ranked: Callable[..., Pipeline]) -> None:
    assert told(writer("en", "BE", ranked(only=13))) == ""
    assert told(writer("en", "BE", ranked(only=14))) != ""


def test_a_rank_keeps_the_row_and_the_ranking(writer: Callable[..., Writer], ranked: Callable[..., Pipeline]) -> None:
    made = writer("en", "NL", ranked())
    told(made)
    rank = next(number for number in made.numbers if number.how == "rank")
    assert rank.value == 19
    assert [cell.rows for cell in rank.cells] == [1, 27]
