"""A whole dataset out of a provider: queues, parts, codings."""

import dataclasses
import gzip
from pathlib import Path

import httpx
import pytest

from talentstudy.errors import FetchFailed
from talentstudy.fetch.door import Door
from talentstudy.fetch.taking import NothingThere, take
from talentstudy.sources.requests import Request, request_of
from tests.fetch.faults import GOOD, HURRIED, KEY, TOO_BIG, divided, fault, says, table
from tests.fetch.service import Service, by_address, gives, packed, serving


def asked(base: str, **changed: object) -> Request:
    return dataclasses.replace(request_of("isoc_sks_itspt", base), **changed)  # type: ignore[arg-type]


def test_a_reply_that_fits_is_one_file_as_it_came(tmp_path: Path) -> None:
    with serving(Service([gives(GOOD)])) as base, Door("Eurostat", 0, HURRIED) as door:
        taken = take(door, asked(base), tmp_path, {})
    assert taken.parts == ()
    assert taken.path.read_bytes() == GOOD


def test_the_state_of_a_queue_is_asked_under_its_key(tmp_path: Path) -> None:
    service = Service([gives(KEY.encode())], [says("SUBMITTED"), says("PROCESSING"), says("AVAILABLE")], [gives(GOOD)])
    with serving(service) as base, Door("Eurostat", 0, HURRIED) as door:
        assert take(door, asked(base), tmp_path, {}).path.read_bytes() == GOOD
    assert service.asked[1:] == [f"/1.0/async/status/{KEY}"] * 3 + [f"/1.0/async/data/{KEY}"]


def test_what_is_too_big_is_asked_in_parts_whose_rows_stand_under_one_head(tmp_path: Path) -> None:
    service = Service([divided(lambda path: "%2C" in path)])
    with serving(service) as base, Door("Eurostat", 0, HURRIED) as door:
        taken = take(door, asked(base, format="tsv"), tmp_path, {})
    assert gzip.decompress(taken.path.read_bytes()).decode() == table()
    assert [gzip.decompress(part.path.read_bytes()).decode() for part in taken.parts] == [
        table(units="PC_EMP"),
        table(units="THS_PER"),
    ]
    # Rows of SDMX-CSV can stand under each other; those of a wide table cannot.
    formats = [httpx.URL(path).params["format"] for path in service.asked]
    assert formats == ["TSV", "csvdata", "csvdata"]


def test_parts_are_halved_as_often_as_needed(tmp_path: Path) -> None:
    codes = tuple(f"U{number}" for number in range(7))

    def chosen(path: str):
        units = httpx.URL(path).params["c[unit]"].split(",")
        rows = "".join(f"ESTAT:ISOC_SKS_ITSPT(1.0),17/04/26 23:00:00,A,{unit},BE,2023,1,,\r\n" for unit in units)
        return gives(TOO_BIG, 413) if len(units) > 2 else gives(packed(table().split("\r\n")[0] + "\r\n" + rows))

    service = Service([by_address(chosen)])
    with serving(service) as base, Door("Eurostat", 0, HURRIED) as door:
        taken = take(door, asked(base, filters={"unit": codes}), tmp_path, {})
    rows = gzip.decompress(taken.path.read_bytes()).decode().splitlines()[1:]
    assert [row.split(",")[3] for row in rows] == list(codes)
    assert len(taken.parts) == 4


def test_a_part_without_data_is_left_out_and_none_at_all_is_nothing(tmp_path: Path) -> None:
    def chosen(path: str):
        if "%2C" in path:
            return gives(TOO_BIG, 413)
        return gives(packed(table(units="PC_EMP"))) if "PC_EMP" in path else gives(fault("NO_RESULTS"), 400)

    with serving(Service([by_address(chosen)])) as base, Door("Eurostat", 0, HURRIED) as door:
        assert len(take(door, asked(base), tmp_path, {}).parts) == 1
    none = Service([gives(TOO_BIG, 413), gives(fault("NO_RESULTS"), 400)])
    with (
        serving(none) as base,
        Door("Eurostat", 0, HURRIED) as door,
        pytest.raises(NothingThere, match="none of the 2 codes"),
    ):
        take(door, asked(base), tmp_path, {})


def test_without_a_list_of_codes_eurostat_is_asked_by_country(tmp_path: Path) -> None:
    service = Service([gives(TOO_BIG, 413), gives(packed(table()))])
    with serving(service) as base, Door("Eurostat", 0, HURRIED) as door:
        take(door, asked(base, filters={"freq": ("A",)}), tmp_path, {})
    halves = [httpx.URL(path).params["c[geo]"].split(",") for path in service.asked[1:]]
    assert "BE" in halves[0] + halves[1]
    assert not set(halves[0]) & set(halves[1])


def test_parts_of_other_columns_are_refused(tmp_path: Path) -> None:
    other = packed(table(units="THS_PER").replace("OBS_FLAG", "OBS_STATUS"))
    service = Service([gives(TOO_BIG, 413), gives(packed(table(units="PC_EMP"))), gives(other)])
    with (
        serving(service) as base,
        Door("Eurostat", 0, HURRIED) as door,
        pytest.raises(FetchFailed, match="different columns"),
    ):
        take(door, asked(base), tmp_path, {})


def test_too_many_parts_are_refused(tmp_path: Path) -> None:
    few = dataclasses.replace(HURRIED, parts=3)
    codes = tuple(f"U{number}" for number in range(64))
    with serving(Service([gives(TOO_BIG, 413)])) as base, Door("Eurostat", 0, few) as door:
        request = asked(base, filters={"unit": codes})
        with pytest.raises(FetchFailed, match="needs more than 3 requests"):
            take(door, request, tmp_path, {})


def test_a_service_that_cannot_be_filtered_is_not_asked_in_parts(tmp_path: Path) -> None:
    with serving(Service([gives(TOO_BIG, 413)])) as base, Door("Statbel", 0, HURRIED) as door:
        request = request_of("statbel_consumer_prices", base)
        with pytest.raises(FetchFailed, match="names no dimension with several codes"):
            take(door, request, tmp_path, {})


def test_what_only_the_transport_compressed_is_kept_as_gzip(tmp_path: Path) -> None:
    twice = gzip.compress(GOOD)
    for body, kept in ((GOOD, GOOD), (twice, GOOD)):
        with serving(Service([gives(body, Content_Encoding="gzip")])) as base, Door("Eurostat", 0, HURRIED) as door:
            assert take(door, asked(base), tmp_path, {}).path.read_bytes() == kept
