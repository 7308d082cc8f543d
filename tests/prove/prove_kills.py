"""A batch killed at 20 moments of chance goes on and ends as one that nobody disturbed."""

import random
from pathlib import Path

import pytest

from tests.batch.conftest import furnish
from tests.batch.killing import SIGNALS, begin, finish, kill_after, outputs, undisturbed

POINTS = 20
# The moments are of chance once, and the same in every proof.
_CHANCE = random.Random(2026)
MOMENTS = [(_CHANCE.randrange(18), _CHANCE.choice(SIGNALS), _CHANCE.uniform(0, 0.5)) for _ in range(POINTS)]


@pytest.fixture(scope="module")
def steady(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    folder = tmp_path_factory.mktemp("steady")
    study = furnish(
        folder / "study", "print(EDITION, GEO, LANGUAGE, SHARE)", "import time; time.sleep(0.1)", "{'geo': GEO}"
    )
    return study, undisturbed(study, folder / "undisturbed")


@pytest.mark.parametrize(("after", "number", "delay"), MOMENTS)
def test_a_batch_killed_at_any_moment_ends_the_same(
    steady: tuple[Path, dict[str, str]], tmp_path: Path, after: int, number: int, delay: float
) -> None:
    study, wanted = steady
    there = kill_after(begin(study, tmp_path / "out"), tmp_path / "out", after, number, delay)
    # What is there is whole.
    assert outputs(tmp_path / "out").items() <= wanted.items()
    told = finish(study, tmp_path / "out")
    kept = int(told.split(" up to date")[0].split()[-1])
    # Two ran at once: no more are lost, and two may have had no record yet.
    assert kept >= there - 4
    assert outputs(tmp_path / "out") == wanted
    assert not list((tmp_path / "out").rglob(".*"))


def test_a_batch_killed_again_and_again_ends_the_same(steady: tuple[Path, dict[str, str]], tmp_path: Path) -> None:
    study, wanted = steady
    for after, number, delay in sorted(MOMENTS)[:10]:
        kill_after(begin(study, tmp_path / "out"), tmp_path / "out", after, number, delay)
    finish(study, tmp_path / "out")
    assert outputs(tmp_path / "out") == wanted
