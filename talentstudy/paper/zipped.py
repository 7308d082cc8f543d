"""Office files are zip archives; a fixed one has the same bytes whenever it is made."""

from __future__ import annotations

import zipfile
from io import BytesIO

# The earliest day a zip can hold: the day of a member says nothing here, the properties inside name the edition's.
_DAY = (1980, 1, 1, 0, 0, 0)


def fixed_zip(content: bytes) -> bytes:
    """The archive with the same members in the same order, none dated, made by no system in particular."""
    with zipfile.ZipFile(BytesIO(content)) as given, BytesIO() as buffer:
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as fixed:
            for name in given.namelist():
                member = zipfile.ZipInfo(name, _DAY)
                member.compress_type = zipfile.ZIP_DEFLATED
                member.create_system = 3
                member.external_attr = 0o644 << 16
                fixed.writestr(member, given.read(name))
        return buffer.getvalue()
