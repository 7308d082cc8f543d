"""What a notebook can be asked with: typed parameters, declared in its parameter cell.

``GEO: str = "BE"  # a country; one of: geo`` declares name, type and default as papermill reads them; behind
``one of:`` stand the choices, or the name of a list that whoever runs the notebook knows; behind ``from`` and
``to`` the range of a number.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from talentstudy.errors import StudyError, UnknownName

_TYPES: dict[str, type] = {"int": int, "float": float, "str": str, "bool": bool}
_CHOICES = re.compile(r"one of: (?P<names>[^;]+)")
_RANGE = re.compile(r"from (?P<low>-?\d+(?:\.\d+)?)(?: to (?P<high>-?\d+(?:\.\d+)?))?")
_WORDS = {"true": True, "false": False}


@dataclass(frozen=True)
class Parameter:
    """One parameter of a notebook.

    ``choices`` are the values it may take, or one name of a list of them; empty for any. ``low`` and ``high``
    bound a number, None where open.
    """

    name: str
    type: str
    default: Any
    help: str
    choices: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None

    def allowed(self, lists: Mapping[str, Collection[str]]) -> Collection[str]:
        """The values it may take, a named list looked up in ``lists``; empty for any."""
        if len(self.choices) == 1 and self.choices[0] in lists:
            return lists[self.choices[0]]
        return self.choices

    def read(self, given: Any, lists: Mapping[str, Collection[str]]) -> Any:
        """``given``, or the text of it, as a value of this parameter; StudyError or UnknownName if it is none."""
        value = self._typed(given)
        known = self.allowed(lists)
        if known and str(value) not in known:
            raise UnknownName(f"choice of {self.name}", value, known)
        if isinstance(value, int | float) and not isinstance(value, bool):
            self._check_range(value)
        return value

    def _typed(self, given: Any) -> Any:
        wanted = _TYPES[self.type]
        if isinstance(given, bool) == (wanted is bool) and isinstance(
            given, (int, float) if wanted is float else wanted
        ):
            return given
        if isinstance(given, str):
            text = given.strip()
            if wanted is bool and text.lower() in _WORDS:
                return _WORDS[text.lower()]
            if wanted in (int, float):
                try:
                    return wanted(text)
                except ValueError:
                    pass
        raise StudyError(
            f"parameter {self.name} takes {self.type}, got {type(given).__name__} {given!r}; its default is {self.default!r}."
        )

    def _check_range(self, value: float) -> None:
        if (self.low is not None and value < self.low) or (self.high is not None and value > self.high):
            to = "up" if self.high is None else f"to {self.high:g}"
            raise StudyError(f"parameter {self.name} is {value}; it goes from {self.low:g} {to}.")


def parameters_of(notebook: Path) -> tuple[Parameter, ...]:
    """The parameters a notebook declares, in order.

    Raises StudyError for a parameter without a type or with one that is not int, float, str or bool.
    """
    from papermill.inspection import _infer_parameters
    from papermill.iorw import load_notebook_node

    told = _infer_parameters(load_notebook_node(str(notebook)))
    return tuple(_parameter(notebook, one.name, one.inferred_type_name, one.default, one.help) for one in told)


def _parameter(notebook: Path, name: str, type_name: str, default: str, text: str) -> Parameter:
    if type_name not in _TYPES:
        raise StudyError(
            f"parameter {name} of {notebook.name} has type {type_name}; declare it as in 'GEO: str = \"BE\"', "
            f"with one of {', '.join(_TYPES)}."
        )
    choices, bounds = _CHOICES.search(text), _RANGE.search(text)
    low, high = (bounds["low"], bounds["high"]) if bounds else (None, None)
    return Parameter(
        name=name,
        type=type_name,
        default=ast.literal_eval(default),
        help=text.partition(";")[0].strip(),
        choices=tuple(part.strip() for part in choices["names"].split(",")) if choices else (),
        low=None if low is None else float(low),
        high=None if high is None else float(high),
    )


def checked(
    notebook: Path,
    given: Mapping[str, Any],
    lists: Mapping[str, Collection[str]] | None = None,
    parameters: Iterable[Parameter] | None = None,
) -> dict[str, Any]:
    """``given`` as values of the notebook's parameters, before anything starts.

    ``parameters`` are those it declares, where they were read before.

    Raises
    ------
    UnknownName
        For a parameter the notebook does not declare and for a choice it does not offer, with the nearest names.
    StudyError
        For a value of another type or out of range.
    """
    declared = {one.name: one for one in (parameters_of(notebook) if parameters is None else parameters)}
    for name in given:
        if name not in declared:
            raise UnknownName(f"parameter of {notebook.name}", name, declared)
    return {name: declared[name].read(value, lists or {}) for name, value in given.items()}
