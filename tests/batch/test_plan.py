"""A plan is read from a file, refused by name, and never misread."""

from pathlib import Path

import pytest

from talentstudy.batch.plan import Plan, plan_of, read_plan
from talentstudy.errors import BatchRefused, UnknownName


def written(folder: Path, text: str, name: str = "plan.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_the_same_plan_in_toml_and_yaml(tmp_path: Path) -> None:
    toml = 'edition = [2025, 2026]\ngeo = ["BE", "NO"]\nlanguage = "nl"\nannex = ["b"]\njobs = 3\ntimeout = 2.5\nforce = true\nparameters = {SHARE = 0.2}\n'
    yaml = "edition: [2025, 2026]\ngeo: [BE, NO]\nlanguage: nl\nannex: [b]\njobs: 3\ntimeout: 2.5\nforce: true\nparameters: {SHARE: 0.2}\n"
    one, other = read_plan(written(tmp_path, toml)), read_plan(written(tmp_path, yaml, "plan.yaml"))
    # Norway's code is no refusal.
    assert one.geos == other.geos == ("BE", "NO")
    assert (one.editions, one.languages, one.annexes) == (("2025", "2026"), ("nl",), ("b",))
    assert (one.jobs, one.timeout, one.force) == (other.jobs, other.timeout, other.force) == (3, 2.5, True)


def test_options_replace_what_a_file_says(tmp_path: Path) -> None:
    plan = read_plan(written(tmp_path, 'geo = ["BE"]\njobs = 3\n'), geos=("NL",))
    assert (plan.geos, plan.jobs) == (("NL",), 3)


@pytest.mark.parametrize(
    ("text", "name", "said"),
    [
        ("geo = [", "plan.toml", "cannot be read as TOML"),
        ("geo: [", "plan.yaml", "cannot be read as YAML"),
        ("- BE\n", "plan.yaml", "holds list; it is a table"),
        ("geo=BE", "plan.ini", "a plan is a .toml, .yaml or .yml file"),
        ('jobs = "many"', "plan.toml", "jobs of the plan plan.toml is 'many'; it takes a whole number"),
        ('force = "perhaps"', "plan.toml", "it takes true or false"),
        ("jobs = -1", "plan.toml", "jobs of a batch is -1"),
        ('shared = "memory://x"', "plan.toml", "name one, or local"),
    ],
)
def test_a_plan_that_cannot_be_read_is_named(tmp_path: Path, text: str, name: str, said: str) -> None:
    with pytest.raises(BatchRefused, match=said):
        read_plan(written(tmp_path, text, name))


def test_a_file_that_is_not_there_and_a_key_no_plan_has(tmp_path: Path) -> None:
    with pytest.raises(BatchRefused, match="cannot be read"):
        read_plan(tmp_path / "none.toml")
    with pytest.raises(UnknownName, match="no key of the plan here named 'langauge'; did you mean language"):
        plan_of({"langauge": "nl"}, "here")


def test_what_is_named_twice_is_asked_once() -> None:
    assert plan_of({"geos": ["BE", "NL", "BE"], "peers": ["DE", "FR"]}, "here") == Plan(
        geos=("BE", "NL"), peers="DE FR"
    )
