"""Runs inside Pyodide, at build: finds the modules that the calculators need, and compiles them.

The zip archive with the calculators' sources, or what ``write_library`` made of them, is on ``sys.path``.
"""

from __future__ import annotations

import importlib
import json
import sys
from types import CodeType, ModuleType

_HAS_DOCSTRING = 0x4000000
"""``inspect.CO_HAS_DOCSTRING``, which Pyodide's Python has and the one that checks this file may not have."""


def names() -> list[str]:
    """The modules of the calculators but for those of the command line, which a browser has no use for."""
    import pkgutil  # noqa: PLC0415 - what is imported above would count among what the calculators need

    package = importlib.import_module("calculators")
    found = [module.name for module in pkgutil.walk_packages(package.__path__, "calculators.")]
    return [name for name in found if name not in {"calculators.__main__", "calculators.command_line"}]


def run(requests: str) -> str:
    """Import every module of the calculators and answer requests as for a page; returns all answers as JSON.

    ``requests``: a JSON list of what ``calculators.page.respond`` takes. Each is answered once more without entries.
    """
    for name in names():
        importlib.import_module(name)
    page = importlib.import_module("calculators.page")
    asked = [request for one in json.loads(requests) for request in (one, {**one, "entries": {}})]
    return json.dumps([page.respond(json.dumps(request)) for request in asked])


def needed() -> list[tuple[str, str]]:
    """``(name, place)`` of every Python module that is loaded now or that the calculators import inside a function."""
    import ast  # noqa: PLC0415 - see ``names``

    for name in names():
        for node in ast.walk(ast.parse(_source(sys.modules[name]))):
            if isinstance(node, ast.Import):
                for alias in node.names:
                    importlib.import_module(alias.name)
            elif isinstance(node, ast.ImportFrom) and node.module:
                importlib.import_module(node.module)
    origins = ((name, module.__spec__ and module.__spec__.origin) for name, module in sys.modules.items())
    return sorted((name, origin) for name, origin in origins if origin and ".zip/" in origin)


def write_library(path: str) -> str:
    """Write a zip archive of the needed modules as byte code, not compressed: the site's files are, as a whole.

    It goes without docstrings and without the tables that lead from byte code to source lines, which together are half
    of it. Classes of the calculators keep theirs, since dataclasses without one work out a long one. Returns ``path``.
    """
    modules = needed()
    import zipfile  # noqa: PLC0415 - see ``names``
    from importlib import _bootstrap_external as format_of_pyc  # noqa: PLC0415

    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for name, place in modules:
            own = name.partition(".")[0] == "calculators"
            code = compile(_source(sys.modules[name]), place, "exec", dont_inherit=True, optimize=0 if own else 2)
            # an unchecked hash: there is no source beside it to compare with
            data = format_of_pyc._code_to_hash_pyc(_bare(code), bytes(8), False)  # type: ignore[attr-defined]  # noqa: SLF001, FBT003
            archive.writestr(zipfile.ZipInfo(f"{place.partition('.zip/')[2]}c"), bytes(data))
    return path


def settle() -> str:
    """Bring the interpreter into the state that the snapshot keeps: the same at every build, with nothing left over.

    All that is there now stays: the collector of garbage need not look through it again and again. Returns nothing.
    """
    import gc  # noqa: PLC0415 - see ``names``
    import random  # noqa: PLC0415

    sys.modules.pop(__name__, None)
    random.seed(0)
    gc.collect()
    gc.freeze()
    return ""


def _source(module: ModuleType) -> str:
    loader = module.__spec__ and module.__spec__.loader
    source: str = loader.get_source(module.__name__)  # type: ignore[union-attr]
    return source


def _bare(code: CodeType) -> CodeType:
    consts = [_bare(one) if isinstance(one, CodeType) else one for one in code.co_consts]
    flags = code.co_flags
    if flags & _HAS_DOCSTRING:
        flags &= ~_HAS_DOCSTRING
        consts[0] = None
    return code.replace(co_linetable=b"", co_flags=flags, co_consts=tuple(consts))
