"""How calculators look: HTML and SVG made by the same code at build time and in the browser.

A module here with the name of a calculator's module gives it sentences and pictures of its own; it has ``WORDS``,
``answer``, ``picture`` and ``working`` as ``calculators.views.plain`` does, which serves calculators without one.
"""
