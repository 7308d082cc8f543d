"""The README's commands are those that work, on each system."""

import re
import shlex
from pathlib import Path

import click
import pytest

from talentstudy.cli import cli, main

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
VERBS = {
    name: verb
    for name in cli.list_commands(click.Context(cli))
    if (verb := cli.get_command(click.Context(cli), name)) is not None
}
COMMANDS = re.findall(r"^    talentstudy (.+?)(?:\s+#.*)?$", README, flags=re.MULTILINE)


def recipe(target: str) -> list[str]:
    """The commands of a make target, without make's own words."""
    found = re.search(rf"^{target}:.*\n((?:\t.*\n)+)", MAKEFILE, flags=re.MULTILINE)
    assert found
    return [line.strip().removeprefix("$(BIN)/").replace("--numprocesses", "-n") for line in found[1].splitlines()]


@pytest.mark.parametrize("line", COMMANDS)
def test_a_command_of_the_readme_takes_its_options(line: str) -> None:
    name, *arguments = shlex.split(line)
    command = VERBS[name]
    # Parsed as the program would, and not run: the main job has tests of its own.
    command.make_context(name, arguments, resilient_parsing=False)


def test_an_option_that_does_not_exist_would_be_found() -> None:
    with pytest.raises(click.NoSuchOption):
        VERBS["run"].make_context("run", ["--land", "BE"])


def test_the_number_the_readme_shows_is_the_one_computed(capsys: pytest.CaptureFixture[str]) -> None:
    for period, printed in (("2015", "15.1"), ("2024", "19.0")):
        assert main(["show", "ict_women_share", "--geo", "BE", "--period", period]) == 0
        assert f": {float(printed):g} %" in capsys.readouterr().out
        assert printed in README


@pytest.mark.parametrize("program", [".venv/bin/", ".venv\\Scripts\\"])
def test_without_make_the_same_commands_are_run(program: str) -> None:
    lines = [
        part.strip() for line in README.splitlines() for part in line.split("&&") if part.strip().startswith(program)
    ]
    commands = [line.removeprefix(program) for line in lines]
    for line in (*recipe("check"), *recipe("test")):
        assert line in commands
    for line in (
        "python -m pip install --require-hashes -r requirements.lock",
        "python -m pip install --no-deps --no-build-isolation -e .",
    ):
        assert line in commands
        assert line.replace(" -e", " --editable") in MAKEFILE.replace("--quiet ", "")
    # Edition, country and languages are those of the make target by default.
    assert "talentstudy run --annex a --annex b --annex c" in commands
    assert "--annex a --annex b --annex c" in " ".join(recipe("study"))


def test_the_two_pictures_are_there() -> None:
    pictures = re.findall(r"!\[([^\]]+)\]\(([^)]+)\)", README)
    assert len(pictures) == 2
    for text, path in pictures:
        assert (ROOT / path).exists()
        assert len(text) > 60


def test_every_file_the_readme_links_to_exists() -> None:
    for path in re.findall(r"\]\((?!http)([^)#]+)\)", README):
        assert (ROOT / path).exists(), path


def test_the_lock_names_no_index_and_hashes_everything() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in lock
    assert "index" not in lock.replace("index-", "")
    requirements = re.findall(r"^[a-z0-9][^\n]*?==", lock, flags=re.MULTILINE)
    blocks = re.split(r"^(?=[a-z0-9][^\n]*==)", lock, flags=re.MULTILINE)[1:]
    assert len(requirements) == len(blocks) > 100
    assert all("--hash=sha256:" in block for block in blocks)
    for name in ("hatchling", "jupyterlab", "papermill", "pandas", "pandera", "pytest", "seaborn", "statsmodels"):
        assert re.search(rf"^{name}==", lock, flags=re.MULTILINE)
