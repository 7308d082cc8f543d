"""Every way a provider may misbehave, and how a fetch ends: run it to print the table."""

from __future__ import annotations

import gzip
import re
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from talentstudy.errors import StudyError
from talentstudy.fetch import Outcome, Patience
from talentstudy.fetch.fetching import fetch_request
from talentstudy.sources.requests import Request, request_of
from talentstudy.store import Home
from tests.fetch.service import (
    Service,
    Step,
    by_address,
    drips,
    drops,
    ends_open,
    gives,
    packed,
    redirects,
    serving,
    stalls,
)

NOW = datetime(2026, 5, 2, 12, tzinfo=UTC)
HURRIED = Patience(
    # A service on this machine answers at once, unless the machine is busy: faults of time are less patient themselves.
    connect=60,
    read=60,
    reply=60,
    attempts=3,
    first_wait=0.01,
    longest_wait=0.02,
    jitter=0,
    redirects=5,
    poll_every=0.01,
    poll_for=60,
    lock=60,
    pause=0,
    parts=40,
    received=100_000,
    expanded=1_000_000,
)
DATASET = "isoc_sks_itspt"
HEAD = "DATAFLOW,LAST UPDATE,freq,unit,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG,CONF_STATUS\r\n"
ROWS = {
    "PC_EMP": "A,PC_EMP,BE,2023,5.4,,\r\n",
    "THS_PER": "A,THS_PER,BE,2023,274.9,b,\r\n",
}


def table(*, updated: str = "17/04/26 23:00:00", name: str = "ISOC_SKS_ITSPT", units: str = "PC_EMP,THS_PER") -> str:
    """A reply in SDMX-CSV 1.0 as Eurostat writes it: CRLF, a stamp and the dataset's name in every row."""
    rows = [f"ESTAT:{name}(1.0),{updated},{ROWS[unit]}" for unit in units.split(",")]
    return HEAD + "".join(rows)


GOOD = packed(table())
REVISED = packed(table(updated="24/04/26 11:00:00").replace("5.4", "5.5"))
RESTAMPED = packed(table(updated="24/04/26 11:00:00"))
SAME_DAY = packed(table().replace("5.4", "5.5"))
WEB_PAGE = b"<!DOCTYPE html><html><head><title>We will be back soon</title></head><body>Maintenance</body></html>"
KEY = "0f8b7c52-1d4e-4c9a-9a53-6f1f0e7d2b11"


def fault(words: str) -> bytes:
    """A SOAP fault as Eurostat's services give it."""
    return (
        '<?xml version="1.0"?><S:Fault xmlns:S="http://schemas.xmlsoap.org/soap/envelope/">'
        f"<faultcode>100</faultcode><faultstring>{words}</faultstring></S:Fault>"
    ).encode()


QUEUED = (
    '<env:Envelope xmlns:env="http://schemas.xmlsoap.org/soap/envelope/"><env:Body><ns0:syncResponse>'
    f"<queued><id>{KEY}</id><status>SUBMITTED</status></queued></ns0:syncResponse></env:Body></env:Envelope>"
).encode()
LATER = b'{"warning":{"status":413,"label":"ASYNCHRONOUS_RESPONSE. Your request is treated asynchronously."}}'
TOO_BIG = fault("EXTRACTION_TOO_BIG: The requested extraction is too big, estimated 7000000 rows, max is 5000000")
FOOTER = (
    b'<m:GenericData xmlns:m="m" xmlns:f="f" xmlns:c="c"><f:Footer><f:Message code="413" severity="Information">'
    b'<c:Text xml:lang="en">Due to the large query the response will be written to a file</c:Text></f:Message></f:Footer>'
    b"</m:GenericData>"
)
JSON_EMPTY = (
    b'{"version":"2.0","class":"dataset","label":"x","id":["freq","unit","geo","time"],"size":[1,1,1,1],'
    b'"dimension":{"freq":{"category":{"index":{"A":0}}},"unit":{"category":{"index":{"PC_EMP":0}}},'
    b'"geo":{"category":{"index":{"BE":0}}},"time":{"category":{"index":{"2023":0}}}},"value":{}}'
)


def divided(too_big: Callable[[str], bool]) -> Step:
    """Gives the units asked for, unless they are too many."""

    def chosen(path: str) -> Step:
        both = "PC_EMP%2CTHS_PER" in path
        if too_big(path):
            return gives(TOO_BIG, 413)
        return gives(packed(table(units="PC_EMP,THS_PER" if both else "PC_EMP" if "PC_EMP" in path else "THS_PER")))

    return by_address(chosen)


def says(state: str) -> Step:
    return gives(f"<status><key>{KEY}</key><status>{state}</status></status>".encode())


@dataclass(frozen=True)
class Fault:
    """One way to misbehave, and how the run must end: an outcome's kind or the refusal's class, and words it says."""

    name: str
    data: Sequence[Step]
    ends: str
    words: str = ""
    status: Sequence[Step] = ()
    job: Sequence[Step] = ()
    # What is on the shelf before: replies fetched one after the other.
    before: Sequence[bytes] = ()
    format: str = "sdmx-csv"
    api: str = "sdmx/3.0"
    filters: tuple[str, ...] = ("PC_EMP", "THS_PER")
    patience: Patience = HURRIED


