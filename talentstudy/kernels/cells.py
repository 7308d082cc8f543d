"""A kernel in the process that asks it: ipykernel's shell and messages, without sockets and threads.

A notebook that has a process of its own needs no second one to talk to. The shell and its displays are
ipykernel's, what becomes of a message in the notebook is nbclient's, and the notebook's metadata are
papermill's; only the way between them is shorter.
"""

from __future__ import annotations

import asyncio
import contextvars
import io
import json
import sys
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from queue import Empty
from types import SimpleNamespace
from typing import Any

import ipykernel.debugger
import traitlets
from ipykernel.inprocess.ipkernel import InProcessKernel
from jupyter_client.jsonutil import json_default
from jupyter_client.session import Session
from jupyter_core.utils import run_sync
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import Engine, NotebookExecutionManager
from traitlets.config import Config

# No debugger ever attaches here; preparing for one costs a tenth of a second a kernel.
ipykernel.debugger._is_debugpy_available = False
Message = dict[str, Any]


class _Channel:
    """The messages of one channel, in the order sent."""

    def __init__(self) -> None:
        self._waiting: deque[Message] = deque()

    def put(self, message: Message) -> None:
        self._waiting.append(message)

    async def get_msg(self, timeout: float | None = None) -> Message:
        while not self._waiting:
            # A cell has ended before anybody asks: what is not here by now comes in no time at all.
            if timeout is not None:
                raise Empty
            await asyncio.sleep(0)
        return self._waiting.popleft()

    def flush(self, *_: object) -> None:
        """Nothing is held back."""


class _Post(Session):
    """Puts each message where it is read, instead of on a socket."""

    def send(  # type: ignore[override]
        self,
        stream: _Channel,
        msg_or_type: Message | str,
        content: Message | None = None,
        parent: Message | None = None,
        ident: object = None,  # noqa: ARG002
        buffers: list[bytes] | None = None,
        track: bool = False,  # noqa: ARG002
        header: Message | None = None,
        metadata: Message | None = None,
    ) -> Message:
        if isinstance(msg_or_type, dict):
            message = msg_or_type
        else:
            message = self.msg(msg_or_type, content=content, parent=parent, header=header, metadata=metadata)
        # As after a socket: plain JSON, which no later change of the sender's object reaches.
        plain = json.loads(json.dumps(message["content"], default=json_default))
        message = {**message, "content": plain, "buffers": list(buffers or ())}
        stream.put(message)
        return message


class _Stream(io.TextIOBase):
    """stdout or stderr of the cells: text goes out as a message when it is flushed."""

    encoding = "UTF-8"

    def __init__(self, kernel: CellKernel, name: str) -> None:
        self._kernel = kernel
        self.name = name
        self._held: list[str] = []

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        self._held.append(text)
        return len(text)

    def flush(self) -> None:
        if text := "".join(self._held):
            self._held.clear()
            self._kernel.say("stream", {"name": self.name, "text": text})

    def fileno(self) -> int:
        # A program that a cell starts writes into the notebook's log.
        return 1 if self.name == "stdout" else 2


class CellKernel(InProcessKernel):
    """ipykernel's in-process kernel, with lists for channels."""

    iopub_thread = traitlets.Any()
    iopub_socket = traitlets.Any()
    shell_stream = traitlets.Any()
    shell_channel_thread: Any = SimpleNamespace(parent_thread=None)
    # Read by the base class; one cell at a time is all a notebook asks for.
    _supports_kernel_subshells = False

    def __init__(self) -> None:
        # The history of a notebook is the notebook: no file of the user's, and no thread to write it.
        config = Config(HistoryManager={"hist_file": ":memory:"})
        super().__init__(
            session=_Post(key=b""), iopub_socket=_Channel(), iopub_thread=None, shell_stream=_Channel(), config=config
        )
        self._execute_sleep = 0.0
        # What a cell sets in it (how numpy treats a division by zero) holds for the cells after it.
        self._context = contextvars.copy_context()
        self.stdout, self.stderr = _Stream(self, "stdout"), _Stream(self, "stderr")
        self._show_figures()

    def _show_figures(self) -> None:
        """Show a cell's figures below it, where pyplot was loaded before there was a shell to tell."""
        if "matplotlib.pyplot" in sys.modules:
            from matplotlib_inline.backend_inline import configure_inline_support

            configure_inline_support(self.shell, "module://matplotlib_inline.backend_inline")

    def say(self, kind: str, content: Message) -> None:
        """Send a message about the cell that runs."""
        assert self.session
        self.session.send(self.iopub_socket, kind, content, self.get_parent("shell"))

    async def ask(self, kind: str, content: Message) -> str:
        """Have one request done; its messages wait in the channels, and their common parent is returned."""
        return await asyncio.get_running_loop().create_task(self._answer(kind, content), context=self._context)

    async def _answer(self, kind: str, content: Message) -> str:
        assert self.session
        request = self.session.msg(kind, content)
        self.set_parent([], request, channel="shell")
        self.say("status", {"execution_state": "busy"})
        await self.shell_handlers[kind](self.shell_stream, [], request)
        self.stdout.flush()
        self.stderr.flush()
        self.say("status", {"execution_state": "idle"})
        return str(request["header"]["msg_id"])


class CellClient:
    """What nbclient asks of a kernel's client."""

    allow_stdin = False

    def __init__(self) -> None:
        self._kernel = CellKernel()
        self.shell_channel: _Channel = self._kernel.shell_stream
        self.iopub_channel: _Channel = self._kernel.iopub_socket

    async def execute(self, code: str, *, store_history: bool = True, stop_on_error: bool = True) -> str:
        """Run a cell; its request's id."""
        content = {
            "code": code,
            "silent": False,
            "store_history": store_history,
            "user_expressions": {},
            "allow_stdin": False,
            "stop_on_error": stop_on_error,
        }
        return await self._kernel.ask("execute_request", content)

    def kernel_info(self) -> str:
        """Ask which language it speaks; the request's id."""
        # papermill asks this one outside its loop, and waits for no coroutine.
        told: str = run_sync(self._kernel.ask)("kernel_info_request", {})
        return told

    async def is_alive(self) -> bool:
        """Whether it lives: who asks lives in the same process."""
        return True


class _NotebookClient(PapermillNotebookClient):
    @contextmanager
    def setup_kernel(self, **_: Any) -> Iterator[None]:
        self.kc = CellClient()
        yield


class CellEngine(Engine):
    """papermill's engine for a process that belongs to one notebook."""

    @classmethod
    def execute_managed_notebook(
        cls, nb_man: NotebookExecutionManager, kernel_name: str, log_output: bool = False, target: str = "", **_: Any
    ) -> None:
        """Execute the cells here; ``target`` is what the notebook says it was written to."""
        if target:
            # The draft it is written to has a name of chance, and is gone when anybody reads this.
            nb_man.nb.metadata.papermill["output_path"] = target
        _NotebookClient(nb_man, kernel_name=kernel_name, log_output=log_output).execute()
