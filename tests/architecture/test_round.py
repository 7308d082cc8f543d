"""The yearly round of CONTRIBUTING.md, walked through with a made-up third edition in a copy of the home."""

import csv
import hashlib
import io
import json
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from talentstudy.indicators import INDICATORS
from talentstudy.store import find_home
from talentstudy.vintages.copies import Shelf, line_of
from tests.architecture.test_contributing import GUIDE, ROOT, talentstudy
from tests.fetch.service import Service, gives, packed, serving

ROUND = GUIDE.split("## The yearly round")[1].split("## The environment")[0]
NEWEST = ("isoc_sks_itspt", "2026-04-17")
DAY = "2027-04-15"
Run = Callable[..., subprocess.CompletedProcess[str]]


def add(home: Path, dataset: str, vintage: str, content: str, like: Path | None = None) -> None:
    """A vintage under data/raw with its origin, as the guide asks."""
    folder = home / "data" / "raw" / line_of_folder(dataset) / dataset / vintage
    folder.mkdir(parents=True)
    (folder / "observations.csv").write_text(content, encoding="utf-8", newline="")
    digest = hashlib.sha256(content.encode()).hexdigest()
    origin = like.read_text(encoding="utf-8") if like else ORIGIN.format(dataset=dataset)
    for key, value in (("vintage", vintage), ("accessed", vintage), ("sha256", digest), ("file", "observations.csv")):
        origin = re.sub(rf'^{key} = ".*"$', f'{key} = "{value}"', origin, flags=re.MULTILINE)
    (folder / "origin.toml").write_text(origin, encoding="utf-8")


def line_of_folder(dataset: str) -> str:
    return "eurostat" if dataset.startswith("isoc") else "oecd"


ORIGIN = """\
provider = "oecd"
dataset = "{dataset}"
vintage = ""
vintage_is = "last update"
producer = "OECD"
title = "A dataset never seen before"
url = "https://example.org"
accessed = ""
licence = "Made for tests."
file = ""
sha256 = ""
"""


