"""A deposit built: the bundle, and the files of it that stand beside it for those who want one alone."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from talentstudy.deposit.about import About
from talentstudy.deposit.bundle import PARQUET, SDMX, deposit_files, zipped
from talentstudy.editions import read_edition
from talentstudy.errors import PublishError
from talentstudy.store import Home, written

# Of the files of a bundle, those that are useful alone, and what they are called beside it.
_ALONE = {
    SDMX: "{name}.sdmx.csv",
    PARQUET: "{name}.parquet",
    "CITATION.cff": "CITATION.cff",
    "sources.bib": "{name}-sources.bib",
    "bibliography.bib": "{name}-bibliography.bib",
    "bibliography.csl.json": "{name}-bibliography.csl.json",
}


def build(home: Home, edition: str, geo: str, languages: Sequence[str], folder: Path) -> list[Path]:
    """Write ``talentstudy-<edition>-<geo>.zip`` and the files useful alone into ``folder``; asks no network.

    Everything is made before anything is written, and each file takes the place of its old one whole; the bundle is
    written last. Other files in the folder are left alone.

    Raises
    ------
    PublishError
        The edition was not run for the country and languages, or what it wrote was altered since.
    RawFileError
        A raw file is missing or was altered.
    WriteFailed
        A file could not be written; what stood there before is untouched.
    """
    about = About(home, read_edition(edition), geo)
    files = deposit_files(about, languages)
    made = {named.format(name=about.name): files[path] for path, named in _ALONE.items() if path in files}
    made[f"{about.name}.zip"] = zipped(files, about.name, about.edition.as_of)
    for name, content in made.items():
        with written(folder / name) as draft:
            draft.write_bytes(content)
    return [folder / name for name in made]


def check_target(folder: Path, edition: str, geo: str) -> None:
    """Refuse a folder that holds anything but a deposit of this edition and country; nothing is ever deleted.

    Raises PublishError naming what is there.
    """
    if folder.exists() and not folder.is_dir():
        raise PublishError(f"{folder} is a file; a deposit is a folder. Name another with --output.")
    name = f"talentstudy-{edition}-{geo}"
    ours = {f"{name}.zip", *(one.format(name=name) for one in _ALONE.values())}
    strange = sorted(path.name for path in folder.iterdir() if path.name not in ours) if folder.exists() else []
    if strange:
        more = f" and {len(strange) - 3} more" if len(strange) > 3 else ""
        raise PublishError(
            f"{folder} holds {', '.join(strange[:3])}{more}, which is no deposit of edition {edition} for {geo}; "
            "nothing was deleted. Name an empty folder with --output."
        )
