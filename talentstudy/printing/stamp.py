"""What a picture says of itself: title, descriptions, source, vintages, edition, version; the same in every format."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree as Tree

from talentstudy import __version__

DC = "http://purl.org/dc/elements/1.1/"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
XMP = "http://ns.adobe.com/xap/1.0/"
# The terms of the press for accessibility: a short text instead of the picture, a long one beside it.
IPTC = "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/"
XML = "http://www.w3.org/XML/1998/namespace"
for _prefix, _space in (("dc", DC), ("rdf", RDF), ("xmp", XMP), ("Iptc4xmpCore", IPTC), ("x", "adobe:ns:meta/")):
    Tree.register_namespace(_prefix, _space)


@dataclass(frozen=True)
class Stamp:
    """Where a picture comes from, in words and in codes. No date of making: the same figure gives the same bytes.

    ``vintages`` are the datasets drawn with the day each was accessed (``isoc_sks_itspt@2025-05-14``); ``source`` is
    the line under the picture; ``rights`` what may be done with picture and data.
    """

    title: str
    alt: str
    description: str = ""
    language: str = ""
    identifier: str = ""
    source: str = ""
    edition: str = ""
    vintages: tuple[str, ...] = ()
    rights: str = ""

    @property
    def software(self) -> str:
        """The program and its version."""
        return f"talentstudy {__version__}"

    @property
    def origin(self) -> str:
        """Figure, edition and vintages in one line, for a field of keywords."""
        parts = [self.identifier, f"edition {self.edition}" if self.edition else "", *self.vintages, self.software]
        return "; ".join(one for one in parts if one)

    def png(self) -> Any:
        """The text chunks of a PNG."""
        from PIL.PngImagePlugin import PngInfo

        chunks = PngInfo()
        words = {
            "Title": self.title,
            "Description": self.description or self.alt,
            "Source": self.source,
            "Copyright": self.rights,
            "Software": self.software,
            "Comment": self.origin,
        }
        for name, text in words.items():
            if text:
                chunks.add_itxt(name, text, lang=self.language)
        chunks.add_itxt("XML:com.adobe.xmp", _text(self.packet()))
        return chunks

    def pdf(self) -> dict[str, str | None]:
        """The information of a PDF; what matplotlib would write by itself is left out."""
        words: dict[str, str | None] = {
            "Title": self.title,
            "Subject": self.alt,
            "Keywords": "; ".join(one for one in (self.origin, self.source) if one),
            "Creator": self.software,
        }
        return {**words, **dict.fromkeys(("CreationDate", "Producer"))}

    def tiff(self) -> dict[int, str]:
        """Tags of a TIFF by number: description, program, rights; its texts are ASCII by standard."""
        told = {270: f"{self.title}. {self.alt} {self.source}", 305: self.software, 33432: self.rights}
        return {tag: text.encode("ascii", "replace").decode() for tag, text in told.items() if text}

    def packet(self) -> Tree.Element:
        """An XMP packet: Dublin Core, the program, and the two texts for who does not see the picture."""
        whole = Tree.Element("{adobe:ns:meta/}xmpmeta")
        whole.append(self.rdf())
        return whole

    def rdf(self) -> Tree.Element:
        """The same as RDF, as an SVG holds it."""
        root = Tree.Element(f"{{{RDF}}}RDF")
        about = Tree.SubElement(root, f"{{{RDF}}}Description", {f"{{{RDF}}}about": ""})
        for name, text in (
            ("title", self.title),
            ("description", self.description or self.alt),
            ("rights", self.rights),
        ):
            _alternative(about, f"{{{DC}}}{name}", text, self.language)
        _bag(about, f"{{{DC}}}language", [self.language])
        _bag(about, f"{{{DC}}}relation", [f"edition {self.edition}" if self.edition else "", *self.vintages])
        for name, text in ((f"{{{DC}}}source", self.source), (f"{{{DC}}}identifier", self.identifier)):
            if text:
                Tree.SubElement(about, name).text = text
        Tree.SubElement(about, f"{{{XMP}}}CreatorTool").text = self.software
        _alternative(about, f"{{{IPTC}}}AltTextAccessibility", self.alt, self.language)
        if self.description:
            _alternative(about, f"{{{IPTC}}}ExtDescrAccessibility", self.description, self.language)
        return root


def _alternative(about: Tree.Element, name: str, text: str, language: str) -> None:
    """A text in one language, as XMP wants it."""
    if text:
        held = Tree.SubElement(Tree.SubElement(about, name), f"{{{RDF}}}Alt")
        Tree.SubElement(held, f"{{{RDF}}}li", {f"{{{XML}}}lang": language or "x-default"}).text = text


def _bag(about: Tree.Element, name: str, texts: list[str]) -> None:
    if given := [one for one in texts if one]:
        held = Tree.SubElement(Tree.SubElement(about, name), f"{{{RDF}}}Bag")
        for text in given:
            Tree.SubElement(held, f"{{{RDF}}}li").text = text


def _text(element: Tree.Element) -> str:
    return Tree.tostring(element, encoding="unicode")
