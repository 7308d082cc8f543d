"""Executed notebooks as documents: blocks that a site, a PDF and a text processor print alike."""

from __future__ import annotations

from talentstudy.documents.blocks import (
    Block,
    ClaimChapter,
    ClaimEntry,
    ClaimsBlock,
    Code,
    Document,
    FigureBlock,
    FindingBlock,
    Heading,
    ListBlock,
    Paragraph,
    TableBlock,
)
from talentstudy.documents.reading import read_document, read_documents, read_once

__all__ = [
    "Block",
    "ClaimChapter",
    "ClaimEntry",
    "ClaimsBlock",
    "Code",
    "Document",
    "FigureBlock",
    "FindingBlock",
    "Heading",
    "ListBlock",
    "Paragraph",
    "TableBlock",
    "read_document",
    "read_documents",
    "read_once",
]
