"""From a reply to a vintage: its day, and what its origin records."""

import gzip
import hashlib
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
import pytest

from talentstudy.editions import Pin
from talentstudy.errors import UnsafeName, VintageRefused
from talentstudy.fetch.fetching import fetch_request
from talentstudy.fetch.reading import Examined
from talentstudy.fetch.vintages import Outcome, day_of
from talentstudy.pipeline import Pipeline
from talentstudy.sources.requests import request_of
from talentstudy.store import Home, Origin
from tests.conftest import edition_of
from tests.fetch.faults import DATASET, GOOD, HURRIED, NOW, RESTAMPED, divided, table
from tests.fetch.service import Service, gives, packed, serving

REQUEST = request_of(DATASET)


def examined(stamp: datetime | None) -> Examined:
    return Examined(pd.DataFrame(), "digest", stamp)


def test_a_vintage_bears_the_day_of_the_last_update() -> None:
    assert day_of(examined(datetime(2026, 4, 17, 23)), REQUEST, NOW, "") == ("2026-04-17", "last update")


def test_without_a_stamp_it_bears_the_day_it_was_taken() -> None:
    assert day_of(examined(None), REQUEST, NOW, "") == ("2026-05-02", "day the copy was taken")


def test_a_day_can_be_named() -> None:
    stamped = examined(datetime(2026, 4, 17, 23))
    assert day_of(stamped, REQUEST, NOW, "2026-05-01") == ("2026-05-01", "day the copy was taken")
    with pytest.raises(VintageRefused, match="was last updated on 2026-04-17, after the 2026-04-16"):
        day_of(stamped, REQUEST, NOW, "2026-04-16")
    with pytest.raises(UnsafeName):
        day_of(stamped, REQUEST, NOW, "../2026")


@pytest.mark.parametrize("named", ["", "2026-05-03"])
def test_a_day_still_to_come_is_refused(named: str) -> None:
    stamp = None if named else datetime(2026, 5, 3)
    with pytest.raises(VintageRefused, match="would be a vintage of 2026-05-03, and today is 2026-05-02"):
        day_of(examined(stamp), REQUEST, NOW, named)


def test_brussels_is_ahead_of_greenwich() -> None:
    late = datetime(2026, 5, 2, 22, 30, tzinfo=UTC)
    assert day_of(examined(datetime(2026, 5, 3, 0, 10)), REQUEST, late, "")[0] == "2026-05-03"


def fetched(home: Home, body: bytes, vintage: str = "", **headers: str) -> tuple[Outcome, Origin]:
    with serving(Service([gives(body, 200, claimed=None, **headers)])) as base:
        outcome = fetch_request(request_of(DATASET, base), home, vintage=vintage, patience=HURRIED, now=NOW)
    return outcome, Home(home.folder).origin(DATASET, outcome.vintage)


@pytest.fixture
def store(tmp_path: Path) -> Home:
    (tmp_path / "data" / "raw").mkdir(parents=True)
    return Home(tmp_path)


def test_an_origin_says_where_a_reply_comes_from(store: Home) -> None:
    outcome, origin = fetched(store, GOOD, ETag='"abc"', Set_Cookie="secret=1", Content_Type="application/gzip")
    facts = origin.facts
    assert (outcome.kind, outcome.rows) == ("new", 2)
    assert origin.path.read_bytes() == GOOD
    assert origin.path.name == "reply.csv.gz"
    assert facts["sha256"] == hashlib.sha256(GOOD).hexdigest()
    assert facts["request"].startswith("http://127.0.0.1")
    assert facts["url"] == "https://ec.europa.eu/eurostat/databrowser/product/page/ISOC_SKS_ITSPT"
    assert (facts["published"], facts["last_update"]) == ("2026-04-17", "2026-04-17T23:00:00")
    assert (facts["rows"], facts["format"]) == (2, "sdmx-csv")
    assert facts["headers"]["etag"] == '"abc"'
    assert "set-cookie" not in facts["headers"]
    assert datetime.fromisoformat(facts["retrieved"]).tzinfo is not None
    assert Home(store.folder).verified(origin) == origin.path


def test_text_with_crlf_is_kept_and_verified_byte_for_byte(store: Home) -> None:
    _, origin = fetched(store, table().encode())
    assert origin.path.name == "reply.csv"
    assert b"\r\n" in origin.path.read_bytes()
    assert Home(store.folder).verified(origin).read_bytes() == table().encode()


def test_parts_are_kept_byte_for_byte_beside_the_rows_together(store: Home) -> None:
    with serving(Service([divided(lambda path: "%2C" in path)])) as base:
        fetch_request(request_of(DATASET, base), store, patience=HURRIED, now=NOW)
    origin = Home(store.folder).origin(DATASET, "2026-04-17")
    parts = origin.facts["part"]
    assert [part["file"] for part in parts] == ["part-01.csv.gz", "part-02.csv.gz"]
    for part in parts:
        assert hashlib.sha256((origin.folder / part["file"]).read_bytes()).hexdigest() == part["sha256"]
    assert gzip.decompress(origin.path.read_bytes()).decode() == table()
    assert origin.facts["confidence"].startswith("2 replies of the provider")


def test_the_same_content_makes_no_second_vintage_on_any_day(store: Home) -> None:
    fetched(store, GOOD)
    assert fetched(store, RESTAMPED)[0].kind == "unchanged"
    assert fetched(store, packed(table()), vintage="2026-05-01")[0].kind == "unchanged"
    assert Home(store.folder).vintages(DATASET) == ("2026-04-17",)


def test_a_contradiction_on_one_day_can_be_kept_under_the_day_it_was_taken(store: Home) -> None:
    fetched(store, GOOD)
    other = packed(table().replace("5.4", "5.5"))
    with pytest.raises(VintageRefused, match=r"a vintage is never changed, nothing was kept.*--vintage"):
        fetched(store, other)
    assert fetched(store, other, vintage="2026-05-01")[0].kind == "new"
    assert Home(store.folder).vintages(DATASET) == ("2026-04-17", "2026-05-01")


def test_a_copy_made_by_other_means_is_never_overwritten(home: Home) -> None:
    body = packed(table(updated="01/01/25 11:00:00"))
    with pytest.raises(VintageRefused, match="a copy made by other means"):
        fetched(home, body)


def test_an_older_update_is_kept_and_said_to_be_older(store: Home) -> None:
    fetched(store, GOOD)
    outcome, _ = fetched(store, packed(table(updated="01/03/26 11:00:00").replace("5.4", "5.3")))
    assert str(outcome).endswith("new vintage 2026-03-01, 2 observations (older than the newest held)")


def test_a_code_without_a_label_is_said_at_once(store: Home) -> None:
    outcome, _ = fetched(store, packed(table().replace(",BE,", ",ZZ,")))
    assert str(outcome).endswith("2 observations (no label for geo ZZ)")


def test_a_fetched_vintage_can_be_pinned_and_computed_with(store: Home) -> None:
    fetched(store, GOOD)
    edition = edition_of(Pin(DATASET, "2026-04-17", name=DATASET))
    rows = Pipeline(edition, Home(store.folder)).observations(DATASET)
    assert rows["obs_value"].tolist() == [5.4, 274.9]
    assert rows["obs_flag"].tolist() == ["", "b"]
    assert set(rows["source"]) == {f"{DATASET}@2026-04-17"}
