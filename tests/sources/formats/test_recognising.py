import json

import pytest

from talentstudy.errors import RawFileError
from talentstudy.sources.formats.recognising import (
    CODE_LIST,
    JSON_STAT,
    SDMX_CSV,
    SDMX_ML,
    STRUCTURE,
    TIDY_CSV,
    TSV,
    format_of,
    refuse_error_reply,
)


@pytest.mark.parametrize(
    ("head", "found"),
    [
        (b"DATAFLOW,LAST UPDATE,freq,geo,TIME_PERIOD,OBS_VALUE\n", SDMX_CSV),
        (b"STRUCTURE,STRUCTURE_ID,ACTION,DIM_1\n", SDMX_CSV),
        (b"STRUCTURE[;],STRUCTURE_ID,DIM_1\n", SDMX_CSV),
        (b"STRUCTURE[|];STRUCTURE_ID;DIM_1\n", SDMX_CSV),
        (b'"STRUCTURE","STRUCTURE_ID","freq"\n', SDMX_CSV),
        (b"freq,unit,geo\\TIME_PERIOD\t2023 \t2024 \r\n", TSV),
        (b"unit,geo\\time\t2013 \t2012 \n", TSV),
        (b"sex,geo,time_period,unit,obs_value,obs_flag\n", TIDY_CSV),
        (b"KEY;FREQ;TIME_PERIOD;OBS_VALUE\n", TIDY_CSV),
        (b'{"version":"2.0","class":"dataset"}', JSON_STAT),
        (b"b\tbreak in time series\r\nbd\tbreak, definition differs\r\n", CODE_LIST),
        (b'<?xml version="1.0"?><m:Structure xmlns:m="x">', STRUCTURE),
        (b"<!-- a comment --><message:GenericData xmlns:message='x'>", SDMX_ML),
        (b"<mes:StructureSpecificData xmlns:mes='x'>", SDMX_ML),
        (b"<CompactData xmlns='x'>", SDMX_ML),
    ],
)
def test_a_format_is_known_by_its_content(head: bytes, found: str) -> None:
    assert format_of(head, "reply") == found
    assert format_of(b"\n " + head, "reply") == found


@pytest.mark.parametrize(
    ("head", "told"),
    [
        (b"", "reply is empty"),
        (b"  \n", "reply is empty"),
        (b"<!DOCTYPE html><html><head><title>Server  busy</title>", "is an HTML page, titled 'Server busy', not data"),
        (b"<HTML><body>Maintenance", "is an HTML page, not data"),
        (
            b"<?xml version='1.0'?><S:Fault xmlns:S='x'><faultcode>100</faultcode>"
            b"<faultstring>NO_RESULTS: The query did not return any results.</faultstring></S:Fault>",
            "is an error of the service, not data: 'NO_RESULTS: The query did not return any results.'",
        ),
        (
            b"<env:Envelope xmlns:env='urn:soap'><env:Body><ns0:asyncResponse><status>"
            b"<id>98de05ea-540a-43d3-903b-7c9e14faf808</id><status>SUBMITTED</status></status>",
            "says that the reply is still to come (98de05ea-540a-43d3-903b-7c9e14faf808)",
        ),
        (b"<rss version='2.0'>", "is XML of another kind: its first element is 'rss'"),
        (b"98de05ea-540a-43d3-903b-7c9e14faf808", "is the id of a reply to come"),
        (b"type;label\nx;y\n", "is in no format that is known: it begins with 'type;label"),
        ("DATAFLOW,geo,TIME_PERIOD,OBS_VALUE".encode("utf-16"), "is written in UTF-16 or UTF-32; UTF-8 is wanted"),
        ("\ufeff<m:Structure>".encode("utf-16-be"), "is written in UTF-16 or UTF-32"),
        ('\ufeff{"class": "dataset"}'.encode("utf-32-be"), "is written in UTF-16 or UTF-32"),
        (b"\x89PNG\r\n\x1a\n", "is in no format that is known"),
    ],
)
def test_what_is_no_data_is_refused_in_its_own_words(head: bytes, told: str) -> None:
    with pytest.raises(RawFileError) as refused:
        format_of(head, "reply")
    assert told in str(refused.value)


@pytest.mark.parametrize(
    ("error", "told"),
    [
        ({"error": [{"status": 404, "id": 100, "label": "Dataset not found"}]}, "an error .*'404 Dataset not found'"),
        ({"warning": {"status": 413, "label": "ASYNCHRONOUS_RESPONSE"}}, "a warning .*'413 ASYNCHRONOUS_RESPONSE'"),
        ({"error": "busy"}, "an error .*'busy'"),
    ],
)
def test_an_error_in_json_is_refused_in_its_own_words(error: dict, told: str) -> None:
    with pytest.raises(RawFileError, match=told):
        refuse_error_reply(error, "reply")


def test_a_dataset_in_json_is_no_error() -> None:
    refuse_error_reply(json.loads('{"class": "dataset", "value": {}}'), "reply")
