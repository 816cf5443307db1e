# make demo     set up, extract the seeds into output/ and show one record
# make test     set up, run all tests
# make lint     ruff and mypy
# make output   rebuild output/ from seeds/ (after a rule has changed)
# make docs     set up, build the documentation in build/site
# make screenshots  photograph the report for the documentation (needs Chromium)
# make schemas  rebuild schemas/ from extract/model.py
# make clean    take away .venv and caches
#
# Needs Python 3.11 or later, git and make. PYTHON=python3.13 chooses the interpreter, VENV=folder the environment.

CANDIDATES := python3 python3.14 python3.13 python3.12 python3.11 python
IS_NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(firstword $(foreach p,$(CANDIDATES),$(shell $(p) -c '$(IS_NEW_ENOUGH)' >/dev/null 2>&1 && echo $(p))))
VENV ?= .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --editable

.PHONY: demo test lint docs screenshots output schemas clean

demo: output
	@echo
	@echo "One record in full (trichluc record output/giang-thanh-2019.json legal_reference):"
	@$(BIN)/trichluc record output/giang-thanh-2019.json legal_reference
	@echo "All records are in output/. Next: $(BIN)/trichluc show output/giang-thanh-2019.json"

output: $(VENV)/.demo
	$(BIN)/trichluc run seeds -o output

schemas: $(VENV)/.demo
	$(BIN)/python -m extract.schema

test: $(VENV)/.dev
	$(BIN)/python -m pytest

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

docs: $(VENV)/.dev
	$(BIN)/python docs/build.py

screenshots: $(VENV)/.dev
	$(BIN)/python docs/screenshots.py

clean:
	rm -rf $(VENV) build .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(VENV)/.python:
	@test -n "$(PYTHON)" || { echo "Trichluc needs Python 3.11 or later, and none was found. Give one: make PYTHON=/path/to/python3.11" >&2; exit 1; }
	@command -v "$(PYTHON)" >/dev/null 2>&1 || { echo "There is no $(PYTHON). Give another: make PYTHON=/path/to/python3.11" >&2; exit 1; }
	@"$(PYTHON)" -c '$(IS_NEW_ENOUGH)' || { echo "Trichluc needs Python 3.11 or later; $(PYTHON) is $$("$(PYTHON)" --version 2>&1). Give another: make PYTHON=/path/to/python3.11" >&2; exit 1; }
	@echo "Setting up $(VENV) with $$("$(PYTHON)" --version 2>&1); this takes about a minute, once."
	@"$(PYTHON)" -m venv $(VENV) || { rm -rf $(VENV); echo "$(PYTHON) cannot make a virtual environment (on Debian and Ubuntu: apt install python3-venv)." >&2; exit 1; }
	@touch $@

$(VENV)/.demo: $(VENV)/.python pyproject.toml
	@$(INSTALL) .
	@touch $@

$(VENV)/.dev: $(VENV)/.demo
	@$(INSTALL) '.[dev]'
	@touch $@
