"""The tabs of the portal and the sidebar of its pages."""

from dataclasses import asdict
from pathlib import Path

from playbook.catalogue import Catalogue
from playbook.languages import Language
from playbook.load import load
from playbook.localise import localise
from playbook.mkdocs_adapter.sidebar import Sidebars
from playbook.navigation import NavGroup, NavPage, NavSection, document_title, navigation
from playbook.project import Project
from tests.content import FAQ, library
from tests.golden_pages import compare
from tests.pages import look

ENGLISH = Language("en", "English", default=True, translated=100)
TABS = """
    - id: first
      pages: [index.md, term, faq, gone.md]
    - id: empty
      pages: [gone.md, objection]
    - id: people
      pages: [role]
"""
ROLE = """
    - id: sdr
      title: SDR & more
      summary: A role.
      owner: sdr
      reviewed: 2026-11-21
      outcome: Done.
      next: [faq/why]
      mission: Call.
      day: [Call]
      owns: [Calls]
      hands_over: [Calls]
      numbers: [calls]
"""
WORDS = "- {id: nav.first, text: First}\n- {id: kind.role, text: Roles}\n- {id: kind.faq, text: Questions}"


def tabs(documents: dict[str, str]) -> tuple[NavGroup, ...]:
    content = library(navigation=TABS, faq=FAQ.replace("{answer}", "Ten."), role=ROLE, interface=WORDS)
    return navigation(localise(content, ENGLISH, Catalogue("en.po")), documents)


class TestNavigation:
    def test_pages_stand_in_the_order_of_the_file(self) -> None:
        first, people = tabs({"index.md": "# Home\n", "other.md": "# Other\n"})
        assert first == NavGroup("first", "First", (NavPage("Home", "index.md"), NavPage("Questions", "faq/index.md")))
        section = NavSection("Roles", "roles/index.md", (NavPage("SDR & more", "roles/sdr.md"),))
        assert people == NavGroup("people", "people", (section,))

    def test_a_tab_opens_its_first_page(self) -> None:
        assert [group.path for group in tabs({"index.md": "# Home\n"})] == ["index.md", "roles/index.md"]
        assert [group.path for group in tabs({})] == ["faq/index.md", "roles/index.md"]

    def test_titles_of_hand_written_pages(self) -> None:
        assert document_title('---\ntitle: "The guide"\n---\n# Another\n', "a.md") == "The guide"
        assert document_title("Text\n\n# The **big** guide {: #guide }\n", "a.md") == "The big guide"
        assert document_title("---\ndescription: x\n---\n## Part\n", "a.md") == "a.md"


METRIC = """
    - id: {id}
      title: {title}
      summary: A number.
      owner: sdr
      reviewed: 2026-11-21
      outcome: Count.
      next: [faq/why]
      group: {group}
      definition: What counts.
      formula: One by one.
      example: One.
      unit: number
      tracked_by: sdr
      cadence: daily
      act_when: [It falls]
      pitfalls: [None]
"""


class TestGroups:
    """The entries of a kind with groups, in the order in which the model lists the groups."""

    TABS = "- {id: numbers, pages: [metric]}"
    WORDS = "- {id: choice.group.result, text: Results}"

    def section(self) -> NavSection:
        chosen = [("calls", "Calls", "activity"), ("revenue", "Revenue", "result"), ("mails", "Mails", "activity")]
        metrics = "".join(METRIC.format(id=name, title=title, group=group) for name, title, group in chosen)
        content = library(navigation=self.TABS, metric=metrics, interface=self.WORDS)
        (group,) = navigation(localise(content, ENGLISH, Catalogue("en.po")), {})
        (section,) = group.children
        assert isinstance(section, NavSection)
        return section

    def test_pages_stand_by_group_under_its_name(self) -> None:
        found = [(page.title, page.part) for page in self.section().pages]
        assert found == [("Revenue", "Results"), ("Calls", "activity"), ("Mails", "activity")]

    def test_the_sidebar_names_each_group_once(self) -> None:
        groups = [{"id": "numbers", "title": "Numbers", "children": [asdict(self.section())]}]
        sidebar = Sidebars(groups).of("metrics/calls.md", "../../")
        whole = f"<ul>{sidebar.before}<li>HERE</li>{sidebar.after}</ul>"
        look(whole)
        places = [whole.index(words) for words in (">Results<", ">Revenue<", ">activity<", "HERE", ">Mails<")]
        assert places == sorted(places)
        assert (whole.count(">Results<"), whole.count(">activity<")) == (1, 1)


GROUPS = [asdict(group) for group in tabs({"index.md": "# Home\n"})]


class TestSidebar:
    def whole(self, path: str, up: str) -> str:
        sidebar = Sidebars(GROUPS).of(path, up)
        return f"{sidebar.before}<li>HERE</li>{sidebar.after}"

    def test_it_is_well_formed_on_every_page(self) -> None:
        for path, up in (("index.md", "./"), ("roles/index.md", "../"), ("roles/sdr.md", "../../"), ("x.md", "../")):
            look(f"<ul>{self.whole(path, up)}</ul>")

    def test_the_page_itself_is_cut_out(self) -> None:
        links = [one.attributes.get("href") for one in look(self.whole("roles/sdr.md", "../../")).elements]
        assert "../../roles/" in links
        assert "../../roles/sdr/" not in links

    def test_a_page_outside_the_navigation_has_all_tabs_and_no_place(self) -> None:
        sidebars = Sidebars(GROUPS)
        assert not sidebars.of("search/index.md", "../").inside
        assert sidebars.group_of("search/index.md") == ""
        assert (sidebars.group_of("roles/sdr.md"), sidebars.group_of("index.md")) == ("people", "first")

    def test_titles_are_shown_as_they_are(self) -> None:
        assert "SDR & more" in look(self.whole("roles/index.md", "../")).words

    def test_one_section_agreed_on(self, base: Path) -> None:
        project = Project(base)
        content = load(base, project.content)[0]
        local = localise(content, ENGLISH, Catalogue("en.po"))
        groups = [asdict(group) for group in navigation(local, {"index.md": "# Home\n", "guide.md": "# Guide\n"})]
        sidebar = Sidebars(groups).of("modules/first-calls.md", "../../")
        lines = f"{sidebar.before}\n<!-- the page itself -->\n{sidebar.after}\n".replace("<li", "\n<li")
        compare("sidebar.html", lines)
