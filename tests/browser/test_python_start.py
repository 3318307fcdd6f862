"""How Python starts in the calculators' worker: from the snapshot, and without it where that is not to be had."""

from __future__ import annotations

import base64
import json
import re
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Request

from calculators.page import respond
from playbook.project import Project
from playbook.python_assets import FORMAT
from tests.calculators.test_pyodide import node
from tests.made_python import made_assets
from tools.bench_site import Line, make_site, served
from tools.provision import ROOT

ASK = """
async ([theme, addresses, requests]) => {
  const worker = new Worker(`${theme}js/calculator-worker.js`, { type: "module" });
  const answers = [];
  return new Promise((resolve, reject) => {
    worker.addEventListener("message", ({ data }) => {
      if (data.type === "ready") requests.forEach((body, id) => worker.postMessage({ type: "request", id, body }));
      else if (data.type === "response") answers[data.id] = data.body;
      else reject(new Error(data.reason));
      if (Object.keys(answers).length === requests.length) resolve(answers);
    });
    worker.postMessage({ type: "start", ...addresses });
  });
}
"""
MEMORY = """
async ([format, pyodide, script, snapshot, library, { exports }]) => {
  const { goingOnFrom, read, showing } = await import(format);
  const { loadPyodide } = await import(`${pyodide}pyodide.mjs`);
  const { default: create } = await import(script);
  for (const name of ["instantiate", "instantiateStreaming"]) {
    const instantiate = WebAssembly[name];
    WebAssembly[name] = async (source, imports) => {
      const { module, instance } = await instantiate(source, imports);
      return { module, instance: showing(instance, exports) };
    };
  }
  const found = read(Uint8Array.from(atob(snapshot), (letter) => letter.charCodeAt(0)).buffer);
  const never = new Promise(() => {});
  const memory = await new Promise((resolve, reject) => {
    const createPyodideModule = async (own) => {
      resolve((await goingOnFrom(Promise.resolve(found), create)(own)).HEAPU8.slice());
      return never;
    };
    const settings = { indexURL: pyodide, packageBaseUrl: pyodide, stdLibURL: library, lockFileContents: never };
    loadPyodide({ ...settings, createPyodideModule }).catch(reject);
  });
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", memory));
  return `${memory.length} ${[...hash].join(" ")}`;
}
"""
"""What the memory of a Pyodide holds that is about to go on from the snapshot."""
KEPT = """
async () => {
  const found = [];
  for (const name of await caches.keys()) {
    for (const { url } of await (await caches.open(name)).keys()) found.push(url.split("/").pop());
  }
  return found.sort();
}
"""
KEEP = """
async ([address, text]) => {
  for (const name of await caches.keys()) await (await caches.open(name)).put(address, new Response(text));
}
"""
ALL_KEPT = ["pyodide.asm.wasm", "snapshot.bin"]


@dataclass
class Site:
    """A site that has the portal's assets and one page, which does nothing by itself."""

    url: str
    folder: Path

    @property
    def places(self) -> dict[str, str]:
        return {name: f"{self.url}{path}" for name, path in made_assets().paths.items()}

    @property
    def requests(self) -> list[str]:
        plan = json.loads((self.folder / "plan.json").read_text("utf-8"))
        return [json.dumps(one) for one in plan["requests"]]

    def read(self, asset: str, name: str) -> bytes:
        return (self.folder / made_assets().paths[asset] / name).read_bytes()


@dataclass
class Visit:
    """A tab on the page of the site, and the names of the large files it has asked for."""

    site: Site
    page: Page
    asked: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.context.on("request", self._on_request)
        self.page.goto(self.site.url)

    def _on_request(self, request: Request) -> None:
        name = request.url.rpartition("/")[2]
        if name.endswith((".bin", ".zip", ".wasm")):
            self.asked.append(name)

    def ask(self) -> list[str]:
        """Start Python as a page does and ask all that a reader's browser asks first; returns the answers' bytes."""
        places = self.site.places
        answers: list[str] = self.page.evaluate(ASK, [places["theme"], places, self.site.requests])
        return answers

    def wait_until_kept(self) -> None:
        for _ in range(200):
            if self.page.evaluate(KEPT) == ALL_KEPT:
                return
            self.page.wait_for_timeout(100)
        assert self.page.evaluate(KEPT) == ALL_KEPT


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("python")
    made_assets()
    make_site(Project(ROOT), folder)
    with served(folder, Line()) as url:
        yield Site(url, folder)


@pytest.fixture(scope="session")
def base_url() -> str:
    """Nothing here needs the portal's pages, which take long to build."""
    return ""


@pytest.fixture
def visit(site: Site, page: Page) -> Visit:
    return Visit(site, page)


@pytest.fixture(scope="module")
def expected(site: Site) -> list[str]:
    """What CPython answers."""
    return [respond(one) for one in site.requests]


def broken(context: BrowserContext, name: str, body: bytes | None = None) -> None:
    """Have a file arrive with another content, or not at all."""
    status = 404 if body is None else 200
    context.route(f"**/{name}", lambda route: route.fulfill(status=status, body=body or b""))


