# Two commands do everything on a machine with Python 3.11+ and make:
#   make demo   environment, install, the five articles on recorded answers, the result
#   make test   environment, install, lint, types, tests
PYTHON ?= python3
VENV   ?= .venv
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
else
BIN := $(VENV)/bin
endif

.PHONY: demo test lint types floors pytest gold build clean

$(VENV)/.installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --editable ".[dev]"
	touch $@

demo: $(VENV)/.installed
	$(BIN)/llm-extract run seeds --replay fixtures --output out/demo.jsonl

test: lint types floors pytest

lint: $(VENV)/.installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.installed
	$(BIN)/mypy

floors: $(VENV)/.installed
	$(BIN)/lint-imports

pytest: $(VENV)/.installed
	$(BIN)/python -m pytest

build: $(VENV)/.installed
	$(BIN)/python -m build --no-isolation

clean:
	rm -rf $(VENV) out build dist
