"""The seam to mkdocs: the only package that imports it. Everything before it works on plain Markdown."""
