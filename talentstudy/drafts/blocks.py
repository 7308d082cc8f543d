"""Lines made paragraphs, as a reader sees them: call-outs whole, mark-up gone, every character knowing its line."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

# A paragraph of so few words that ends no sentence is a heading or a call-out.
_SHORT = 12
_ITEM = re.compile(r"\s*(?:[-*+•]|\d{1,2}[.)])\s+")
_ENDS = re.compile(r"[.!?…:;,][\"”’»)\]*_\s]*$")
# What a reader does not see as text: blanked out, so that places in a line stay what they are.
_MARKS = tuple(
    re.compile(mark)
    for mark in (
        r"<!--.*?-->",
        r"\]\([^)\s]*(?:\s\"[^\"]*\")?\)",
        r"<?\b(?:https?://|www\.)[^\s>)]+>?",
        r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+",
        r"</?[A-Za-z][^>]*>",
        r"\[\^?\d{1,3}\](?!\()",
        r"\*+|`+|(?<!\w)_+(?=\w)|(?<=\w)_+(?!\w)|\[",
        # Telephone numbers: a leading nought and groups of two or three.
        r"(?<!\w)\+?0\d*(?:[ ./-]\d{2,3}){2,}",
    )
)
_RAISED = re.compile(r"\^\{?([A-Za-zèé]{1,3})\}?")


@dataclass(frozen=True)
class Paragraph:
    """One paragraph: its text without mark-up, what it stands under, and the line of each of its parts.

    ``starts`` are (offset in ``text``, line of the file) pairs, rising; a docx has no lines, so there the number
    of the paragraph stands for them. ``short`` is true of headings and call-outs: few words that end no sentence.
    """

    number: int
    text: str
    heading: str
    short: bool
    starts: tuple[tuple[int, int], ...]

    def line_of(self, offset: int) -> int:
        """The line that the character at ``offset`` stands on.

        >>> Paragraph(1, "first second", "", False, ((0, 7), (6, 8))).line_of(8)
        8
        """
        return self.starts[bisect_right([start for start, _ in self.starts], offset) - 1][1]


def paragraphs(lines: list[str], spacing: int = 1) -> Iterator[Paragraph]:
    """The paragraphs of a text given as lines; a heading is no paragraph, it stands over those that follow.

    ``spacing`` is how many lines of ``lines`` stand for one of the file.

    >>> [(one.number, one.text, one.heading) for one in paragraphs(["# Women", "", "In 2024 it was", "19 %."])]
    [(1, 'In 2024 it was 19 %.', 'Women')]
    """
    heading, count = "", 0
    for block in _joined(_blocks(lines)):
        first = block[0][1]
        if first.lstrip().startswith("#"):
            heading = _clean(first.lstrip("# "))
            continue
        text, starts = "", []
        for number, line in block:
            starts.append((len(text), (number - 1) // spacing + 1))
            text += _clean(line) + " "
        count += 1
        yield Paragraph(count, text.rstrip(), heading, _is_short(block), tuple(starts))


def _blocks(lines: list[str]) -> Iterator[list[tuple[int, str]]]:
    """Lines that belong together, with their numbers: cut at empty lines, headings, items and table rows."""
    block: list[tuple[int, str]] = []
    for number, line in enumerate(lines, 1):
        alone = line.lstrip().startswith(("#", "|"))
        if block and (not line.strip() or alone or _ITEM.match(line)):
            yield block
            block = []
        if alone:
            yield [(number, line)]
        elif line.strip():
            block.append((number, line))
    if block:
        yield block


def _joined(blocks: Iterator[list[tuple[int, str]]]) -> Iterator[list[tuple[int, str]]]:
    """Call-outs made whole: short blocks that follow each other and end no sentence, where one holds a number."""
    held: list[list[tuple[int, str]]] = []
    for block in blocks:
        if held and not (_is_short(block) or (_is_number(held[-1]) and _words(block) <= _SHORT + 3)):
            yield from _whole(held)
            held = []
        if _is_short(block) or held:
            held.append(block)
        else:
            yield block
    yield from _whole(held)


def _whole(blocks: list[list[tuple[int, str]]]) -> Iterator[list[tuple[int, str]]]:
    """The blocks as one, a semicolon between what stood in lines of its own; as they were without a number."""
    has_number = any(re.search(r"\d{2}|\d\s?%", line) for block in blocks for _, line in block)
    if not has_number or len(blocks) > _SHORT:
        yield from blocks
        return
    *first, last = blocks
    ended = [(*block[:-1], (block[-1][0], block[-1][1] + (" ;" if not _is_number(block) else ""))) for block in first]
    yield [line for block in (*ended, last) for line in block]


def _words(block: list[tuple[int, str]]) -> int:
    return sum(len(line.split()) for _, line in block)


def _is_number(block: list[tuple[int, str]]) -> bool:
    """Whether a block is a number set large, its words in the next."""
    return _words(block) <= 2 and bool(re.fullmatch(r"[\d\s.,%*]+", " ".join(line for _, line in block)))


def _is_short(block: list[tuple[int, str]]) -> bool:
    text = " ".join(line for _, line in block)
    if text.lstrip().startswith(("#", "|")):
        return False
    return len(text.split()) <= _SHORT and not _ENDS.search(text) and not _ITEM.match(text)


def _clean(line: str) -> str:
    """The line without mark-up, each mark replaced by as many spaces.

    >>> _clean("**5,4%** of all [1], the 9^{th}")
    '  5,4%   of all    , the 9th   '
    """
    text = _RAISED.sub(lambda found: found[1].ljust(len(found[0])), line)
    for mark in _MARKS:
        text = mark.sub(lambda found: " " * len(found[0]), text)
    # Every kind of space is one, and every apostrophe the same.
    return re.sub(r"[\u00a0\u2009\u202f\t]", " ", text).replace("’", "'").replace("\u00ad", "")
