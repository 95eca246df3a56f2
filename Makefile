# What one does with a checkout. The environment is .venv in it; Python 3.11 or later makes it, PyPI fills it.
PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.filled
MAKEFLAGS += --no-print-directory

.PHONY: help demo test check changes docs lock build clean icu
.DEFAULT_GOAL := help

help:  ## what there is
	@grep -E '^[a-z]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 10

demo: $(STAMP)  ## read the example reports
	@$(BIN)/reportedly read examples/*.txt

test: $(STAMP)  ## run the tests
	@$(BIN)/python -m pytest -q

check: $(STAMP)  ## lint, format, types, tests and the docs' own session
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --quiet --check .
	@$(BIN)/mypy
	@$(BIN)/python -m pytest -q

DATA ?= tests/reports
changes: $(STAMP)  ## claims gained and lost on the reports in DATA since the last run
	@$(BIN)/python benchmarks/changes.py $(DATA)

docs: $(STAMP)  ## the documentation site, in build/docs
	@$(BIN)/python docs/site/build.py build/docs

lock: $(BIN)/pip-compile  ## pin what pyproject.toml asks for, from PyPI alone, whatever this machine's pip is set to
	@for name in runtime dev; do \
	  extra=$$([ $$name = dev ] && echo --all-extras); \
	  env -u PIP_FIND_LINKS -u PIP_EXTRA_INDEX_URL -u PIP_INDEX_URL PIP_CONFIG_FILE=/dev/null \
	  CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras \
	    --no-emit-index-url --no-emit-find-links --no-emit-trusted-host $$extra \
	    --output-file requirements/$$name.lock pyproject.toml || exit 1; \
	done

build: $(STAMP)  ## the wheel and the source archive, in dist/
	@$(BIN)/python -m build --quiet --no-isolation

clean:  ## remove what these targets made, the environment too
	@rm -rf .venv dist build .mypy_cache .pytest_cache .ruff_cache .hypothesis
	@find src tests benchmarks -name __pycache__ -prune -exec rm -rf {} +

$(BIN)/pip-compile:
	@$(MAKE) $(STAMP)

# PyICU, which the tests' followthemoney asks for, comes as source alone: it needs ICU's headers.
icu:
	@echo "ICU's headers are missing, which PyICU (for the tests' followthemoney) is built with: installing libicu-dev"
	@apt-get install --quiet --yes libicu-dev pkg-config g++ >/dev/null || \
	  { echo "install libicu-dev, pkg-config and g++ (macOS: brew install icu4c pkg-config), then run make again"; exit 1; }

# Filled anew only when the lock or the package's own metadata changes; the package itself is installed editable.
$(STAMP): requirements/dev.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or later is needed: make PYTHON=python3.11" if sys.version_info < (3, 11) else 0)'
	@[ -x $(BIN)/python ] || $(PYTHON) -m venv .venv
	@pkg-config --exists icu-i18n 2>/dev/null || $(MAKE) icu
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --editable .
	@touch $(STAMP)
