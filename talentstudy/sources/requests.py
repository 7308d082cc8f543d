"""What is asked of whom to fetch a dataset: the records of ``requests.toml``, checked."""

from __future__ import annotations

import dataclasses
import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from talentstudy.errors import StudyError, UnknownName, UnsafeName
from talentstudy.sources import DATASETS

# A folder's name on every system, and nothing that climbs out of one.
_SAFE = re.compile(r"[a-z0-9][a-z0-9_]{0,63}")
_VINTAGE = re.compile(r"\d{4}-\d{2}-\d{2}")
FORMATS = {"sdmx-csv": "csv", "sdmx-csv-2.0": "csv", "tsv": "tsv", "json-stat": "json", "be-stat": "json"}
_FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Provider:
    """Who is asked: where its service stands and how its addresses are written; ``pause`` in seconds."""

    name: str
    producer: str
    base: str
    dialect: str
    page: str
    licence: str
    pause: float = 1.0


@dataclass(frozen=True)
class Request:
    """What is asked of a provider for one dataset.

    ``filters`` are applied by the provider; ``order`` names the dimensions in the order of the structure
    where an address needs it; ``columns`` says which of the provider's columns is which of ours, and
    ``constants`` what its reply leaves out; ``id`` is the provider's own name of the dataset.
    """

    dataset: str
    provider: Provider
    title: str
    id: str
    format: str = "sdmx-csv"
    api: str = "sdmx/3.0"
    path: str = ""
    since: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    order: tuple[str, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    dims: tuple[str, ...] = ()
    units: tuple[str, ...] = ()

    @property
    def page(self) -> str:
        """Where a person looks the dataset up."""
        return self.provider.page.format(id=self.id, ID=self.id.upper())

    @property
    def suffix(self) -> str:
        """The ending of a reply that is not compressed."""
        return FORMATS[self.format]


def safe_name(name: str, kind: str = "dataset") -> str:
    """The name itself where it can only be a folder of its own.

    Raises UnsafeName for whatever holds a slash, a dot, a capital or a blank.

    >>> safe_name("isoc_sks_itspt")
    'isoc_sks_itspt'
    """
    if not _SAFE.fullmatch(name):
        raise UnsafeName(
            f"'{name}' is no {kind} id: small letters, digits and '_' make one, at most 64. "
            "A path is never taken for an id; see 'talentstudy list datasets'."
        )
    return name


def safe_vintage(name: str) -> str:
    """The vintage itself where it is a day of the calendar's form; UnsafeName otherwise."""
    if not _VINTAGE.fullmatch(name):
        raise UnsafeName(f"'{name}' is no vintage of a fetched dataset; a day like 2026-04-17 is wanted.")
    return name


@cache
def _records(folder: Path = _FOLDER) -> tuple[Mapping[str, Provider], Mapping[str, Request]]:
    content = tomllib.loads((folder / "requests.toml").read_text(encoding="utf-8"))
    providers = {name: Provider(name, **facts) for name, facts in content["provider"].items()}
    return providers, {name: _request(name, facts, providers) for name, facts in content["dataset"].items()}


def _request(name: str, facts: Mapping[str, Any], providers: Mapping[str, Provider]) -> Request:
    # A registry refuses an unknown name with an error of its own, which 'get' does not know.
    line = DATASETS[name] if name in DATASETS else None  # noqa: SIM401
    given = dict(facts)
    provider = given.pop("provider")
    if provider not in providers:
        raise UnknownName("provider in sources/requests.toml", provider, providers)
    if (wanted := given.get("format", "sdmx-csv")) not in FORMATS:
        raise UnknownName(f"format of {name}", wanted, FORMATS)
    given["filters"] = {dim: tuple(codes) for dim, codes in given.get("filters", {}).items()}
    for key in ("order", "dims", "units"):
        given[key] = tuple(given.get(key, ()))
    if line:
        given["dims"], given["units"] = line.dims, line.units
    given.setdefault("id", name)
    return Request(safe_name(name), providers[provider], **given)


def fetchable() -> tuple[str, ...]:
    """The datasets that have a record, by name.

    >>> "isoc_sks_itspt" in fetchable()
    True
    """
    return tuple(_records()[1])


def request_of(dataset: str, base: str = "") -> Request:
    """The record of one dataset.

    ``base`` takes the place of the address the record names; so does the variable
    ``TALENTSTUDY_<PROVIDER>_BASE`` of the environment. Raises UnsafeName for a name that may be a
    path, UnknownName for a dataset without a record, StudyError for an address that is no web address.
    """
    requests = _records()[1]
    if safe_name(dataset) not in requests:
        hint = "A dataset is fetched by its record in talentstudy/sources/requests.toml."
        raise UnknownName("dataset that can be fetched", dataset, requests, hint)
    request = requests[dataset]
    variable = f"TALENTSTUDY_{request.provider.name.upper()}_BASE"
    where = base or os.environ.get(variable, "")
    if where and not where.startswith(("https://", "http://")):
        raise StudyError(f"'{where}' is no web address; --base-url and {variable} take one that begins with https://.")
    if not where:
        return request
    return dataclasses.replace(request, provider=dataclasses.replace(request.provider, base=where.rstrip("/")))
