# The commands for people and for CI. `make site` and `make test` need Python >= 3.11, make and a network.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export NO_MKDOCS_2_WARNING := 1

.PHONY: site serve test check lock bench clean

site: $(VENV)/site.ok ## build the demo catalogue into site/
	$(BIN)/papercat build

serve: $(VENV)/site.ok ## live preview
	$(BIN)/papercat serve

test: check ## every check and test, a real browser included
	$(BIN)/pytest -n 2

check: $(VENV)/dev.ok
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

lock: $(VENV)/dev.ok ## renew requirements/*.txt from pyproject.toml
	$(BIN)/uv pip compile $(LOCK) pyproject.toml -o requirements/site.txt
	$(BIN)/uv pip compile $(LOCK) pyproject.toml --all-extras --group dev -o requirements/dev.txt

LOCK := --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header

$(VENV)/python.ok:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Papercat needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Try: make PYTHON=python3.12")'
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/site.ok: $(VENV)/python.ok requirements/site.txt pyproject.toml
	@test -e $(VENV)/dev.ok || $(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/site.txt
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps -e .
	@touch $@

$(VENV)/dev.ok: $(VENV)/python.ok requirements/dev.txt pyproject.toml
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps -e .
	@touch $@ $(VENV)/site.ok

clean: ## remove what was built; the catalogue stays
	rm -rf site build dist $(VENV)
