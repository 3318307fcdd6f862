# Every target does the set-up it needs. Another Python: make PYTHON=python3.12 …
PYTHON ?= python3
BIN := .venv/bin
TSC := $(BIN)/node node_modules/typescript/bin/tsc

# One clear line where Python is missing or too old; all else is for tools/setup.py to say. A target that needs what
# another one needs names it: $(call setup,test).
define setup
@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { echo "setup: $(PYTHON) is missing or older than 3.11: install Python 3.11 or later, or name one: make PYTHON=python3.12 $@" >&2; exit 1; }
@$(PYTHON) -m tools.setup $(or $(1),$@)
endef

.PHONY: serve site check test bench screenshots lock clean distclean

# Build the portal and serve it at http://127.0.0.1:8000 (HOST=… PORT=…).
serve:
	$(setup)
	@$(BIN)/playbook serve $(if $(HOST),--host $(HOST)) $(if $(PORT),--port $(PORT))

# Build the portal into site/.
site:
	$(setup)
	@$(BIN)/playbook build

# Check the content and its translations.
check:
	$(setup)
	@$(BIN)/playbook check

# All tests, browser included (PYTEST_ARGS=…).
test:
	$(setup)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(TSC) --project tsconfig.json
	$(TSC) --project tsconfig.worker.json
	$(TSC) --project tsconfig.node.json
	PLAYWRIGHT_NODEJS_PATH=$(CURDIR)/$(BIN)/node $(BIN)/python -m pytest $(PYTEST_ARGS)

# Compare the build's speed with plain mkdocs, and Python's start in the browser with plain Pyodide (BENCH_ARGS=browser …).
bench:
	$(setup)
	@$(BIN)/python -m tools.bench $(BENCH_ARGS)

# Take the pictures of README anew.
screenshots:
	$(call setup,test)
	@$(BIN)/python -m tools.screenshots

# Write the lock files anew from pyproject.toml and package.json.
lock:
	$(setup)
	@$(BIN)/python -m tools.lock

# Remove what building and testing left.
clean:
	rm -rf build site .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -not -path './.venv/*' -not -path './node_modules/*' -prune -exec rm -rf {} +

# … and what the set-up installed.
distclean: clean
	rm -rf .venv node_modules .setup.lock
