"""What a record becomes when it is asked."""

import dataclasses

import httpx
import pytest

from talentstudy.errors import StudyError, UnknownName
from talentstudy.fetch.addresses import data_address, job_address, structure_address
from talentstudy.sources.requests import Request, fetchable, request_of


def asked(**changed: object) -> Request:
    return dataclasses.replace(request_of("isoc_sks_itspt", "https://service"), **changed)  # type: ignore[arg-type]


def test_sdmx_3_filters_by_the_name_of_a_dimension() -> None:
    url = httpx.URL(data_address(asked(since="2004")))
    assert url.path == "/sdmx/3.0/data/dataflow/ESTAT/isoc_sks_itspt/1.0"
    assert dict(url.params) == {
        "c[freq]": "A",
        "c[unit]": "PC_EMP,THS_PER",
        "c[TIME_PERIOD]": "ge:2004",
        "format": "csvdata",
        "formatVersion": "1.0",
        "compress": "true",
    }


@pytest.mark.parametrize(
    ("form", "wanted"),
    [
        ("sdmx-csv-2.0", {"format": "csvdata", "formatVersion": "2.0", "compress": "true"}),
        ("tsv", {"format": "TSV", "compress": "true"}),
        ("json-stat", {"format": "json", "lang": "en"}),
    ],
)
def test_each_format_has_its_own_words(form: str, wanted: dict[str, str]) -> None:
    assert dict(httpx.URL(data_address(asked(format=form, filters={}))).params) == wanted


def test_sdmx_2_1_filters_by_place_in_the_key() -> None:
    request = asked(api="sdmx/2.1", order=("freq", "unit", "geo"), format="tsv", since="2010")
    url = httpx.URL(data_address(request))
    assert url.path == "/sdmx/2.1/data/isoc_sks_itspt/A.PC_EMP+THS_PER."
    assert dict(url.params) == {"format": "TSV", "startPeriod": "2010", "compressed": "true"}


def test_a_filter_without_a_place_in_the_key_is_refused() -> None:
    with pytest.raises(StudyError, match="filters unit and does not say where in the key"):
        data_address(asked(api="sdmx/2.1", order=("freq", "geo")))


def test_the_statistics_interface_takes_one_parameter_per_code() -> None:
    url = httpx.URL(data_address(asked(api="statistics/1.0", format="json-stat", since="2010")))
    assert url.path == "/statistics/1.0/data/isoc_sks_itspt"
    assert url.params.get_list("unit") == ["PC_EMP", "THS_PER"]
    assert url.params["sinceTimePeriod"] == "2010"


def test_the_oecd_and_statbel_are_asked_by_their_records_alone() -> None:
    oecd = httpx.URL(data_address(request_of("oecd_ict_businesses")))
    assert oecd.path == (
        "/public/rest/data/OECD.STI.DEP,DSD_ICT_B@DF_BUSINESSES,1.0/BEL+NLD+FRA+DEU+LUX+EST.A.H1_B.PT_ENT._T.S_GE10"
    )
    assert oecd.params["format"] == "csvfile"
    statbel = data_address(request_of("statbel_consumer_prices"))
    assert statbel.endswith("/bestat/api/views/d9a303dc-d393-4686-8fe2-234e03a857b8/result/JSON")


def test_every_record_has_an_address() -> None:
    assert all(data_address(request_of(name)).startswith("https://") for name in fetchable())


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"api": "sdmx/4"}, "interface of Eurostat named 'sdmx/4'"),
        ({"api": "sdmx/2.1", "format": "sdmx-csv-2.0"}, "format of SDMX 2.1"),
    ],
)
def test_what_nobody_wrote_is_refused_by_name(changed: dict[str, object], words: str) -> None:
    with pytest.raises(UnknownName, match=words):
        data_address(asked(**changed))


def test_a_record_without_dialect_or_path_is_refused() -> None:
    provider = dataclasses.replace(asked().provider, dialect="soap")
    with pytest.raises(UnknownName, match="dialect of a provider named 'soap'"):
        data_address(asked(provider=provider))
    with pytest.raises(StudyError, match="names no path"):
        data_address(dataclasses.replace(request_of("statbel_consumer_prices"), path=""))


def test_queues_and_structures_have_their_addresses() -> None:
    assert job_address(asked(), "status", "k-1") == "https://service/1.0/async/status/k-1"
    assert structure_address(asked(), "codelist", "GEO") == "https://service/sdmx/3.0/structure/codelist/ESTAT/GEO/~"
