"""Loads what notebooks are checked by without what no notebook needs.

Where JupyterLab is installed, jsonschema finds ``rfc3987_syntax`` and has it build a grammar of international addresses,
which takes a second, before anybody has such an address to check. Here that waits until somebody has.
"""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import Any

_GRAMMAR = "rfc3987_syntax"


def _is_valid_syntax(term: str, value: str) -> Any:
    return import_module(_GRAMMAR).is_valid_syntax(term, value)


def load() -> None:
    """Import jsonschema; its checks are what they always are, and the grammar is built at the first that needs it."""
    if "jsonschema" in sys.modules or _GRAMMAR in sys.modules or find_spec(_GRAMMAR) is None:
        return
    stand_in = ModuleType(_GRAMMAR)
    stand_in.is_valid_syntax = _is_valid_syntax  # type: ignore[attr-defined]
    sys.modules[_GRAMMAR] = stand_in
    try:
        import_module("jsonschema")
    finally:
        del sys.modules[_GRAMMAR]
