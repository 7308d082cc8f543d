"""What a run leaves in data/processed, and whether it is still what the study would give today."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from talentstudy.registry import Indicator
from talentstudy.store import Home, write_text

if TYPE_CHECKING:
    import pandas as pd

    from talentstudy.editions import Edition
    from talentstudy.pipeline import Pipeline

# Set to "unseen", a notebook shows what it makes itself, whatever a run has left: so do those of a batch.
RESULTS_VARIABLE = "TALENTSTUDY_RESULTS"
UNSEEN = "unseen"
_PACKAGE = Path(__file__).parent
# What a figure is written as.
FORMATS = ("svg", "png", "pdf", "csv")
# What decides the bytes of a result beside our own files.
_LIBRARIES = ("babel", "matplotlib", "numpy", "pandas", "scipy", "seaborn")
# Twelve significant digits: more than any source prints, fewer than two machines may differ in.
_FLOATS = "%.12g"


def fingerprint(home: Home, edition: Edition) -> str:
    """One digest of everything a result depends on: package, raw files pinned, library versions."""
    digest = hashlib.sha256()
    for path in sorted(_PACKAGE.rglob("*")):
        if path.suffix in {".py", ".csv", ".toml", ".ttf"}:
            digest.update(path.relative_to(_PACKAGE).as_posix().encode() + path.read_bytes())
    for pin in edition.pins:
        origin = home.origin(pin.dataset, pin.vintage)
        digest.update(origin.path.read_bytes() if origin.path.exists() else b"missing")
        digest.update(json.dumps(origin.facts, sort_keys=True, default=str).encode())
    for library in _LIBRARIES:
        digest.update(f"{library}{version(library)}".encode())
    return digest.hexdigest()


def unseen() -> bool:
    """Whether what a run has left is to be passed over."""
    return os.environ.get(RESULTS_VARIABLE) == UNSEEN


def csv_text(table: pd.DataFrame) -> str:
    r"""A table as committed: plain columns, LF, empty for missing, twelve significant digits.

    >>> import pandas as pd
    >>> csv_text(pd.DataFrame({"geo": ["BE"], "obs_value": [0.1 + 0.2]}))
    'geo,obs_value\nBE,0.3\n'
    """
    return str(table.to_csv(index=False, lineterminator="\n", float_format=_FLOATS))


def as_written(table: pd.DataFrame) -> pd.DataFrame:
    """The table at the digits it is written with: what is computed equals what is read back, to the last bit.

    Else a tie of the last printed decimal could fall one way in a figure and the other in a notebook.
    """
    floats = table.select_dtypes("float")
    return table.assign(**{str(name): [float(_FLOATS % value) for value in floats[name]] for name in floats})


def read_rows(path: Path, indicator: Indicator) -> pd.DataFrame:
    """Indicator rows back from their CSV, as the pipeline gave them."""
    import pandas as pd

    table = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8")
    for column in ("obs_value", *(("obs_lower", "obs_upper") if indicator.interval else ())):
        table[column] = pd.to_numeric(table[column].mask(table[column] == "")).astype(float)
    return table


def read_json(path: Path) -> dict[str, Any]:
    """A JSON file of ours; empty where there is none or it cannot be read as one."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, json.JSONDecodeError, UnicodeDecodeError):
        return {}
    return found if isinstance(found, dict) else {}


def json_text(content: Mapping[str, Any]) -> str:
    """JSON with stable formatting."""
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def remembered(
    path: Path,
    mark: str,
    compute: Callable[[], Mapping[str, Any]],
    serves: Callable[[Mapping[str, Any]], bool] = lambda _: True,
) -> dict[str, Any]:
    """What was computed under the same ``mark`` and ``serves``; else what is computed now, and kept at ``path``.

    It comes as it is read back from JSON, so that the first asker finds what every later one does.
    """
    held = read_json(path)
    if held.get("mark") != mark or not serves(held):
        text = json_text({"mark": mark, **compute()})
        write_text(path, text)
        held = json.loads(text)
    return held


def write_manifest(pipeline: Pipeline, mark: str) -> Path:
    """Name every input and indicator of the edition with its sha256, and the digest of all a result depends on."""
    from talentstudy import __version__

    edition = pipeline.edition
    held = indicator_path(pipeline.home, edition, "").parent
    inputs = [
        {
            "dataset": pin.dataset,
            "read_as": pin.name,
            "vintage": pin.vintage,
            "where": dict(pin.where),
            "until": pin.until,
            "because": pin.because,
            "file": origin.path.relative_to(pipeline.home.folder).as_posix(),
            "sha256": origin.facts["sha256"],
        }
        for pin in edition.pins
        for origin in [pipeline.home.origin(pin.dataset, pin.vintage)]
    ]
    content = {
        "edition": edition.name,
        "title": edition.title,
        "as_of": edition.as_of,
        "talentstudy": __version__,
        "fingerprint": mark,
        "inputs": inputs,
        "indicators": {path.stem: file_digest(path) for path in sorted(held.glob("*.csv"))},
    }
    return write_text(manifest_path(pipeline.home, edition), json_text(content))


def file_digest(path: Path) -> str:
    """The sha256 of a file of ours; '' where there is none."""
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else ""


def manifest_path(home: Home, edition: Edition) -> Path:
    """Where the manifest of an edition stands."""
    return home.processed(edition.name) / "manifest.json"


def indicator_path(home: Home, edition: Edition, name: str) -> Path:
    """Where the rows of one indicator stand; these are committed."""
    return home.processed(edition.name) / "indicators" / f"{name}.csv"


def figure_folder(home: Home, edition: Edition, geo: str, language: str) -> Path:
    """Where the figures of one country and language stand."""
    return home.processed(edition.name) / "figures" / geo / language


def index_mark(mark: str, geo: str, peers: Iterable[str]) -> str:
    """The digest of a set of figures: the study's, and whom they are about."""
    return hashlib.sha256("|".join([mark, geo, *peers]).encode()).hexdigest()
