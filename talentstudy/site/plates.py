"""A figure as a page shows it: its picture copied beside the page, its data, its downloads, its citation."""

from __future__ import annotations

import re
import shutil
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from talentstudy.codes import label
from talentstudy.documents.blocks import FigureBlock, TableBlock
from talentstudy.errors import PublishError
from talentstudy.site.figure_data import data_table, flags_of
from talentstudy.site.frame import say
from talentstudy.wording import semicolons

_SIZE = re.compile(
    rb'<svg\b[^>]*?\b(width|height)="([\d.]+)(?:pt|px)?"[^>]*?\b(width|height)="([\d.]+)(?:pt|px)?"', re.DOTALL
)
_BOX = re.compile(rb'<svg\b[^>]*?\bviewBox="[\d.-]+ [\d.-]+ ([\d.]+) ([\d.]+)"', re.DOTALL)
# matplotlib measures in points, a browser in pixels.
_PIXELS = 96 / 72


@dataclass(frozen=True)
class Plate:
    """A figure ready for a template; paths are relative to the page. ``number`` is '' for a picture of a model."""

    anchor: str
    number: str
    title: str
    alt: str
    description: tuple[str, ...]
    source: str
    image: str
    width: int
    height: int
    table: TableBlock | None = None
    flags: str = ""
    downloads: Sequence[tuple[str, str]] = ()
    citations: Sequence[tuple[str, str]] = ()


def plate(
    figure: FigureBlock, page: str, folder: Path, language: str, citations: Sequence[tuple[str, str]] = ()
) -> Plate:
    """Copy what a figure needs into ``folder``/figures and say where it stands.

    Raises PublishError for a figure without alternative text, or one whose picture is nowhere.
    """
    if not figure.alt.strip():
        raise PublishError(f"figure {figure.id} has no alternative text in {language}. Give its chart kind an 'alt'.")
    if figure.numbered:
        return _numbered(figure, folder, language, citations)
    if not figure.png:
        raise PublishError(
            f"the picture '{figure.anchor}' of {page} is not in its notebook. Run it again: talentstudy run."
        )
    name = f"{page}-{figure.anchor}.png"
    _write(folder / "figures" / name, figure.png)
    width, height = struct.unpack(">II", figure.png[16:24])
    return Plate(
        figure.anchor,
        "",
        figure.title,
        figure.alt,
        _texts(figure),
        figure.source,
        f"figures/{name}",
        width,
        height,
        downloads=(("PNG", f"figures/{name}"),),
    )


def _numbered(figure: FigureBlock, folder: Path, language: str, citations: Sequence[tuple[str, str]]) -> Plate:
    if missing := [form for form in ("svg", "png", "pdf", "csv") if form not in figure.files]:
        raise PublishError(
            f"figure {figure.id} has no {', '.join(missing)} file in {language}. Draw it again: talentstudy run."
        )
    for path in figure.files.values():
        _copy(path, folder / "figures" / path.name)
    width, height = svg_size(figure.files["svg"])
    letters = [say("flag", language, letter=one, meaning=label("obs_flag", one, language)) for one in flags_of(figure)]
    return Plate(
        anchor=figure.anchor,
        number=figure.id,
        title=figure.title,
        alt=figure.alt,
        description=_texts(figure),
        source=figure.source,
        image=f"figures/{figure.id}.svg",
        width=width,
        height=height,
        table=data_table(figure, language),
        flags=semicolons(letters, language),
        downloads=[(form.upper(), f"figures/{figure.files[form].name}") for form in ("svg", "png", "pdf", "csv")],
        citations=citations,
    )


def _texts(figure: FigureBlock) -> tuple[str, ...]:
    return tuple(one for one in figure.description.split("\n") if one.strip())


def svg_size(path: Path) -> tuple[int, int]:
    """Width and height of an SVG in pixels; zeros where it does not say."""
    with path.open("rb") as file:
        head = file.read(4096)
    if found := _SIZE.search(head):
        sides = {found[1]: float(found[2]), found[3]: float(found[4])}
        return round(sides[b"width"] * _PIXELS), round(sides[b"height"] * _PIXELS)
    if box := _BOX.search(head):
        return round(float(box[1]) * _PIXELS), round(float(box[2]) * _PIXELS)
    return 0, 0


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
