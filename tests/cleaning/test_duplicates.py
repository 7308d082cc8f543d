import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from talentstudy.cleaning.duplicates import refuse_duplicates
from talentstudy.errors import SchemaViolation

NAN = float("nan")


def test_a_table_with_one_row_per_key_passes_unchanged() -> None:
    rows = pd.DataFrame({"geo": ["BE", "NL", "BE"], "sex": ["F", "F", "M"], "obs_value": [1.0, 1.0, 1.0]})
    assert refuse_duplicates(rows, ["geo", "sex"]) is rows


def test_an_empty_table_passes() -> None:
    assert refuse_duplicates(pd.DataFrame({"geo": pd.Series([], dtype="str")}), ["geo"]).empty


def test_identical_repeats_and_contradictions_are_told_apart() -> None:
    rows = pd.DataFrame(
        {"geo": ["BE", "BE", "NL", "NL", "FR", "DE", "DE"], "obs_value": [5.4, 5.6, NAN, NAN, 1.0, 2.0, 2.0]}
    )
    with pytest.raises(
        SchemaViolation, match="3 keys of geo stand more than once: 2 repeat the same row, 1 contradict each other"
    ):
        refuse_duplicates(rows, ["geo"])


def test_a_key_repeated_and_contradicted_counts_once_as_a_contradiction() -> None:
    rows = pd.DataFrame({"geo": ["BE"] * 4, "obs_value": [5.4, 5.4, 5.6, 5.8]})
    with pytest.raises(
        SchemaViolation, match="1 key of geo stands more than once: 0 repeat the same row, 1 contradict"
    ):
        refuse_duplicates(rows, ["geo"])


def test_rows_that_differ_in_their_flag_alone_contradict_each_other() -> None:
    rows = pd.DataFrame({"geo": ["BE", "BE"], "obs_value": [5.4, 5.4], "obs_flag": ["", "b"]})
    with pytest.raises(SchemaViolation, match="0 repeat the same row, 1 contradict"):
        refuse_duplicates(rows, ["geo"])


def test_the_whole_rows_are_shown_together_by_key_the_first_five() -> None:
    rows = pd.DataFrame({"geo": ["NL", "BE", "NL", "BE"], "obs_value": [1.0, 2.0, 3.0, 4.0]}, index=[10, 11, 12, 13])
    with pytest.raises(SchemaViolation) as refused:
        refuse_duplicates(rows, ["geo"])
    shown = "row 11: geo=BE, obs_value=2.0; row 13: geo=BE, obs_value=4.0; row 10: geo=NL, obs_value=1.0"
    assert shown in str(refused.value)
    assert "; and more" not in str(refused.value)
    with pytest.raises(SchemaViolation, match="; and more") as many:
        refuse_duplicates(pd.concat([rows, rows]), ["geo"])
    assert str(many.value).count("row 1") == 5


def test_a_key_column_that_is_missing_is_named() -> None:
    with pytest.raises(SchemaViolation, match=r"no column sex of its key \(there: geo\)"):
        refuse_duplicates(pd.DataFrame({"geo": ["BE"]}), ["geo", "sex"])


@given(st.lists(st.tuples(st.sampled_from("AB"), st.integers(0, 2)), max_size=6))
def test_a_table_is_refused_exactly_when_a_key_repeats(pairs: list[tuple[str, int]]) -> None:
    rows = pd.DataFrame(pairs, columns=["geo", "obs_value"])
    keys = [geo for geo, _ in pairs]
    repeated = {geo for geo in keys if keys.count(geo) > 1}
    if not repeated:
        assert refuse_duplicates(rows, ["geo"]) is rows
        return
    contradicting = sum(len({value for one, value in pairs if one == geo}) > 1 for geo in repeated)
    counts = f"{len(repeated) - contradicting} repeat the same row, {contradicting} contradict"
    with pytest.raises(SchemaViolation, match=counts):
        refuse_duplicates(rows, ["geo"])
