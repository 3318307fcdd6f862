"""What makes the browser's Python start quickly, made at build: see ``make.mjs``."""
