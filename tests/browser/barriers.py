"""What axe-core finds in a page's article: the header fades while a page moves, and is looked at elsewhere."""

from __future__ import annotations

from playwright.sync_api import Page

from tools.provision import ROOT

AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8")
"""Runs before the page's own scripts, in a context without the page's policy."""
_RUN = """
async () => {
  await document.fonts.ready;
  const moving = document.querySelector("article").getAnimations({ subtree: true });
  await Promise.allSettled(moving.map((one) => one.finished));
  const { violations, passes } = await axe.run("article", { resultTypes: ["violations"], preload: false });
  if (passes.length < 10) throw new Error(`only ${passes.length} rules found something to check`);
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help}: ${node.html.slice(0, 160)} (${node.any[0]?.message ?? ""})`));
}
"""


def barriers(page: Page) -> list[str]:
    found: list[str] = page.evaluate(_RUN)
    return found
