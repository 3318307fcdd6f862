"""The full-text index of one language, made by Pagefind from the finished pages."""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
from pathlib import Path

from pagefind.service import get_executable

from playbook.problems import PlaybookError, Problem
from playbook.stage import write_text

ARTICLE = "article.md-content__inner"
_EXCLUDED = (
    ".headerlink, .page-facts, .pages, .grid.cards, .admonition.missing, .admonition.outdated, [data-pagefind-ignore]"
)
"""What is no text of the page itself, such as lists of other pages with what those are about."""


def index_language(site: Path, language: str, mark: Path) -> bool:
    """Index the pages below ``site`` into ``site/pagefind`` unless their articles are those indexed last time.

    ``mark`` remembers what was indexed. True when the index was made anew.
    """
    state = _state(site)
    folder = site / "pagefind"
    if folder.is_dir() and mark.is_file() and mark.read_text("ascii") == state:
        return False
    shutil.rmtree(folder, ignore_errors=True)
    command = [str(get_executable()), "--site", str(site), "--root-selector", ARTICLE, "--exclude-selectors", _EXCLUDED]
    done = subprocess.run(
        [*command, "--force-language", language, "--quiet"], capture_output=True, text=True, check=False
    )
    if done.returncode:
        what = f"the search index could not be made ({done.stderr.strip()[-200:] or done.returncode})"
        raise PlaybookError(
            [Problem(f"build/site/{language}", 0, 0, "search", what, "run `make clean` and build again")]
        )
    write_text(mark, state)
    return True


_ARTICLE_TEXT = re.compile(r'<article class="md-content__inner.*?</article>', re.DOTALL)
_NOTICES = re.compile(r'<div class="admonition (?:missing|outdated)">.*?</div>', re.DOTALL)


def _state(site: Path) -> str:
    total = hashlib.sha256(_EXCLUDED.encode())
    for path in sorted(site.rglob("*.html")):
        if "pagefind" in path.parts:
            continue
        article = _ARTICLE_TEXT.search(path.read_text("utf-8"))
        total.update(str(path.relative_to(site)).encode())
        total.update(_NOTICES.sub("", article[0]).encode() if article else b"")
    return total.hexdigest()
