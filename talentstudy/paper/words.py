"""The words of the PDF around what the study says."""

from __future__ import annotations

from talentstudy.errors import PublishError
from talentstudy.wording import sentence

FILE = "paper"


def say(key: str, language: str, **parts: str) -> str:
    """A word of the volume; PublishError where a language has none."""
    text = sentence(FILE, key, language, **parts)
    if not text:
        raise PublishError(f"sentences/paper.toml has nothing for '{key}' in {language}. Write it in every language.")
    return text
