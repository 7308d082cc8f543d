import pandas as pd
import pytest

from talentstudy.errors import CleaningError
from talentstudy.sources.formats.columns import Coded
from talentstudy.sources.formats.statuses import letters_and_rest, unsaid


def letters(**columns: list[str]) -> tuple[list[str], dict[str, pd.Categorical]]:
    coded, rest = letters_and_rest({name: Coded.of(cells) for name, cells in columns.items()}, "reply")
    assert coded is not None
    return [coded.texts[code] for code in coded.codes], rest


def test_no_column_is_no_flag() -> None:
    assert letters_and_rest({}, "reply") == (None, {})


def test_observation_and_confidentiality_status_are_one_text() -> None:
    found, rest = letters(obs_flag=["b", "", "u"], conf_status=["", "C", "C"])
    assert found == ["b", "C", "uC"]
    assert rest == {}


def test_a_status_that_letters_say_leaves_no_column() -> None:
    assert letters(obs_status=["A", "B", "E"]) == (["", "b", "e"], {})


def test_a_status_without_a_letter_stays_in_its_column() -> None:
    found, rest = letters(obs_flag=["e", ""], obs_status=["A", "K"])
    assert found == ["e", ""]
    assert [*rest["obs_status"]] == ["A", "K"]


def test_a_finer_confidentiality_is_confidential_and_stays_in_its_column() -> None:
    found, rest = letters(conf_status=["F", "S"])
    assert found == ["", "C"]
    assert [*rest["conf_status"]] == ["F", "S"]


def test_an_unknown_confidentiality_is_refused() -> None:
    with pytest.raises(CleaningError, match=r"reply has an unknown conf_status '\?'"):
        letters(conf_status=["?"])


def test_values_under_a_status_that_no_letter_says_are_found() -> None:
    rows = pd.DataFrame({"obs_status": pd.Categorical(["A", "K", "K"]), "obs_value": [1.0, 2.0, float("nan")]})
    assert unsaid(rows).tolist() == [False, True, False]
    assert unsaid(rows[["obs_value"]]).tolist() == [False, False, False]
