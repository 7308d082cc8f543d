import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from talentstudy.cleaning.flags import has_flag, letters_of, normalise_flags, union_of_flags
from talentstudy.errors import CleaningError

OLD_AND_NEW = st.text(alphabet="bdefimnpuCNPszc", max_size=5)
NEW = st.sets(st.sampled_from("bdefimnpuCNP")).map(lambda letters: "".join(sorted(letters)))


def test_the_former_letters_become_those_in_force() -> None:
    flags = pd.Series(["s", "z", "c", "bs", "b", ""])
    assert normalise_flags(flags).tolist() == ["i", "m", "C", "bi", "b", ""]


def test_combined_letters_are_sorted_and_stand_once() -> None:
    assert normalise_flags(pd.Series(["eb", "upb", "si", " p "])).tolist() == ["be", "bpu", "i", "p"]


def test_capitals_are_letters_of_their_own() -> None:
    assert normalise_flags(pd.Series(["n", "N", "p", "P"])).tolist() == ["n", "N", "p", "P"]


def test_no_flag_and_a_missing_flag_are_the_same() -> None:
    assert normalise_flags(pd.Series(["", None])).tolist() == ["", ""]


@pytest.mark.parametrize("flag", [":", "bx", "r", "B", "b,e"])
def test_an_unknown_letter_is_refused(flag: str) -> None:
    with pytest.raises(CleaningError, match="1 flags hold an unknown letter") as refused:
        normalise_flags(pd.Series(["b", flag, flag]))
    assert f"'{flag}' (2 times)" in str(refused.value)


@given(st.lists(OLD_AND_NEW, max_size=6))
def test_normalising_twice_changes_nothing_more(flags: list[str]) -> None:
    once = normalise_flags(pd.Series(flags, dtype="str"))
    pd.testing.assert_series_equal(normalise_flags(once), once)


@given(st.lists(OLD_AND_NEW, max_size=6))
def test_no_flag_is_lost_and_none_invented(flags: list[str]) -> None:
    now = {"s": "i", "z": "m", "c": "C"}
    for before, after in zip(flags, normalise_flags(pd.Series(flags, dtype="str")), strict=True):
        assert set(after) == {now.get(letter, letter) for letter in before}


@given(st.lists(st.tuples(NEW, NEW, NEW), max_size=6))
def test_a_union_holds_the_letters_of_each_in_any_order(rows: list[tuple[str, str, str]]) -> None:
    columns = [pd.Series([row[place] for row in rows], dtype="str") for place in range(3)]
    union = union_of_flags(*columns)
    assert union.tolist() == ["".join(sorted(set("".join(row)))) for row in rows]
    pd.testing.assert_series_equal(union_of_flags(*columns[::-1]), union)
    pd.testing.assert_series_equal(union_of_flags(union, columns[0]), union)


def test_a_union_counts_a_missing_flag_as_none() -> None:
    assert union_of_flags(pd.Series(["b", None]), pd.Series([None, None], dtype="str")).tolist() == ["b", ""]


def test_a_union_keeps_the_index() -> None:
    united = union_of_flags(pd.Series(["b"], index=[4]), pd.Series(["e"], index=[4]))
    assert united.to_dict() == {4: "be"}


def test_flags_on_different_rows_are_not_united() -> None:
    with pytest.raises(CleaningError, match="different indexes"):
        union_of_flags(pd.Series(["b"]), pd.Series(["e"], index=[4]))


def test_the_letters_of_several_observations_stand_once_in_order() -> None:
    assert letters_of(pd.Series(["eb", "u", "", "b", None])) == ("b", "e", "u")
    assert letters_of([]) == ()


def test_a_letter_is_found_alone_or_combined() -> None:
    assert has_flag(pd.Series(["be", "e", "", "b", None]), "b").tolist() == [True, False, False, True, False]


@pytest.mark.parametrize("letter", ["s", "", "be", "."])
def test_a_letter_that_is_no_flag_is_not_looked_for(letter: str) -> None:
    with pytest.raises(CleaningError, match="is no flag in force"):
        has_flag(pd.Series(["b"]), letter)
