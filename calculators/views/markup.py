"""HTML and SVG text in which everything that comes from outside is escaped. All of it is well-formed XML too."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import NewType

Html = NewType("Html", str)
"""Text that is safe to put into a page."""

_VOID = frozenset({"input"})
_SPECIAL = re.compile("[&<>\"']")
# What html.escape does; but that module brings two thousand named letters along, which browsers would have to load.
_ESCAPED = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;"})


def escape(text: str) -> Html:
    """Return plain text as HTML, also safe within a quoted attribute."""
    # Most texts here are numbers and names of classes, and there are thousands on a page.
    return Html(text.translate(_ESCAPED) if _SPECIAL.search(text) else text)


def join(*parts: Html) -> Html:
    """Return pieces of HTML one after the other."""
    return Html("".join(parts))


def element(tag: str, *content: Html, **attributes: str | int | bool | None) -> Html:
    """Return an element.

    Attributes: ``data_field`` is written ``data-field``, ``class_`` and ``for_`` lose their last underscore; ``True``
    is an attribute without a value, ``None`` and ``False`` are left out.
    """
    written = "".join(
        [
            f' {_attribute(name)}="{"" if value is True else escape(str(value))}"'
            for name, value in attributes.items()
            if value is not None and value is not False
        ]
    )
    if tag in _VOID:
        return Html(f"<{tag}{written}/>")
    return Html(f"<{tag}{written}>{''.join(content)}</{tag}>")


@cache
def _attribute(name: str) -> str:
    return name.rstrip("_").replace("_", "-")


def json_block(value: object, class_: str) -> Html:
    """Return a data block that scripts can read; nothing in it can end it or start a tag."""
    text = json.dumps(value).replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return Html(f'<script type="application/json" class="{escape(class_)}">{text}</script>')
