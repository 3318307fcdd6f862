"""HTTP headers of the site: what our own server sends, and a file of the same for hosts that read one."""

from __future__ import annotations

from collections.abc import Mapping
from fnmatch import fnmatchcase

FILE = "_headers"
"""The name under which Netlify, Cloudflare Pages and others look for headers."""

SERVICE_WORKER = "sw.js"
"""The name of the service worker: at the root of the site, for all of it."""

# The pages' own policy stands in each page, since it names the hashes of that page's scripts. A page cannot say who may
# frame it, and a worker does not inherit the page's policy: these two need a header.
_RULES: tuple[tuple[str, Mapping[str, str]], ...] = (
    (
        "/*",
        {
            "Content-Security-Policy": "frame-ancestors 'self'",
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "no-referrer",
        },
    ),
    (
        f"/{SERVICE_WORKER}",
        {"Cache-Control": "no-cache", "Content-Security-Policy": "default-src 'none'; connect-src 'self'"},
    ),
    ("/assets/*", {"Cache-Control": "public, max-age=31536000, immutable"}),
    ("/assets/images/*", {"Cache-Control": "no-cache"}),  # the only assets whose names carry no hash
    (
        "/assets/playbook-*/js/*-worker.js",
        {"Content-Security-Policy": "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'"},
    ),
)


def headers_for(path: str) -> dict[str, str]:
    """The headers of the file at ``path``, which begins with a slash; what no rule lets stay is asked for again."""
    found = {"Cache-Control": "no-cache"}
    for pattern, headers in _RULES:
        if fnmatchcase(path, pattern):
            found.update(headers)
    return found


def headers_file() -> str:
    """All rules in the form of a ``_headers`` file."""
    lines = []
    for pattern, headers in _RULES:
        lines += [pattern, *(f"  {name}: {value}" for name, value in headers.items())]
    return "\n".join(lines) + "\n"
