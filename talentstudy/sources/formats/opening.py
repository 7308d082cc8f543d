"""A provider's file as bytes: plain, gzip or zip, in blocks, and never beyond a stated size."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from talentstudy.errors import RawFileError

# The largest bulk file of Eurostat expands to some 3 GB; a bomb of 4 MB would reach this limit and no further.
EXPANDED_LIMIT = 4 * 1024**3
# Large enough to keep a parser busy, small enough that several blocks at once need little memory.
BLOCK = 4 * 1024**2
_CHUNK = 256 * 1024
_PLAIN = BLOCK
_GZIP = b"\x1f\x8b"
_ZIP = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"
# What macOS adds to an archive about its files.
_BESIDE = "__MACOSX/"
_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class Source:
    """A file that is opened, read from its first to its last byte and closed, as often as asked.

    ``limit`` is the size in bytes it may expand to; what lies beyond is refused, not read.
    """

    path: Path
    limit: int = EXPANDED_LIMIT

    def __str__(self) -> str:
        return self.path.name

    def head(self, size: int = 65536) -> bytes:
        """The first bytes, without a byte order mark."""
        return next(self.blocks(size), b"")[:size]

    def whole(self) -> bytes:
        """All bytes, without a byte order mark."""
        return b"".join(self.blocks())

    def blocks(self, size: int = BLOCK) -> Iterator[bytes]:
        """The content in blocks of about ``size`` bytes, expanded, without a byte order mark."""
        held: list[bytes] = []
        length = 0
        first = True
        for chunk in self._bounded():
            held.append(chunk)
            length += len(chunk)
            if length >= size:
                block, held, length = b"".join(held), [], 0
                yield block.removeprefix(_MARK) if first else block
                first = False
        if held:
            block = b"".join(held)
            yield block.removeprefix(_MARK) if first else block

    def lines(self, size: int = BLOCK) -> Iterator[bytes]:
        """The content in blocks that end where a record ends: a line break within quotes ends none."""
        rest = b""
        for block in self.blocks(size):
            cut = _last_record(block, rest.count(b'"'))
            if cut:
                yield b"".join((rest, memoryview(block)[:cut]))
            rest = block[cut:] if cut else rest + block
        if rest:
            yield rest

    def first_and_rest(self) -> Iterator[bytes]:
        """The first line, then all others in blocks that end where a record ends."""
        begun = False
        for block in self.lines():
            if begun:
                yield block
            else:
                first, _, rest = block.partition(b"\n")
                yield first
                if rest.strip():
                    yield rest
                begun = True

    def _bounded(self) -> Iterator[bytes]:
        read = 0
        for chunk in self._expanded():
            read += len(chunk)
            if read > self.limit:
                raise RawFileError(
                    f"{self} expands to more than {self.limit:,} bytes, the most that is read of one file. "
                    "Ask the provider for a smaller part, or read it with a higher limit if it is what it should be."
                )
            yield chunk

    def _expanded(self) -> Iterator[bytes]:
        try:
            with self.path.open("rb") as file:
                start = file.read(4)
                file.seek(0)
                if start.startswith(_GZIP):
                    yield from self._gunzipped(file)
                elif start in (_ZIP, _EMPTY_ZIP):
                    yield from self._unzipped(file)
                else:
                    while chunk := file.read(_PLAIN):
                        yield chunk
        except (zlib.error, zipfile.BadZipFile, EOFError) as refused:
            raise RawFileError(
                f"{self} is compressed and damaged ({refused}). Fetch it again; nothing of it was used."
            ) from None

    def _gunzipped(self, file: IO[bytes]) -> Iterator[bytes]:
        """Every member of a gzip file; zlib checks the sum at the end of each."""
        expander = zlib.decompressobj(wbits=31)
        pending = b""
        while pending or (pending := file.read(_CHUNK)):
            if expander.eof:
                if not pending.strip(b"\0"):
                    return
                expander = zlib.decompressobj(wbits=31)
            yield expander.decompress(pending, 16 * _CHUNK)
            pending = expander.unconsumed_tail or expander.unused_data
        if not expander.eof:
            raise EOFError("the compressed data end before their end mark: the file was cut short")

    def _unzipped(self, file: IO[bytes]) -> Iterator[bytes]:
        with zipfile.ZipFile(file) as archive:
            members = [one for one in archive.infolist() if not one.is_dir() and not one.filename.startswith(_BESIDE)]
            if len(members) != 1:
                names = ", ".join(one.filename for one in members[:5]) or "none"
                raise RawFileError(f"{self} holds {len(members)} files ({names}); one is wanted. Unpack the one meant.")
            with archive.open(members[0]) as member:
                while chunk := member.read(_CHUNK):
                    yield chunk


def _last_record(text: bytes, before: int) -> int:
    """Where the last whole record ends, with so many quotes ``before`` the text; 0 if none does."""
    cut = text.rfind(b"\n") + 1
    # To look for a quote is several times as quick as to count those there are none of.
    quotes = before + (text.count(b'"', 0, cut) if b'"' in text else 0)
    while cut and quotes % 2:
        start = text.rfind(b"\n", 0, cut - 1) + 1
        quotes -= text.count(b'"', start, cut)
        cut = start
    return cut
