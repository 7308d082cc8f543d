"""What is inside a reply, piece by piece, as the readers open it; never past the stated limit."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from talentstudy.errors import FetchFailed, RawFileError
from talentstudy.sources.formats.opening import Source


class Damaged(FetchFailed):
    """A compressed reply that is cut short or does not agree with its check sum: asked again, it may come whole."""


_GZIP = b"\x1f\x8b"
_START = 2**16


def is_gzip(path: Path) -> bool:
    """Whether a file begins as gzip does, whatever a header says."""
    with path.open("rb") as file:
        return file.read(2) == _GZIP


def pieces(path: Path, limit: int, what: str) -> Iterator[bytes]:
    """The content of a reply, expanded where it is compressed.

    Raises Damaged, naming ``what``, for a stream that is cut short or damaged, and FetchFailed as soon as
    more than ``limit`` bytes have come out.
    """
    try:
        yield from Source(path, limit).blocks()
    except RawFileError as refused:
        # The reader names what zlib found as the context of its own refusal; a limit has none.
        kind = Damaged if isinstance(refused.__context__, zlib.error | EOFError | zipfile.BadZipFile) else FetchFailed
        raise kind(f"{what} cannot be opened: {refused} Nothing was kept.") from None


def beginning(path: Path) -> bytes:
    """The first bytes of what is inside, as far as they can be read; of a damaged stream whatever there is."""
    try:
        return Source(path).head(_START)
    except RawFileError:
        return b""
