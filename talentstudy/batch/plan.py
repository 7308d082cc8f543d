"""What a batch is asked for: on the command line, in a TOML or YAML file, or from Python."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from talentstudy.errors import BatchRefused, UnknownName

ALL = "all"
# Where talentstudy run puts the same notebooks: what reads them (the site, the documents) finds them there.
LAYOUT = "{edition}/notebooks/{geo}/{language}/{notebook}.ipynb"


@dataclass(frozen=True)
class Plan:
    """The matrix of a batch, where its notebooks go, and how they are executed.

    ``editions``, ``geos`` (codes, or ``all`` that the editions' series of specialists hold; empty for each edition's
    own country), ``languages`` (empty or ``all`` for the edition's), ``chapters`` and ``annexes`` (numbers and letters,
    or ``all``; both empty for all of both) span it. ``peers`` and ``parameters`` are handed to every notebook.

    ``output`` is a folder (the study's data/processed if empty); ``layout`` says where in it a notebook stands.
    ``jobs`` notebooks run at once (0: one a core). ``timeout`` (seconds) and ``memory`` (MiB beyond what a kernel is
    born with) limit each, 0 for no limit; one whose kernel died is tried ``retries`` times again.
    ``scheduler`` is empty for this machine, ``local`` for a Dask cluster of its own, or a cluster's address; there
    ``shared`` may name a storage (an fsspec address) that the workers write the notebooks to. ``force`` runs again
    what is up to date.
    """

    editions: tuple[str, ...] = ("2025",)
    geos: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    chapters: tuple[str, ...] = ()
    annexes: tuple[str, ...] = ()
    peers: str = ""
    parameters: Mapping[str, Any] = field(default_factory=dict)
    output: str = ""
    layout: str = LAYOUT
    jobs: int = 0
    timeout: float = 0.0
    memory: float = 0.0
    retries: int = 1
    scheduler: str = ""
    shared: str = ""
    force: bool = False
    home: str = ""

    def __post_init__(self) -> None:
        for name in ("jobs", "timeout", "memory", "retries"):
            if getattr(self, name) < 0:
                raise BatchRefused(f"{name} of a batch is {getattr(self, name)}; give 0 or more.")
        if self.shared and not self.scheduler:
            raise BatchRefused("a shared storage is written to by the workers of a scheduler; name one, or local.")


# What a plan file and the command line call the parts of a plan that may be given again.
_SINGULAR = {
    "edition": "editions",
    "geo": "geos",
    "language": "languages",
    "chapter": "chapters",
    "annex": "annexes",
}
_WANTED = {
    int: "a whole number",
    float: "a number",
    str: "text",
    bool: "true or false",
    tuple: "a list",
    dict: "a table",
}
_FIELDS = {one.name: one for one in fields(Plan)}


def read_plan(path: Path, **more: Any) -> Plan:
    """The plan of a TOML or YAML file; ``more`` replaces what it says.

    Raises
    ------
    BatchRefused
        For a file that is not there, cannot be read, or holds a value of another type.
    UnknownName
        For a key that no plan has, with the nearest names.
    """
    given = _content(path)
    return plan_of({**{_SINGULAR.get(key, key): value for key, value in given.items()}, **more}, path.name)


def plan_of(given: Mapping[str, Any], source: str) -> Plan:
    """A plan of values that may be text; ``source`` is who gave them, for a message."""
    values = {}
    for key, value in given.items():
        if key not in _FIELDS:
            raise UnknownName(f"key of the plan {source}", key, [*_SINGULAR, *_FIELDS])
        values[key] = _value(key, value, source)
    return replace(Plan(), **values)


def _content(path: Path) -> dict[str, Any]:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as refused:
        raise BatchRefused(f"the plan {path} cannot be read ({refused}).") from None
    try:
        found = tomllib.loads(text) if path.suffix == ".toml" else _yaml(path, text)
    except ValueError as refused:
        raise BatchRefused(f"the plan {path} cannot be read as {path.suffix[1:].upper()} ({refused}).") from None
    if not isinstance(found, dict):
        raise BatchRefused(f"the plan {path} holds {type(found).__name__}; it is a table, as in 'edition: [2025]'.")
    return found


def _yaml(path: Path, text: str) -> Any:
    if path.suffix not in {".yaml", ".yml"}:
        raise BatchRefused(f"the plan {path} ends in '{path.suffix}'; a plan is a .toml, .yaml or .yml file.")
    import yaml

    try:
        # Every value as the text it is: YAML would read Norway's code, NO, as a refusal.
        return yaml.load(text, Loader=yaml.BaseLoader)
    except yaml.YAMLError as refused:
        raise ValueError(" ".join(str(refused).split())) from None


def _value(key: str, value: Any, source: str) -> Any:
    default = getattr(Plan(), key)
    try:
        if isinstance(default, tuple):
            many = value if isinstance(value, list | tuple) else str(value).split()
            return tuple(dict.fromkeys(str(one) for one in many))
        if isinstance(default, Mapping):
            return dict(value)
        if isinstance(default, bool):
            return {"true": True, "false": False}[str(value).lower()]
        if key == "peers" and isinstance(value, list | tuple):
            return " ".join(value)
        return type(default)(value)
    except (TypeError, ValueError, KeyError):
        wanted = _WANTED[type(default)]
        raise BatchRefused(f"{key} of the plan {source} is {value!r}; it takes {wanted}.") from None
