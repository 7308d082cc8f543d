"""The kernel in its own process: cells, messages and papermill's metadata."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from queue import Empty

import nbformat
import pytest

from talentstudy.kernels.execution import Task, execute
from talentstudy.kernels.warm import Nursery

Write = Callable[..., Path]

# One process holds one shell; a fork of its own keeps it from that of pytest.
ASK = """
import asyncio
from talentstudy.kernels.cells import CellClient
async def said():
    client = CellClient()
    request = await client.execute("print(1)\\n2")
    heard = []
    while not heard or heard[-1] != ("status", "idle"):
        message = await client.iopub_channel.get_msg()
        assert message["parent_header"]["msg_id"] == request
        heard.append((message["msg_type"], message["content"].get("execution_state")))
    reply = await client.shell_channel.get_msg()
    return [kind for kind, _ in heard] + [reply["content"]["status"], await client.is_alive()]
"""


def test_a_cell_s_messages_come_in_order_and_name_their_request(
    notebook: Write, nursery: Nursery, tmp_path: Path
) -> None:
    script = (
        "import subprocess, sys\n"
        f"code = {ASK!r} + 'print(*asyncio.run(said()))'\n"
        "print(subprocess.run([sys.executable, '-c', code], capture_output=True, text=True, check=True).stdout)"
    )
    target = tmp_path / "out.ipynb"
    execute(Task(notebook("A = 1", script), target, {}, {}), nursery)
    told = nbformat.read(target, as_version=4).cells[-1].outputs[0].text.split()
    assert told == ["status", "execute_input", "stream", "execute_result", "status", "ok", "True"]


def test_each_cell_has_papermill_s_metadata(notebook: Write, nursery: Nursery, tmp_path: Path) -> None:
    target = tmp_path / "out.ipynb"
    execute(Task(notebook("A = 1", "A"), target, {"A": 3}, {}), nursery)
    done = nbformat.read(target, as_version=4)
    for cell in done.cells:
        assert cell.metadata.papermill.status == "completed"
        assert cell.metadata.papermill.duration >= 0
    assert done.metadata.papermill.exception is None
    assert done.metadata.papermill.duration > 0


def test_a_message_is_plain_json_that_no_later_change_reaches() -> None:
    from talentstudy.kernels.cells import _Channel, _Post

    channel, content = _Channel(), {"data": {"text/plain": "before"}}
    _Post(key=b"").send(channel, "display_data", content)
    content["data"]["text/plain"] = "after"
    message = asyncio.run(channel.get_msg())
    assert message["content"] == {"data": {"text/plain": "before"}}
    with pytest.raises(Empty):
        asyncio.run(channel.get_msg(timeout=1))
