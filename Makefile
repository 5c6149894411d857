# Everything runs from here, with nothing to install first but Python 3.10+, git and make.
.DEFAULT_GOAL := help
.PHONY: help up down test quick core coverage check format lint types imports docs lock release setup
MAKEFLAGS += --no-print-directory
SHELL := /bin/sh

# A Python path of the caller's would shadow what is installed here.
unexport PYTHONPATH PYTHONHOME

PYTHON := .venv/bin/python
PYTHONS := python3 python3.14 python3.13 python3.12 python3.11 python3.10
OLD := Python 3.10 or newer is needed: install it (https://www.python.org/downloads/).
NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 10))

# A test that hangs is a failure that shows where each thread stands, not an endless run.
PYTEST := $(PYTHON) -m pytest -q -n auto --dist worksteal \
  -o faulthandler_timeout=600 -o faulthandler_exit_on_timeout=true

# What takes an engine, a compiler, another type checker or thousands of generated requests.
QUICK := --ignore=tests/engine --ignore=tests/tools --ignore=tests/typing \
  --ignore=tests/emulator/vendor --ignore=tests/emulator/test_openapi.py
# The engine runs the provider in processes of its own, so they are measured too. What kills them
# at every request adds hours of counting and no line.
COVERED := --ignore=tests/tools --ignore=tests/typing --ignore=tests/engine/crashes \
  --ignore=tests/engine/faults --ignore=tests/engine/machine
FLOOR := 95
# What decides: every line and branch of it is reached by the tests that bear its name.
CORE := plan guard state client
comma := ,
space := $(subst ,, )
WHOLE := $(subst $(space),$(comma),$(CORE:%=pictograph_provider/%/*))

help: ## show this list
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 16

up: setup ## provision the example with a real `pulumi up`, into the emulator (LIVE=1: the live service)
	@$(PYTHON) -m tools.demo up $(if $(LIVE),--live)

down: ## destroy what `make up` provisioned and stop what it started (LIVE=1: on the live service)
	@test ! -x $(PYTHON) || $(PYTHON) -m tools.demo down $(if $(LIVE),--live)

test: setup ## run all tests, the real engine included
	@$(PYTHON) -m tools.engine >/dev/null
	@$(PYTHON) -m tools.programs versitygw >/dev/null || true
	@$(PYTHON) -m tools.programs actionlint >/dev/null || true
	@$(PYTEST)

quick: setup ## run the tests that need no engine and no other tool: about a minute
	@$(PYTEST) $(QUICK)

# What measures its own time is not measured while lines are counted: `make test` runs it.
core: setup ## hold plan, guard, state and client to 100 % of lines and branches: half a minute
	@COVERAGE_FILE=.cache/core $(PYTEST) --cov --cov-report= $(CORE:%=tests/%) \
	  --ignore=tests/plan/test_linear.py --hypothesis-profile=few
	@COVERAGE_FILE=.cache/core $(PYTHON) -m coverage report --include='$(WHOLE)' \
	  --skip-covered --fail-under=100

coverage: setup ## count the lines, branches and messages that the tests reach, against the floors
	@$(PYTHON) -m tools.engine >/dev/null
	@rm -f .cache/coverage*
	@$(PYTEST) --cov --cov-report= $(COVERED)
	@$(PYTHON) -m coverage report --skip-covered --fail-under=$(FLOOR)
	@$(PYTHON) -m coverage report --include='$(WHOLE)' --fail-under=100
	@$(PYTHON) -m tools.provoked

check: lint types imports core docs test ## everything that must hold: format, lint, types, import rules, site, tests

format: setup ## format the code
	@$(PYTHON) -m ruff format .
	@$(PYTHON) -m ruff check --fix --exit-zero --quiet .

lint: setup ## check format and lint
	@$(PYTHON) -m ruff format --check .
	@$(PYTHON) -m ruff check .

types: setup ## check the types
	@$(PYTHON) -m mypy

imports: setup ## check which room imports which (the rules are in pyproject.toml)
	@.venv/bin/lint-imports --no-logo --cache-dir .cache/imports

docs: setup ## build the documentation's site into .cache/site; it must load nothing from elsewhere
	@$(PYTHON) -m tools.site

lock: setup ## bring both locks up to date with what they are made from and the newest releases
	@$(PYTHON) -m tools.lock

release: setup ## version, changelog, commit, tag and files: VERSION=1.2.3 (DRY_RUN=1: only check)
	@$(PYTHON) tools/release.py $(VERSION) $(if $(DRY_RUN),--dry-run)

setup:
	@for p in $(PYTHONS); do \
	  if $$p -c '$(NEW_ENOUGH)' >/dev/null 2>&1; then exec $$p tools/environment.py; fi; \
	done; echo "$(OLD)" >&2; exit 1
