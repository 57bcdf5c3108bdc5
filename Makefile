# Needs Python 3.11 or newer with venv and pip, and nothing else. Works as root and not, and when run twice.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: setup run test check format lock bench clean

setup: $(READY)

$(READY): requirements/dev.txt pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("Carecircle needs Python 3.11 or newer" if sys.version_info < (3, 11) else 0)'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $(READY)

run: setup
	$(BIN)/carecircle sandbox

# All cores. By hand, `pytest tests/x -k name` needs no workers. A file stays on one worker, for what its tests share.
test: setup
	$(BIN)/python -m pytest --numprocesses auto --maxprocesses 8 --dist loadfile

check: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/carecircle content lint content

format: setup
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# Without the options that pip ran with, the lock files hold no address of any package index; CONTRIBUTING.md says more.
LOCK := CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras --no-emit-options
lock: setup
	$(LOCK) --extra dev -o requirements/dev.txt pyproject.toml
	$(LOCK) --extra postgres -c requirements/dev.txt -o requirements/run.txt pyproject.toml

bench: setup
	$(BIN)/carecircle bench

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache dist build
