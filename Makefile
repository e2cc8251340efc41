# Two commands do everything on a machine with Python 3.11+ and make:
#   make demo   environment, install, the five articles on recorded answers, the result
#   make test   environment, install, lint, types, tests
PYTHON ?= python3
VENV   ?= .venv
SERVERS ?= .servers
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
else
BIN := $(VENV)/bin
endif

# Ray, Dask and Daft are large: the tests of engines have an environment of their own.
ENGINES ?= .venv-engines

.PHONY: demo test test-ray lint types floors prompts recordings pytest score docs test-servers fuzz audit build clean

$(VENV)/.installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --editable ".[dev,docs]"
	touch $@

demo: $(VENV)/.installed
	@mkdir -p out
	$(BIN)/llm-extract run seeds --replay fixtures --output out/demo.jsonl --overwrite
	$(BIN)/llm-extract reconcile out/demo.jsonl
	@$(BIN)/llm-extract reconcile out/demo.jsonl --also figure --output out/demo.events.jsonl
	@$(BIN)/llm-extract eval out/demo.jsonl --gold fixtures/gold/funding_news.jsonl --json out/demo.scores.json >out/demo.scores.txt
	@$(BIN)/llm-extract report out/demo.jsonl out/demo.events.jsonl --evaluation out/demo.scores.json \
	    --output out/demo.html --title "Five articles on one funding round"
	@echo "Records: out/demo.jsonl. The report, to open in a browser: out/demo.html"

test: lint types floors prompts recordings pytest score

lint: $(VENV)/.installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.installed
	$(BIN)/mypy

floors: $(VENV)/.installed
	$(BIN)/lint-imports --no-cache

# Released prompt versions are what they were.
prompts: $(VENV)/.installed
	$(BIN)/llm-extract prompts check

# Recordings are what was recorded, hold no secret, and somebody asks for each of them.
recordings: $(VENV)/.installed
	$(BIN)/llm-extract fixtures check fixtures --articles seeds
	$(BIN)/llm-extract fixtures check tests/cases --articles tests/cases/articles

pytest: $(VENV)/.installed
	$(BIN)/python -m pytest -n auto

$(ENGINES)/.installed: pyproject.toml
	$(PYTHON) -m venv $(ENGINES)
	$(subst $(VENV),$(ENGINES),$(BIN))/python -m pip install --quiet --editable ".[ray]" dask daft pytest
	touch $@

test-ray: $(ENGINES)/.installed
	$(subst $(VENV),$(ENGINES),$(BIN))/python -m pytest tests/engines

# The five articles against their gold, per field, every remaining error named; floors must be held.
score: $(VENV)/.installed
	@mkdir -p out
	$(BIN)/llm-extract run seeds --replay fixtures --quiet --output out/score.jsonl --overwrite
	$(BIN)/llm-extract eval out/score.jsonl --gold fixtures/gold/funding_news.jsonl \
	    --baseline fixtures/gold/funding_news.v2.floors.json

# Real model servers on this machine; what does not install is skipped. Not part of the ordinary tests.
test-servers: $(VENV)/.installed
	PYTHON=$(PYTHON) bash tests/servers/install.sh $(SERVERS)
	TEST_SERVERS=$(SERVERS) $(BIN)/python -m pytest tests/servers -p no:randomly

# Every loader, in turn; coverage-guided where atheris installs. What breaks the contract is kept in out/fuzz/findings.
MINUTES ?= 60
fuzz: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet atheris || echo "without atheris: by mutation alone"
	$(BIN)/python -m fuzz.run --minutes $(MINUTES)

# Known holes of what is installed. It asks a service on the network.
audit: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet pip-audit
	$(BIN)/python -m pip_audit --local --skip-editable

# The site, in out/site: every warning is an error. Open out/site/index.html; it needs no network.
docs: $(VENV)/.installed
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet

build: $(VENV)/.installed
	$(BIN)/python -m build --no-isolation

clean:
	rm -rf $(VENV) $(ENGINES) out build dist
