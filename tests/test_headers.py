"""Headers: our own server and hosts that read the ``_headers`` file send the same."""

from fnmatch import fnmatchcase

import pytest

from playbook.headers import headers_file, headers_for

FOR_EVER = "public, max-age=31536000, immutable"


def from_file(path: str) -> dict[str, str]:
    """What a host makes of the file: of all rules that fit, the later ones win."""
    found: dict[str, str] = {}
    fits = False
    for line in headers_file().splitlines():
        if line.startswith("/"):
            fits = fnmatchcase(path, line)
        elif fits:
            name, _, value = line.strip().partition(": ")
            found[name] = value
    return found


@pytest.mark.parametrize(
    ("path", "cached"),
    [
        ("/", "no-cache"),
        ("/it/roles/", "no-cache"),
        ("/sitemap.xml", "no-cache"),
        ("/pagefind/pagefind-entry.json", "no-cache"),
        ("/sw.js", "no-cache"),
        ("/it/assets/x.js", "no-cache"),
        ("/assets/images/favicon.png", "no-cache"),
        ("/assets/playbook-0123456789ab/js/main.js", FOR_EVER),
        ("/assets/pyodide-1.2.3/pyodide.mjs", FOR_EVER),
    ],
)
def test_only_what_carries_a_hash_is_kept_for_ever(path: str, cached: str) -> None:
    assert headers_for(path)["Cache-Control"] == cached


@pytest.mark.parametrize("path", ["/", "/ar/404.html", "/assets/fonts-1/fonts.css", "/assets/playbook-1/js/main.js"])
def test_no_other_site_may_frame_a_page_or_guess_at_its_type(path: str) -> None:
    found = headers_for(path)
    assert found["Content-Security-Policy"] == "frame-ancestors 'self'"
    assert found["X-Content-Type-Options"] == "nosniff"
    assert found["Referrer-Policy"] == "no-referrer"


def test_a_worker_has_a_policy_of_its_own() -> None:
    policy = headers_for("/assets/playbook-0123456789ab/js/calculator-worker.js")["Content-Security-Policy"]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules == {
        "default-src": "'none'",
        "script-src": "'self' 'wasm-unsafe-eval'",
        "connect-src": "'self'",
    }


def test_the_service_worker_may_fetch_from_its_own_site_and_nothing_else() -> None:
    assert headers_for("/sw.js")["Content-Security-Policy"] == "default-src 'none'; connect-src 'self'"


@pytest.mark.parametrize(
    "path", ["/", "/sw.js", "/assets/images/x.png", "/assets/playbook-1/js/a-worker.js", "/assets/calculators-1.zip"]
)
def test_the_file_says_the_same(path: str) -> None:
    ours = headers_for(path)
    # hosts ask again for what no rule lets stay, without being told
    assert {"Cache-Control": "no-cache"} | from_file(path) == ours
