"""Tables that readers sort and narrow down, and worksheets that they fill in."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect
from pytest_playwright.pytest_playwright import CreateContextCallback

from tests.browser.expectations import Words
from tests.browser.portal import PHONE, WIDTH, Portal

SOURCES = "lead-sources/"
OBJECTIONS = "objections/"
SHEET = "worksheets/spin-call-plan/"


def column(table: Locator, number: int) -> list[str]:
    """The words of a column in the rows that are shown."""
    return [text.strip() for text in table.locator(f"tbody tr:visible td:nth-child({number})").all_inner_texts()]


def opened(page: Page, portal: Portal, code: str, address: str) -> Locator:
    page.goto(portal.address(code, address))
    table = page.locator(".data-table")
    expect(table.locator("form")).to_be_visible()
    return table


class TestSorting:
    def test_by_what_the_words_mean_and_back(self, portal: Portal, page: Page, code: str, words: Words) -> None:
        table = opened(page, portal, code, SOURCES)
        levels = [words.text(f"choice.cost.{level}") for level in ("low", "medium", "high")]
        head = table.locator("th", has=page.get_by_role("button", name=words.text("lead-source.cost"), exact=True))
        head.locator("button").click()
        expect(head).to_have_attribute("aria-sort", "ascending")
        rising = [levels.index(level) for level in column(table, 5)]
        assert rising == sorted(rising)
        assert set(rising) == {0, 1, 2}
        head.locator("button").press("Enter")
        expect(head).to_have_attribute("aria-sort", "descending")
        falling = [levels.index(level) for level in column(table, 5)]
        assert falling == sorted(rising, reverse=True)
        assert table.locator("[aria-sort]").count() == 1

    def test_a_span_of_days_by_its_beginning(self, portal: Portal, page: Page) -> None:
        table = opened(page, portal, "en", SOURCES)
        table.locator("thead button").last.click()
        first_days = [int(text.split()[0]) for text in column(table, 7)]
        assert first_days == sorted(first_days)


class TestNarrowing:
    def test_by_words_and_by_values(self, portal: Portal, page: Page, code: str, words: Words) -> None:
        table = opened(page, portal, code, OBJECTIONS)
        all_rows = table.locator("tbody tr").count()
        assert all_rows >= 40
        price = words.text("choice.category.price")
        table.get_by_label(words.text("objection.category"), exact=True).select_option(price)
        assert set(column(table, 2)) == {price}
        shown = len(column(table, 2))
        told = words.text("table.shown").replace("{n}", str(shown)).replace("{all}", str(all_rows))
        expect(table.get_by_role("status")).to_have_text(told)
        table.get_by_label(words.text("table.find"), exact=True).fill("\u1e8bqz")
        expect(table.get_by_role("status")).to_have_text(words.text("table.none"))
        assert column(table, 1) == []

    def test_a_row_with_several_values_is_found_by_each(self, portal: Portal, page: Page) -> None:
        table = opened(page, portal, "en", OBJECTIONS)
        where = table.get_by_label("Heard", exact=True)
        found = {}
        for place in ("on the phone", "in e-mails", "in meetings"):
            where.select_option(place)
            found[place] = set(column(table, 1))
        assert all(found.values())
        assert found["on the phone"] & found["in e-mails"]

    def test_accents_and_capitals_do_not_matter(self, portal: Portal, page: Page) -> None:
        table = opened(page, portal, "en", OBJECTIONS)
        table.get_by_label("Find in the table").fill("TOO ÉXPENSIVE")
        assert column(table, 1) == ["It's too expensive."]

    def test_it_fits_a_phone(self, portal: Portal, new_context: CreateContextCallback, code: str) -> None:
        page = new_context(**PHONE).new_page()
        opened(page, portal, code, OBJECTIONS)
        assert page.evaluate("document.documentElement.scrollWidth") <= WIDTH

    def test_without_scripts_the_whole_table_is_there(self, portal: Portal, new_context: CreateContextCallback) -> None:
        page = new_context(java_script_enabled=False).new_page()
        page.goto(portal.address("en", SOURCES))
        assert page.locator(".data-table tbody tr").count() >= 22
        assert page.locator(".data-table form").count() == 0


class TestWorksheet:
    def test_a_field_has_its_label_and_its_example(self, portal: Portal, page: Page) -> None:
        page.goto(portal.address("en", SHEET))
        fields = page.locator(".sheet textarea")
        assert fields.count() >= 10
        for field in fields.all():
            expect(field).to_have_accessible_name(
                page.locator(f"label[for='{field.get_attribute('id')}']").inner_text()
            )
            expect(field).not_to_have_accessible_description("")

    def test_it_grows_with_its_text(self, portal: Portal, page: Page) -> None:
        page.goto(portal.address("en", SHEET))
        field = page.locator(".sheet textarea").first
        expect(page.locator(".sheet-actions")).to_be_visible()
        before = field.evaluate("(one) => one.offsetHeight")
        field.fill("one\n" * 12)
        assert field.evaluate("(one) => one.offsetHeight") > before
        assert field.evaluate("(one) => one.scrollHeight - one.clientHeight") <= 1

    def test_it_is_copied_as_text(
        self, portal: Portal, new_context: CreateContextCallback, code: str, words: Words
    ) -> None:
        context = new_context(permissions=["clipboard-read", "clipboard-write"])
        page = context.new_page()
        page.goto(portal.address(code, SHEET))
        page.locator(".sheet textarea").first.fill("A new branch")
        page.get_by_role("button", name=words.text("worksheet.copy")).click()
        expect(page.locator(".sheet-actions").get_by_role("status")).to_have_text(words.text("worksheet.copied"))
        copied = page.evaluate("navigator.clipboard.readText()")
        title, *_ = copied.splitlines()
        assert title == page.locator("h1").inner_text().removesuffix("¶").strip()
        assert f"{page.locator('.sheet-label').first.inner_text()}\nA new branch\n" in copied

    def test_where_copying_is_refused_it_says_so(self, portal: Portal, page: Page) -> None:
        page.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new Error('no'))")
        page.goto(portal.address("en", SHEET))
        page.get_by_role("button", name="Copy as text").click()
        expect(page.locator(".sheet-actions").get_by_role("status")).to_contain_text("did not allow")
