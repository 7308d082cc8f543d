"""What a provider says when it does not give the data: faults, queues, warnings and web pages."""

from __future__ import annotations

import html
import json
import re
from dataclasses import dataclass
from typing import Any

# A message longer than this is no message.
_LONGEST = 300
_KEY = r"[0-9A-Za-z][0-9A-Za-z-]{7,63}"
_UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_QUEUED = re.compile(rf"<(?:\w+:)?(?:queued|status)(?:\s[^>]*)?>\s*<(?:\w+:)?(?:id|key)>\s*({_KEY})\s*<", re.DOTALL)
_FAULT = re.compile(r"<(?:\w+:)?faultstring>(.*?)</", re.DOTALL)
_FOOTER = re.compile(r"<(?:\w+:)?Message[^>]*code=\"(\d+)\".*?<(?:\w+:)?Text[^>]*>(.*?)</", re.DOTALL)
_SDMX_ERROR = re.compile(r"<(?:\w+:)?ErrorMessage[^>]*code=\"(\d+)\".*?<(?:\w+:)?Text[^>]*>(.*?)</", re.DOTALL)
_STATES = re.compile(
    r"\b(SUBMITTED|PROCESSING|AVAILABLE|EXPIRED|UNKNOWN_REQUEST|ERROR|NO_RESULTS|DATA_NOT_YET_AVAILABLE)\b"
)


@dataclass(frozen=True)
class Refusal:
    """Why there are no data: ``too big``, ``queued`` (under ``key``), ``later``, ``empty`` or ``refused``; in the provider's words."""

    kind: str
    words: str
    key: str = ""


def refusal(status: int, content: bytes) -> Refusal | None:
    """What a reply says instead of data; None where it may be data.

    ``content`` is the beginning of the reply, expanded. The status counts less than the words: Eurostat
    sends queues and warnings with 200.

    >>> refusal(400, b"<S:Fault><faultstring>NO_RESULTS: nothing found</faultstring></S:Fault>").kind
    'empty'
    """
    text = content.decode("utf-8", errors="replace").lstrip("\ufeff \r\n\t")
    told = _told(text)
    if told is None:
        if 200 <= status < 300:
            return None
        # The OECD's service answers in one bare word.
        return _by_status(status, _in_words(text) if text else Refusal("refused", "no word of explanation"))
    return _by_status(status, told)


def _told(text: str) -> Refusal | None:
    if _UUID.fullmatch(text.strip()):
        return Refusal("queued", "the extraction is queued", text.strip())
    if text.startswith("{"):
        return _in_json(text)
    if not text.startswith("<"):
        return None
    if re.match(r"<(!doctype\s+html|html|head|body)\b", text, re.IGNORECASE):
        title = re.search(r"<title[^>]*>(.*?)</title>", text, re.IGNORECASE | re.DOTALL)
        return Refusal("refused", f"a web page instead of data: {_short(title[1] if title else text)}")
    if queued := _QUEUED.search(text):
        return Refusal("queued", "the extraction is queued", queued[1])
    if fault := _FAULT.search(text) or None:
        return _in_words(fault[1])
    if noted := _SDMX_ERROR.search(text) or _FOOTER.search(text):
        return Refusal("too big", _short(noted[2])) if noted[1] in {"413", "130", "510"} else _in_words(noted[2])
    return None


def _in_json(text: str) -> Refusal | None:
    try:
        content: Any = json.loads(text)
    except ValueError:
        # More than the beginning, or cut short: the reader decides.
        return None
    for entry in ("error", "warning"):
        said = content.get(entry)
        said = said[0] if isinstance(said, list) and said else said
        if isinstance(said, dict):
            return _in_words(str(said.get("label", said)))
    return None


def _in_words(words: str) -> Refusal:
    told = _short(words)
    if "EXTRACTION_TOO_BIG" in words:
        return Refusal("too big", told)
    if "ASYNCHRONOUS_RESPONSE" in words or "NOT_YET_AVAILABLE" in words:
        return Refusal("later", told)
    if "NO_RESULTS" in words or "NoRecordsFound" in words or "No results" in words:
        return Refusal("empty", told)
    return Refusal("refused", told)


def _by_status(status: int, told: Refusal) -> Refusal:
    if told.kind != "refused":
        return told
    if status == 413:
        return Refusal("too big", told.words)
    return told if 200 <= status < 300 else Refusal("refused", f"status {status}: {told.words}")


def _short(text: str) -> str:
    words = " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split())
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"


def state(content: bytes) -> str:
    """How a queued extraction stands, in Eurostat's word; '' where the reply names no state."""
    found = _STATES.search(content.decode("utf-8", errors="replace"))
    return found[1] if found else ""
