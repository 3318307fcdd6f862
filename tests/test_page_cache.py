"""Pages that are not made again: what they depend on, and what happens to a build that fails."""

from pathlib import Path

from playbook.mkdocs_adapter.page_cache import PageCache, RenderedPage, digest


def page(key: str, **values: object) -> RenderedPage:
    given = {
        "content": "<p>é</p>",
        "toc": [],
        "title": None,
        "anchors": ["a"],
        "links": [("x.md", "a", "x.md#a")],
        "targets": [],
    }
    return RenderedPage(key=key, **{**given, **values})  # type: ignore[arg-type]


class TestDigest:
    def test_every_part_counts_and_so_does_where_it_ends(self) -> None:
        assert len({digest("ab", "c"), digest("a", "bc"), digest("abc"), digest("ab", "c", "")}) == 4
        assert digest("ab", 1) == digest("ab", "1")


class TestConverted:
    def test_what_was_kept_comes_back(self, tmp_path: Path) -> None:
        cache = PageCache(tmp_path, "salt")
        key = cache.key("markdown", "a.md", "# A")
        cache.keep("a.md", page(key))
        assert PageCache(tmp_path, "salt").rendered_page("a.md", key) == page(key)
        assert cache.rendered == 1

    def test_another_text_or_another_salt_is_another_page(self, tmp_path: Path) -> None:
        cache = PageCache(tmp_path, "salt")
        cache.keep("a.md", page(cache.key("a.md", "# A")))
        assert cache.rendered_page("a.md", cache.key("a.md", "# B")) is None
        assert cache.rendered_page("b.md", cache.key("a.md", "# A")) is None
        other = PageCache(tmp_path, "pepper")
        assert other.rendered_page("a.md", other.key("a.md", "# A")) is None

    def test_a_file_that_got_damaged_is_none(self, tmp_path: Path) -> None:
        cache = PageCache(tmp_path, "salt")
        cache.keep("a.md", page("key"))
        (file,) = tmp_path.glob("*.json")
        for damaged in ("", "[]", '{"key": "key"'):
            file.write_text(damaged)
            assert cache.rendered_page("a.md", "key") is None


class TestFinished:
    def cache(self, root: Path) -> PageCache:
        return PageCache(root / "cache", "salt")

    def write(self, root: Path, key: str) -> PageCache:
        cache = self.cache(root)
        output = root / "a.html"
        if not cache.is_current(output, key):
            output.write_text(key)
            cache.wrote(output, key)
        return cache

    def test_a_page_that_stands_there_under_the_same_key_is_current(self, tmp_path: Path) -> None:
        self.write(tmp_path, "one").close()
        again = self.write(tmp_path, "one")
        assert again.written == 0
        again.close()
        assert self.cache(tmp_path).is_current(tmp_path / "a.html", "one")

    def test_a_page_that_somebody_took_away_is_not(self, tmp_path: Path) -> None:
        self.write(tmp_path, "one").close()
        (tmp_path / "a.html").unlink()
        assert self.write(tmp_path, "one").written == 1

    def test_a_build_that_ends_early_leaves_no_page_for_current(self, tmp_path: Path) -> None:
        self.write(tmp_path, "one").close()
        self.write(tmp_path, "two")  # and the process is killed
        assert self.write(tmp_path, "one").written == 1
        assert (tmp_path / "a.html").read_text() == "one"

    def test_a_build_that_fails_is_remembered_as_it_went(self, tmp_path: Path) -> None:
        self.write(tmp_path, "one").close()
        self.write(tmp_path, "two").close()  # pages were written before a broken link ended it
        assert self.write(tmp_path, "one").written == 1
        assert (tmp_path / "a.html").read_text() == "one"

    def test_pages_that_are_no_more_are_forgotten(self, tmp_path: Path) -> None:
        self.write(tmp_path, "one").close()
        self.cache(tmp_path).close()
        assert not self.cache(tmp_path).is_current(tmp_path / "a.html", "one")
