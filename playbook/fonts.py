"""The portal's typeface: one family of web fonts, cut by script so that a page loads only the letters it shows."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

FAMILY = "Playbook Sans"
_WEIGHTS = (400, 700)


@dataclass(frozen=True, slots=True)
class Font:
    """One cut of the family. ``only`` keeps these letters of the file and drops the rest."""

    name: str
    package: str
    unicode_range: str
    only: str = ""

    def source(self, node_modules: Path, weight: int) -> Path:
        """The file of the npm package that holds the cut."""
        stem = self.package.rpartition("/")[2]
        script = self.name if not self.only else "latin-ext"
        return node_modules / self.package / "files" / f"{stem}-{script}-{weight}-normal.woff2"


# Where ranges overlap browsers take the face that stands last: the eight Maltese letters alone are 1.4 KB, all of
# latin-ext 56 KB.
FONTS = (
    Font(
        "latin-ext", "@fontsource/noto-sans", "U+0100-02BA, U+02BD-02C5, U+02C7-02CC, U+02CE-02D7, U+1E00-1E9F, U+2020"
    ),
    Font(
        "latin",
        "@fontsource/noto-sans",
        "U+0000-00FF, U+0131, U+0152-0153, U+02BB-02BC, U+02C6, U+02DA, U+02DC, U+2000-200D, U+2010-206F, U+20AC, "
        "U+2122, U+2191, U+2193, U+2212, U+2215, U+FEFF, U+FFFD",
    ),
    Font("maltese", "@fontsource/noto-sans", "U+010A-010B, U+0120-0121, U+0126-0127, U+017B-017C", only="ĊċĠġĦħŻż"),
    Font("armenian", "@fontsource/noto-sans-armenian", "U+0308, U+0530-058F, U+FB13-FB17"),
    Font(
        "arabic",
        "@fontsource/noto-sans-arabic",
        "U+0600-06FF, U+0750-077F, U+0870-088E, U+0890-0891, U+0897-08E1, U+08E3-08FF, U+200C-200E, U+2010-2011, "
        "U+204F, U+2E41, U+FB50-FDFF, U+FE70-FE74, U+FE76-FEFC",
    ),
)


def font_files(node_modules: Path) -> Iterator[tuple[str, bytes]]:
    """The font files and ``fonts.css``, which declares them."""
    rules = []
    for font in FONTS:
        for weight in _WEIGHTS:
            name = f"{font.name}-{weight}.woff2"
            yield name, _content(font, font.source(node_modules, weight))
            rules.append(
                f"@font-face {{\n  font-family: '{FAMILY}';\n  font-weight: {weight};\n  font-display: swap;\n"
                f"  src: url('{name}') format('woff2');\n  unicode-range: {font.unicode_range};\n}}\n"
            )
    yield "fonts.css", "".join(rules).encode("ascii")


def _content(font: Font, source: Path) -> bytes:
    if not font.only:
        return source.read_bytes()
    face = TTFont(source, recalcTimestamp=False)  # the same source, the same bytes, whatever the time
    subsetter = subset.Subsetter(subset.Options(flavor="woff2", layout_features=["*"]))
    subsetter.populate(text=font.only)
    subsetter.subset(face)
    buffer = io.BytesIO()
    face.flavor = "woff2"
    face.save(buffer, reorderTables=False)
    return buffer.getvalue()
