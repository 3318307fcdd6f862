"""What is in IndexedDB, past the event log: fixtures are put in, and what is there is read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

FIXTURES = Path(__file__).with_name("fixtures")

_OPEN = """
  const opened = (version, upgrade) => new Promise((resolve, reject) => {
    const request = indexedDB.open(given.name, version);
    request.onupgradeneeded = () => upgrade(request.result);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const finished = (transaction) => new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onabort = () => reject(transaction.error);
  });
  const answer = (request) => new Promise((resolve) => { request.onsuccess = () => resolve(request.result); });
"""
_FILL = """
  const database = await opened(given.schema, (made) => {
    for (const { name, keyPath, autoIncrement, indexes } of given.stores) {
      const store = made.createObjectStore(name, { keyPath, autoIncrement });
      for (const index of indexes) store.createIndex(index, index);
    }
  });
  const transaction = database.transaction(given.stores.map(({ name }) => name), "readwrite");
  for (const { name, records } of given.stores) {
    for (const { key, value } of records) transaction.objectStore(name).add(value, key);
  }
  await finished(transaction);
  database.close();
"""
_DUMP = """
  const database = await opened(undefined, () => { throw new Error("there is none"); });
  const stores = [];
  for (const name of database.objectStoreNames) {
    const store = database.transaction(name).objectStore(name);
    const [keys, values] = [await answer(store.getAllKeys()), await answer(store.getAll())];
    stores.push({
      name, keyPath: store.keyPath, autoIncrement: store.autoIncrement, indexes: [...store.indexNames],
      records: values.map((value, place) => (store.keyPath ? { value } : { key: keys[place], value })),
    });
  }
  const schema = database.version;
  database.close();
  return { schema, stores };
"""
_UPGRADE = """
  const database = await opened(given.schema, (made) => {
    made.createObjectStore("newer").add("of a newer page", "x");
  });
  if (given.hold) globalThis.held = database;
  else database.close();
"""


def fixture(schema: int) -> dict[str, Any]:
    """A database as pages with this schema have left it."""
    found: dict[str, Any] = json.loads((FIXTURES / f"schema-{schema}.json").read_text("utf-8"))
    return found


def fill(page: Page, name: str, database: dict[str, Any]) -> None:
    """Make a database that is not there yet."""
    page.evaluate(f"async (given) => {{ {_OPEN} {_FILL} }}", {"name": name, **database})


def dump(page: Page, name: str) -> dict[str, Any]:
    """All of a database, in the form of the fixtures."""
    found: dict[str, Any] = page.evaluate(f"async (given) => {{ {_OPEN} {_DUMP} }}", {"name": name})
    return found


def upgrade(page: Page, name: str, schema: int, *, hold: bool = False) -> None:
    """What a page with a later schema does; ``hold`` keeps its connection."""
    page.evaluate(f"async (given) => {{ {_OPEN} {_UPGRADE} }}", {"name": name, "schema": schema, "hold": hold})
