.DEFAULT_GOAL := help
PYTHON ?= python3
BIN := .venv/bin
INSTALL := VIRTUAL_ENV=$(CURDIR)/.venv $(BIN)/uv pip install

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'

setup: .venv/.installed ## make .venv with everything the program needs

demo: setup ## report on the sample articles: out/report/index.html
	$(BIN)/python -m stance.report input=data/sample output=out/report

test: .venv/.installed-test ## run the tests
	$(BIN)/python -m pytest

lint: .venv/.installed-dev ## style, types, import layers
	$(BIN)/ruff format --check . && $(BIN)/ruff check . && $(BIN)/mypy && $(BIN)/lint-imports

train: setup ## rebuild models/authored; with TEXTS=texts.jsonl the default, models/news, too
	$(BIN)/python -m stance.train measure=all
	$(if $(TEXTS),$(BIN)/python -m stance.train data=corpus+standoff data.texts=$(TEXTS) measure=all)

floors: .venv/.installed-test ## lift the accuracy floors, and the figures of README.md, to what is reached
	$(BIN)/python tests/floors.py --raise

bench-extraction: .venv/.installed-test ## our quotes and speakers beside simple baselines, on the same articles
	PYTHONPATH=tests $(BIN)/python -m benchmarks.bench_extraction $(GOLD)

bench: .venv/.installed-test ## speed beside camel-tools' tokenizer on the same articles, and how cost grows with length
	PYTHONPATH=tests $(BIN)/python -m benchmarks.bench_speed $(ARTICLES)
	PYTHONPATH=tests $(BIN)/python -m benchmarks.bench_growth

scale: .venv/.installed-test ## one worker, two, and a Dask cluster of two over COUNT articles (20000)
	PYTHONPATH=tests $(BIN)/python -m benchmarks.bench_scale $(or $(COUNT),20000) $(ARTICLES)

dist: .venv/bin/uv ## build the wheel and the source archive
	$(BIN)/uv build

compiled: .venv/bin/uv ## build a wheel whose grammar is machine code, half as fast again; needs a C compiler
	HATCH_BUILD_HOOK_ENABLE_MYPYC=1 $(BIN)/uv build --out-dir dist/compiled

.venv/bin/uv:
	$(PYTHON) -m venv .venv && $(BIN)/python -m pip --quiet --disable-pip-version-check install uv==0.13.9

.venv/.installed: pyproject.toml | .venv/bin/uv
	$(INSTALL) --editable . && touch $@

.venv/.installed-%: pyproject.toml .venv/.installed
	$(INSTALL) --editable . --group $* && touch $@

.PHONY: help setup demo test lint train floors bench-extraction bench scale dist compiled
