# Briefline's two commands and what goes with them; `make` alone tells them.
# The environment lives in .venv and is made by tools/set-up; a stamp named after all it was made from says it is current.

.DEFAULT_GOAL := help
.NOTPARALLEL:
# Without bytecode on disk every process of a run, and of the tests, compiles Dagster again: 1.5 s each.
unexport PYTHONDONTWRITEBYTECODE
.PHONY: help briefing test ui model browser lock clean

PORT ?= 3000
made_from := $(shell { cat pyproject.toml requirements.lock requirements-dev.lock requirements-model.lock tools/set-up; pwd; } | cksum | cut -d ' ' -f 1)
run_ready := .venv/ready-run-$(made_from)
dev_ready := .venv/ready-dev-$(made_from)

help: ## Tell what there is
	@echo 'Briefline: from conflicting reports to briefings in which every number leads back to the words that say it.'
	@echo
	@awk -F ' *## ' '/^[a-z]+:.*##/ { sub(/:.*/, "", $$1); printf "  make %-10s %s\n", $$1, $$2 }' Makefile
	@echo
	@echo '  .venv/bin/briefline --help   the command line, after either of the first two'

briefing: $(run_ready) ## Set up, then make the briefing of the sample brief
	@.venv/bin/briefline run --catch-up

test: $(dev_ready) $(if $(CI),browser) ## Set up for development, then style, types, contracts and tests
	@.venv/bin/ruff check --quiet .
	@.venv/bin/ruff format --check --quiet . || { echo 'Not formatted: .venv/bin/ruff format .' >&2; exit 1; }
	@.venv/bin/mypy --no-error-summary
	@found=$$(.venv/bin/lint-imports --no-logo 2>&1) || { echo "$$found"; exit 1; }
	@.venv/bin/python -m pytest -n auto --dist loadfile --no-loadscope-reorder

ui: $(run_ready) ## Open the Dagster UI: assets, figures over time, checks, downloads (PORT=3000)
	@echo 'Dagster UI: http://127.0.0.1:$(PORT) in about ten seconds (Ctrl-C ends it)'
	@env -u DAGSTER_HOME PYTHONWARNINGS=ignore .venv/bin/dagster dev --host 127.0.0.1 --port $(PORT) --log-level warning

model: $(run_ready) ## Add the client of language models (optional; see docs/how-to/ask-a-model.md)
	@tools/set-up requirements-model.lock

browser: $(dev_ready) ## Fetch a Chromium for the browser tests, unless the machine has one
	@.venv/bin/python tests/e2e/chromium.py

compile = .venv/bin/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes \
	--no-strip-extras --no-emit-index-url --no-emit-find-links $(LOCK_FLAGS) --extra setup
lock: $(dev_ready) ## Write the lock files again from pyproject.toml (newest of all: LOCK_FLAGS=--upgrade)
	@$(compile) --output-file requirements.lock > /dev/null
	@$(compile) --extra model --constraint requirements.lock --output-file requirements-model.lock > /dev/null
	@$(compile) --extra dev --constraint requirements-model.lock --output-file requirements-dev.lock > /dev/null

clean: ## Remove what can be made again: .venv and caches (not data/ and out/)
	@rm -rf .venv .cache .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(run_ready):
	@tools/set-up requirements.lock
	@touch $@

$(dev_ready):
	@tools/set-up requirements-dev.lock
	@touch $(run_ready) $@
