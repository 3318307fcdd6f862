"""The benchmark's made-up playbooks: content that today's kinds accept, of the size that is asked for."""

from pathlib import Path

from playbook.site_build import build_site
from tools.bench_content import change_one_text, make_project


def test_a_made_up_playbook_builds(tmp_path: Path) -> None:
    project = make_project(tmp_path / "small", 20)
    assert {one.pages for one in build_site(project, lambda _line: None).languages} == {20}
    change_one_text(project)
    report = build_site(project, lambda _line: None)
    assert sum(one.written for one in report.languages) < 6 * 20