FAULTS = (
    Fault("none", [gives(GOOD)], "new", "2026-04-17, 2 observations"),
    Fault("none, compressed by the transport only", [gives(GOOD, Content_Encoding="gzip")], "new", "2 observations"),
    Fault("none, compressed twice", [gives(gzip.compress(GOOD), Content_Encoding="gzip")], "new", "2 observations"),
    Fault("none, not compressed", [gives(table().encode())], "new", "2 observations"),
    Fault("same content, new time stamps", [gives(RESTAMPED)], "unchanged", "since vintage 2026-04-17", before=[GOOD]),
    Fault("304 Not Modified", [gives(b"", 304)], "not modified", "since vintage 2026-04-17", before=[GOOD]),
    Fault("a revised value", [gives(REVISED)], "new", "new vintage 2026-04-24", before=[GOOD]),
    Fault("the line drops once", [drops(), gives(GOOD)], "new", "2026-04-17"),
    Fault("the line drops within the body once", [drops(GOOD[:40]), gives(GOOD)], "new", "2026-04-17"),
    Fault("the line always drops", [drops(GOOD[:40])], "FetchFailed", "3 attempts were made"),
    Fault(
        "no reply in time, once",
        [stalls(2), gives(GOOD)],
        "new",
        "2026-04-17",
        patience=replace(HURRIED, read=0.2, attempts=9),
    ),
    Fault(
        "never a reply in time",
        [stalls(2)],
        "FetchFailed",
        "nothing came for too long",
        patience=replace(HURRIED, read=0.15),
    ),
    Fault(
        "a byte now and then",
        [drips(GOOD, 0.05)],
        "FetchFailed",
        "was not complete after",
        patience=replace(HURRIED, reply=0.4),
    ),
    Fault("429, come back at once", [gives(b"", 429, Retry_After="0"), gives(GOOD)], "new", "2026-04-17"),
    Fault("429, come back in an hour", [gives(b"", 429, Retry_After="3600")], "FetchFailed", "in 3600 seconds"),
    Fault("503 twice", [gives(b"", 503), gives(b"", 503), gives(GOOD)], "new", "2026-04-17"),
    Fault("503 for ever", [gives(b"", 503)], "FetchFailed", "status 503"),
    Fault("gzip without its end, once", [gives(GOOD[:-20]), gives(GOOD)], "new", "2026-04-17"),
    Fault("gzip without its end, always", [gives(GOOD[:-20])], "FetchFailed", "cut short"),
    Fault("gzip with a wrong check sum", [gives(GOOD[:-8] + bytes(4) + GOOD[-4:])], "FetchFailed", "damaged"),
    Fault("a length claimed too long", [gives(GOOD, claimed=len(GOOD) + 9)], "FetchFailed", "the connection broke"),
    Fault("a length claimed too short", [gives(GOOD, claimed=len(GOOD) - 9)], "FetchFailed", "cut short"),
    Fault("text cut within a line, no length", [ends_open(table().encode()[:-9])], "FetchFailed", "within a line"),
    Fault("an empty body", [gives(b"")], "FetchFailed", "empty"),
    Fault("a redirect", [redirects("/elsewhere"), gives(GOOD)], "new", "2026-04-17"),
    Fault("a redirect loop", [redirects()], "FetchFailed", "from one address to the next"),
    Fault("another dataset", [gives(packed(table(name="ISOC_SKS_ITSPS")))], "FetchFailed", "ISOC_SKS_ITSPS"),
    Fault("a column missing", [gives(packed(table().replace(",geo,", ",region,")))], "FetchFailed", "no column geo"),
    Fault("an unknown unit", [gives(packed(table().replace("THS_PER", "NR")))], "FetchFailed", "holds the unit NR"),
    Fault("a web page with 200", [gives(WEB_PAGE)], "FetchFailed", "We will be back soon"),
    Fault("a web page with 404", [gives(WEB_PAGE, 404)], "FetchFailed", "status 404"),
    Fault("400 INVALID_QUERY", [gives(fault("INVALID_QUERY"), 400)], "FetchFailed", "INVALID_QUERY"),
    Fault(
        "404 as JSON",
        [gives(b'{"error":[{"status":404,"id":100,"label":"Dataset not found"}]}', 404)],
        "FetchFailed",
        "Dataset not found",
    ),
    Fault(
        "400 NO_RESULTS",
        [gives(fault("NO_RESULTS: The query did not return any results."), 400)],
        "empty",
        "NO_RESULTS",
    ),
    Fault("404 NoRecordsFound, as the OECD says", [gives(b"NoRecordsFound", 404)], "empty", "NoRecordsFound"),
    Fault("204 No Content", [gives(b"", 204)], "empty", "204"),
    Fault("a head without rows", [gives(packed(HEAD))], "empty", "no observation"),
    Fault("JSON-stat without values", [gives(JSON_EMPTY)], "empty", "no observation", format="json-stat"),
    Fault(
        "413, queued, then ready",
        [gives(QUEUED, 413)],
        "new",
        "2026-04-17",
        status=[says("PROCESSING"), says("AVAILABLE")],
        job=[gives(GOOD)],
    ),
    Fault(
        "queued with a bare key",
        [gives(KEY.encode())],
        "new",
        "2026-04-17",
        status=[says("AVAILABLE")],
        job=[gives(GOOD)],
    ),
    Fault(
        "ready too early",
        [gives(QUEUED)],
        "new",
        "2026-04-17",
        status=[says("AVAILABLE")],
        job=[gives(fault("DATA_NOT_YET_AVAILABLE: not yet.")), gives(GOOD)],
    ),
    Fault("ASYNCHRONOUS_RESPONSE, then ready", [gives(LATER), gives(GOOD)], "new", "2026-04-17"),
    Fault(
        "queued for ever",
        [gives(QUEUED)],
        "FetchFailed",
        "still prepares",
        status=[says("PROCESSING")],
        patience=replace(HURRIED, poll_for=0.15),
    ),
    Fault("queued, then an error", [gives(QUEUED)], "FetchFailed", "could not make", status=[says("ERROR")]),
    Fault("queued, then NO_RESULTS", [gives(QUEUED)], "empty", "NO_RESULTS", status=[says("NO_RESULTS")]),
    Fault("queued, expired, asked again", [gives(QUEUED), gives(GOOD)], "new", "2026-04-17", status=[says("EXPIRED")]),
    Fault("too big, given in parts", [divided(lambda path: "%2C" in path)], "new", "2 observations"),
    Fault("too big, in a footer", [gives(FOOTER), divided(lambda path: False)], "new", "2 observations"),
    Fault("too big even in parts", [gives(TOO_BIG, 413)], "FetchFailed", "too big even for"),
    Fault(
        "updated between two parts",
        [
            gives(TOO_BIG, 413),
            gives(packed(table(units="PC_EMP"))),
            gives(packed(table(units="THS_PER", updated="18/04/26 11:00:00"))),
        ],
        "FetchFailed",
        "updated while it was fetched",
    ),
    Fault("a zip bomb", [gives(packed(HEAD + " " * 2_000_000))], "FetchFailed", "expands to more than 1,000,000 bytes"),
    Fault("more than is taken", [gives(bytes(200_000))], "FetchFailed", "more than 100000 bytes"),
    Fault("a coding nobody asked for", [gives(GOOD, Content_Encoding="br")], "FetchFailed", "'br'"),
    Fault("updated in the future", [gives(packed(table(updated="17/04/31 23:00:00")))], "VintageRefused", "2031-04-17"),
    Fault("same day, other content", [gives(SAME_DAY)], "VintageRefused", "says something else", before=[GOOD]),
)


