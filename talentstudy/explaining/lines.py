"""A chain as lines of text, for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from talentstudy.codes import label

# A series or ranking rests on many sources at once; a terminal shows the first few and counts the rest.
_MOST = 4


def figure_lines(chain: Mapping[str, Any]) -> Iterator[str]:
    """The paragraph, then every number in the order it is read."""
    yield chain["text"].replace("**", "")
    for number in chain["numbers"]:
        yield ""
        yield f"{number['number']}  ({number['how']})"
        for cell in number["cells"]:
            yield f"  {_place(cell)}"
            yield from _sources(cell["sources"])
    for name, reason in chain["left_out"].items():
        yield ""
        yield f"left out: {name}: {reason}"


def indicator_lines(chains: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """What the number is, how it is computed, and every observation it changes with."""
    for at, chain in enumerate(chains):
        if at:
            yield ""
        yield _place(chain)
        yield f"  {chain['title']}. {chain['definition']}"
        yield f"  computed from {', '.join(chain['computed_from'])}; it changes with:"
        for one in chain["observations"]:
            yield f"  {one['read_as']} {one['observation']}: {_value(one)}{_flags(one['flags'])}"
            if one["corrected"]:
                yield f"    corrected: {one['corrected']}"
            yield from _sources(one["sources"])


def _place(cell: Mapping[str, Any]) -> str:
    if cell.get("rows", 1) > 1:
        return f"{cell['indicator']} {cell['observation']}: {cell['rows']} rows{_flags(cell['flags'])}"
    unit = label("unit", cell["unit"], "en")
    return f"{cell['indicator']} {cell['observation']}: {_value(cell)} {unit}{_flags(cell['flags'])}"


def _value(cell: Mapping[str, Any]) -> str:
    if cell["value"] is not None:
        return f"{cell['value']:.12g}"
    ends = [(word, cell.get(end)) for word, end in (("at least", "lower"), ("at most", "upper"))]
    return " and ".join(f"{word} {end:.12g}" for word, end in ends if end is not None) or "not available"


def _flags(flags: str) -> str:
    return f" [{', '.join(label('obs_flag', letter, 'en') for letter in flags)}]" if flags else ""


def _sources(sources: list[Mapping[str, Any]]) -> Iterator[str]:
    for one in sources[:_MOST]:
        place = f", {one['place']}" if one["place"] else ""
        yield f"    {one['dataset']} at vintage {one['vintage']}{place}: {one['producer']}, {one['title']}"
        yield f"    {one['origin']}" + (f"  {one['url']}" if one["url"] else "")
    if len(sources) > _MOST:
        yield f"    and {len(sources) - _MOST} more sources; --json lists them"
