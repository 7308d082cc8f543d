"""One request: asked politely, tried again where that may help, kept byte for byte."""

import dataclasses
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from types import SimpleNamespace

import httpx
import pytest
import stamina.instrumentation

from talentstudy.errors import FetchFailed, WriteFailed
from talentstudy.fetch import door as door_module
from talentstudy.fetch.door import Door, _retry_after
from talentstudy.fetch.patience import Patience
from tests.fetch.faults import GOOD, HURRIED
from tests.fetch.service import Service, drops, gives, packed, serving


def hurried(**changed: float | None) -> Patience:
    return dataclasses.replace(HURRIED, **changed)  # type: ignore[arg-type]


@pytest.fixture
def waits() -> Iterator[list[float]]:
    """How long it was to wait before each further attempt."""
    found: list[float] = []
    stamina.instrumentation.set_on_retry_hooks([lambda details: found.append(details.wait_for)])
    yield found
    stamina.instrumentation.set_on_retry_hooks(None)


def test_the_bytes_are_kept_as_they_came_and_the_headers_with_them(tmp_path: Path) -> None:
    service = Service([gives(GOOD, ETag='"abc"', Content_Type="application/gzip")])
    with serving(service) as base, Door("Eurostat", 0, HURRIED) as door:
        reply = door.ask(f"{base}/x", tmp_path / "reply", {"If-None-Match": '"old"'})
    assert reply.path.read_bytes() == GOOD
    assert (reply.status, reply.headers["etag"], reply.headers["content-type"]) == (200, '"abc"', "application/gzip")
    assert service.headers[0]["if-none-match"] == '"old"'
    assert service.headers[0]["accept-encoding"] == "identity"
    assert service.headers[0]["user-agent"].startswith("talentstudy/")


def test_requests_keep_the_pause_of_the_provider_from_one_door_to_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A clock on which nothing takes time but the pauses.
    pauses: list[float] = []
    clock = SimpleNamespace(monotonic=lambda: 100.0 + sum(pauses), sleep=pauses.append)
    monkeypatch.setattr(door_module, "time", clock)
    with serving(Service([gives(b"x")])) as base:
        for _ in range(2):
            with Door("A polite provider", 0.1, hurried(pause=None)) as door:
                door.ask(base, tmp_path / "reply")
                door.ask(base, tmp_path / "reply")
    assert pauses == pytest.approx([0, 0.1, 0.1, 0.1])


def test_waits_grow_between_attempts(tmp_path: Path, waits: list[float]) -> None:
    service = Service([gives(b"", 503)])
    patience = hurried(attempts=4, first_wait=0.04, longest_wait=1)
    with (
        serving(service) as base,
        Door("Eurostat", 0, patience) as door,
        pytest.raises(FetchFailed, match="4 attempts"),
    ):
        door.ask(base, tmp_path / "reply")
    assert len(service.asked) == 4
    assert waits == pytest.approx([0.04, 0.08, 0.16])


def test_the_wait_a_provider_asks_for_is_kept(tmp_path: Path, waits: list[float]) -> None:
    service = Service([gives(b"", 429, Retry_After="1"), gives(b"x")])
    with serving(service) as base, Door("Eurostat", 0, hurried(longest_wait=2)) as door:
        door.ask(base, tmp_path / "reply")
    assert len(service.asked) == 2
    assert waits == [1]


def test_a_wait_may_be_a_date_or_nothing() -> None:
    soon = format_datetime(datetime.now(UTC) + timedelta(seconds=30), usegmt=True)
    told = _retry_after(httpx.Headers({"Retry-After": soon}))
    assert told is not None
    assert 25 < told <= 30
    assert _retry_after(httpx.Headers({"Retry-After": format_datetime(datetime(2020, 1, 1, tzinfo=UTC))})) == 0
    assert _retry_after(httpx.Headers({"Retry-After": "soon"})) is None
    assert _retry_after(httpx.Headers({})) is None


def test_a_port_where_nobody_listens_is_refused_with_its_address(tmp_path: Path) -> None:
    with (
        Door("Eurostat", 0, HURRIED) as door,
        pytest.raises(FetchFailed, match=r"http://127\.0\.0\.1:9/x whole: the connection"),
    ):
        door.ask("http://127.0.0.1:9/x", tmp_path / "reply")
    assert len(door.asked) == HURRIED.attempts


def test_an_address_that_is_none_is_refused(tmp_path: Path) -> None:
    with Door("Eurostat", 0, HURRIED) as door, pytest.raises(FetchFailed, match="cannot be asked for"):
        door.ask("nowhere://x", tmp_path / "reply")


def test_a_proxy_of_the_environment_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    service = Service([gives(b"through the proxy")])
    with serving(service) as base:
        monkeypatch.setenv("HTTP_PROXY", base)
        monkeypatch.delenv("NO_PROXY", raising=False)
        monkeypatch.delenv("no_proxy", raising=False)
        with Door("Eurostat", 0, HURRIED) as door:
            reply = door.ask("http://ec.example/data", tmp_path / "reply")
    assert reply.path.read_bytes() == b"through the proxy"
    assert service.asked == ["http://ec.example/data"]


def test_the_certificates_of_the_environment_are_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "no-such-bundle.pem"))
    with pytest.raises(FetchFailed, match="Correct HTTPS_PROXY, SSL_CERT_FILE"):
        Door("Eurostat", 0, HURRIED)


def test_a_full_disk_is_named(tmp_path: Path) -> None:
    with (
        serving(Service([gives(b"x")])) as base,
        Door("Eurostat", 0, HURRIED) as door,
        pytest.raises(WriteFailed, match="could not be written"),
    ):
        door.ask(base, tmp_path / "no-such-folder" / "reply")


def test_an_interrupt_is_not_taken_for_a_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    with serving(Service([gives(b"x")])) as base, Door("Eurostat", 0, HURRIED) as door:
        monkeypatch.setattr(door, "_keep", interrupted)
        with pytest.raises(KeyboardInterrupt):
            door.ask(base, tmp_path / "reply")
    assert len(door.asked) == 1


def test_damage_is_asked_for_again_and_a_bomb_is_not(tmp_path: Path) -> None:
    service = Service([gives(GOOD[:-3]), drops(GOOD[:9]), gives(GOOD)])
    with serving(service) as base, Door("Eurostat", 0, HURRIED) as door:
        assert door.ask(base, tmp_path / "reply").path.read_bytes() == GOOD
    assert len(service.asked) == 3
    bomb = Service([gives(packed(" " * 2_000_000))])
    with (
        serving(bomb) as base,
        Door("Eurostat", 0, HURRIED) as door,
        pytest.raises(FetchFailed, match="1,000,000 bytes"),
    ):
        door.ask(base, tmp_path / "reply")
    assert len(bomb.asked) == 1


def test_a_retry_prints_nothing(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with serving(Service([gives(b"", 503), gives(b"x")])) as base, Door("Eurostat", 0, HURRIED) as door:
        door.ask(base, tmp_path / "reply")
    assert capfd.readouterr() == ("", "")
