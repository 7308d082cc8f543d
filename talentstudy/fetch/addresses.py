"""Addresses as each provider writes them: a record in, the URL out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import httpx

from talentstudy.errors import StudyError, UnknownName
from talentstudy.sources.requests import Request

# What each format is called in each of Eurostat's interfaces.
_SDMX_3 = {
    "sdmx-csv": {"format": "csvdata", "formatVersion": "1.0"},
    "sdmx-csv-2.0": {"format": "csvdata", "formatVersion": "2.0"},
    "tsv": {"format": "TSV"},
    "json-stat": {"format": "json", "lang": "en"},
}
_SDMX_21 = {"sdmx-csv": "SDMX-CSV", "tsv": "TSV", "json-stat": "JSON"}


def data_address(request: Request) -> str:
    """The URL that gives the dataset of a record, with its filters, compressed where the provider can.

    Raises UnknownName for a dialect nobody wrote, StudyError for a record that lacks what its dialect needs.
    """
    if request.provider.dialect not in _DIALECTS:
        raise UnknownName("dialect of a provider", request.provider.dialect, _DIALECTS)
    return _DIALECTS[request.provider.dialect](request)


def _eurostat(request: Request) -> str:
    apis = {"sdmx/3.0": _sdmx_3, "sdmx/2.1": _sdmx_21, "statistics/1.0": _statistics}
    if request.api not in apis:
        raise UnknownName("interface of Eurostat", request.api, apis)
    return apis[request.api](request)


def _sdmx_3(request: Request) -> str:
    # Filters by name need no order of dimensions, which changes when Eurostat adds one.
    chosen = {f"c[{dim}]": ",".join(codes) for dim, codes in request.filters.items()}
    since = {"c[TIME_PERIOD]": f"ge:{request.since}"} if request.since else {}
    # JSON-stat is not offered compressed.
    packed = {} if request.format == "json-stat" else {"compress": "true"}
    where = f"sdmx/3.0/data/dataflow/ESTAT/{request.id}/1.0"
    return _url(request, where, chosen | since | _SDMX_3[request.format] | packed)


def _sdmx_21(request: Request) -> str:
    if request.format not in _SDMX_21:
        raise UnknownName("format of SDMX 2.1", request.format, _SDMX_21)
    since = {"startPeriod": request.since} if request.since else {}
    packed = {} if request.format == "json-stat" else {"compressed": "true"}
    where = f"sdmx/2.1/data/{request.id}/{_key(request)}"
    return _url(request, where, {"format": _SDMX_21[request.format]} | since | packed)


def _statistics(request: Request) -> str:
    since = {"sinceTimePeriod": request.since} if request.since else {}
    lists: dict[str, str | Sequence[str]] = {dim: list(codes) for dim, codes in request.filters.items()}
    return _url(request, f"statistics/1.0/data/{request.id}", {"format": "JSON", "lang": "EN"} | lists | since)


def _sdmx_rest(request: Request) -> str:
    since = {"startPeriod": request.since} if request.since else {}
    flat = {"dimensionAtObservation": "AllDimensions", "format": "csvfile"}
    return _url(request, f"data/{request.id}/{_key(request)}", flat | since)


def _path(request: Request) -> str:
    if not request.path:
        raise StudyError(f"the record of {request.dataset} names no path; add it in sources/requests.toml.")
    return _url(request, request.path, {})


_DIALECTS: Mapping[str, Callable[[Request], str]] = {"eurostat": _eurostat, "sdmx-rest": _sdmx_rest, "path": _path}


def _key(request: Request) -> str:
    if missing := sorted(set(request.filters) - set(request.order)):
        raise StudyError(
            f"the record of {request.dataset} filters {', '.join(missing)} and does not say where in the key; "
            "name every dimension in 'order' in sources/requests.toml."
        )
    return ".".join("+".join(request.filters.get(dim, ())) for dim in request.order)


def _url(request: Request, where: str, parameters: Mapping[str, str | Sequence[str]]) -> str:
    return str(httpx.URL(f"{request.provider.base}/{where}", params=parameters or None))


def job_address(request: Request, what: str, key: str) -> str:
    """Where Eurostat says how a queued extraction stands (``what`` is ``status``), or gives it (``data``)."""
    return f"{request.provider.base}/1.0/async/{what}/{key}"


def structure_address(request: Request, kind: str, name: str, version: str = "~") -> str:
    """Where Eurostat gives a structure (``datastructure``) or a code list (``codelist``); ``~`` is the latest version."""
    return f"{request.provider.base}/sdmx/3.0/structure/{kind}/ESTAT/{name}/{version}"
