"""A Python package as a zip archive, from which Python imports."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

_TIME = (1980, 1, 1, 0, 0, 0)


def package_zip(package: Path) -> bytes:
    """The modules of a package as a zip archive, the same bytes for the same modules."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(package.rglob("*.py")):
            info = zipfile.ZipInfo(path.relative_to(package.parent).as_posix(), _TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, path.read_bytes())
    return buffer.getvalue()