def test_from_the_snapshot(visit: Visit, expected: list[str]) -> None:
    assert visit.ask() == expected
    assert sorted(set(visit.asked)) == ALL_KEPT


DAMAGES: dict[str, Callable[[bytes], bytes | None]] = {
    "missing": lambda _: None,
    "empty": lambda _: b"",
    "something else": lambda _: b"<!doctype html>" * 100,
    "cut off": lambda file: file[: len(file) // 8 * 4],
    "of another Pyodide": lambda file: re.sub(rb'("pyodide":")\d', rb"\g<1>0", file, count=1),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_from_the_library_where_the_snapshot_is_damaged(
    visit: Visit, expected: list[str], damage: Callable[[bytes], bytes | None]
) -> None:
    broken(visit.page.context, "snapshot.bin", damage(visit.site.read("python", "snapshot.bin")))
    assert visit.ask() == expected
    assert "library.zip" in visit.asked
    assert "python_stdlib.zip" not in visit.asked


@pytest.mark.parametrize("body", [None, b"{}", b'{"exports": []}'])
def test_from_the_library_where_the_conditions_are_damaged(
    visit: Visit, expected: list[str], body: bytes | None
) -> None:
    broken(visit.page.context, "conditions.json", body)
    assert visit.ask() == expected
    assert "library.zip" in visit.asked


@pytest.mark.parametrize("body", [None, b"export default", b"export default async () => {}"])
def test_from_the_library_where_the_short_script_is_damaged(
    visit: Visit, expected: list[str], body: bytes | None
) -> None:
    broken(visit.page.context, "python-*/pyodide.asm.mjs", body)
    assert visit.ask() == expected
    assert "library.zip" in visit.asked


@pytest.mark.parametrize("library", [None, b"no archive"])
def test_from_pyodide_where_nothing_else_is_to_be_had(visit: Visit, expected: list[str], library: bytes | None) -> None:
    broken(visit.page.context, "snapshot.bin")
    broken(visit.page.context, "library.zip", library)
    assert visit.ask() == expected
    assert "python_stdlib.zip" in visit.asked


def test_without_its_webassembly_it_fails_and_says_so(visit: Visit) -> None:
    broken(visit.page.context, "pyodide.asm.wasm")
    with pytest.raises(Exception, match="HTTP status code is not ok"):
        visit.ask()


def test_the_second_visit_loads_nothing(visit: Visit, expected: list[str]) -> None:
    visit.ask()
    visit.wait_until_kept()
    visit.asked.clear()
    visit.page.reload()
    assert visit.ask() == expected
    assert visit.asked == []


def test_only_what_is_in_use_is_kept(visit: Visit) -> None:
    visit.ask()
    visit.wait_until_kept()
    visit.page.evaluate(KEEP, [f"{visit.site.url}assets/python-old/old.bin", "old"])
    visit.page.reload()
    visit.ask()
    visit.wait_until_kept()


def test_what_is_kept_and_damaged_is_forgotten(visit: Visit, expected: list[str]) -> None:
    visit.ask()
    visit.wait_until_kept()
    visit.page.evaluate(KEEP, [f"{visit.site.places['python']}snapshot.bin", "damaged"])
    visit.page.reload()
    assert visit.ask() == expected
    assert visit.page.evaluate(KEPT) == []
    visit.page.reload()
    assert visit.ask() == expected
    visit.wait_until_kept()


def test_where_the_browser_keeps_nothing(visit: Visit, expected: list[str]) -> None:
    broken_caches = (
        "Object.defineProperty(globalThis, 'caches', { get() { throw new DOMException('SecurityError'); } });"
    )
    script = visit.site.read("theme", "js/python-files.js").decode("utf-8")
    visit.page.context.route(
        "**/python-files.js",
        lambda route: route.fulfill(body=f"{broken_caches}\n{script}", content_type="text/javascript"),
    )
    assert visit.ask() == expected


def test_the_memory_is_the_same_as_where_it_was_made(visit: Visit, tmp_path: Path) -> None:
    places = visit.site.places
    snapshot = base64.b64encode(visit.site.read("python", "snapshot.bin")).decode()
    conditions = json.loads(visit.site.read("python", "conditions.json"))
    empty = visit.site.folder / "empty.zip"
    empty.write_bytes(b"PK\x05\x06" + bytes(18))
    script, short = f"{places['theme']}js/python-snapshot.js", f"{places['python']}pyodide.asm.mjs"
    here = visit.page.evaluate(
        MEMORY, [script, places["pyodide"], short, snapshot, f"{visit.site.url}{empty.name}", conditions]
    )
    assets = made_assets()
    own = (assets.python.made / "pyodide.asm.mjs").as_uri()
    arguments = json.dumps(
        [FORMAT.as_uri(), f"{assets.node_modules / 'pyodide'}/", own, snapshot, str(empty), conditions]
    )
    program = tmp_path / "memory.mjs"
    program.write_text(f"console.log(await ({MEMORY.strip()})({arguments}));", "utf-8")
    there = subprocess.run([node(), str(program)], capture_output=True, text=True, check=True).stdout.strip()
    assert here == there
