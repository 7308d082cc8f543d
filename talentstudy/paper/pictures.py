"""Pictures put into a PDF once it is set: the compiler lays out stand-ins and need not read a drawing."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Protocol

from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, PdfError, Stream

from talentstudy.errors import PublishError

_PNG = b"\x89PNG\r\n\x1a\n"
# Kinds of PNG without transparency, with the values a dot has; a PDF takes their bytes as they are.
_OPAQUE = {0: 1, 2: 3}


class Picture(Protocol):
    """A picture that comes into a PDF once it is set."""

    @property
    def height(self) -> float:
        """In widths."""

    def made(self, pdf: Pdf) -> Object:
        """As an object of a PDF, one by one as a page places images."""


@dataclass(frozen=True)
class Drawing:
    """The first page of a PDF, held open."""

    page: Page
    # Left, low, right and high, in points.
    box: tuple[float, float, float, float]

    @property
    def height(self) -> float:
        """In widths."""
        left, low, right, high = self.box
        return (high - low) / (right - left)

    def made(self, pdf: Pdf) -> Object:
        """As a form."""
        left, low, right, high = self.box
        form = pdf.copy_foreign(self.page.as_form_xobject())
        form.Matrix = Array([1 / (right - left), 0, 0, 1 / (high - low), 0, 0])
        return form


@dataclass(frozen=True)
class Dots:
    """A PNG without transparency."""

    png: bytes

    @property
    def height(self) -> float:
        """In widths."""
        width, height = struct.unpack(">II", self.png[16:24])
        return float(height / width)

    def made(self, pdf: Pdf) -> Object:
        """As an image: a PDF packs dots in the same way."""
        width, height, depth, kind = struct.unpack(">IIBB", self.png[16:26])
        values = _OPAQUE[kind]
        found = Stream(pdf, _packed(self.png))
        found.Type, found.Subtype = Name.XObject, Name.Image
        found.Width, found.Height, found.BitsPerComponent = width, height, depth
        found.ColorSpace = Name.DeviceGray if values == 1 else Name.DeviceRGB
        found.Filter = Name.FlateDecode
        # 15: each line of dots says how it is told by the one above, as PNG does.
        found.DecodeParms = Dictionary(Predictor=15, Colors=values, BitsPerComponent=depth, Columns=width)
        return found


@contextmanager
def opened(name: str, source: Path | bytes) -> Iterator[Picture | None]:
    """A picture from its file or its bytes; None for one that the compiler has to read.

    Raises PublishError for a PDF that cannot be read.
    """
    if name.endswith(".pdf"):
        with _drawing(name, source) as drawn:
            yield drawn
    elif name.endswith(".png") and _is_opaque(png := source if isinstance(source, bytes) else source.read_bytes()):
        yield Dots(png)
    else:
        yield None


@contextmanager
def _drawing(name: str, source: Path | bytes) -> Iterator[Drawing]:
    try:
        held = Pdf.open(BytesIO(source) if isinstance(source, bytes) else source)
        page = held.pages[0]
        left, low, right, high = (float(one) for one in page.mediabox.as_list())
    except (PdfError, IndexError) as refused:
        # Before the reason stands the path, or the name of an object.
        reason = str(refused).rpartition(": ")[2]
        raise PublishError(
            f"the picture {name} cannot be read ({reason}). Draw it again: talentstudy run."
        ) from refused
    with held:
        yield Drawing(page, (left, low, right, high))


def _is_opaque(png: bytes) -> bool:
    if not png.startswith(_PNG):
        return False
    depth, kind, _, _, interlaced = png[24:29]
    return kind in _OPAQUE and depth == 8 and not interlaced


def stand_in(number: int) -> bytes:
    """A PNG of one dot whose colour is its number, by which it is found again.

    >>> stand_in(300)[41:].startswith(zlib.compress(bytes([0, 0, 1, 44])))
    True
    """
    header = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    dot = zlib.compress(bytes([0, *number.to_bytes(3, "big")]))
    return _PNG + _chunk(b"IHDR", header) + _chunk(b"IDAT", dot) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def put(pdf: Pdf, pictures: Sequence[Picture]) -> None:
    """Put each picture where the stand-in of its number is, in the same tag with the same alternative text."""
    made: dict[int, Object] = {}
    for page in pdf.pages:
        if "/XObject" not in page.obj.Resources:
            continue
        for name, one in list(page.obj.Resources.XObject.items()):
            number = _number(one)
            if number is None:
                continue
            if number not in made:
                made[number] = pictures[number].made(pdf)
            page.obj.Resources.XObject[name] = made[number]


def _number(one: Object) -> int | None:
    """The number of a stand-in; None for what is none."""
    if one.get("/Subtype") != Name.Image or [int(one.Width), int(one.Height)] != [1, 1]:
        return None
    return int.from_bytes(one.read_bytes(), "big")


def _packed(png: bytes) -> bytes:
    at, parts = len(_PNG), []
    while at < len(png):
        length = int.from_bytes(png[at : at + 4], "big")
        if png[at + 4 : at + 8] == b"IDAT":
            parts.append(png[at + 8 : at + 8 + length])
        at += length + 12
    return b"".join(parts)
