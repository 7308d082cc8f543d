import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from talentstudy.cleaning.geo import normalise_geo
from talentstudy.codes import known
from talentstudy.errors import UnknownName


def test_greece_and_the_united_kingdom_get_the_codes_of_the_institutions() -> None:
    codes = pd.Series(["GR", "GB", "EL", "UK", " BE "], index=[5, 4, 3, 2, 1])
    assert normalise_geo(codes).to_dict() == {5: "EL", 4: "UK", 3: "EL", 2: "UK", 1: "BE"}


def test_a_union_with_the_united_kingdom_is_never_taken_for_the_27_of_today() -> None:
    assert normalise_geo(pd.Series(["EU27_2020", "EU28", "EU27_2007"])).tolist() == ["EU27_2020", "EU28", "EU27_2007"]


@pytest.mark.parametrize("code", ["EU27", "EU"])
def test_a_union_without_its_year_is_refused_with_the_choice(code: str) -> None:
    with pytest.raises(UnknownName, match=f"no country or region named '{code}'.*write EU27_2020"):
        normalise_geo(pd.Series(["BE", code]))


@pytest.mark.parametrize(("code", "nearest"), [("be", "BE"), ("EU27_2021", "EU27_2020"), ("BE_1", "BE1")])
def test_an_unknown_code_is_refused_with_the_nearest(code: str, nearest: str) -> None:
    with pytest.raises(UnknownName, match=f"did you mean .*{nearest}"):
        normalise_geo(pd.Series([code]))


@pytest.mark.parametrize("code", ["", None, "XYZ"])
def test_what_is_no_code_is_refused(code: str | None) -> None:
    with pytest.raises(UnknownName, match="no country or region named"):
        normalise_geo(pd.Series(["BE", code], dtype="str"))


@given(st.lists(st.sampled_from([*sorted(known("geo")), "GR", "GB"]), max_size=8))
def test_what_comes_out_is_known_and_stays_as_it_is(codes: list[str]) -> None:
    once = normalise_geo(pd.Series(codes, dtype="str"))
    assert set(once) <= known("geo")
    assert [code for code in once if code not in codes] == [
        {"GR": "EL", "GB": "UK"}[code]
        for code in codes
        if code in ("GR", "GB") and {"GR": "EL", "GB": "UK"}[code] not in codes
    ]
    pd.testing.assert_series_equal(normalise_geo(once), once)
