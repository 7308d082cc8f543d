"""A kernel's environment is this process's, with one thread for linear algebra."""

import pytest

from talentstudy.kernels.surroundings import surroundings


def test_what_is_set_here_is_set_there_except_what_a_kernel_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SET_HERE", "yes")
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", "8")
    told = surroundings()
    assert told["SET_HERE"] == "yes"
    assert told["OPENBLAS_NUM_THREADS"] == "1"
