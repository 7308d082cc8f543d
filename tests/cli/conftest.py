"""What the command line prints, and its exit code."""

from collections.abc import Callable

import pytest

from talentstudy.cli import main


@pytest.fixture
def told(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Run a verb: the exit code, what went to stdout and what to stderr."""

    def run(*arguments: str) -> tuple[int, str, str]:
        code = main(list(arguments))
        out, err = capsys.readouterr()
        return code, out, err

    return run
