"""Blocks of lines to arrays: how a file's lines are laid out, and several blocks at once.

What a parser cannot read at once is read line by line in ``careful``, which says what is wrong with it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

from numpy.typing import NDArray

Arrays = dict[str, NDArray[Any]]


class Unread(ValueError):
    """A block that cannot be read at once: ragged lines, or text where a number stands."""


@dataclass(frozen=True)
class Field:
    """A column of a file: its name, what it holds, and whose texts it shares (by default its own)."""

    name: str
    kind: Literal["text", "number", "skip"] = "text"
    shared: str = ""

    @property
    def lexicon(self) -> str:
        """The name of the list of texts it is coded by."""
        return self.shared or self.name


@dataclass(frozen=True)
class Layout:
    """How the lines of a file are to be read."""

    fields: tuple[Field, ...]
    separator: str
    missing: tuple[str, ...]
    quoted: bool = False
    decimal: str = "."
    # Bytes that are made separators first, where a file uses several.
    table: bytes = b""
    read: tuple[Field, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "read", tuple(one for one in self.fields if one.kind != "skip"))


class Parser(Protocol):
    """Reads blocks of one file; the texts of each lexicon are known once all are read."""

    workers: int

    def parse(self, block: bytes) -> Arrays:
        """Codes (-1 for an empty cell) or numbers (NaN) by column; Unread if it cannot."""

    def encode(self, lexicon: str, texts: Sequence[str]) -> NDArray[Any]:
        """The codes of some texts, none of them empty."""

    def texts(self, lexicon: str) -> list[str]:
        """What the codes stand for."""


def parsed(blocks: Iterable[bytes], parse: Callable[[bytes], Arrays], workers: int) -> Iterator[Arrays]:
    """What ``parse`` makes of each block, in order, several at once but never many in memory."""
    if workers < 2:
        yield from map(parse, blocks)
        return
    with ThreadPoolExecutor(workers) as pool:
        waiting: deque[Future[Arrays]] = deque()
        try:
            for block in blocks:
                waiting.append(pool.submit(parse, block))
                if len(waiting) > workers:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for one in waiting:
                one.cancel()


def as_parsed(blocks: Iterable[bytes], parser: Parser, careful: Callable[[bytes], Arrays]) -> Iterator[Arrays]:
    """Each block as the parser reads it, or where it cannot as ``careful`` does."""

    def parse(block: bytes) -> Arrays:
        try:
            return parser.parse(block)
        except Unread:
            return careful(block)

    return parsed(blocks, parse, parser.workers)
