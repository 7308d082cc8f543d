"""What is asked of whom, and which reply is what was asked for."""

import dataclasses
from collections.abc import Callable

import pandas as pd
import pytest

from talentstudy.errors import SchemaViolation, StudyError, UnknownName, UnsafeName
from talentstudy.sources import DATASETS
from talentstudy.sources.requests import FORMATS, as_asked, fetchable, request_of, safe_name, safe_vintage

PATHS = [
    "../x",
    "..",
    "a/b",
    "a\\b",
    "/etc/passwd",
    "isoc_sks_itspt/../x",
    "C:x",
    "",
    "x" * 65,
    "A",
    "a b",
    "a\n",
    ".x",
]


@pytest.mark.parametrize("name", PATHS)
def test_a_name_that_may_be_a_path_is_refused_by_name(name: str) -> None:
    with pytest.raises(UnsafeName, match="is no dataset id"):
        safe_name(name)
    with pytest.raises(UnsafeName):
        request_of(name)


@pytest.mark.parametrize("name", ["2026", "2026-4-17", "2026-04-17/..", "../2026-04-17", ""])
def test_a_vintage_is_a_day(name: str) -> None:
    with pytest.raises(UnsafeName, match="a day like 2026-04-17"):
        safe_vintage(name)


def test_every_dataset_of_eurostat_has_a_record_and_its_filters_are_known_codes() -> None:
    tables = {name for name, line in DATASETS.items() if line.provider == "eurostat" and not line.keyed}
    assert tables <= set(fetchable())
    for name in tables:
        request = request_of(name)
        assert request.provider.name == "eurostat"
        assert (request.dims, request.units) == (DATASETS[name].dims, DATASETS[name].units)
        assert set(request.filters.get("unit", ())) <= set(request.units)
        assert set(request.constants) <= {*request.dims, "unit"}


def test_every_record_names_terms_a_page_and_a_format_that_is_read() -> None:
    for name in fetchable():
        request = request_of(name)
        assert request.title
        assert request.provider.licence
        assert request.page.startswith("https://")
        assert request.format in FORMATS
        assert "{" not in request.page


def test_a_dataset_without_a_record_is_refused_with_the_nearest() -> None:
    with pytest.raises(UnknownName, match="did you mean isoc_sks_itspt") as refused:
        request_of("isoc_sks_itsptt")
    assert "sources/requests.toml" in str(refused.value)


def test_the_address_of_a_provider_can_be_named_by_the_environment_or_the_caller(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TALENTSTUDY_EUROSTAT_BASE", "http://127.0.0.1:1/")
    assert request_of("isoc_sks_itspt").provider.base == "http://127.0.0.1:1"
    assert request_of("isoc_sks_itspt", "http://127.0.0.1:2").provider.base == "http://127.0.0.1:2"
    assert request_of("oecd_ict_businesses").provider.base.startswith("https://")
    with pytest.raises(StudyError, match="'file:///etc' is no web address"):
        request_of("isoc_sks_itspt", "file:///etc")


@pytest.fixture
def cells() -> Callable[..., pd.DataFrame]:
    def made(**changed: object) -> pd.DataFrame:
        columns: dict[str, object] = {
            "freq": ["A", "A"],
            "unit": ["PC_EMP", "THS_PER"],
            "geo": "BE",
            "time_period": "2023",
            "obs_value": [5.4, 274.9],
            "obs_flag": ["", "b"],
        }
        return pd.DataFrame({name: column for name, column in (columns | changed).items() if column is not None})

    return made


def test_a_reply_comes_out_under_the_names_of_the_study(cells: Callable[..., pd.DataFrame]) -> None:
    table = as_asked(cells(), request_of("isoc_sks_itspt"))
    assert list(table.columns) == ["geo", "time_period", "unit", "obs_value", "obs_flag"]
    assert table["obs_value"].tolist() == [5.4, 274.9]


def test_a_reply_without_flags_has_none(cells: Callable[..., pd.DataFrame]) -> None:
    assert as_asked(cells(obs_flag=None), request_of("isoc_sks_itspt"))["obs_flag"].tolist() == ["", ""]


def test_what_a_reply_leaves_out_is_put_in_from_the_record(cells: Callable[..., pd.DataFrame]) -> None:
    reply = cells(unit=None, nace_r2=["ICT", "C_ICT"])
    table = as_asked(reply, request_of("tin00085"))
    assert table["unit"].tolist() == ["PC", "PC"]


def test_columns_of_another_provider_are_renamed() -> None:
    reply = pd.DataFrame(
        {
            "ref_area": ["BEL"],
            "freq": "A",
            "measure": "H1_B",
            "unit_measure": "PT_ENT",
            "activity": "_T",
            "size_class": "S_GE10",
            "time_period": "2023",
            "obs_value": [28.4],
            "obs_flag": "",
        }
    )
    (row,) = as_asked(reply, request_of("oecd_ict_businesses")).to_dict("records")
    assert row == {
        "measure": "H1_B",
        "nace_r2": "_T",
        "size_emp": "S_GE10",
        "geo": "BEL",
        "time_period": "2023",
        "unit": "PT_ENT",
        "obs_value": 28.4,
        "obs_flag": "",
    }


def test_a_reply_of_another_shape_is_refused_by_what_it_lacks(cells: Callable[..., pd.DataFrame]) -> None:
    with pytest.raises(SchemaViolation, match="has no column geo "):
        as_asked(cells(geo=None), request_of("isoc_sks_itspt"))
    with pytest.raises(SchemaViolation, match="has no column sex "):
        as_asked(cells(), request_of("isoc_sks_itsps"))
    with pytest.raises(SchemaViolation, match="holds the unit NR; wanted: PC_EMP, THS_PER"):
        as_asked(cells(unit=["PC_EMP", "NR"]), request_of("isoc_sks_itspt"))


def test_a_key_that_stands_twice_or_a_second_frequency_is_refused(cells: Callable[..., pd.DataFrame]) -> None:
    with pytest.raises(SchemaViolation, match="holds 1 keys twice"):
        as_asked(cells(unit="PC_EMP"), request_of("isoc_sks_itspt"))
    with pytest.raises(SchemaViolation, match=r"holds 2 codes of freq \(A, Q\)"):
        as_asked(cells(freq=["A", "Q"]), request_of("isoc_sks_itspt"))


def test_units_are_not_compared_where_a_record_names_none(cells: Callable[..., pd.DataFrame]) -> None:
    free = dataclasses.replace(request_of("isoc_sks_itspt"), units=())
    assert len(as_asked(cells(unit=["X", "Y"]), free)) == 2
