"""Where nothing forks, processes start plain kernels: said once, and none is left behind."""

import os
import signal
import time
from collections.abc import Iterator

import psutil
import pytest

from talentstudy.errors import KernelDied
from talentstudy.kernels.plain import Plain
from talentstudy.kernels.surroundings import KERNELS_VARIABLE, say_plain


@pytest.fixture
def plain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(KERNELS_VARIABLE, "plain")
    say_plain.cache_clear()


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
