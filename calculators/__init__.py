"""Sales calculators in the standard library alone: the same files run under CPython and, in the browser, under Pyodide.

A calculator is one module with frozen dataclasses ``Inputs`` and ``Result`` and a pure function ``calculate``; what
its fields say about themselves (``calculators.fields``) is the one source of form, validation, JSON Schema and command
line.
"""
