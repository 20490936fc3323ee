# The two a newcomer needs: `make demo` and `make test`. Each makes .venv once and re-uses it.
VENV ?= .venv
OUT ?= out
TESTERS ?= logical
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
SAMPLE := exports/thai-binh-2020-2025
SCRATCH := build/exports

.DEFAULT_GOAL := help
.PHONY: help demo test exports docs dist sbom bench lint clean

help:
	@echo "make demo     build the graph of the packaged sample in $(OUT)/"
	@echo "make test     run every test, on every core (TESTERS=1: on one)"
	@echo "make exports  write the sample's graph to exports/"
	@echo "make docs     write the site of the docs to build/site/"
	@echo "make dist     build wheel and source archive in dist/, and check them"
	@echo "make sbom     write what is shipped with kg, and its licences, to build/sbom/"
	@echo "make bench    measure speed and quality"
	@echo "make lint     check style and the layers of the code"
	@echo "make clean    remove what these made (but the graph in $(OUT)/)"

demo: $(VENV)/.installed
	@$(BIN)/kg build --sample thai-binh -o $(OUT)

test: $(VENV)/.installed-test
	$(BIN)/python -m pytest --numprocesses $(TESTERS) --dist loadfile

exports: $(VENV)/.installed
	rm -rf $(SCRATCH)
	$(BIN)/kg build --quiet --sample thai-binh -o $(SCRATCH)
	$(BIN)/kg export $(SCRATCH) --format turtle -o $(SAMPLE).ttl
	$(BIN)/kg export $(SCRATCH) --format jsonld -o $(SAMPLE).jsonld
	$(BIN)/kg export $(SCRATCH) --format facts -o $(SAMPLE).facts.jsonl
	$(BIN)/kg export $(SCRATCH) --format graphml -o $(SAMPLE).graphml
	$(BIN)/kg view $(SCRATCH) -o $(SAMPLE).html
	$(BIN)/kg audit $(SCRATCH) -o $(SAMPLE).audit.html
	$(BIN)/kg audit $(SCRATCH) -o $(SAMPLE).audit.md
	rm -rf $(SCRATCH)

docs: $(VENV)/.installed-docs
	$(BIN)/python tools/reference
	NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --strict --quiet
	@echo "build/site/index.html"

dist: $(VENV)/.installed-release
	rm -rf dist
	$(BIN)/python -m build --outdir dist .
	$(BIN)/python -m twine check --strict dist/*
	$(BIN)/python -m check_wheel_contents dist/*.whl

# In an environment that holds nothing but the wheel and what it needs.
sbom: dist
	rm -rf build/sbom
	$(BIN)/python -m venv build/sbom/venv
	build/sbom/venv/bin/python -m pip --disable-pip-version-check --quiet install dist/*.whl
	$(BIN)/python tools/sbom.py build/sbom/venv/bin/python build/sbom
	rm -rf build/sbom/venv

bench: $(VENV)/.installed-bench
	set -e; for bench in benchmarks/bench_*.py; do $(BIN)/python $$bench; done

lint: $(VENV)/.installed-test
	$(BIN)/ruff check .
	$(BIN)/lint-imports --config setup.cfg --no-cache

clean:
	rm -rf $(VENV) build dist *.egg-info .pytest_cache .hypothesis .ruff_cache
	find kg tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +

# The first Python of 3.11 or later that can make an environment.
$(BIN)/python:
	@set -e; for python in $(PYTHON) python3 python3.11 python3.12 python3.13 python3.14 python; do \
	  if $$python -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then \
	    echo "making $(VENV) with $$($$python --version)"; exec $$python -m venv $(VENV); \
	  fi; \
	done; \
	echo "make: no Python 3.11 or later with venv found; name one with PYTHON=/path/to/python" >&2; exit 1

$(VENV)/.installed: setup.cfg pyproject.toml | $(BIN)/python
	@echo "installing kg into $(VENV)"
	$(PIP) install --editable .
	@touch $@

$(VENV)/.installed-test: $(VENV)/.installed
	$(PIP) install --editable '.[test]'
	@touch $@

$(VENV)/.installed-docs: $(VENV)/.installed
	$(PIP) install --editable '.[docs]'
	@touch $@

$(VENV)/.installed-release: $(VENV)/.installed
	$(PIP) install --editable '.[release]'
	@touch $@

$(VENV)/.installed-bench: $(VENV)/.installed
	$(PIP) install --editable '.[test,bench]'
	@touch $@