def next_spring() -> str:
    """The release of 2026 a year on: one country revised, and 2026 like 2025."""
    table = find_home().origin(*NEWEST).path.read_text(encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(table)))
    for row in rows:
        if (row["geo"], row["time_period"], row["unit"]) == ("NL", "2025", "PC_EMP"):
            row["obs_value"] = f"{float(row['obs_value']) + 0.3:.1f}"
    rows += [{**row, "time_period": "2026"} for row in rows if row["time_period"] == "2025"]
    with io.StringIO(newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        return file.getvalue()


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home of one's own in the spring of 2027, with a new release of one dataset."""
    home = tmp_path_factory.mktemp("round")
    shutil.copytree(ROOT / "talentstudy", home / "talentstudy", ignore=shutil.ignore_patterns("__pycache__"))
    (home / "notebooks").mkdir()
    shutil.copytree(ROOT / "data" / "raw", home / "data" / "raw")
    shutil.copytree(
        ROOT / "data" / "processed" / "2026" / "indicators", home / "data" / "processed" / "2026" / "indicators"
    )
    add(home, NEWEST[0], DAY, next_spring(), find_home().origin(*NEWEST).folder / "origin.toml")
    return home


@pytest.fixture(scope="module")
def run(copy: Path) -> Run:
    return lambda *arguments: talentstudy(copy, *arguments)


@pytest.fixture(scope="module")
def begun(run: Run) -> str:
    """Steps 3 and 5: the edition begun, its indicators computed; what the command said."""
    told = run("edition", "new", "2027", "--from", "2026", "--as-of", "2027-06-30")
    assert told.returncode == 0, told.stderr
    computed = run("edition", "compute", "2027")
    assert computed.returncode == 0, computed.stderr
    return told.stdout


def test_the_guide_is_a_numbered_list_of_commands_that_exist() -> None:
    from talentstudy.cli import VERBS

    steps = re.findall(r"^(\d+)\. ", ROUND, flags=re.MULTILINE)
    assert steps == [str(at) for at in range(1, len(steps) + 1)]
    named = set(re.findall(r"`talentstudy (\w+)", ROUND))
    assert {"status", "fetch", "edition", "diff", "verify", "check", "run"} <= named
    assert named <= set(VERBS)


def test_the_edition_pins_what_came_and_lists_what_to_rewrite(copy: Path, begun: str) -> None:
    assert f"isoc_sks_itspt: {NEWEST[1]} -> {DAY}" in begun
    assert "1 pins moved" in begun
    assert "claims carried over as drafts." in begun
    # The claims of 2025 had become drafts at 2025; the made-up year is like it, and stays to be looked at.
    assert "claim C1-10: '302.300' (2025) became '302.300' (2026)" in begun
    assert f'vintage = "{DAY}"' in (copy / "talentstudy" / "editions" / "2027" / "edition.toml").read_text(
        encoding="utf-8"
    )


def test_its_indicators_are_all_there(copy: Path, begun: str) -> None:
    folder = copy / "data" / "processed" / "2027" / "indicators"
    assert {path.stem for path in folder.glob("*.csv")} == set(INDICATORS)


def test_the_diff_shows_the_one_revision_and_the_growth_the_guide_expects(run: Run, begun: str) -> None:
    told = run("diff", "2026", "2027", "--json")
    assert told.returncode == 0, told.stderr
    facts = json.loads(told.stdout)
    found = facts["datasets"]["isoc_sks_itspt"]
    assert list(facts["datasets"]) == ["isoc_sks_itspt"]
    revised = [cell for cell in found["cells"] if cell["kind"] == "revised"]
    assert [(cell["geo"], cell["time_period"], cell["difference"]) for cell in revised] == [("NL", "2025", 0.3)]
    low, high = growth()["isoc_sks_itspt"]
    for unit in ("PC_EMP", "THS_PER"):
        new = [cell for cell in found["cells"] if (cell["kind"], cell["unit"]) == ("new", unit)]
        assert low <= len(new) <= high
    moved = {row["indicator"]: row["moved"] for row in facts["impact"]["indicators"]}
    assert moved == {
        "ict_specialists_share": 1,
        "ict_specialists_count": 0,
        "ict_specialists_year_growth": 0,
        "ict_specialists_segment_growth": 0,
    }


def test_both_editions_still_compute_and_the_older_is_behind(run: Run, begun: str) -> None:
    for year in ("2026", "2027"):
        told = run("verify", year)
        assert "FAILS  raw file" not in told.stdout
    assert run("verify", "2027").returncode == 0
    status = run("status").stdout
    assert f"edition 2026 (in preparation): stale; isoc_sks_itspt: {NEWEST[1]} pinned, {DAY} held" in status
    assert "edition 2027 (in preparation): reads the newest vintages held" in status


def test_the_drafts_agree_until_they_are_rewritten(run: Run, begun: str) -> None:
    told = run("check", "2027")
    assert told.returncode == 0, told.stdout + told.stderr


def growth() -> dict[str, tuple[int, int]]:
    """The rows the guide expects of one new period, by dataset."""
    table = [line.split("|") for line in ROUND.splitlines() if line.startswith("| `")]
    found = {}
    for _, names, _, expected, _ in table:
        span = re.search(r"(\d+) to (\d+) countries", expected)
        assert span
        for name in re.findall(r"`(\w+)`", names):
            found[name] = (int(span[1]), int(span[2]))
    return found


@pytest.mark.parametrize("dataset", list(growth()))
def test_the_growth_the_guide_expects_is_that_of_the_last_release(dataset: str) -> None:
    shelf = Shelf(find_home())
    table = shelf.published(dataset, shelf.home.vintages(dataset)[-1])
    last = table[table["time_period"] == table["time_period"].max()]
    largest = last.groupby([*line_of(dataset).dims, "unit"]).size().max()
    low, high = growth()[dataset]
    assert low <= largest <= high


def test_every_series_that_can_still_grow_has_its_growth_in_the_guide() -> None:
    """The stock of the educated ended in 2017."""
    shelf = Shelf(find_home())
    official = {name for name in shelf.home.datasets() if not line_of(name).keyed}
    assert official - set(growth()) == {"isoc_ski_itsex"}


def test_a_dataset_never_seen_before_shows_its_revisions(copy: Path, run: Run) -> None:
    """One record and two vintages: nothing else is touched."""
    record(copy, "oecd_made_up", 'provider = "oecd"', 'id = "OECD.X,DSD_X@DF_X,1.0"', 'dims = ["sex"]')
    head = "sex,geo,time_period,unit,obs_value,obs_flag\n"
    older = head + "F,BE,2023,PC,19.4,\nF,BE,2024,PC,19.0,p\nF,GR,2024,PC,20.0,\n"
    newer = head + "F,BE,2023,PC,19.4,\nF,BE,2024,PC,18.6,b\nF,EL,2024,PC,20.0,\nF,BE,2025,PC,18.9,p\n"
    add(copy, "oecd_made_up", "2025-05-01", older)
    add(copy, "oecd_made_up", "2026-05-01", newer)
    told = run("diff", "oecd_made_up", "2025-05-01", "2026-05-01")
    assert told.returncode == 0, told.stderr
    assert "3 cells in common; 1 revised, 0 gone, 1 new" in told.stdout
    assert "revised  BE 2024 F PC: 19 -> 18.6 (-0.4) [p -> b] break added" in told.stdout
    assert "new  BE 2025 F PC: missing -> 18.9 [p]" in told.stdout
    page = run("diff", "oecd_made_up", "2025-05-01", "2026-05-01", "--html", str(copy / "diff.html"))
    assert page.returncode == 0, page.stderr
    assert "oecd_made_up" in (copy / "diff.html").read_text(encoding="utf-8")
    (line,) = [one for one in run("status").stdout.splitlines() if one.startswith("oecd_made_up ")]
    # Two vintages are held, and no edition pins one.
    assert line.split()[1:3] == ["2", "2026-05-01"]
    assert {*line.split()[-2:]} == {"–"}


def test_a_dataset_never_seen_before_is_fetched_twice_and_shows_its_revisions(copy: Path, run: Run) -> None:
    """One record with a dimension of its own, whose codes have no label yet: nothing else is touched."""
    record(copy, "lfsa_made_up", 'provider = "eurostat"', 'filters = { unit = ["PC"] }', 'dims = ["wstatus"]')
    head = "DATAFLOW,LAST UPDATE,freq,unit,wstatus,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG"
    older = reply(head, "01/05/25 11:00:00", "EMP,BE,2024,19.0,p", "EMP,EL,2024,20.4,")
    newer = reply(head, "01/05/26 11:00:00", "EMP,BE,2024,18.6,b", "EMP,EL,2024,20.4,", "EMP,BE,2025,18.9,")
    with serving(Service([gives(older), gives(newer)])) as base:
        fetched = [run("fetch", "--dataset", "lfsa_made_up", "--base-url", base) for _ in range(3)]
    assert [one.stdout for one in fetched] == [
        "lfsa_made_up: new vintage 2025-05-01, 2 observations\n",
        "lfsa_made_up: new vintage 2026-05-01, 3 observations\n",
        "lfsa_made_up: unchanged since vintage 2026-05-01\n",
    ]
    told = run("diff", "lfsa_made_up", "2025-05-01", "2026-05-01")
    assert "2 cells in common; 1 revised, 0 gone, 1 new" in told.stdout, told.stderr
    assert "revised  BE 2024 EMP PC: 19 -> 18.6 (-0.4) [p -> b] break added" in told.stdout


def record(copy: Path, dataset: str, *lines: str) -> None:
    """What the guide asks for a dataset to fetch."""
    said = (f"\n[dataset.{dataset}]", 'title = "A dataset never seen before"', *lines, 'units = ["PC"]', "")
    with (copy / "talentstudy" / "sources" / "requests.toml").open("a", encoding="utf-8") as records:
        records.write("\n".join(said))


def reply(head: str, updated: str, *rows: str) -> bytes:
    lines = [f"ESTAT:LFSA_MADE_UP(1.0),{updated},A,PC,{row}" for row in rows]
    return packed("\n".join([head, *lines, ""]))
