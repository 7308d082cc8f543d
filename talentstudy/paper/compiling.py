"""From content to a tagged PDF, with the compiler that typst ships in its wheel."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal

import typst
from pikepdf import ObjectStreamMode, Pdf

from talentstudy.errors import PublishError
from talentstudy.paper.pictures import height_of, put, stand_in
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


def compiled(content: Mapping[str, Any], files: Mapping[str, bytes], moment: datetime) -> bytes:
    """The PDF of a content, declared PDF/UA-1 and dated ``moment``; the same content gives the same bytes.

    Raises
    ------
    PublishError
        The compiler refused: a figure without alternative text, a picture it cannot read, a standard not met.
    """
    later = {name: height for name, one in files.items() if (height := height_of(name, one))}
    stand_ins = {name: stand_in(number) for number, name in enumerate(later)}
    with TemporaryDirectory(prefix="talentstudy-") as room:
        folder = Path(room)
        (folder / "study.typ").write_bytes(_TEMPLATE.read_bytes())
        told = {**content, "heights": later}
        (folder / "content.json").write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
        for name, picture in {**files, **stand_ins}.items():
            (folder / name).write_bytes(picture)
        try:
            made = typst.compile(
                str(folder / "study.typ"),
                root=str(folder),
                format="pdf",
                pdf_standards=[STANDARD],
                font_paths=_fonts(),
                timestamp=moment,
            )
        except typst.TypstError as refused:
            raise PublishError(_told(refused, content)) from refused
    return _finished(made, [(name, files[name]) for name in later])


def _finished(made: bytes, pictures: Sequence[tuple[str, bytes]]) -> bytes:
    """What the compiler made, with its pictures and with a head for every row."""
    with Pdf.open(BytesIO(made)) as pdf, BytesIO() as buffer:
        put(pdf, pictures)
        head_rows(pdf)
        # One content, one file: the identifier is made from it.
        pdf.save(buffer, object_stream_mode=ObjectStreamMode.generate, deterministic_id=True)
        return buffer.getvalue()


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
