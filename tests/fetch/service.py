"""A provider of one's own on 127.0.0.1: gives scripted replies, and misbehaves on demand."""

from __future__ import annotations

import gzip
import socket
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Step = Callable[[BaseHTTPRequestHandler], None]


class Service:
    """Answers each request with the next step of its kind; the last step is repeated.

    Kinds are ``data`` (whatever is asked first), ``status`` and ``job`` (a queued extraction).
    """

    def __init__(self, data: Sequence[Step], status: Sequence[Step] = (), job: Sequence[Step] = ()) -> None:
        self.steps = {"data": list(data), "status": list(status), "job": list(job)}
        self.asked: list[str] = []
        self.headers: list[dict[str, str]] = []
        self._lock = threading.Lock()

    def take(self, handler: BaseHTTPRequestHandler) -> Step:
        kind = "status" if "/async/status/" in handler.path else "job" if "/async/data/" in handler.path else "data"
        with self._lock:
            self.asked.append(handler.path)
            self.headers.append({name.lower(): value for name, value in handler.headers.items()})
            steps = self.steps[kind]
            return steps.pop(0) if len(steps) > 1 else steps[0]


@contextmanager
def serving(service: Service) -> Iterator[str]:
    """The address of the service while the block runs."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            try:
                service.take(self)(self)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True

        def log_message(self, *arguments: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, request: object, client_address: object) -> None:
            """A client that hangs up is what some of these steps are for."""

    server = Server(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join(60)


def gives(body: bytes, status: int = 200, *, claimed: int | None = None, **headers: str) -> Step:
    """A reply; ``claimed`` is the Content-Length it claims, its own by default."""

    def step(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        if status != 304:
            handler.send_header("Content-Length", str(len(body) if claimed is None else claimed))
        handler.end_headers()
        handler.wfile.write(body)
        # Once less was sent than claimed, the connection can only be closed.
        handler.close_connection = claimed is not None

    return step


def drops(body: bytes = b"") -> Step:
    """The line is cut after some of the reply."""

    def step(handler: BaseHTTPRequestHandler) -> None:
        if body:
            handler.send_response(200)
            handler.send_header("Content-Length", str(len(body) * 2))
            handler.end_headers()
            handler.wfile.write(body)
            handler.wfile.flush()
        handler.connection.shutdown(socket.SHUT_RDWR)
        handler.close_connection = True

    return step


def stalls(seconds: float, body: bytes = b"") -> Step:
    """Nothing comes for a while, then the reply."""

    def step(handler: BaseHTTPRequestHandler) -> None:
        time.sleep(seconds)
        gives(body)(handler)

    return step


def drips(body: bytes, pause: float) -> Step:
    """One byte after another, each in time, the whole far too late."""

    def step(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        for at in range(len(body)):
            handler.wfile.write(body[at : at + 1])
            handler.wfile.flush()
            time.sleep(pause)

    return step


def ends_open(body: bytes) -> Step:
    """A reply that says neither its length nor where it ends: over when the line is."""

    def step(handler: BaseHTTPRequestHandler) -> None:
        handler.protocol_version = "HTTP/1.0"
        handler.send_response(200)
        handler.send_header("Connection", "close")
        handler.end_headers()
        handler.wfile.write(body)
        handler.close_connection = True

    return step


def redirects(where: str = "") -> Step:
    """Another address; by default the same one, for ever."""

    def step(handler: BaseHTTPRequestHandler) -> None:
        gives(b"", 302, Location=where or handler.path)(handler)

    return step


def by_address(chosen: Callable[[str], Step]) -> Step:
    """A reply that depends on what is asked."""
    return lambda handler: chosen(handler.path)(handler)


def packed(text: str) -> bytes:
    """gzip as a provider makes it, with a time stamp of its own."""
    return gzip.compress(text.encode(), mtime=time.time_ns() % 2**31)
