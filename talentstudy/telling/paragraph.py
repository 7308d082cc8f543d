"""The paragraph of a figure: sentences for the eye and the ear, and every number in them with its cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any

from talentstudy.displaying import Part
from talentstudy.finding import Prose
from talentstudy.telling.cells import Number, as_facts, from_facts, places, told_parts, unmarked

# Dots under a number say that it can be asked; colour alone would not.
_ASKED = "text-decoration:underline dotted;text-underline-offset:.2em"


@dataclass(frozen=True)
class Paragraph(Prose):
    """What a figure says: ``text`` is Markdown; a notebook shows HTML whose numbers name their cell when pointed at.

    ``head`` is the figure's number and title; ``sentences`` and ``items`` hold the words with their numbers marked,
    ``numbers`` what stands behind each. ``dropped`` names each sentence left out for want of a cell, and why.
    A figure that is not drawn has no sentence: its reason stands where the picture would, and in ``reason``.
    """

    head: str = field(default="", repr=False)
    sentences: tuple[str, ...] = field(default=(), repr=False)
    items: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    numbers: tuple[Number, ...] = field(default=(), repr=False)
    dropped: Mapping[str, str] = field(default_factory=dict, repr=False)
    reason: str = field(default="", repr=False)

    def __repr__(self) -> str:
        return self.text or self.reason

    def _repr_html_(self) -> str:
        if not self.text:
            return ""
        head = f"<strong>{escape(self.head)}</strong>"
        text = " ".join([head, *(self._html(one) for one in self.sentences)])
        lines = "".join(f"<li><strong>{escape(name)}</strong> {self._html(words)}</li>" for name, words in self.items)
        return f"<p>{text}</p>" + (f"<ol>{lines}</ol>" if lines else "")

    def _html(self, words: str) -> str:
        return told_parts(words, self._number, escape)

    def _number(self, text: str, place: int) -> str:
        one = self.numbers[place]
        value = "" if one.value is None else f' value="{one.value:.12g}"'
        # A data element is read aloud as its text; the title is for the pointer, explain() for everyone.
        return f'<data{value} title="{escape(hint(one))}" style="{_ASKED}">{escape(text)}</data>'

    def _parts(self) -> Sequence[Part]:
        return [{"kind": "told", **self.facts()}]

    def facts(self) -> dict[str, Any]:
        """The paragraph as JSON holds it; `paragraph_of` reads it back."""
        return {
            "head": self.head,
            "sentences": list(self.sentences),
            "items": [list(one) for one in self.items],
            "numbers": as_facts(self.numbers),
            "dropped": dict(self.dropped),
            "reason": self.reason,
        }


def paragraph(
    head: str,
    sentences: tuple[str, ...],
    items: tuple[tuple[str, str], ...],
    numbers: tuple[Number, ...],
    dropped: Mapping[str, str],
    reason: str = "",
) -> Paragraph:
    """A paragraph with its Markdown; see `Paragraph`."""
    text = " ".join([f"**{head}**", *(unmarked(one) for one in sentences)]) if sentences or items else ""
    if items:
        text += "\n\n" + "\n".join(f"{at}. **{name}** {unmarked(one)}" for at, (name, one) in enumerate(items, 1))
    return Paragraph(text, head, sentences, items, numbers, dropped, reason)


def paragraph_of(facts: Mapping[str, Any]) -> Paragraph:
    """A paragraph from its JSON."""
    return paragraph(
        facts["head"],
        tuple(facts["sentences"]),
        tuple((name, words) for name, words in facts["items"]),
        from_facts(facts["numbers"]),
        facts["dropped"],
        facts["reason"],
    )


def told_numbers(one: Paragraph) -> tuple[Number, ...]:
    """The numbers of a paragraph in the order they are read."""
    words = [*one.sentences, *(text for _, text in one.items)]
    return tuple(one.numbers[at] for text in words for at in places(text))


def hint(one: Number) -> str:
    """What pointing at a number shows: indicator, key, dataset and vintage of every cell; of a difference, both sides."""
    cells = [f"{cell.indicator} · {cell.observation} · {cell.source}" for cell in one.cells]
    return (" − " if one.how == "difference" else "; ").join(cells)
