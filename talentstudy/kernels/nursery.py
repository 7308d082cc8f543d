"""A process that has the heavy libraries loaded and forks a kernel for each notebook.

``python -m talentstudy.kernels.nursery SOCKET PRELOAD [PREPARE]``: it loads the modules of PRELOAD, calls what
PREPARE names (JSON: ``[["module:function", {arguments}], …]``), listens on a socket of its own, forks once a
request, and writes to the asker how the child ended and what it cost. It has one thread before each fork, keeps
nothing of any notebook, and ends with all its children when its owner does.
"""

from __future__ import annotations

import contextlib
import json
import os
import selectors
import signal
import socket
import sys
import threading
from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.abc import MetaPathFinder
from pathlib import Path
from types import ModuleType
from typing import Any

# The owner holds the other end of stdin; when the owner is gone, it reads as closed.
_OWNER = 0
_LONGEST_REQUEST = 1 << 20

# Loading it starts threads, which a fork would not copy, and statsmodels loads it wherever it is installed. Nothing of
# the study needs it; a notebook that asks for it itself gets it.
_LATER = frozenset({"polars"})


class _Absent(MetaPathFinder):
    """Makes the libraries that start threads look as if they were not installed."""

    def find_spec(self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None) -> None:  # noqa: ARG002
        if fullname.partition(".")[0] in _LATER:
            raise ModuleNotFoundError(f"{fullname} is not loaded before a fork: it starts threads", name=fullname)


def threads_of(pid: int | str = "self") -> int:
    """How many threads a process has, those of compiled libraries included."""
    return len(list(Path(f"/proc/{pid}/task").iterdir()))


def _say(asker: socket.socket, event: dict[str, Any]) -> None:
    # An asker that has gone away is told nothing; its child is reaped all the same.
    with contextlib.suppress(OSError):
        asker.sendall(json.dumps(event).encode() + b"\n")


class _Nursery:
    def __init__(self, path: str) -> None:
        self._pid = os.getpid()
        self._listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._listener.bind(path)
        self._listener.listen(128)
        self._children: dict[int, socket.socket] = {}
        self._woken, waker = socket.socketpair()
        for end in (self._woken, waker):
            end.setblocking(False)
        self._waker = waker
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(waker.fileno(), warn_on_full_buffer=False)

    def serve(self) -> None:
        with selectors.DefaultSelector() as ready:
            for source, task in ((self._listener, self._begin), (self._woken, self._reap), (_OWNER, None)):
                ready.register(source, selectors.EVENT_READ, task)
            while True:
                for key, _ in ready.select():
                    if key.data is None:
                        return
                    key.data()

    def _begin(self) -> None:
        asker, _ = self._listener.accept()
        request = asker.makefile("rb").readline(_LONGEST_REQUEST)
        if not request:
            asker.close()
            return
        # A fork copies one thread; whatever another one held, the child would wait for without end.
        if (found := threads_of()) != 1:
            names = ", ".join(thread.name for thread in threading.enumerate())
            _say(asker, {"event": "refused", "reason": f"the nursery has {found} threads ({names})"})
            asker.close()
            return
        pid = os.fork()
        if pid == 0:
            self._leave()
            # Imported before the first fork: a child begins with everything there.
            from talentstudy.kernels.child import live

            live(json.loads(request), asker, self._pid)
        self._children[pid] = asker
        _say(asker, {"event": "started", "pid": pid})

    def _leave(self) -> None:
        """Let go, in a child, of all that belongs to the nursery and to its other children."""
        sys.meta_path[:] = [finder for finder in sys.meta_path if not isinstance(finder, _Absent)]
        signal.set_wakeup_fd(-1)
        for number in (signal.SIGCHLD, signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.SIG_DFL)
        for one in (self._listener, self._woken, self._waker, *self._children.values()):
            one.close()

    def _reap(self) -> None:
        with contextlib.suppress(BlockingIOError):
            while self._woken.recv(4096):
                pass
        while True:
            try:
                pid, status, used = os.wait4(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if pid == 0:
                return
            asker = self._children.pop(pid)
            code = os.waitstatus_to_exitcode(status)
            cost = {"cpu": used.ru_utime + used.ru_stime, "peak_mb": used.ru_maxrss / 1024}
            _say(asker, {"event": "ended", "code": code, **cost})
            asker.close()

    def close(self) -> None:
        for pid in self._children:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(pid, signal.SIGKILL)


def named(function: str) -> Callable[..., Any]:
    """The function that ``module:function`` names."""
    module, _, name = function.partition(":")
    found: Callable[..., Any] = getattr(import_module(module), name)
    return found


def main(path: str, preload: str, prepare: str = "[]") -> None:
    """Load, make ready, say so on stdout, and serve until the owner is gone."""
    # Ctrl-C reaches every process of a terminal; when to stop is the owner's decision.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sys.meta_path.insert(0, _Absent())
    for name in ("talentstudy.kernels.child", *filter(None, preload.split(","))):
        import_module(name)
    # What is made here once, every child finds made.
    for function, arguments in json.loads(prepare):
        named(function)(**arguments)
    nursery = _Nursery(path)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    try:
        nursery.serve()
    finally:
        nursery.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
