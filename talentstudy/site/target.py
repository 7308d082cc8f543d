"""The folder a site is written to: never another's, and whole at any time."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from talentstudy.errors import PublishError, WriteFailed

# Names every file of the site, so that a file somebody put beside them is seen and kept.
MARKER = ".talentstudy-site.json"


@contextmanager
def site_folder(target: Path) -> Iterator[Path]:
    """An empty folder that takes the place of ``target`` once the block ends well.

    Whatever interrupts the block, ``target`` holds the site it held before, and nothing half-built stays; only a process
    killed outright leaves its hidden draft beside it.

    Raises
    ------
    PublishError
        ``target`` is a file, or holds files that no site of the study put there. Nothing is deleted.
    WriteFailed
        The site could not be written.
    """
    check_target(target)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
    except OSError as refused:
        raise WriteFailed(f"no site can be built beside {target} ({refused}). Name another folder.") from refused
    try:
        yield draft
        _mark(draft)
        draft.chmod(0o755)
        # Somebody may have put a file there while the site was built.
        check_target(target)
        _swap(draft, target)
    except OSError as refused:
        raise WriteFailed(
            f"the site could not be written to {target} ({refused}); the old one is untouched."
        ) from refused
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def check_target(target: Path) -> None:
    """Refuse a target that holds anything but a site of the study."""
    if not target.exists():
        return
    if not target.is_dir():
        raise PublishError(f"{target} is a file; a site is a folder. Name another with --output.")
    held = _files(target)
    if not held:
        return
    if MARKER not in held:
        raise PublishError(
            f"{target} holds {_named(held)} and no site of the study; nothing was deleted. "
            "Name an empty folder with --output."
        )
    ours = set(json.loads((target / MARKER).read_text(encoding="utf-8")))
    if strange := sorted(set(held) - ours - {MARKER}):
        raise PublishError(
            f"{target} holds a site of the study, and beside it {_named(strange)}; nothing was deleted. "
            "Move that elsewhere, or name another folder with --output."
        )


def _named(paths: list[str]) -> str:
    more = f" and {len(paths) - 3} more" if len(paths) > 3 else ""
    return ", ".join(paths[:3]) + more


def _files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir())


def _mark(draft: Path) -> None:
    text = json.dumps(_files(draft), indent=0, ensure_ascii=False)
    (draft / MARKER).write_text(text + "\n", encoding="utf-8", newline="\n")


def _swap(draft: Path, target: Path) -> None:
    """Put the new site where the old one stands; on any failure the old one comes back."""
    if not target.exists():
        draft.rename(target)
        return
    aside = Path(tempfile.mkdtemp(prefix=f".{target.name}.old.", dir=target.parent))
    target.rename(aside / target.name)
    try:
        draft.rename(target)
    except BaseException:
        (aside / target.name).rename(target)
        raise
    finally:
        shutil.rmtree(aside, ignore_errors=True)
