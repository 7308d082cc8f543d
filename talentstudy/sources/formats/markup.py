"""SDMX messages as elements of XML: what an element says, whatever version and namespace it is written in."""

from __future__ import annotations

import io
from collections.abc import Iterator
from xml.etree import ElementTree

from talentstudy.errors import RawFileError
from talentstudy.sources.formats.meaning import name_of
from talentstudy.sources.formats.opening import Source
from talentstudy.sources.formats.reply import identity

Element = ElementTree.Element
Row = dict[str, str]


def local(element: Element) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def elements(source: Source) -> Iterator[tuple[str, Element]]:
    """Every start and end of an element; RawFileError for XML that breaks off or declares a document type."""
    text = source.whole()
    if b"<!DOCTYPE" in text[:4096] or b"<!ENTITY" in text:
        raise RawFileError(f"{source} declares entities, which no SDMX message does; it is not read.")
    try:
        yield from ElementTree.iterparse(io.BytesIO(text), events=("start", "end"))
    except ElementTree.ParseError as refused:
        raise RawFileError(f"{source} is XML that breaks off or is damaged ({refused}). Fetch it again.") from None


def attributes(element: Element) -> Row:
    """What a structure-specific element says; names with a namespace are about the message."""
    return {name_of(name): text for name, text in element.attrib.items() if "}" not in name and ":" not in name}


def values(element: Element) -> Row:
    """What a key or a list of attributes of a generic message says."""
    return {name_of(one.get("id") or one.get("concept") or ""): one.get("value", "") for one in element}


def compound(element: Element) -> Row:
    """What an attribute with several values or languages says (version 3.0), as SDMX-CSV writes it: ``E;B``."""
    said = [" ".join(" ".join(one.itertext()).split()) for one in element if local(one) == "Value"]
    return {name_of(element.get("id") or ""): ";".join(said)}


def referred(element: Element) -> str:
    """The id of the dataset or structure that an element refers to, in version 2.1 or 3.0."""
    for one in element.iter():
        if local(one) == "Ref":
            return one.get("id", "")
        if (one.text or "").strip().startswith("urn:"):
            return identity((one.text or "").strip().rpartition("=")[2])
    return ""


def texts(element: Element) -> list[str]:
    """The texts of a message of the service."""
    return [" ".join((one.text or "").split()) for one in element.iter() if local(one) == "Text"]
