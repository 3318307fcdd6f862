"""The policy of a page: its own inline scripts by their hashes, nothing else inline."""

import base64
import hashlib

from playbook.csp import PLACEHOLDER, policy, script_hashes, with_policy


def sha(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def test_every_inline_script_that_runs_once_and_sorted() -> None:
    html = "<script>b</script><SCRIPT defer>\n a é </SCRIPT><script>b</script>"
    assert script_hashes(html) == tuple(sorted({sha("b"), sha("\n a é ")}))


def test_scripts_with_a_file_and_data_need_none() -> None:
    html = (
        '<script src="x.js"></script><script type="application/json" id="d">{"a": 1}</script>'
        "<script type='application/ld+json'>{}</script><script></script>"
    )
    assert script_hashes(html) == ()


def test_a_policy_allows_only_the_site_itself() -> None:
    parts = dict(part.partition(" ")[::2] for part in policy(["x"], webassembly=False).split("; "))
    assert parts["default-src"] == "'none'"
    assert parts["script-src"] == "'self' 'sha256-x'"
    assert parts["style-src"] == "'self'"
    assert "unsafe" not in policy(["x"], webassembly=False)
    assert "http" not in policy(["x"], webassembly=True)


def test_compiling_is_allowed_where_it_is_asked_for() -> None:
    compiling = policy([], webassembly=True)
    assert "script-src 'self' 'wasm-unsafe-eval';" in compiling
    assert "'unsafe-eval'" not in compiling


def test_a_page_gets_its_own() -> None:
    page = with_policy(f'<meta content="{PLACEHOLDER}"><script>x</script>', webassembly=False)
    assert f"'sha256-{sha('x')}'" in page
    assert PLACEHOLDER not in page
