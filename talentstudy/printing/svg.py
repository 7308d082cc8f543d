"""An SVG as it is published: small, with the outlines of each letter once, and told to a screen reader as one image.

Letters stay outlines: a browser would take an embedded typeface, but a word processor or a drawing program would set the
text in another one, wider or narrower than measured.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.etree import ElementTree as Tree

from talentstudy.printing.stamp import Stamp

SVG, XLINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"
Tree.register_namespace("", SVG)
Tree.register_namespace("xlink", XLINK)
_HREF = f"{{{XLINK}}}href"
# matplotlib draws letters on an em of 6400; on one of 400 a title of 12 points is true to a fiftieth of a point.
_COARSER = 16.0
# The unit in which matplotlib places the letters of a text: an em of 100.
_PLACED = 100 / 400
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e-?\d+)?")
_STEP = re.compile(r"([MLQCzZ])([^MLQCzZ]*)")
_TEXT_PLACE = re.compile(r"(.*)scale\(([\d.]+) -([\d.]+)\)")
_MOVED = re.compile(r"translate\((-?[\d.]+) (-?[\d.]+)\)")


def published(text: str, name: str, stamp: Stamp) -> bytes:
    """Matplotlib's SVG, slim, with title, description and metadata; ``name`` begins the ids of the two texts."""
    root = Tree.fromstring(text)
    letters = _take_letters(root)
    _rename_marks(root)
    _slim(root, letters)
    root.attrib |= {"role": "img", "aria-labelledby": f"{name}-title {name}-desc"}
    if stamp.language:
        root.set("lang", stamp.language)
    held = Tree.Element(f"{{{SVG}}}metadata")
    held.append(stamp.rdf())
    shapes = Tree.Element(f"{{{SVG}}}defs")
    for key, outline in letters.values():
        if outline:
            Tree.SubElement(shapes, f"{{{SVG}}}path", {"id": key, "d": outline})
    parts = [
        _said("title", name, stamp.title),
        _said("desc", name, stamp.alt),
        held,
        *([shapes] if len(shapes) else []),
    ]
    for at, part in enumerate(parts):
        root.insert(at, part)
    body = Tree.tostring(root, encoding="unicode", short_empty_elements=True).replace(" />", "/>")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{body}\n'.encode()


def _said(tag: str, name: str, text: str) -> Tree.Element:
    element = Tree.Element(f"{{{SVG}}}{tag}", {"id": f"{name}-{tag}"})
    element.text = text
    return element


def _take_letters(root: Tree.Element) -> dict[str, tuple[str, str]]:
    """The letters drawn, by matplotlib's name: their short name and their outline, empty for a space."""
    found: dict[str, tuple[str, str]] = {}
    for group in root.iter(f"{{{SVG}}}defs"):
        for path in list(group):
            if path.get("transform") == "scale(0.015625)":
                found[path.get("id", "")] = (f"a{len(found):x}", outline(path.get("d", ""), 1 / _COARSER))
                group.remove(path)
    return found


def _rename_marks(root: Tree.Element) -> None:
    """Short names for the shapes of markers, hatches and clips in the place of matplotlib's long ones."""
    short: dict[str, str] = {}
    for group in root.iter(f"{{{SVG}}}defs"):
        for shape in group:
            if name := shape.get("id"):
                short.setdefault(name, f"b{len(short):x}")
                shape.set("id", short[name])
    for element in root.iter():
        for key, value in element.attrib.items():
            if key == _HREF and value[1:] in short:
                element.set(key, f"#{short[value[1:]]}")
            elif "url(#" in value:
                element.set(key, re.sub(r"url\(#(\w+)\)", lambda one: f"url(#{short.get(one[1], one[1])})", value))


def outline(steps: str, scale: float, places: int = 0) -> str:
    """A path in whole numbers, or with so many decimals, each step told from where the last one ended.

    A last line back to the start is left to the closing step.

    >>> outline("M 0 80 L 80 80 Q 160 80 160 160 L 0 80 z", 1 / 8)
    'M0 10h10q10 0 10 10z'
    """
    told: list[str] = []
    here = start = (0, 0)
    size = 10**places
    for letter, given in _STEP.findall(steps):
        numbers = [round(float(one) * scale * size) for one in _NUMBER.findall(given)]
        points = list(zip(numbers[::2], numbers[1::2], strict=True))
        if letter == "M":
            here = start = points[0]
            told.append("M" + _told(here, places))
        elif letter in "zZ":
            if here == start and len(told) > 1 and told[-1][0] in "lhv":
                told.pop()
            here = start
            told.append("z")
        else:
            told.append(_step(letter.lower(), points, here, places))
            here = points[-1]
    return "".join(told).replace(" -", "-")