@dataclass(frozen=True)
class Ended:
    """How a run ended: its kind and words, whether the store is as it was, how many requests were made."""

    kind: str
    words: str
    untouched: bool
    requests: int


def run(one: Fault, folder: Path) -> Ended:
    """One fetch against a service with this fault, on a store of its own under ``folder``."""
    home = Home(folder)
    home.raw.mkdir(parents=True)
    for reply in one.before:
        with serving(Service([gives(reply, ETag='"one"')])) as base:
            fetch_request(_request(one, base), home, patience=one.patience, now=NOW)
    service = Service(one.data, one.status, one.job)
    with serving(service) as base:
        before = content(home.raw)
        try:
            outcome: Outcome | StudyError = fetch_request(_request(one, base), home, patience=one.patience, now=NOW)
        except StudyError as refused:
            outcome = refused
    kind = outcome.kind if isinstance(outcome, Outcome) else type(outcome).__name__
    # Port and folder are of this run alone.
    words = str(outcome).replace(base, "http://service").replace(str(folder), "home")
    return Ended(kind, words, content(home.raw) == before, len(service.asked))


def _request(one: Fault, base: str) -> Request:
    request = request_of(DATASET, base)
    filters = {"freq": ("A",), "unit": one.filters}
    return replace(request, format=one.format, api=one.api, filters=filters)


def content(folder: Path) -> dict[str, bytes]:
    """Every file under a folder by its path: equal before and after means untouched."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def main() -> None:
    """Print fault and outcome, one row each."""
    lines = ["| fault | ends | store | requests | in its own words |", "|---|---|---|---|---|"]
    right = 0
    for one in FAULTS:
        with tempfile.TemporaryDirectory() as folder:
            ended = run(one, Path(folder))
        right += ended.kind == one.ends and one.words in ended.words and ended.untouched == (one.ends != "new")
        store = "as it was" if ended.untouched else "one vintage more"
        words = re.sub(r"http://service\S*", "…", ended.words).replace("|", "/")
        shown = words if len(words) < 110 else words[:109] + "…"
        lines.append(f"| {one.name} | {ended.kind} | {store} | {ended.requests} | {shown} |")
    lines.append(f"\n{right} of {len(FAULTS)} end as they must.")
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
