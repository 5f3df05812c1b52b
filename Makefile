# Two commands do all: `make demo` shows the bundled graph, `make test` checks everything. Both may be run again.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test lint types check docs site clean system coverage

demo: .venv/.installed
	@$(BIN)/chaingraph viz -o chaingraph-site
	@$(BIN)/chaingraph query chain-owners
	@echo
	@echo "Open $(CURDIR)/chaingraph-site/index.html in a browser. 请用浏览器打开 $(CURDIR)/chaingraph-site/index.html"

test: system .venv/.installed-dev lint types check
	$(BIN)/pytest -n auto --dist loadfile --no-loadscope-reorder

# As test, with the lines that it runs.
coverage: .venv/.installed-dev
	$(BIN)/pytest -n auto --dist loadfile --no-loadscope-reorder --cov --cov-report=term

lint: .venv/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

types: .venv/.installed-dev
	$(BIN)/mypy

check: .venv/.installed-dev
	$(BIN)/chaingraph build --check graph
	$(BIN)/chaingraph build --check examples/bulletin
	$(BIN)/chaingraph validate

docs: .venv/.installed-dev
	$(BIN)/python tools/questions_page.py > docs/questions.md
	$(BIN)/cog -r README.md README.zh.md docs/*.md
	$(BIN)/python tools/ontology_docs.py build/ontology.html
	$(BIN)/python tools/screenshots.py

# What pip doesn't install: a browser, a Java for the reasoner, a Chinese font.
system:
	@sh tools/system_packages.sh

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "chaingraph needs Python 3.11 or later; set PYTHON=/path/to/python3.11"; exit 1; }
	$(PYTHON) -m venv .venv

.venv/.installed: pyproject.toml constraints.txt | .venv/bin/python
	$(BIN)/pip install --quiet --constraint constraints.txt --editable .
	@touch $@

.venv/.installed-dev: pyproject.toml constraints.txt | .venv/bin/python
	$(BIN)/pip install --quiet --constraint constraints.txt --editable '.[dev]'
	@touch $@ .venv/.installed

clean:
	rm -rf .venv build dist chaingraph-site
