"""What is asked of whom."""

import pytest

from talentstudy.errors import StudyError, UnknownName, UnsafeName
from talentstudy.sources import DATASETS
from talentstudy.sources.requests import FORMATS, fetchable, request_of, safe_name, safe_vintage

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
