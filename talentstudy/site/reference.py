"""The API reference: what the public objects take, give and refuse, read from their docstrings without importing them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

# Module, object, and which of its members are for a reader; everything public if none is named.
PUBLIC = (
    ("study", "open_edition"),
    ("study", "Study"),
    ("trending.trend", "Trend"),
    ("finding", "Finding"),
    ("finding", "Picture"),
    ("shelves", "IndicatorRows"),
    ("telling.paragraph", "Paragraph"),
    ("claims.sheets", "Claims"),
    ("errors", ""),
)


@dataclass(frozen=True)
class Part:
    """A part of a docstring: text, code, or named items with their descriptions."""

    kind: str
    title: str
    text: str = ""
    items: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Entry:
    """One object: how it is called, what its docstring says, its members."""

    name: str
    anchor: str
    signature: str
    parts: tuple[Part, ...]
    members: tuple[Entry, ...] = ()


def reference_paths() -> list[Path]:
    """The file of each public object, in the order of ``PUBLIC``."""
    root = Path(__file__).parents[1]
    return [root / f"{module.replace('.', '/')}.py" for module, _ in PUBLIC]


def reference() -> list[Entry]:
    """Every public object in the order of ``PUBLIC``."""
    import griffe

    entries: list[Entry] = []
    for (module, name), path in zip(PUBLIC, reference_paths(), strict=True):
        # One file by itself: what it imports is of no interest here.
        loaded = griffe.visit(f"talentstudy.{module}", filepath=path, code=path.read_text(encoding="utf-8"))
        if name:
            entries.append(_entry(loaded.members[name], name))
        else:
            entries += [_entry(one, one.name) for one in loaded.classes.values()]
    return entries


def _entry(found: Any, name: str) -> Entry:
    members: tuple[Entry, ...] = ()
    if found.is_class and not found.path.startswith("talentstudy.errors"):
        members = tuple(_entry(one, f"{name}.{one.name}") for one in found.members.values() if _is_told(one))
    return Entry(name, name.lower().replace(".", "-"), _signature(found, name), tuple(_parts(found)), members)


def _is_told(member: Any) -> bool:
    return bool(not member.is_alias and not member.name.startswith("_") and member.docstring)


def _signature(found: Any, name: str) -> str:
    if not found.is_function:
        return f"class {name}" if found.is_class else name
    taken, starred = [], False
    for one in found.parameters:
        if one.name == "self":
            continue
        if one.kind is not None and one.kind.name == "keyword_only" and not starred:
            taken.append("*")
            starred = True
        star = {"var_positional": "*", "var_keyword": "**"}.get(one.kind.name if one.kind else "", "")
        note = f": {one.annotation}" if one.annotation is not None else ""
        default = f" = {one.default}" if one.default is not None and not star else ""
        taken.append(f"{star}{one.name}{note}{default}")
    gives = f" -> {found.returns}" if found.returns is not None else ""
    return f"{name}({', '.join(taken)}){gives}"


def _parts(found: Any) -> Iterator[Part]:
    if not found.docstring:
        return
    for section in found.docstring.parse("numpy"):
        kind = section.kind.value
        if kind == "text":
            yield Part("text", "", section.value)
        elif kind == "examples":
            text = "\n".join(one for _, one in section.value)
            yield Part("code", "Examples", text)
        elif kind in {"parameters", "raises", "returns", "attributes"}:
            items = [(getattr(one, "name", "") or str(one.annotation or ""), one.description) for one in section.value]
            yield Part("items", kind.capitalize(), items=tuple(items))
        else:
            yield Part(
                "text", section.title or kind.capitalize(), str(getattr(section.value, "contents", section.value))
            )
