"""Evidence as plain data."""

from talentstudy.claims.evidence import of_judgement, of_relation, of_series
from talentstudy.claims.observed import Observed
from talentstudy.claims.records import Address, Judgement, Relation
from talentstudy.claims.relations import Outcome

ADDRESS = Address("hackathon_duration", {"geo": "BE", "time_period": "2023"})


def test_an_observation_says_where_it_stands_and_what_part_it_plays() -> None:
    one = Observed(ADDRESS, 2.0, 2.0, 2.0, 0.5, "DAYS", "e", "convidencia_hackathons@2023#p. 3", False)
    assert of_series(one, "decides") == {
        "kind": "publication",
        "role": "decides",
        "indicator": "hackathon_duration",
        "key": "geo=BE;time_period=2023",
        "measure": "value",
        "value": 2.0,
        "unit": "DAYS",
        "flags": "e",
        "source": "convidencia_hackathons@2023#p. 3",
    }


def test_bounds_are_named_and_what_is_open_is_empty() -> None:
    one = Observed(ADDRESS, float("nan"), float("-inf"), 3.0, 0.0, "DAYS", "", "convidencia_hackathons@2023", False)
    data = of_series(one, "decides")
    assert (data["value"], data["lower"], data["upper"]) == (None, None, 3.0)


def test_a_relation_says_whether_it_holds() -> None:
    outcome = Outcome(Relation("r_sum", "sum", ("A", "B", "C"), ""), False, {"C": 5.0})
    data = of_relation(outcome)
    assert (data["relation"], data["type"], data["claims"], data["holds"], data["computed"]) == (
        "r_sum",
        "sum",
        ["A", "B", "C"],
        False,
        {"C": 5.0},
    )


def test_a_judgement_says_whether_it_decides() -> None:
    one = Judgement("C1", "mislabelled", "population", None, (), {}, "fn33")
    assert of_judgement(one, decides=False) == {
        "kind": "judgement",
        "decides": False,
        "verdict": "mislabelled",
        "aspect": "population",
        "source": "fn33",
    }
