import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from talentstudy.cleaning.keys import complete_keys, select
from talentstudy.errors import EmptySelection, UnknownName

ROWS = pd.DataFrame(
    {"geo": ["BE", "BE", "NL", "NL"], "sex": ["F", "M", "F", "T"], "obs_value": [1.0, 2.0, 3.0, 4.0]},
    index=[9, 8, 7, 6],
)


def test_what_a_copy_leaves_out_is_completed_in_order() -> None:
    completed = complete_keys(ROWS, {"freq": "A", "nace_r2": "ICT"})
    assert list(completed.columns) == ["freq", "nace_r2", "geo", "sex", "obs_value"]
    assert set(completed["freq"]) == {"A"}
    assert completed.index.equals(ROWS.index)


def test_a_column_that_is_there_stays_as_it_is() -> None:
    pd.testing.assert_frame_equal(complete_keys(ROWS, {"sex": "T"}), ROWS)


def test_completing_twice_changes_nothing_more() -> None:
    once = complete_keys(ROWS, {"freq": "A"})
    pd.testing.assert_frame_equal(complete_keys(once, {"freq": "A"}), once)


def test_the_table_given_is_not_changed() -> None:
    before = ROWS.copy()
    completed = complete_keys(ROWS, {"sex": "T"})
    completed["obs_value"] = 0.0
    chosen = select(ROWS)
    chosen["obs_value"] = 0.0
    pd.testing.assert_frame_equal(ROWS, before)


def test_an_empty_table_gets_its_keys_too() -> None:
    assert list(complete_keys(ROWS.head(0), {"freq": "A"}).columns) == ["freq", "geo", "sex", "obs_value"]


def test_rows_are_selected_in_their_order_and_numbered_anew() -> None:
    chosen = select(ROWS, geo=("NL", "BE"), sex="F")
    assert chosen["obs_value"].tolist() == [1.0, 3.0]
    assert chosen.index.tolist() == [0, 1]


def test_codes_may_come_from_an_iterator() -> None:
    assert select(ROWS, sex=iter(["F", "M"]))["obs_value"].tolist() == [1.0, 2.0, 3.0]


def test_nothing_asked_selects_all() -> None:
    assert select(ROWS)["obs_value"].tolist() == [1.0, 2.0, 3.0, 4.0]


def test_the_code_that_excludes_all_is_named_with_what_is_there() -> None:
    with pytest.raises(EmptySelection, match=r"no row has geo=FR among all 4 \(there: BE, NL\)"):
        select(ROWS, geo="FR", sex="F")
    with pytest.raises(EmptySelection, match=r"no row has sex=T or X among the 2 with geo=BE \(there: F, M\)"):
        select(ROWS, geo="BE", sex=["T", "X"])


def test_a_selection_from_nothing_says_so() -> None:
    with pytest.raises(EmptySelection, match="no row has geo=BE: the table is empty"):
        select(ROWS.head(0), geo="BE")


def test_many_codes_are_not_all_listed() -> None:
    rows = pd.DataFrame({"geo": [f"G{number:02}" for number in range(20)]})
    with pytest.raises(EmptySelection, match="G11 and 8 more"):
        select(rows, geo="BE")


def test_an_unknown_column_is_refused_with_the_nearest() -> None:
    with pytest.raises(UnknownName, match="no column named 'sexe'; did you mean sex"):
        select(ROWS, sexe="F")


@given(st.lists(st.tuples(st.sampled_from("AB"), st.sampled_from("FM")), max_size=6))
def test_a_selection_holds_exactly_the_rows_asked_for(pairs: list[tuple[str, str]]) -> None:
    rows = pd.DataFrame(pairs, columns=["geo", "sex"]).astype("str")
    wanted = [pair for pair in pairs if pair == ("A", "F")]
    if wanted:
        assert len(select(rows, geo="A", sex="F")) == len(wanted)
        pd.testing.assert_frame_equal(select(rows, geo="A", sex="F"), select(rows, sex="F", geo="A"))
    else:
        with pytest.raises(EmptySelection):
            select(rows, geo="A", sex="F")
