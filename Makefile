# Everything a person needs: make site, make test. Needs Python 3.11 or newer, git and make.
PYTHON ?= python3
BIN := .venv/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help site serve test browser interop bench fuzz faults check lock messages clean

help:  ## this list
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile | expand -t 12

site: .venv/.installed  ## build the site into site/, with the form in the browser where npm can be had
	@$(BIN)/python -m minhchung.editor
	$(BIN)/minhchung build

serve: .venv/.installed  ## show the site in a browser, and every change as it is made
	$(BIN)/minhchung serve

test: .venv/.dev  ## every test but those that need a browser or other people's tools (.ci/run runs them too)
	$(BIN)/pytest -n auto --dist worksteal -m "not browser and not interop"

browser: .venv/.dev tests/browser/node_modules/.package-lock.json  ## the tests that need Chromium and npm
	$(BIN)/pytest -n auto -m browser --durations=15

interop: .venv/.interop  ## let other people's tools read the open data
	$(BIN)/pytest -n auto --dist loadfile -m interop

bench: .venv/.bench  ## measure at every size, half an hour; SIZES="8 150 history" for some; the tables of docs/ are written anew
	$(BIN)/python -m bench $(SIZES)

fuzz: .venv/.fuzz  ## look for what breaks something; OPTIONS="-max_total_time=600" for an hour and more, else as CI does
	$(BIN)/python -m fuzz repository $(or $(OPTIONS),-seed=1 -runs=500)
	$(BIN)/python -m fuzz command $(or $(OPTIONS),-seed=1 -runs=8)
	$(BIN)/python -m fuzz sheet $(or $(OPTIONS),-seed=1 -runs=30)
	$(BIN)/python -m fuzz paper $(or $(OPTIONS),-seed=1 -runs=1000)
	$(BIN)/python -m fuzz past $(or $(OPTIONS),-seed=1 -runs=6)
	$(BIN)/python -m fuzz reader $(or $(OPTIONS),-seed=1 -runs=5000)
	$(BIN)/python -m fuzz checker $(or $(OPTIONS),-seed=1 -runs=150)
	$(BIN)/python -m fuzz workbook $(or $(OPTIONS),-seed=1 -runs=15)

faults: .venv/.dev  ## kill every command that writes at every point, fill its disk, close its folders: half an hour
	MINHCHUNG_FAULTS=all $(BIN)/pytest -n auto tests/faults

check: .venv/.dev  ## lint, format, types, workflows, and the evidence in this repository
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/shellcheck .ci/run .ci/portability
	$(BIN)/zizmor --offline --quiet --persona auditor .github
	$(BIN)/minhchung check
	$(BIN)/minhchung --evidence examples/may-biec check

# The lock files hold versions and hashes for Python 3.11 and newer on every platform, and no address:
# whoever installs says where from. requirements.lock runs the program; requirements-dev.lock adds to it.
COMPILE := uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --no-header --no-annotate
LOCK := $(COMPILE) pyproject.toml --group build

lock: .venv/.dev  ## resolve the dependencies anew and write the lock files
	$(BIN)/$(LOCK) --output-file requirements.lock
	$(BIN)/$(LOCK) --group dev --constraint requirements.lock --output-file requirements-dev.lock
	$(BIN)/$(COMPILE) --group interop --constraint requirements-dev.lock --output-file .ci/interop.lock
	$(BIN)/$(COMPILE) --group bench --constraint requirements-dev.lock --output-file .ci/bench.lock
	$(BIN)/$(COMPILE) --group fuzz --constraint requirements-dev.lock --output-file .ci/fuzz.lock

	npm install --prefix tests/browser --package-lock-only --omit-lockfile-registry-resolved --ignore-scripts --silent

messages: .venv/.dev  ## collect the sentences of the program for translation, and compile the translations
	$(BIN)/python scripts/messages.py

clean:  ## remove everything that is made, the environment included
	rm -rf .venv .cache tests/browser/node_modules site build dist test-results .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find scripts tests -name __pycache__ -type d -prune -exec rm -rf {} +

# The environment is made anew when a lock file changes, and only the project is installed again when
# pyproject.toml does.
.venv/.locked: requirements.lock requirements-dev.lock
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed: make PYTHON=/path/to/python3" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv --clear .venv
	$(BIN)/pip install --quiet --require-hashes --requirement requirements.lock
	@touch $@

.venv/.installed: .venv/.locked pyproject.toml
	$(BIN)/pip install --quiet --no-build-isolation --no-deps --editable .
	@touch $@

.venv/.dev: .venv/.installed
	$(BIN)/pip install --quiet --require-hashes --requirement requirements-dev.lock
	@touch $@

.venv/.interop: .venv/.dev .ci/interop.lock
	$(BIN)/pip install --quiet --require-hashes --requirement .ci/interop.lock
	@touch $@

tests/browser/node_modules/.package-lock.json: tests/browser/package-lock.json
	npm ci --prefix tests/browser --ignore-scripts --silent
	@touch $@

.venv/.bench: .venv/.dev .ci/bench.lock
	$(BIN)/pip install --quiet --require-hashes --requirement .ci/bench.lock
	@touch $@

.venv/.fuzz: .venv/.dev .ci/fuzz.lock
	$(BIN)/pip install --quiet --require-hashes --requirement .ci/fuzz.lock
	@touch $@