def _step(letter: str, points: list[tuple[int, int]], here: tuple[int, int], places: int) -> str:
    """One step from ``here``; a line along an axis in its short form."""
    shifts = [one - base for point in points for one, base in zip(point, here, strict=True)]
    if letter == "l" and 0 in shifts:
        return "h" + _told(shifts[:1], places) if shifts[1] == 0 else "v" + _told(shifts[1:], places)
    return letter + _told(shifts, places)


def _told(numbers: Sequence[int], places: int) -> str:
    """Whole numbers as so many decimals, without the zeros that say nothing."""
    texts = [
        f"{one / 10**places:.{places}f}".rstrip("0").rstrip(".") if places and one else str(one) for one in numbers
    ]
    return " ".join(re.sub(r"^(-?)0\.", r"\1.", text) for text in texts)


def _slim(element: Tree.Element, letters: dict[str, tuple[str, str]]) -> None:
    """Leave out what is not seen: spaces, names nobody refers to, empty groups, digits beyond a hundredth of a point."""
    element.text = element.text if element.text and element.text.strip() else None
    kept: list[Tree.Element] = []
    for child in list(element):
        child.tail = None
        tag = child.tag.removeprefix(f"{{{SVG}}}")
        if tag == "metadata":
            continue
        if tag == "use" and (name := child.get(_HREF, "")[1:]) in letters:
            kept += _letter(child, *letters[name])
            continue
        _slim(child, letters)
        _shorten(child, tag)
        if tag in {"g", "defs"} and not len(child):
            continue
        kept += list(child) if tag == "g" and not child.attrib else [child]
    element[:] = _together(kept)


def _together(children: list[Tree.Element]) -> list[Tree.Element]:
    """Marks of one look that follow each other, in one group that holds the look once."""
    held: list[Tree.Element] = []
    for child in children:
        style = child.get("style")
        if child.tag == f"{{{SVG}}}use" and style:
            del child.attrib["style"]
            if not (held and held[-1].tag == f"{{{SVG}}}g" and held[-1].attrib == {"style": style}):
                held.append(Tree.Element(f"{{{SVG}}}g", {"style": style}))
            held[-1].append(child)
        else:
            held.append(child)
    return held


def _letter(use: Tree.Element, key: str, drawn: str) -> list[Tree.Element]:
    """The place of one letter; nothing for a space."""
    if not drawn:
        return []
    moved = _MOVED.search(use.get("transform", ""))
    place = {"x": moved[1], "y": moved[2]} if moved else {}
    steps = {axis: round(float(one) / _PLACED) for axis, one in place.items()}
    given = {axis: str(step) for axis, step in steps.items() if step}
    return [Tree.Element(f"{{{SVG}}}use", {_HREF: f"#{key}", **given})]


def _shorten(element: Tree.Element, tag: str) -> None:
    if tag == "g":
        element.attrib.pop("id", None)
        is_text = any(child.tag == f"{{{SVG}}}use" and child.get(_HREF, "").startswith("#a") for child in element)
        if is_text and (found := _TEXT_PLACE.fullmatch(element.get("transform", ""))):
            scale = f"{float(found[2]) * _PLACED:.6g}"
            element.set("transform", f"{_rounded(found[1]).strip()}scale({scale}-{scale})")
    elif tag == "path" and "d" in element.attrib:
        element.set("d", outline(element.get("d", ""), 1.0, places=2))
    for name in ("x", "y"):
        if name in element.attrib:
            element.set(name, _rounded(element.get(name, "")))
    if style := element.get("style"):
        element.set("style", re.sub(r"\s*([:;])\s*", r"\1", style).strip())


def _rounded(text: str) -> str:
    """Every number of a text to a hundredth."""
    return _NUMBER.sub(lambda one: f"{round(float(one[0]), 2) + 0.0:.10g}", text)
