"""The one door to the network: one request at a time, politely, each reply whole or refused."""

from __future__ import annotations

import email.utils
import functools
import logging
import os
import ssl
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import httpx
import stamina

from talentstudy import __version__
from talentstudy.errors import FetchFailed, WriteFailed
from talentstudy.fetch.expanding import Damaged, pieces
from talentstudy.fetch.patience import Patience

# stamina announces every retry; without a handler Python would print its bare event name.
logging.getLogger("stamina").addHandler(logging.NullHandler())

# When each provider may be asked again: its pause holds from one dataset to the next.
_free_at: dict[str, float] = {}
_BUNDLES = ("SSL_CERT_FILE", "SSL_CERT_DIR")
_BUSY = frozenset({429, 500, 502, 503, 504})
# The OECD's service answers 500 to a bare text/csv, Eurostat's 406.
_ASKED = {"Accept": "*/*", "Accept-Encoding": "identity", "User-Agent": f"talentstudy/{__version__}"}


class _TryAgain(Exception):
    """A reply that may come out better a moment later; ``after`` is what the provider asked for, in seconds."""

    def __init__(self, why: str, after: float | None = None) -> None:
        super().__init__(why)
        self.after = after


@dataclass(frozen=True)
class Reply:
    """What came back: status, headers by small letter, and the bytes as they came, in a file."""

    address: str
    status: int
    headers: dict[str, str]
    path: Path
    at: datetime


class Door:
    """A connection to one provider; proxies and CA bundles are those of the environment.

    Parameters
    ----------
    name
        The provider's name, for messages.
    pause
        Seconds between the end of one request and the next.
    """

    def __init__(self, name: str, pause: float, patience: Patience) -> None:
        self.name = name
        self.patience = patience
        self.asked: list[str] = []
        self._pause = pause if patience.pause is None else patience.pause
        try:
            self._client = httpx.Client(
                headers=_ASKED,
                timeout=httpx.Timeout(patience.read, connect=patience.connect),
                follow_redirects=True,
                max_redirects=patience.redirects,
                verify=_certificates(*(os.environ.get(name, "") for name in _BUNDLES)),
                # HTTPS_PROXY, HTTP_PROXY, ALL_PROXY and NO_PROXY.
                trust_env=True,
            )
        except (OSError, ValueError, httpx.InvalidURL) as wrong:
            raise FetchFailed(
                f"the proxy or the certificates that the environment names cannot be used ({wrong}). "
                "Correct HTTPS_PROXY, SSL_CERT_FILE or SSL_CERT_DIR."
            ) from None

    def __enter__(self) -> Door:
        return self

    def __exit__(self, *error: object) -> None:
        self._client.close()

    def ask(self, address: str, into: Path, conditions: dict[str, str] | None = None) -> Reply:
        """The reply to one request, written to ``into`` byte for byte.

        Tries again, with growing waits, when the line breaks, the body is cut short, or the provider
        is busy (429, 500, 502, 503, 504; Retry-After is obeyed). Any other status is a reply.

        Raises FetchFailed naming the address and the last reason, WriteFailed for a full disk.
        """
        patience = self.patience
        attempts = stamina.retry_context(
            on=self._wait_for,
            attempts=patience.attempts,
            timeout=None,
            wait_initial=patience.first_wait,
            wait_max=patience.longest_wait,
            wait_jitter=patience.jitter,
        )
        try:
            for attempt in attempts:
                with attempt:
                    return self._once(address, into, conditions or {})
        except _TryAgain as failed:
            raise FetchFailed(self._sentence(address, failed)) from None
        except httpx.TooManyRedirects:
            raise FetchFailed(
                f"{self.name} sends {address} from one address to the next, more than {patience.redirects} times; "
                "nothing was kept. Look the address up in a browser and correct sources/requests.toml."
            ) from None
        except (httpx.HTTPError, httpx.InvalidURL) as failed:
            raise FetchFailed(f"{self.name} cannot be asked for {address} ({failed}); nothing was kept.") from None
        raise AssertionError("stamina ends with a result or an error")

    def _wait_for(self, failed: Exception) -> bool | float:
        if not isinstance(failed, _TryAgain):
            return False
        if failed.after is None:
            return True
        return failed.after if failed.after <= self.patience.longest_wait else False

    def _sentence(self, address: str, failed: _TryAgain) -> str:
        if failed.after is not None and failed.after > self.patience.longest_wait:
            when = f"it asks to come back in {failed.after:.0f} seconds, longer than one waits here"
        else:
            when = f"{self.patience.attempts} attempts were made"
        return (
            f"{self.name} did not give {address} whole: {failed}; {when}. Nothing was kept; run the same command later."
        )

    def _once(self, address: str, into: Path, conditions: dict[str, str]) -> Reply:
        time.sleep(max(0.0, _free_at.get(self.name, 0.0) - time.monotonic()))
        self.asked.append(address)
        try:
            with self._client.stream("GET", address, headers=conditions) as response:
                if response.status_code in _BUSY:
                    raise _TryAgain(f"status {response.status_code}", _retry_after(response.headers))
                self._keep(response, into)
                self._open(response, into)
                headers = {name.lower(): value for name, value in response.headers.items()}
                return Reply(str(response.url), response.status_code, headers, into, datetime.now(UTC))
        except httpx.TimeoutException as late:
            raise _TryAgain(f"nothing came for too long ({type(late).__name__})") from late
        except httpx.UnsupportedProtocol:
            raise
        except httpx.TransportError as broken:
            raise _TryAgain(f"the connection broke ({broken})") from broken
        finally:
            _free_at[self.name] = time.monotonic() + self._pause

    def _keep(self, response: httpx.Response, into: Path) -> None:
        size, until = 0, time.monotonic() + self.patience.reply
        try:
            with into.open("wb") as file:
                for chunk in response.iter_raw():
                    size += len(chunk)
                    if size > self.patience.received:
                        raise FetchFailed(
                            f"{self.name} sends more than {self.patience.received} bytes for {response.url}; nothing was "
                            "kept. Name fewer codes in sources/requests.toml."
                        )
                    if time.monotonic() > until:
                        raise _TryAgain(f"the reply was not complete after {self.patience.reply:.0f} seconds")
                    file.write(chunk)
        except OSError as full:
            if isinstance(full, FetchFailed):
                raise
            raise WriteFailed(
                f"the reply of {self.name} could not be written ({full}); the store is untouched."
            ) from full

    def _open(self, response: httpx.Response, into: Path) -> None:
        """Expand the reply once to its end, where the check sum stands; what is damaged is asked again."""
        try:
            for _ in pieces(into, self.patience.expanded, f"the reply of {self.name} to {response.url}"):
                pass
        except Damaged as damaged:
            raise _TryAgain(str(damaged)) from None


@functools.cache
def _certificates(file: str, folder: str) -> ssl.SSLContext:  # noqa: ARG001
    """The certificates trusted: those of the environment, read once for each pair of names."""
    return httpx.create_ssl_context()


def _retry_after(headers: httpx.Headers) -> float | None:
    """The seconds to wait, from a number or a date; None where the provider names neither."""
    text = headers.get("retry-after", "").strip()
    if text.isdigit():
        return float(text)
    try:
        return max(0.0, (email.utils.parsedate_to_datetime(text) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError):
        return None
