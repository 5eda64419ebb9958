# Two commands on a fresh machine: `make run` and `make test`.
# They need python3 (3.11 or newer) and make; everything else arrives hashed.
PY         ?= python3
PORT       ?= 8000
UV_VERSION := 0.13.9
BIN        := .venv/bin
UV         := $(BIN)/uv
COMPILE    := $(UV) pip compile -q pyproject.toml --universal --python-version 3.11 \
              --generate-hashes --no-header --no-annotate
RUNTIME    := $(COMPILE)
DEV        := $(COMPILE) --extra postgres --group dev
PURE       := trainer/content/*,trainer/policies/*,trainer/scenarios/*,trainer/assessments/*
JOBS       ?= auto
DEMO       ?= var/demo
export UV_PYTHON_DOWNLOADS = never

.DEFAULT_GOAL := help

.PHONY: help
help: ## Show this list
	@awk -F':.*## ' '/^[a-z-]+:.*## / {printf "  make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: run
run: .venv/.runtime ## Serve a demo on PORT (8000): installs, fills and keeps it
	@mkdir -p $(DEMO) && TRAINER_INSTANCE=$(DEMO) $(BIN)/trainer demo --port $(PORT)

.PHONY: test
test: .venv/.dev browser ## Every test, with coverage: the pure core 100 %, the rest 95 %
	@$(BIN)/coverage erase
	@$(BIN)/coverage run -m pytest -n $(JOBS) --doctest-modules trainer tests
	@$(BIN)/coverage combine -q
	@$(BIN)/coverage report --include='$(PURE)' --fail-under=100
	@$(BIN)/coverage report --fail-under=95

.PHONY: check
check: .venv/.dev ## Style, types, layers, templates, spelling, locks: seconds
	@$(MAKE) --no-print-directory -j4 --output-sync=target style types layers templates spelling locks

.PHONY: style types layers templates spelling locks
style:
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .

types:
	@$(BIN)/mypy

layers:
	@$(BIN)/lint-imports --no-logo

templates:
	@$(BIN)/djlint templates --lint --quiet

spelling:
	@$(BIN)/codespell

# Compiling against the pins that are there must change nothing.
locks:
	@old=$$(mktemp -d) && trap 'rm -rf "$$old"' EXIT && cp requirements.lock requirements-dev.lock "$$old" \
	  && $(RUNTIME) -o "$$old/requirements.lock" >/dev/null && $(DEV) -o "$$old/requirements-dev.lock" >/dev/null \
	  && diff -q requirements.lock "$$old/requirements.lock" && diff -q requirements-dev.lock "$$old/requirements-dev.lock" \
	  && echo "Locks are fresh" || { echo "pyproject.toml asks for something else than the locks: run make lock" >&2; exit 1; }

# Root on Debian gets Chromium; elsewhere the tests that need it are skipped and say so.
.PHONY: browser
browser: ## Find or install the Chromium that the browser tests drive
	@for name in "$$CHROMIUM" chromium chromium-browser google-chrome; do \
	  [ -n "$$name" ] && command -v "$$name" >/dev/null && exit 0; done; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  echo "Installing Chromium for the browser tests"; \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null && exit 0; fi; \
	printf '\033[1;31mNo Chromium: the browser tests will be skipped. Install it, or set CHROMIUM=/path/to/it.\033[0m\n' >&2; \
	[ "$$CI" != true ]

.PHONY: assets
assets: .venv/.dev ## Copy the vendored browser files anew out of their npm packages
	@npm ci --silent && $(BIN)/python scripts/assets.py

.PHONY: docs
docs: .venv/.dev ## Write the generated parts of README and docs anew
	@$(BIN)/python -m tests.structure.generated

.PHONY: lock
lock: .venv/.dev ## Move every pinned package to its newest allowed version
	@$(RUNTIME) --upgrade -o requirements.lock >/dev/null
	@$(DEV) --upgrade -o requirements-dev.lock >/dev/null

.PHONY: demo
demo: .venv/.runtime ## Throw the demo away and serve a fresh one
	@rm -rf $(DEMO)
	@$(MAKE) --no-print-directory run

.PHONY: mutate
mutate: .venv/.dev ## Change the pure core line by line: does a test notice?
	@$(BIN)/mutmut run && $(BIN)/mutmut results

.PHONY: bench
bench: .venv/.dev ## Measure speed beside peers; prints medians, asserts nothing
	@for name in engine compile explore cold_start http_move; do $(BIN)/python -m benchmarks.$$name || exit 1; done

.PHONY: clean
clean: ## Remove everything that was installed or built, never var/
	@rm -rf .venv dist build mutants .coverage* .mypy_cache .ruff_cache .pytest_cache .hypothesis benchmarks/node_modules

$(UV):
	@$(PY) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Trainer needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Try make PY=python3.11")'
	@$(PY) -m venv .venv >/dev/null || { \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq python3-venv >/dev/null && $(PY) -m venv --clear .venv; \
	  else echo "Python cannot make a virtual environment here: install python3-venv, then run make again." >&2; exit 1; fi; }
	@$(BIN)/python -m pip install -q --disable-pip-version-check uv==$(UV_VERSION)

# The project's own build tool is held to the hashes of the development lock.
INSTALL_SELF := $(UV) pip install -q --no-deps --build-constraint requirements-dev.lock -e .

# Keeps compiled what the product loads, also where the environment forbids Python to:
# otherwise every single start compiles it anew and takes three times as long.
KEEP_COMPILED := PYTHONDONTWRITEBYTECODE= $(BIN)/python -c 'import trainer.app, trainer.cli.demo, trainer.cli.serving'

.venv/.runtime: requirements.lock pyproject.toml | $(UV)
	@$(UV) pip install -q --require-hashes -r requirements.lock
	@$(INSTALL_SELF)
	@$(KEEP_COMPILED)
	@touch $@

.venv/.dev: requirements-dev.lock pyproject.toml | $(UV)
	@$(UV) pip install -q --require-hashes -r requirements-dev.lock
	@$(INSTALL_SELF)
	@$(KEEP_COMPILED)
	@touch $@
