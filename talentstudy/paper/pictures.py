"""Pictures put into a PDF once it is set: the compiler lays out stand-ins and need not read a drawing."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from pikepdf import Array, Dictionary, Name, Object, Pdf, PdfError, Stream

from talentstudy.errors import PublishError

_PNG = b"\x89PNG\r\n\x1a\n"
# Kinds of PNG without transparency, with the values a dot has; a PDF takes their bytes as they are.
_OPAQUE = {0: 1, 2: 3}


def height_of(path: Path) -> float:
    """The height of a picture in widths if it can be put in later; 0 for one that the compiler has to read.

    Raises PublishError for a PDF that cannot be read.
    """
    if path.suffix == ".pdf":
        with _opened(path) as drawn:
            width, height = _size(drawn)
        return height / width
    picture = path.read_bytes()
    if picture.startswith(_PNG):
        width, height, depth, kind, _, _, interlaced = struct.unpack(">IIBBBBB", picture[16:29])
        if kind in _OPAQUE and depth == 8 and not interlaced:
            return float(height / width)
    return 0.0


@contextmanager
def _opened(path: Path) -> Iterator[Pdf]:
    try:
        with Pdf.open(path) as drawn:
            yield drawn
    except (PdfError, IndexError) as refused:
        told = f"the picture {path.name} cannot be read ({refused}). Draw it again: talentstudy run."
        raise PublishError(told.replace(f"{path}: ", "")) from refused


def _size(drawn: Pdf) -> tuple[float, float]:
    left, low, right, high = (float(one) for one in drawn.pages[0].mediabox.as_list())
    return right - left, high - low


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


def put(pdf: Pdf, pictures: Sequence[Path]) -> None:
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
                made[number] = _made(pdf, pictures[number])
            page.obj.Resources.XObject[name] = made[number]


def _number(one: Object) -> int | None:
    """The number of a stand-in; None for what is none."""
    if one.get("/Subtype") != Name.Image or [int(one.Width), int(one.Height)] != [1, 1]:
        return None
    return int.from_bytes(one.read_bytes(), "big")


def _made(pdf: Pdf, path: Path) -> Object:
    """A picture as an object of one by one, as a page places images."""
    if path.suffix == ".png":
        return _image(pdf, path.read_bytes())
    with _opened(path) as drawn:
        width, height = _size(drawn)
        form = pdf.copy_foreign(drawn.pages[0].as_form_xobject())
    form.Matrix = Array([1 / width, 0, 0, 1 / height, 0, 0])
    return form


def _image(pdf: Pdf, png: bytes) -> Object:
    """The dots of a PNG, which a PDF packs in the same way."""
    width, height, depth, kind = struct.unpack(">IIBB", png[16:26])
    values = _OPAQUE[kind]
    found = Stream(pdf, _packed(png))
    found.Type, found.Subtype = Name.XObject, Name.Image
    found.Width, found.Height, found.BitsPerComponent = width, height, depth
    found.ColorSpace = Name.DeviceGray if values == 1 else Name.DeviceRGB
    found.Filter = Name.FlateDecode
    # 15: each line of dots says how it is told by the one above, as PNG does.
    found.DecodeParms = Dictionary(Predictor=15, Colors=values, BitsPerComponent=depth, Columns=width)
    return found


def _packed(png: bytes) -> bytes:
    at, parts = len(_PNG), []
    while at < len(png):
        length = int.from_bytes(png[at : at + 4], "big")
        if png[at + 4 : at + 8] == b"IDAT":
            parts.append(png[at + 8 : at + 8 + length])
        at += length + 12
    return b"".join(parts)
