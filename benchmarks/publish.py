"""What publishing costs: ours, nbconvert's command line and jupyter-book over the same executed notebooks, in one run.

Run with ``python benchmarks/publish.py [--times 3] [--geo BE]`` after ``make study`` and ``make peers`` (a peer that is absent
is said to be). CPU seconds of each command with all its children, medians; contestants take turns. Ours makes four languages
with search and citations; ``ours, site and PDF`` also a tagged PDF per language, which is what is held against nbconvert;
``ours, whole`` the data package as well. The peers make HTML pages alone.

What a site prints beyond the notebooks, ``make study`` has computed and kept; where the program has changed since, the build
before the clock starts computes it, and its cost is printed. All write beside the results of the study, where a site
stands, and nothing is removed before the end: ext4 passes over what was deleted minutes ago, one by one, for each new
file, which costs a build of 800 files up to a second after another was removed.
"""

from __future__ import annotations

import argparse
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from itertools import product
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
BOOK = ROOT / ".venv-peers" / "bin" / "jupyter-book"
LANGUAGES = ("nl", "fr", "en", "de")
PROCESSED = ROOT / "data" / "processed"
# nbconvert over our site and PDFs: more than so many times the CPU.
WANTED = 3.0
LARGEST_PAGE = 1_000_000


def cpu_of(command: Sequence[str | Path]) -> float:
    """CPU seconds of a command and its children; an error with what it printed where it fails."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run([str(one) for one in command], capture_output=True, text=True, cwd=ROOT, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        raise SystemExit(f"{command[0]} failed: {(done.stderr or done.stdout)[-600:]}")
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def notebooks(geo: str, language: str) -> list[Path]:
    """The executed notebooks of one language."""
    folder = PROCESSED / "2025" / "notebooks" / geo / language
    found = sorted(path for path in folder.glob("*.ipynb") if ".failed" not in path.name)
    if not found:
        raise SystemExit(f"{folder} holds no executed notebook; run 'make study' first.")
    return found


def ours(folder: Path, geo: str, *extra: str) -> float:
    """The site in four languages."""
    return cpu_of([BIN / "talentstudy", "publish", "2025", "--geo", geo, "--output", folder / "site", *extra])


# What `talentstudy publish` does, without the data package, which no peer makes.
_SITE_AND_PDF = """
import sys
from itertools import product
from pathlib import Path
from talentstudy import paper
from talentstudy.editions import read_edition
from talentstudy.site.build import SiteOrder, build_site
from talentstudy.store import find_home
edition = read_edition("2025")
build_site(SiteOrder(find_home(None), edition, sys.argv[1], edition.languages, Path(sys.argv[2])), [paper.build])
"""


def site_and_pdf(folder: Path, geo: str) -> float:
    """The site and a PDF in four languages."""
    return cpu_of([sys.executable, "-c", _SITE_AND_PDF, geo, folder / "site"])


def nbconvert(folder: Path, geo: str) -> float:
    """Pages of nbconvert: one command per language over all its notebooks, which is its best case."""
    return sum(
        cpu_of([BIN / "jupyter", "nbconvert", "--to", "html", "--output-dir", folder / one, *notebooks(geo, one)])
        for one in LANGUAGES
    )


def book(folder: Path, geo: str) -> float:
    """A jupyter-book per language, as it knows one language only; nothing is executed again."""
    spent = 0.0
    for language in LANGUAGES:
        place = folder / language
        place.mkdir(parents=True)
        held = [shutil.copy(path, place) for path in notebooks(geo, language)]
        names = [Path(one).stem for one in held]
        settings = f"title: study\nlanguage: {language}\nexecute:\n  execute_notebooks: 'off'\n"
        (place / "_config.yml").write_text(settings, encoding="utf-8")
        chapters = "".join(f"  - file: {name}\n" for name in names[1:])
        contents = f"format: jb-book\nroot: {names[0]}\nchapters:\n{chapters}"
        (place / "_toc.yml").write_text(contents, encoding="utf-8")
        spent += cpu_of([BOOK, "build", "--quiet", place])
    return spent


def contestants(geo: str) -> dict[str, Callable[[Path], float]]:
    """Who takes part."""
    found: dict[str, Callable[[Path], float]] = {
        "ours, site and PDF": lambda folder: site_and_pdf(folder, geo),
        "ours, whole": lambda folder: ours(folder, geo),
        "ours, site": lambda folder: ours(folder, geo, "--site-only"),
        "nbconvert": lambda folder: nbconvert(folder, geo),
    }
    told = (
        subprocess.run([str(BOOK), "--version"], capture_output=True, text=True, check=False) if BOOK.exists() else None
    )
    if told is None:
        print("jupyter-book is not in .venv-peers; 'make peers' makes it.")
    elif "2." in told.stdout[:12]:
        print(f"jupyter-book {told.stdout.strip()} asks the network for its theme: it takes no part. Version 1 would.")
    else:
        found["jupyter-book"] = lambda folder: book(folder, geo)
    return found


def largest(folder: Path) -> int:
    """Bytes of the largest page."""
    return max((path.stat().st_size for path in folder.rglob("*.html")), default=0)


def main() -> None:
    """Print the table, and whether the ratio wanted holds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--geo", default="BE")
    parser.add_argument("--only", action="append", help="a contestant; may be given again")
    asked = parser.parse_args()
    who = {name: run for name, run in contestants(asked.geo).items() if not asked.only or name in asked.only}
    spent: dict[str, list[float]] = {name: [] for name in who}
    pages: dict[str, int] = {}
    with tempfile.TemporaryDirectory(dir=PROCESSED) as room:
        print(f"ours, site, before the clock starts: {ours(Path(room), asked.geo, '--site-only'):.1f} CPU s")
        for time, (name, run) in product(range(asked.times), who.items()):
            folder = Path(room) / f"{time}" / name.replace(", ", "-").replace(" ", "-")
            folder.mkdir(parents=True)
            spent[name].append(run(folder))
            pages[name] = largest(folder)
    base = median(spent["ours, site and PDF"]) if "ours, site and PDF" in spent else None
    print(f"{'':20}{'CPU s':>8}{'of ours':>9}{'largest page':>15}")
    for name, times in spent.items():
        ratio = f"{median(times) / base:8.1f}x" if base else ""
        print(f"{name:20}{median(times):8.1f}{ratio:>9}{pages[name] / 1e6:12.2f} MB")
    if base and "nbconvert" in spent:
        held = median(spent["nbconvert"]) / base
        print(f"nbconvert over ours: {held:.1f} (wanted: more than {WANTED:g}) {'ok' if held > WANTED else 'MISSED'}")
    if "ours, site" in pages:
        small = pages["ours, site"] < LARGEST_PAGE
        print(f"largest page under 1 MB: {'ok' if small else 'MISSED'}")


if __name__ == "__main__":
    main()
