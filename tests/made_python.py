"""What the browser's Python starts from, made of the real calculators once for all tests."""

from functools import cache

from playbook.assets import Assets
from playbook.load import load
from playbook.project import Project
from playbook.site_build import assets_of
from tools.provision import ROOT


@cache
def made_assets() -> Assets:
    """The portal's assets, all made; problems of its content are other tests' business."""
    project = Project(ROOT)
    library, _ = load(project.root, project.content)
    assets = assets_of(project, library)
    with assets.python.making(lambda _line: None):
        return assets
