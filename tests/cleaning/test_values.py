import math
from decimal import Decimal

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from talentstudy.cleaning.values import split_value_and_flag
from talentstudy.errors import CleaningError

# Poland and Austria in Eurostat's env_wasmun, bulk download: a cell ends with a space, flags follow it.
PRINTED = [": ", "0 i", "1 b", "5 be", "10534 i", "424 e", "0 ", "46 ep", "259 be"]


def test_values_and_flags_of_a_printed_row() -> None:
    value, flag = split_value_and_flag(pd.Series(PRINTED))
    assert value.isna().tolist() == [True] + [False] * 8
    assert value[1:].tolist() == [0, 1, 5, 10534, 424, 0, 46, 259]
    assert flag.tolist() == ["", "i", "b", "be", "i", "e", "", "ep", "be"]
    assert value.dtype == "float64"
    assert (value.name, flag.name) == ("obs_value", "obs_flag")


def test_a_flag_beside_a_missing_value_is_kept() -> None:
    value, flag = split_value_and_flag(pd.Series([": u", ":c", ""]))
    assert value.isna().all()
    assert flag.tolist() == ["u", "c", ""]


def test_a_printed_zero_is_no_missing_value() -> None:
    value, flag = split_value_and_flag(pd.Series(["0 n", "0n", "0"]))
    assert value.tolist() == [0.0, 0.0, 0.0]
    assert flag.tolist() == ["n", "n", ""]


def test_an_exponent_is_no_flag_and_a_flag_no_exponent() -> None:
    value, flag = split_value_and_flag(pd.Series(["1.5e3", "1 e", "1e", "-2.5E-1 e"]))
    assert value.tolist() == [1500.0, 1.0, 1.0, -0.25]
    assert flag.tolist() == ["", "e", "e", "e"]


def test_a_cell_that_is_missing_altogether_is_missing() -> None:
    value, flag = split_value_and_flag(pd.Series(["1", None]))
    assert value.tolist()[0] == 1.0
    assert math.isnan(value[1])
    assert flag[1] == ""


def test_the_index_is_kept_and_the_order_does_not_matter() -> None:
    cells = pd.Series(["1 b", "2", ": u"], index=[7, 3, 5])
    value, flag = split_value_and_flag(cells)
    turned_value, turned_flag = split_value_and_flag(cells[::-1])
    pd.testing.assert_series_equal(value, turned_value[::-1])
    pd.testing.assert_series_equal(flag, turned_flag[::-1])


def test_no_cells_give_no_values() -> None:
    value, flag = split_value_and_flag(pd.Series([], dtype="str"))
    assert (len(value), len(flag)) == (0, 0)
    assert value.dtype == "float64"


@pytest.mark.parametrize(
    "cell", ["n/a", "be", "1,5", "1 234", "nan", "inf", "1e999", "12.3 be x", "--1", ".5", "5.", ": 3", "1_000"]
)
def test_text_where_a_number_stands_is_refused(cell: str) -> None:
    with pytest.raises(CleaningError, match="1 cells hold text where a number stands") as refused:
        split_value_and_flag(pd.Series(["1", cell]))
    assert f"row 1: '{cell}'" in str(refused.value)


def test_a_refusal_names_the_first_five_cells_and_counts_all() -> None:
    with pytest.raises(CleaningError) as refused:
        split_value_and_flag(pd.Series([f"x{place}" for place in range(7)]))
    message = str(refused.value)
    assert message.startswith("7 cells")
    assert "row 4: 'x4'" in message
    assert "x5" not in message


@given(
    st.lists(
        st.tuples(
            st.one_of(st.none(), st.decimals(min_value=-(10**9), max_value=10**9, places=2)),
            st.sets(st.sampled_from("bdefimnpuCNP")).map(lambda letters: "".join(sorted(letters))),
        ),
        max_size=8,
    )
)
def test_what_is_printed_is_read_back(observations: list[tuple[Decimal | None, str]]) -> None:
    cells = pd.Series([f"{':' if value is None else value} {flag}" for value, flag in observations], dtype="str")
    value, flag = split_value_and_flag(cells)
    assert flag.tolist() == [letters for _, letters in observations]
    for read, (printed, _) in zip(value, observations, strict=True):
        assert math.isnan(read) if printed is None else read == float(printed)
