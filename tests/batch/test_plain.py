"""Where nothing forks, a batch takes plain kernels: the same notebooks, records and contract, said once."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from talentstudy.batch.events import Event
from talentstudy.batch.plain import Plain
from talentstudy.batch.plan import Plan
from talentstudy.batch.running import run_batch
from talentstudy.errors import KernelDied
from talentstudy.kernels.surroundings import KERNELS_VARIABLE, say_plain
from tests.batch.conftest import write_notebook
from tests.batch.killing import outputs

Made = Callable[..., Plan]


@pytest.fixture
def plain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(KERNELS_VARIABLE, "plain")
    say_plain.cache_clear()


def test_a_batch_of_plain_kernels_makes_what_forks_make(
    plan: Made, study: Path, plain: None, light: None, tmp_path: Path
) -> None:
    write_notebook(study / "notebooks" / "annex_b_gender.ipynb", "import os\nkept = (GEO, os.getcwd())")
    asked = plan(chapters=(), annexes=("b",), output=str(tmp_path / "plain"), jobs=1)
    events: list[Event] = []
    assert len(run_batch(asked, events.append).finished) == 1
    assert [event.kind for event in events] == ["planned", "started", "finished", "ended"]
    assert len(run_batch(asked).skipped) == 1
    with pytest.MonkeyPatch.context() as again:
        again.delenv(KERNELS_VARIABLE)
        run_batch(Plan(**{**vars(asked), "output": str(tmp_path / "forked")}))
    assert outputs(tmp_path / "plain") == outputs(tmp_path / "forked")


def test_it_is_said_once(plain: None, caplog: pytest.LogCaptureFixture) -> None:
    for _ in range(2):
        Plain(1).close()
    assert caplog.text.count("kernels are not forked here") == 1


@pytest.fixture
def pool(plain: None) -> Iterator[Plain]:
    one = Plain(1)
    yield one
    one.close()


def test_a_process_that_is_killed_fails_one_and_no_other(pool: Plain) -> None:
    with pytest.raises(KernelDied, match="the process that started its kernel ended"):
        pool.do(os.kill, pool.do(os.getpid), signal.SIGTERM)
    assert pool.call("math:hypot", {}) == 0.0


def test_closing_ends_what_runs(pool: Plain) -> None:
    process = psutil.Process(pool.do(os.getpid))
    begun = time.monotonic()
    pool._pool.submit(time.sleep, 60)
    pool.close()
    assert not process.is_running()
    assert time.monotonic() - begun < 30
