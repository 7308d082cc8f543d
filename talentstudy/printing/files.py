"""A page of the study as files: SVG, PNG and PDF of a run, and whatever a journal or a word processor asks for."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from matplotlib.figure import Figure

from talentstudy.errors import StudyError, UnknownName
from talentstudy.figures.style import house
from talentstudy.printing.stamp import Stamp
from talentstudy.printing.svg import published
from talentstudy.store import written

if TYPE_CHECKING:
    from PIL.Image import Image

DPI = 200
FORMATS = ("png", "svg", "pdf", "tiff", "eps")
# Below, letters fall apart on paper; above, a page of 25 cm outgrows what image programs open.
_LEAST_DPI, _MOST_DPI = 72, 1200
_EPS_DATE = re.compile(rb"^%%CreationDate: .*\n", re.M)
_EPS_HEAD = b"%%Orientation:"


def save(figure: Figure, stem: Path, stamp: Stamp) -> list[Path]:
    """Write the figure as ``<stem>.svg``, ``.png`` (200 dpi) and ``.pdf``, each with its stamp inside.

    All three are drawn before the first is written; each replaces its file whole or not at all.
    The same figure gives the same bytes: no date, fixed ids, outlines of the typeface that comes
    with the package.

    Raises
    ------
    WriteFailed
        A file could not be written; what stood there before is untouched.
    """
    contents = {form: content(figure, form, stem.name, stamp) for form in ("svg", "png", "pdf")}
    return [_write(stem.with_name(f"{stem.name}.{form}"), one) for form, one in contents.items()]


def save_as(figure: Figure, path: Path, stamp: Stamp, *, dpi: int = 300) -> Path:
    """Write the figure in the format its name ends with, at ``dpi`` dots per inch where it has dots.

    Raises UnknownName for another format, StudyError for a resolution nobody prints at.
    """
    return _write(path, content(figure, form_of(path), path.stem, stamp, dpi=dpi))


def form_of(path: Path) -> str:
    """The format a file name asks for."""
    form = {"tif": "tiff"}.get(suffix := path.suffix.lower().lstrip("."), suffix)
    if form not in FORMATS:
        raise UnknownName("picture format", form or str(path), FORMATS)
    return form


def content(figure: Figure, form: str, name: str, stamp: Stamp, *, dpi: int = DPI) -> bytes:
    """The bytes of a figure in a format; the same figure and stamp give the same bytes."""
    if not _LEAST_DPI <= dpi <= _MOST_DPI:
        raise StudyError(f"{dpi} dots per inch cannot be printed; between {_LEAST_DPI} and {_MOST_DPI} are wanted.")
    with house():
        if form == "svg":
            nothing = dict.fromkeys(("Date", "Creator", "Format", "Type"))
            return published(_drawn(figure, "svg", metadata=nothing).decode("utf-8"), name, stamp)
        if form == "png":
            return _png(figure, stamp, dpi)
        if form == "pdf":
            return _drawn(figure, "pdf", metadata=stamp.pdf())
        if form == "tiff":
            return _tiff(figure, stamp, dpi)
        return _eps(figure, stamp)


def _png(figure: Figure, stamp: Stamp, dpi: int) -> bytes:
    with _dots(figure, dpi) as image, BytesIO() as buffer:
        image.save(buffer, format="PNG", dpi=(dpi, dpi), pnginfo=stamp.png())
        return buffer.getvalue()


def _tiff(figure: Figure, stamp: Stamp, dpi: int) -> bytes:
    """Packed without loss."""
    with _dots(figure, dpi) as image, BytesIO() as buffer:
        image.save(buffer, format="TIFF", compression="tiff_lzw", dpi=(dpi, dpi), tiffinfo=stamp.tiff())
        return buffer.getvalue()


def _dots(figure: Figure, dpi: int) -> Image:
    """The figure without the channel of transparency: a page is opaque, journals refuse it, a PDF would store it apart."""
    from PIL.Image import frombuffer

    width, height = (int(one) for one in figure.get_size_inches() * dpi)
    return frombuffer("RGBA", (width, height), _drawn(figure, "rgba", dpi=dpi)).convert("RGB")


def _eps(figure: Figure, stamp: Stamp) -> bytes:
    """PostScript knows no transparency: what shines through is drawn full, as printed it looks the same."""
    with _quiet("matplotlib.backends.backend_ps"):
        drawn = _drawn(figure, "eps", metadata={"Creator": stamp.software})
    told = {"Title": stamp.title, "Copyright": stamp.rights}
    said = "".join(f"%%{name}: {text}\n" for name, text in told.items() if text).encode("ascii", "replace")
    return _EPS_DATE.sub(b"", drawn).replace(_EPS_HEAD, said + _EPS_HEAD, 1)


@contextmanager
def _quiet(name: str) -> Iterator[None]:
    """Without the library's remark about transparency, made once for every mark."""
    logger = logging.getLogger(name)
    before = logger.level
    logger.setLevel(logging.ERROR)
    try:
        yield
    finally:
        logger.setLevel(before)


def _drawn(figure: Figure, form: str, **options: Any) -> bytes:
    with BytesIO() as buffer:
        figure.savefig(buffer, format=form, **options)
        return buffer.getvalue()


def _write(path: Path, content: bytes) -> Path:
    with written(path) as draft:
        draft.write_bytes(content)
    return path
