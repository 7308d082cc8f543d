"""From content to a tagged PDF, with the compiler that typst ships in its wheel."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal

import typst
from pikepdf import ObjectStreamMode, Pdf, settings

from talentstudy.errors import PublishError
from talentstudy.paper.pictures import Picture, opened, put, stand_in
from talentstudy.paper.structure import head_rows

STANDARD: Literal["ua-1"] = "ua-1"
_TEMPLATE = Path(__file__).parent / "study.typ"
_FONTS = Path(__file__).parents[1] / "figures" / "fonts"


@cache
def _fonts() -> typst.Fonts:
    # The typeface of the figures and the compiler's own for code; what a machine has installed is not asked.
    return typst.Fonts(include_system_fonts=False, font_paths=[str(_FONTS)])


def moment_of(day: str) -> datetime:
    """The one moment every file of an edition is dated: midnight of its day, so that two builds are equal.

    >>> moment_of("2025-06-30").isoformat()
    '2025-06-30T00:00:00+00:00'
    """
    return datetime.fromisoformat(day).replace(tzinfo=UTC)


def compiled(content: Mapping[str, Any], files: Mapping[str, Path | bytes], moment: datetime) -> bytes:
    """The PDF of a content, declared PDF/UA-1 and dated ``moment``; the same content gives the same bytes.

    Parameters
    ----------
    content
        What the template prints.
    files
        The pictures it names, each as a file or as its bytes.

    Raises
    ------
    PublishError
        The compiler refused: a figure without alternative text, a picture it cannot read, a standard not met.
    """
    with TemporaryDirectory(prefix="talentstudy-") as room, ExitStack() as held:
        folder = Path(room)
        later = _laid_out(folder, content, files, held)
        made = folder / "made.pdf"
        try:
            typst.compile(
                str(folder / "study.typ"),
                output=str(made),
                root=str(folder),
                format="pdf",
                pdf_standards=[STANDARD],
                font_paths=_fonts(),
                timestamp=moment,
            )
        except typst.TypstError as refused:
            raise PublishError(_told(refused, content)) from refused
        return _finished(made, later)


def _laid_out(
    folder: Path, content: Mapping[str, Any], files: Mapping[str, Path | bytes], held: ExitStack
) -> list[Picture]:
    """Write what the compiler reads; the pictures it only has to leave room for, in the order of their stand-ins."""
    later: list[Picture] = []
    rooms: dict[str, dict[str, Any]] = {}
    for name, source in files.items():
        picture = held.enter_context(opened(name, source))
        if picture is None:
            (folder / name).write_bytes(source if isinstance(source, bytes) else source.read_bytes())
        else:
            rooms[name] = {"dot": list(stand_in(len(later))), "height": picture.height}
            later.append(picture)
    (folder / "study.typ").write_bytes(_TEMPLATE.read_bytes())
    told = json.dumps({**content, "rooms": rooms}, ensure_ascii=False)
    (folder / "content.json").write_text(told, encoding="utf-8")
    return later


def _finished(made: Path, pictures: Sequence[Picture]) -> bytes:
    """What the compiler made, with its pictures and with a head for every row."""
    # From files and into files: through Python's buffers the same takes longer.
    whole = made.with_name("whole.pdf")
    with Pdf.open(made) as pdf, _packed_fast():
        put(pdf, pictures)
        head_rows(pdf)
        # One content, one file: the identifier is made from it.
        pdf.save(whole, object_stream_mode=ObjectStreamMode.generate, deterministic_id=True)
    return whole.read_bytes()


@contextmanager
def _packed_fast() -> Iterator[None]:
    """What is new in a file packed in three quarters of the time, and a fortieth larger."""
    settings.set_flate_compression_level(1)
    try:
        yield
    finally:
        # What the library does unless it is told otherwise.
        settings.set_flate_compression_level(-1)


def _told(refused: typst.TypstError, content: Mapping[str, Any]) -> str:
    study = f"the PDF of {content['edition']} in {content['language']}"
    if "missing alt text" in refused.message:
        bare = ", ".join(_without_alt(content)) or "a figure"
        return (
            f"{study} was refused: {bare} has no alternative text, which {STANDARD.upper()} asks of every figure. "
            "Give its chart kind an 'alt' and run again."
        )
    hints = " ".join(refused.hints)
    return f"{study} was refused by the typesetter: {refused.message}. {hints}".strip()


def _without_alt(content: Mapping[str, Any]) -> list[str]:
    return [
        block["number"] or block["title"]
        for part in content["parts"]
        for block in part["blocks"]
        if block["kind"] == "figure" and not block["alt"]
    ]
