# Everything runs from here, with nothing to install first but Python 3.10+, git and make.
.DEFAULT_GOAL := help
.PHONY: help up down test check format lint types lock setup
MAKEFLAGS += --no-print-directory
SHELL := /bin/sh

# A Python path of the caller's would shadow what is installed here.
unexport PYTHONPATH PYTHONHOME

PYTHON := .venv/bin/python
PYTHONS := python3 python3.14 python3.13 python3.12 python3.11 python3.10
OLD := Python 3.10 or newer is needed: install it (https://www.python.org/downloads/).
NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 10))

help: ## show this list
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 16

up: setup ## provision the example with a real `pulumi up`, into the emulator (LIVE=1: the live service)
	@$(PYTHON) -m tools.demo up $(if $(LIVE),--live)

down: ## destroy what `make up` provisioned and stop what it started (LIVE=1: on the live service)
	@test ! -x $(PYTHON) || $(PYTHON) -m tools.demo down $(if $(LIVE),--live)

test: setup ## run all tests, the real engine included
	@$(PYTHON) -m tools.engine >/dev/null
	@$(PYTHON) -m pytest -q -n auto --dist worksteal

check: lint types test ## everything that must hold: format, lint, types, tests

format: setup ## format the code
	@$(PYTHON) -m ruff format .
	@$(PYTHON) -m ruff check --fix --exit-zero --quiet .

lint: setup ## check format and lint
	@$(PYTHON) -m ruff format --check .
	@$(PYTHON) -m ruff check .

types: setup ## check the types
	@$(PYTHON) -m mypy

lock: setup ## bring requirements.lock up to date with pyproject.toml and the newest releases
	@$(PYTHON) -m tools.lock

setup:
	@for p in $(PYTHONS); do \
	  if $$p -c '$(NEW_ENOUGH)' >/dev/null 2>&1; then exec $$p tools/environment.py; fi; \
	done; echo "$(OLD)" >&2; exit 1
