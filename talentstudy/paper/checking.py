"""A PDF read back: what keeps it from being one that everyone can read."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

from pikepdf import Array, Dictionary, Name, Object, Pdf, PdfError, parse_content_stream

from talentstudy.errors import PublishError
from talentstudy.paper.structure import attributes_of, children, elements

_HEADINGS = {f"/H{level}": level for level in range(1, 7)}
_SCOPES = frozenset({"/Row", "/Column", "/Both"})
# Operators that put something on a page: text, lines and areas, shadings, pictures.
_PAINT = frozenset(
    {"Tj", "TJ", "'", '"', "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "Do", "INLINE IMAGE", "EI"}
)


def check_readable(content: bytes, what: str) -> None:
    """Refuse a PDF whose declarations or structure are not those of PDF/UA-1; PublishError names every fault."""
    if found := list(structure_faults(content)):
        raise PublishError(
            f"{what} is not accessible: {'; '.join(found[:5])}{' …' if len(found) > 5 else ''}. "
            "It was not written; report this with the notebooks it was made from."
        )


def structure_faults(content: bytes) -> Iterator[str]:
    """What declarations and structure tree lack, one sentence each; nothing for an accessible PDF."""
    try:
        pdf = Pdf.open(BytesIO(content))
    except PdfError as refused:
        yield f"it cannot be read as a PDF ({refused})"
        return
    with pdf:
        yield from _declared(pdf)
        if "/StructTreeRoot" not in pdf.Root:
            yield "it has no structure tree"
            return
        every = list(_walk(pdf.Root.StructTreeRoot))
        yield from _headings(every)
        for element in every:
            kind = str(element.S)
            if kind == "/Figure" and not str(element.get("/Alt", "")).strip():
                yield "a figure has no alternative text"
            elif kind == "/Table":
                yield from _table(element)
        yield from _annotations(pdf)


def painting_faults(content: bytes) -> Iterator[str]:
    """What is painted on a page neither tagged nor marked as an artefact, or tagged for no element.

    Reads every page operator by operator: for tests, and slower than making the PDF.
    """
    with Pdf.open(BytesIO(content)) as pdf:
        known = set(_marks(pdf))
        used: set[tuple[tuple[int, int], int]] = set()
        for number, page in enumerate(pdf.pages, start=1):
            inside: list[str] = []
            for one in parse_content_stream(page.obj):
                name = str(one.operator)
                if name in {"BDC", "BMC"}:
                    marked = _marked_as(list(one.operands))
                    inside.append("artefact" if marked is None else "tagged" if marked >= 0 else "span")
                    if marked is not None and marked >= 0:
                        used.add((page.obj.objgen, marked))
                elif name == "EMC":
                    inside.pop()
                elif name in _PAINT and not {"artefact", "tagged"} & set(inside):
                    yield f"page {number} paints with {name} outside of tags and artefacts"
        yield from (f"marked content {mark} belongs to no element" for _, mark in sorted(used - known))
        yield from (f"an element points to content {mark} that no page has" for _, mark in sorted(known - used))
        yield from _fonts(pdf)


def _declared(pdf: Pdf) -> Iterator[str]:
    root = pdf.Root
    told = pdf.open_metadata() if "/Metadata" in root else {}
    if str(told.get("pdfuaid:part", "")) != "1":
        yield "it does not declare PDF/UA-1"
    if not str(told.get("dc:title", "")).strip():
        yield "it has no title"
    if not str(root.get("/Lang", "")).strip():
        yield "it names no language"
    if not root.get("/ViewerPreferences", Dictionary()).get("/DisplayDocTitle", False):
        yield "its window would show the file name instead of the title"
    if not root.get("/MarkInfo", Dictionary()).get("/Marked", False):
        yield "it is not marked as tagged"
    if "/Outlines" not in root:
        yield "it has no bookmarks"


def _walk(element: Object) -> Iterator[Object]:
    for one in children(element):
        yield one
        yield from _walk(one)


def _headings(every: list[Object]) -> Iterator[str]:
    before = 0
    for level in (_HEADINGS[str(one.S)] for one in every if str(one.S) in _HEADINGS):
        if level > before + 1:
            yield f"a heading of level {level} follows one of level {before}"
        before = level


def _table(table: Object) -> Iterator[str]:
    cells = [one for one in _walk(table) if str(one.S) in {"/TH", "/TD"}]
    heads = [one for one in cells if str(one.S) == "/TH"]
    if not heads:
        yield "a table has no header cell"
    for row in (row for body in elements(table, "/TBody") for row in elements(body, "/TR")):
        if not any(str(one.S) == "/TH" for one in children(row)):
            yield "a row of a table has no header cell"
    for head in heads:
        if not any(str(one.get("/Scope", "")) in _SCOPES for one in attributes_of(head)):
            yield "a header cell of a table has no scope"
    names = {str(one.ID) for one in heads if "/ID" in one}
    for cell in cells:
        for attributes in attributes_of(cell):
            named = attributes.get("/Headers", Array())
            if lost := [str(one) for one in named if str(one) not in names]:
                yield f"a cell names header {lost[0]}, which its table has not"


def _annotations(pdf: Pdf) -> Iterator[str]:
    for number, page in enumerate(pdf.pages, start=1):
        held = page.obj.get("/Annots", Array())
        if len(held) and page.obj.get("/Tabs") != Name.S:
            yield f"page {number} is not walked in the order of its structure"
        for one in held:
            if one.get("/Subtype") == Name.Link and "/StructParent" not in one:
                yield f"a link on page {number} is not tagged"


def _marks(pdf: Pdf) -> Iterator[tuple[tuple[int, int], int]]:
    """Every piece of marked content that an element holds: its page and its number there."""

    def of(element: Object, page: Object | None) -> Iterator[tuple[tuple[int, int], int]]:
        page = element.get("/Pg", page)
        held = element.get("/K")
        for one in held if isinstance(held, Array) else [held]:
            if isinstance(one, int) and page is not None:
                yield page.objgen, int(one)
            elif isinstance(one, Dictionary) and one.get("/Type") == Name.MCR:
                yield (one.Pg if "/Pg" in one else element.Pg).objgen, int(one.MCID)
            elif isinstance(one, Dictionary) and "/S" in one:
                yield from of(one, page)

    return of(pdf.Root.StructTreeRoot, None) if "/StructTreeRoot" in pdf.Root else iter(())


def _marked_as(operands: list[Object]) -> int | None:
    """The number of marked content; None for an artefact, -1 for a mark without a number of its own."""
    tag, *rest = operands
    if tag == Name.Artifact:
        return None
    properties = rest[0] if rest else None
    return int(properties.MCID) if isinstance(properties, Dictionary) and "/MCID" in properties else -1


def _fonts(pdf: Pdf) -> Iterator[str]:
    for one in pdf.objects:
        # The letters of a font of type 3 are drawings in the file; there is nothing else to embed.
        if not isinstance(one, Dictionary) or "/FontDescriptor" not in one or one.get("/Subtype") == Name.Type3:
            continue
        if not {"/FontFile", "/FontFile2", "/FontFile3"} & set(one.FontDescriptor.keys()):
            yield f"the font {one.FontDescriptor.get('/FontName')} is not embedded"
