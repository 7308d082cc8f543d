# `make` prints this help. Everything runs in .venv, from requirements.lock.
.DEFAULT_GOAL := help
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
# Packages as they stood on this day: `make lock` gives the same file on any day.
AS_OF := 2026-11-01T00:00:00Z

.PHONY: help setup study site test check lab lock peers codebook clean

help: ## print this help
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | while IFS="$$(printf '\t')" read -r name what; do printf '  make %-8s %s\n' "$$name" "$$what"; done

$(VENV)/.ready: requirements.lock pyproject.toml
	$(PYTHON) -m venv --clear $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

setup: $(VENV)/.ready ## make the environment in .venv

study: setup ## run the 2025 edition for Belgium in nl, fr, en and de
	$(BIN)/talentstudy run --edition 2025 --geo BE --language nl --language fr --language en --language de \
		--annex a --annex b --annex c

site: setup ## publish the 2025 edition as a site with its PDFs and data, from what make study made
	$(BIN)/talentstudy publish 2025

check: setup ## lint and type-check
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

test: check ## lint, type-check and run every test
	$(BIN)/python -m pytest --numprocesses 2

prove: setup ## prove what takes long: 1,000 notebooks at 16 jobs, 20 kills, a cluster that loses a worker
	$(BIN)/python -m pytest tests/prove/prove_thousand.py tests/prove/prove_kills.py tests/prove/prove_cluster.py

lab: setup ## open JupyterLab on the notebooks
	$(BIN)/jupyter lab notebooks

lock: setup ## remake requirements.lock as of a fixed day
	$(BIN)/uv pip compile --universal --python-version 3.11 --exclude-newer $(AS_OF) --generate-hashes --all-extras --group dev \
		--custom-compile-command "make lock" --quiet --output-file requirements.lock pyproject.toml
	$(BIN)/uv pip compile --universal --python-version 3.11 --exclude-newer $(AS_OF) --generate-hashes --all-extras --group peers \
		--custom-compile-command "make lock" --quiet --output-file benchmarks/requirements.lock pyproject.toml

# The peers a user would pick instead, in an environment of their own: some hold other libraries back.
.venv-peers/.ready: benchmarks/requirements.lock
	$(PYTHON) -m venv --clear .venv-peers
	.venv-peers/bin/python -m pip install --quiet --require-hashes -r benchmarks/requirements.lock
	.venv-peers/bin/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

peers: .venv-peers/.ready ## make the environment of the benchmarks in .venv-peers

codebook: setup ## remake docs/codebook.md
	$(BIN)/talentstudy list indicators --markdown > docs/codebook.md

clean: ## remove the environment, caches and everything rebuilt at will
	rm -rf $(VENV) .venv-peers .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
	git clean -fdXq data/processed
