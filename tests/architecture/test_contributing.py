"""The table of CONTRIBUTING.md tells the truth: what it names is enough, and nothing of it can be left out."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The study with one more indicator and one more figure, added as the guide says and no further."""
    home = tmp_path_factory.mktemp("study")
    shutil.copytree(ROOT / "talentstudy", home / "talentstudy", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "notebooks", home / "notebooks")
    (home / "data").mkdir()
    shutil.copytree(ROOT / "data" / "raw", home / "data" / "raw")
    add_indicator(home)
    add_figure(home)
    return home


def add_indicator(home: Path) -> None:
    package = home / "talentstudy"
    with (package / "indicators" / "specialists.py").open("a", encoding="utf-8") as theme:
        theme.write(
            "\n\ndef ict_experienced_share(ict_young_share: pd.DataFrame) -> pd.DataFrame:\n"
            '    """Persons aged 35 to 74 in % of employed ICT specialists: 100 less the young; per geo × year."""\n'
            '    return ict_young_share.assign(obs_value=100 - ict_young_share["obs_value"])\n'
        )
    contents = package / "indicators" / "__init__.py"
    line = '        "ict_experienced_share": Indicator(specialists.ict_experienced_share, "PC"),\n    },\n)\n'
    contents.write_text(re.sub(r"    \},\n\)\n$", line, contents.read_text(encoding="utf-8")), encoding="utf-8")
    with (package / "codes" / "indicator.csv").open("a", encoding="utf-8") as labels:
        width = (package / "codes" / "indicator.csv").read_text(encoding="utf-8").splitlines()[0].count(",")
        labels.write("ict_experienced_share,Ervaren,Expérimentés,Experienced,Erfahrene" + "," * (width - 4) + "\n")


def add_figure(home: Path) -> None:
    chapter = home / "talentstudy" / "chapters" / "ch04_inclusion.py"
    entry = (
        "\nimport dataclasses as _added\n"
        "from talentstudy.registry import Figure as _Figure, Rows as _Rows\n"
        "_words = dict.fromkeys(('nl', 'fr', 'en', 'de'), 'Specialists aged 35 and over')\n"
        "CHAPTER = _added.replace(CHAPTER, figures=(*CHAPTER.figures, _Figure('F4-09', 'lines_by_period', _words, _words,\n"
        "    rows=(_Rows('ict_experienced_share', geo='peers'),))))\n"
    )
    with chapter.open("a", encoding="utf-8") as file:
        file.write(entry)
    path = home / "notebooks" / "ch04_inclusion.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    cell: dict[str, object] = {
        "cell_type": "code",
        "execution_count": None,
        "id": "added",
        "metadata": {},
        "outputs": [],
        "source": ['study.draw("F4-09")'],
    }
    notebook["cells"].append(cell)
    path.write_text(json.dumps(notebook), encoding="utf-8")


def talentstudy(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The command line of the copy, not of the package installed."""
    return subprocess.run(
        [sys.executable, "-m", "talentstudy.cli", *arguments, "--home", str(home)],
        env={**os.environ, "PYTHONPATH": str(home)},
        cwd=home,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_files_the_guide_names_for_a_figure_and_an_indicator_are_enough(copy: Path) -> None:
    told = talentstudy(copy, "run", "--chapter", "4", "--language", "en")
    assert told.returncode == 0, told.stdout + told.stderr
    folder = copy / "data" / "processed" / "2025"
    assert (folder / "indicators" / "ict_experienced_share.csv").exists()
    for suffix in ("svg", "png", "pdf", "csv"):
        assert (folder / "figures" / "BE" / "en" / f"F4-09.{suffix}").exists()
    assert "F4-09" in (folder / "notebooks" / "BE" / "en" / "ch04_inclusion.ipynb").read_text(encoding="utf-8")


def test_a_label_left_out_fails_by_name(copy: Path) -> None:
    labels = copy / "talentstudy" / "codes" / "indicator.csv"
    whole = labels.read_text(encoding="utf-8")
    labels.write_text(
        "".join(line for line in whole.splitlines(keepends=True) if "ict_experienced" not in line), encoding="utf-8"
    )
    try:
        told = talentstudy(copy, "list", "indicators")
    finally:
        labels.write_text(whole, encoding="utf-8")
    assert told.returncode == 2
    assert "ict_experienced_share" in told.stderr


def test_an_input_that_is_not_pinned_fails_by_name(copy: Path) -> None:
    edition = copy / "talentstudy" / "editions" / "2025" / "edition.toml"
    whole = edition.read_text(encoding="utf-8")
    pin = '[[pin]]\ndataset = "isoc_sks_itspa"\nvintage = "2024-02-02"\n'
    without = whole.replace(pin, "")
    assert without != whole
    edition.write_text(without, encoding="utf-8")
    try:
        told = talentstudy(copy, "show", "ict_experienced_share")
    finally:
        edition.write_text(whole, encoding="utf-8")
    assert told.returncode == 2
    assert "isoc_sks_itspa" in told.stderr
    assert "edition.toml" in told.stderr


def test_every_file_the_guide_names_exists() -> None:
    table = GUIDE.split("## To add something")[1].split("## The rules")[0]
    named = re.findall(r"`((?:talentstudy|tests|docs|notebooks)/[^`<*]+\.(?:py|csv|toml|md))`", table)
    assert "talentstudy/indicators/__init__.py" in named
    # A pattern such as chNN_ stands for files of its form.
    for path in named:
        assert (ROOT / path).exists() or "NN" in path, path


def test_every_make_target_the_papers_name_exists() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, flags=re.MULTILINE))
    for paper in (GUIDE, (ROOT / "README.md").read_text(encoding="utf-8")):
        assert set(re.findall(r"`make ([a-z]+)`|^    make ([a-z]+)", paper, flags=re.MULTILINE)) <= {
            pair for target in targets for pair in ((target, ""), ("", target))
        }
