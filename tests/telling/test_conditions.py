"""A sentence is told when its condition is true, and its grammar follows the data."""

from types import SimpleNamespace

import pytest

from talentstudy.errors import BadTemplate, EmptySelection
from talentstudy.telling.conditions import clauses, holds, names_of

CELLS = {
    "women": SimpleNamespace(printed=37.0),
    "men": SimpleNamespace(printed=25.0),
    "same": SimpleNamespace(printed=25.0),
    "nothing": SimpleNamespace(printed=0.0),
    "loss": SimpleNamespace(printed=-3.0),
    "trend": SimpleNamespace(direction="flat"),
}


def cell(name: str) -> SimpleNamespace:
    if name not in CELLS:
        raise EmptySelection(f"{name} holds no value.")
    return CELLS[name]


@pytest.mark.parametrize(
    ("condition", "truth"),
    [
        ("", True),
        ("women > men", True),
        ("women < men", False),
        ("men = same", True),
        ("not women > men", False),
        ("loss is negative and women is positive", True),
        ("nothing is zero", True),
        ("nothing is positive", False),
        ("loss is not negative", False),
        ("trend is flat", True),
        ("trend is up", False),
        ("trend is not up", True),
        ("focus is BE", True),
        ("focus is not union", True),
        ("focus is union", False),
        ("women", True),
        ("absent", False),
        ("not absent", True),
    ],
)
def test_a_condition_is_true_or_not(condition: str, truth: bool) -> None:
    assert holds(condition, "BE", cell) is truth


def test_the_union_is_the_27() -> None:
    assert holds("focus is union", "EU27_2020", cell)


def test_a_missing_cell_is_named_unless_a_clause_before_it_is_false() -> None:
    with pytest.raises(EmptySelection, match="absent"):
        holds("absent > men", "BE", cell)
    assert not holds("focus is union and absent > men", "BE", cell)


def test_the_names_a_condition_asks_for_leave_the_country_out() -> None:
    assert names_of("focus is not union and women > men and trend is up") == {"women", "men", "trend"}
    assert names_of("") == set()


@pytest.mark.parametrize("condition", ["women >> men", "women is big", "women >", "> men"])
def test_a_condition_that_cannot_be_read_is_refused(condition: str) -> None:
    with pytest.raises(BadTemplate, match="condition"):
        clauses(condition)
