"""A kernel's environment is this process's, with one thread for linear algebra."""

import pytest

from talentstudy.errors import StudyError
from talentstudy.kernels.surroundings import KERNELS_VARIABLE, can_fork, surroundings
from talentstudy.kernels.warm import Nursery


def test_what_is_set_here_is_set_there_except_what_a_kernel_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SET_HERE", "yes")
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", "8")
    told = surroundings()
    assert told["SET_HERE"] == "yes"
    assert told["OPENBLAS_NUM_THREADS"] == "1"


def test_forks_can_be_switched_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(KERNELS_VARIABLE, "plain")
    assert not can_fork()
    with pytest.raises(StudyError, match="use plain kernels"):
        Nursery(())
