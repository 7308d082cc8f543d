"""SDMX structure messages, 2.1 and 3.0: which dimensions there are, and what their codes are called."""

from __future__ import annotations

import hashlib
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from talentstudy.errors import FetchFailed

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True)
class Structure:
    """What an SDMX structure message holds: dimensions with the code list of each, and codes with their names.

    ``lists`` maps a dimension to (code list, version), in the order of the key; ``codes`` maps a code
    to its names by language; ``updated`` is the provider's stamp, '' where there is none.
    """

    id: str
    version: str
    lists: Mapping[str, tuple[str, str]]
    codes: Mapping[str, Mapping[str, str]]
    updated: str = ""


def read_structure(content: bytes, what: str) -> Structure:
    """One data structure or code list of an SDMX-ML message, 2.1 or 3.0.

    Raises FetchFailed, naming ``what``, for XML that is broken, declares entities, or holds neither.
    """
    if b"<!DOCTYPE" in content[:4096] or b"<!ENTITY" in content:
        raise FetchFailed(f"{what} declares entities, which no SDMX message needs; nothing was kept.")
    try:
        root = ElementTree.fromstring(content)
    except ElementTree.ParseError as broken:
        raise FetchFailed(f"{what} is no whole XML ({broken}); nothing was kept. Fetch it again.") from None
    found = next((one for one in root.iter() if _local(one) in {"DataStructure", "Codelist"}), None)
    if found is None:
        raise FetchFailed(f"{what} holds no data structure and no code list; nothing was kept.")
    return Structure(
        found.get("id", ""),
        found.get("version", ""),
        dict(_lists(found)),
        {code.get("id", ""): _names(code) for code in found if _local(code) == "Code"},
        _updated(found),
    )


def _local(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


def _names(element: ElementTree.Element) -> dict[str, str]:
    return {one.get(_LANGUAGE, "en"): (one.text or "").strip() for one in element if _local(one) == "Name"}


def _lists(structure: ElementTree.Element) -> Iterator[tuple[str, tuple[str, str]]]:
    for dimension in (one for one in structure.iter() if _local(one) == "Dimension"):
        for place in (one for one in dimension.iter() if _local(one) == "Enumeration"):
            reference = next((one for one in place if _local(one) == "Ref"), None)
            # An element without children is false.
            if reference is not None:
                yield dimension.get("id", ""), (reference.get("id", ""), reference.get("version", ""))
            elif place.text:
                # urn:sdmx:…Codelist=ESTAT:FREQ(3.9)
                name, _, version = place.text.strip().rpartition(":")[2].partition("(")
                yield dimension.get("id", ""), (name, version.rstrip(")"))


def _updated(structure: ElementTree.Element) -> str:
    for annotation in (one for one in structure.iter() if _local(one) == "Annotation"):
        texts = {_local(one): (one.text or "").strip() for one in annotation}
        if texts.get("AnnotationType") == "LAST_UPDATED":
            return texts.get("AnnotationTitle", "")
    return ""


def digest_of_structure(content: bytes) -> str:
    """A digest of the message without its header, which bears a new id and time in every reply."""
    root = ElementTree.fromstring(content)
    for header in [one for one in root if _local(one) == "Header"]:
        root.remove(header)
    canonical = ElementTree.canonicalize(ElementTree.tostring(root, encoding="unicode"), strip_text=True)
    return hashlib.sha256(canonical.encode()).hexdigest()
