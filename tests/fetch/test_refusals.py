"""What a provider says instead of data, in each of the ways it does."""

import pytest

from talentstudy.fetch.refusals import Refusal, refusal, state
from tests.fetch.faults import FOOTER, KEY, LATER, QUEUED, TOO_BIG, WEB_PAGE, fault, table

OLD_QUEUE = (
    '<env:Envelope xmlns:env="e"><env:Body><a:asyncResponse xmlns:a="a"><b:status xmlns:b="b">'
    f"<b:key>{KEY}</b:key><b:status>PROCESSING</b:status></b:status></a:asyncResponse></env:Body></env:Envelope>"
).encode()
SDMX_ERROR = (
    b'<mes:Error xmlns:mes="m" xmlns:com="c"><mes:ErrorMessage code="150"><com:Text xml:lang="en">Invalid dimension'
    b"</com:Text></mes:ErrorMessage></mes:Error>"
)


@pytest.mark.parametrize(
    ("status", "content", "kind", "words"),
    [
        (413, TOO_BIG, "too big", "estimated 7000000 rows"),
        (200, FOOTER, "too big", "Due to the large query"),
        (413, b'{"error":[{"status":413,"label":"EXTRACTION_TOO_BIG: x"}]}', "too big", "EXTRACTION_TOO_BIG"),
        (413, b"<x/>", "too big", ""),
        (200, LATER, "later", "ASYNCHRONOUS_RESPONSE"),
        (413, LATER, "later", "ASYNCHRONOUS_RESPONSE"),
        (200, fault("DATA_NOT_YET_AVAILABLE: Requested data is not yet available."), "later", "not yet available"),
        (400, fault("NO_RESULTS: The query did not return any results."), "empty", "did not return any results"),
        (404, b"NoRecordsFound", "empty", "NoRecordsFound"),
        (400, fault("INVALID_QUERY"), "refused", "status 400: INVALID_QUERY"),
        (400, SDMX_ERROR, "refused", "Invalid dimension"),
        (404, b'{"error":[{"status":404,"id":100,"label":"Dataset not found"}]}', "refused", "Dataset not found"),
        (200, b'{"error":[{"status":400,"id":150,"label":"Invalid dimension"}]}', "refused", "Invalid dimension"),
        (200, WEB_PAGE, "refused", "a web page instead of data: We will be back soon"),
        (200, b"\xef\xbb\xbf\n <HTML lang='fr'><body>Erreur</body></HTML>", "refused", "Erreur"),
        (401, b"", "refused", "status 401: no word of explanation"),
    ],
)
def test_each_kind_is_known_by_its_words(status: int, content: bytes, kind: str, words: str) -> None:
    said = refusal(status, content)
    assert said is not None
    assert said.kind == kind
    assert words in said.words


@pytest.mark.parametrize("content", [QUEUED, OLD_QUEUE, KEY.encode(), f" {KEY}\n".encode()])
def test_the_key_of_a_queue_is_found(content: bytes) -> None:
    assert refusal(200, content) == Refusal("queued", "the extraction is queued", KEY)


@pytest.mark.parametrize(
    "content", [table().encode(), b"freq,geo\\TIME_PERIOD\t2023 \n", b'{"version":"2.0","value":{', b"<m:Structure/>"]
)
def test_data_are_no_refusal(content: bytes) -> None:
    assert refusal(200, content) is None


def test_a_queue_never_names_a_place_to_go_to() -> None:
    evil = b"<queued><id>../../../etc/passwd</id></queued>"
    assert refusal(200, evil) is None
    assert refusal(200, b"<queued><id>http://elsewhere.example/x</id></queued>") is None


def test_a_long_explanation_is_cut() -> None:
    said = refusal(500, fault("x" * 5000))
    assert said is not None
    assert len(said.words) < 400


def test_the_state_of_a_queue_is_one_of_eurostats_words() -> None:
    assert state(b"<status>AVAILABLE</status>") == "AVAILABLE"
    assert state(b"PROCESSING") == "PROCESSING"
    assert state(b"<html>gone</html>") == ""
