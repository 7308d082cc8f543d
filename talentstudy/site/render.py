"""Templates filled: blocks, figures and tables as HTML that is read aloud as it is seen."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from talentstudy.documents.blocks import Paragraph
from talentstudy.documents.words import inline_html, text_html
from talentstudy.site.frame import say
from talentstudy.telling.cells import Number
from talentstudy.telling.paragraph import hint

_TEMPLATES = Path(__file__).parent / "templates"


@cache
def environment() -> Environment:
    """The templates; what one asks for and nobody gave is an error, never an empty place."""
    found = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    found.globals["t"] = _say
    found.filters["words"] = words
    found.filters["linked"] = linked
    found.tests["kind"] = _is_kind
    return found


def rendered(template: str, context: Mapping[str, Any]) -> str:
    """A page; its text, with LF line ends."""
    return environment().get_template(template).render(context)


@pass_context
def _say(context: Context, key: str, **parts: object) -> str:
    return say(key, context["language"], **{name: str(part) for name, part in parts.items()})


def _is_kind(block: object, name: str) -> bool:
    return type(block).__name__ == name


def words(paragraph: Paragraph) -> Markup:
    """The words of a paragraph; each computed number is a data element that names its cell."""
    # inline_html escapes all that is no Markdown of the study's.
    return Markup(inline_html(paragraph, _number))


def linked(text: str) -> Markup:
    """Plain text; a web address in it is a link."""
    # text_html escapes.
    return Markup(text_html(text))


def _number(text: str, one: Number) -> str:
    # What is no number (a year in words, a name) is its own value.
    value = text if one.value is None else f"{one.value:.12g}"
    return f'<data value="{value}" title="{escape(hint(one))}">{text}</data>'
