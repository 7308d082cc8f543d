"""What a file is, by what it says and never by its name; what is no data is refused with its own words."""

from __future__ import annotations

import codecs
import html
import json
import re
from typing import Any

from talentstudy.errors import RawFileError

TSV, SDMX_CSV, TIDY_CSV = "Eurostat TSV", "SDMX-CSV", "CSV"
JSON_STAT, SDMX_ML, STRUCTURE = "JSON-stat", "SDMX-ML", "SDMX-ML structure"
CODE_LIST = "TSV code list"
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_ROOT = re.compile(rb"<(?:[\w.-]+:)?([A-Za-z]\w*)[\s>/]")
_TITLE = re.compile(rb"<title[^>]*>(.*?)</title>", re.IGNORECASE | re.DOTALL)
_FAULT = re.compile(rb"<faultstring[^>]*>(.*?)</faultstring>", re.DOTALL)
_NUMBER = re.compile(rb"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_UUID = re.compile(rb"\s*%s\s*" % _NUMBER.pattern, re.IGNORECASE)
_AWAITED = re.compile(rb"<(?:[\w.-]+:)?a?syncResponse\b")
_SDMX = re.compile(rb'"?(?:STRUCTURE(?:\[[^\]\r\n]*\])?|DATAFLOW)"?[^\w\s]')
_MEASURED = re.compile(rb'(?:^|[,;|\t"])(?:obs_value|time_period)(?=["\s,;|:]|$)', re.IGNORECASE)
_CODE_AND_LABEL = re.compile(rb"[\w@$-]+\t[^\t]+")
# The byte order marks of UTF-16, and of UTF-32, which begins with the same bytes or with two zeros.
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)
SHOWN = 80


def format_of(head: bytes, what: str) -> str:
    """The format that the first bytes of ``what`` are written in, one of the constants of this module.

    Raises
    ------
    RawFileError
        An empty file, an HTML page, an error message of a service, the id of a reply to come, or bytes
        that are none of these: what was found, in its own words.

    Examples
    --------
    >>> format_of(b"DATAFLOW,LAST UPDATE,freq,geo,TIME_PERIOD,OBS_VALUE", "reply.csv")
    'SDMX-CSV'
    """
    if head.startswith(_WIDE):
        raise RawFileError(
            f"{what} is written in UTF-16 or UTF-32; UTF-8 is wanted. Fetch it again, or save it as UTF-8."
        )
    start = head.lstrip()
    if not start:
        raise RawFileError(f"{what} is empty. Fetch it again.")
    if start.startswith(b"<"):
        return _markup(start, what)
    if start[:1] in b"{[":
        return JSON_STAT
    line = start.split(b"\n", 1)[0]
    if _SDMX.match(line):
        return SDMX_CSV
    if b"\t" in line and b"\\" in line.split(b"\t", 1)[0]:
        return TSV
    if _MEASURED.search(line.rstrip()):
        return TIDY_CSV
    if _CODE_AND_LABEL.fullmatch(line.rstrip()):
        return CODE_LIST
    if _UUID.fullmatch(start):
        raise RawFileError(f"{what} is the id of a reply to come ({_shown(start)}), not the reply. Ask for it later.")
    raise RawFileError(
        f"{what} is in no format that is known: it begins with '{_shown(start)}'. "
        f"Read are {TSV}, {SDMX_CSV} 1.0 and 2.0, {JSON_STAT} 2.0 and {SDMX_ML}."
    )


def refuse_error_reply(reply: Any, what: str) -> None:
    """Refuse a JSON reply that is an error or a warning of the service; ``reply`` is the parsed JSON."""
    for kind in ("error", "warning"):
        found = reply.get(kind) if isinstance(reply, dict) else None
        if found:
            first = found[0] if isinstance(found, list) else found
            told = first if isinstance(first, dict) else {"label": first}
            words = f"{told.get('status', '')} {told.get('label', '')}".strip() or json.dumps(told)
            raise RawFileError(f"{what} is {_article(kind)} of the service, not data: '{words}'. Mend the request.")


def _article(kind: str) -> str:
    return "an error" if kind == "error" else f"a {kind}"


def _markup(start: bytes, what: str) -> str:
    if _HTML.search(start[:2048]):
        title = _TITLE.search(start)
        told = f", titled '{_shown(title[1])}'" if title else ""
        raise RawFileError(f"{what} is an HTML page{told}, not data. Fetch it again later, or correct the address.")
    fault = _FAULT.search(start)
    if fault:
        raise RawFileError(f"{what} is an error of the service, not data: '{_shown(fault[1], 300)}'. Mend the request.")
    if _AWAITED.search(start[:2048]):
        number = _NUMBER.search(start)
        told = f" ({number[0].decode()})" if number else ""
        raise RawFileError(f"{what} says that the reply is still to come{told}; it is not the reply. Ask for it later.")
    root = _ROOT.search(start)
    name = root[1].decode() if root else ""
    if name == "Structure":
        return STRUCTURE
    if name.endswith("Data") or name in {"MessageGroup", "Error"}:
        return SDMX_ML
    raise RawFileError(f"{what} is XML of another kind: its first element is '{name}', wanted is an SDMX message.")


def _shown(text: bytes, most: int = SHOWN) -> str:
    words = html.unescape(" ".join(text.decode("utf-8", "replace").split()))
    return words[:most] + ("…" if len(words) > most else "")
