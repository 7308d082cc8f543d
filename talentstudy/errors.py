"""Every way the study may refuse, one sentence each.

A message says which thing, what was found, what was wanted and what to do next.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Set


class StudyError(Exception):
    """The study refuses, and says why in one sentence."""


class UnknownName(StudyError, LookupError):
    """No dataset, vintage, indicator, figure, country, language or edition has this name."""

    def __init__(self, kind: str, name: object, known: Iterable[object], hint: str = "") -> None:
        # A set has no order of its own; a message is the same in every run.
        names = [str(one) for one in (sorted(known, key=str) if isinstance(known, Set) else known)]
        wanted = str(name).lower()
        # A name cut short or run on (nl_BE for nl) may be the one meant where few letters are the same.
        begun = [one for one in names if one and (wanted.startswith(one.lower()) or one.lower().startswith(wanted))]
        alike = difflib.get_close_matches(str(name), names, n=3, cutoff=0.6)
        same = [one for one in names if one.lower() == wanted]
        near = dict.fromkeys([*begun, *alike]) if wanted else {}
        close = same or sorted(near, key=lambda one: -difflib.SequenceMatcher(None, one.lower(), wanted).ratio())[:3]
        if close:
            advice = f"; did you mean {' or '.join(close)}?"
        elif len(names) <= 12:
            advice = f" (there: {', '.join(names) or 'none'})."
        else:
            advice = f" (there are {len(names)}; the first are {', '.join(names[:5])})."
        super().__init__(f"no {kind} named '{name}'{advice}" + (f" {hint}" if hint else ""))


class RawFileError(StudyError):
    """A raw file is missing, was altered, or has no origin."""


class SchemaViolation(StudyError, ValueError):
    """A table does not have the shape its border asks for."""


class CleaningError(StudyError, ValueError):
    """A cell cannot be read as the value, flag, code or period it should be."""


class EmptySelection(StudyError, LookupError):
    """The selection is well formed and holds no observation."""


class TooShort(StudyError, ValueError):
    """A series has fewer usable points than the model needs."""


class UnsuitableSeries(StudyError, ValueError):
    """A series cannot carry the model that was asked for."""


class NotebookFailed(StudyError, RuntimeError):
    """A cell of a notebook raised."""


class KernelDied(NotebookFailed):
    """A kernel ended before its notebook did."""


class WriteFailed(StudyError, OSError):
    """A result could not be written; what stood there before is untouched."""


class FetchFailed(StudyError, OSError):
    """A provider could not be asked, or did not give what was asked for; the store is untouched."""


class VintageRefused(StudyError, ValueError):
    """A vintage contradicts the calendar or what the store holds; nothing was written."""


class UnsafeName(StudyError, ValueError):
    """An id holds letters that no dataset, vintage or publication may hold."""


class LedgerError(StudyError, ValueError):
    """A ledger of claims names what is not there, or says what cannot be read or follow."""


class BadTemplate(StudyError, ValueError):
    """A sentence of the study is no template that can be filled."""


class DraftError(StudyError, ValueError):
    """A manuscript cannot be read, or its language not be told."""


class PublishError(StudyError, ValueError):
    """What should be published is missing, unfinished or unsafe, or its target holds something else."""


class BatchRefused(StudyError, ValueError):
    """A batch cannot be planned as asked, or its folder belongs to another; nothing was started."""


class SchedulerLost(StudyError, ConnectionError):
    """The scheduler of a cluster cannot be reached, or was lost; what was collected stands, and a batch goes on from it."""
