"""Digital talent in Belgium and Europe: from published values to figures one can cite.

>>> import talentstudy
>>> talentstudy.__version__
'0.1.0'
"""

from __future__ import annotations

from typing import TYPE_CHECKING

__version__ = "0.1.0"
__all__ = ["Study", "__version__", "open_edition"]

if TYPE_CHECKING:
    from talentstudy.study import Study, open_edition


def __getattr__(name: str) -> object:
    # pandas alone costs a third of a second: nothing heavy loads before it is used.
    if name in {"Study", "open_edition"}:
        from talentstudy import study

        return getattr(study, name)
    raise AttributeError(f"module 'talentstudy' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
