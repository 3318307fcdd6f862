"""The content security policy of a page: its own scripts by file or by hash, nothing from anywhere else."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable

PLACEHOLDER = "@content-security-policy@"

_SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script>", re.DOTALL | re.IGNORECASE)
_DATA = re.compile(r"""\btype\s*=\s*["']?application/(?:ld\+)?json""", re.IGNORECASE)
_SRC = re.compile(r"\bsrc\s*=", re.IGNORECASE)


def script_hashes(html: str) -> tuple[str, ...]:
    """The hashes of all inline scripts that run, each once, sorted."""
    found = {
        base64.b64encode(hashlib.sha256(match[2].encode("utf-8")).digest()).decode("ascii")
        for match in _SCRIPT.finditer(html)
        if match[2] and not _SRC.search(match[1]) and not _DATA.search(match[1])
    }
    return tuple(sorted(found))


def policy(hashes: Iterable[str], *, webassembly: bool) -> str:
    """The policy for a page with these inline scripts; ``webassembly`` lets it compile modules."""
    scripts = ["'self'", *(f"'sha256-{one}'" for one in hashes), *(["'wasm-unsafe-eval'"] if webassembly else [])]
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {' '.join(scripts)}",
            "style-src 'self'",
            "img-src 'self' data:",
            "font-src 'self'",
            "connect-src 'self'",
            "worker-src 'self'",
            "manifest-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
        )
    )


def with_policy(html: str, *, webassembly: bool) -> str:
    """``html`` with its policy in place of the placeholder."""
    return html.replace(PLACEHOLDER, policy(script_hashes(html), webassembly=webassembly))
