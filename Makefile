# What a person runs. Every target sets itself up: a machine needs git, make and one Python (3.10 or newer) with venv.
#
#   make demo        tells the whole story with fixtures/shop, an application with the fault that forklint is for
#   make test        the tests: all of them on one Python, all but the slow ones on every other supported Python
#   make check       what CI runs: ruff, mypy, import-linter, the tests, the documentation
#   make docs        builds the documentation, strictly, into site/
#   make robustness  forklint over CPython's own tests, half a million lines of installed packages, 50,000 files (minutes)
#   make oracle      shows without forklint, in real processes, that the applications of tests/probe are what they say (minutes)
#   make benchmark   measures, and writes the tables of docs/performance.md (minutes)
#   make incident    how often the incident shows, whether each repair holds, and whether anything is left behind; writes
#                    the table of docs/stress.md (half an hour)
#   make services    installs the servers that the tests use (Debian packages, as root); says what it installs
#   make proofs      runs every experiment of rules/proofs as a test: real libraries, real servers (minutes);
#                    CI runs the first of each library among the other tests (WITH_PROOFS=yes)
#   make evidence    runs every experiment of rules/proofs, and writes what was seen into docs/evidence.md (minutes)
#   make proofs-heavy  the same for libraries of a gigabyte (PyTorch, JAX, TensorFlow), which CI leaves out (minutes)
#   make clean       removes everything that these made
#
# Which Pythons `make test` uses: the one that .venv was made from runs everything. The others of 3.10 to 3.13 that
# this machine has run the tests that are not marked slow, through nox; one that is missing is skipped by name.
# `make test-all` runs the slow ones on all of them too, `make test-one` everything on .venv's only.
#
# Tests marked real use servers (MariaDB, PostgreSQL, Redis, RabbitMQ, memcached) and libraries as they are; they run on
# .venv's Python only. Without a server they are skipped and say what to install: `make services` does it on
# Debian. With CI=true, what is missing fails.

SHELL := /bin/sh
VENV := .venv
BIN := $(VENV)/bin

# The first Python that really runs, is new enough and can make virtual environments. A name on PATH is not enough:
# pyenv's shims exist for versions that are not selected, and then fail. `make PYTHON=/path/to/python3.12` decides.
FIND_PYTHON = for python in $(PYTHON) python3 python3.13 python3.12 python3.11 python3.10 python \
	"$${PYENV_ROOT:-$$HOME/.pyenv}"/versions/3.1[0-9].*/bin/python3; do \
	"$$python" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))' 2>/dev/null \
	&& { command -v "$$python"; break; }; done

# Real processes with deadlines on a busy machine: what fails once is tried again, and shown as a rerun in the summary.
RERUNS := --reruns 2

# Tests mostly wait, for processes, servers and deadlines: more than twice as many at once as there are processors.
AT_ONCE := $(shell echo $$(( 1 + 2 * $$(nproc 2>/dev/null || sysctl -n hw.ncpu || echo 1) )))

# uv takes seconds where pip takes minutes; pip where uv cannot, for uv does not read pip's configuration.
install = $(BIN)/uv pip install --quiet --python $(1)/bin/python $(2) || \
	$(1)/bin/python -m pip install --quiet --disable-pip-version-check $(2)

.PHONY: demo services test test-one test-others test-all check lint types layers docs robustness oracle proofs evidence proofs-heavy benchmark incident clean

# It ends with another status where one act did not show what it should.
demo: $(VENV)/.demo
	@$(BIN)/forklint demo

test: test-one test-others

test-one: $(VENV)/.test $(VENV)/.real $(if $(WITH_PROOFS),.proofs/.done)
	$(BIN)/python -m pytest -n $(AT_ONCE) --dist worksteal -m "not oracle and not $(if $(WITH_PROOFS),further,proof)" $(RERUNS)

test-others: $(VENV)/.test
	$(BIN)/nox --no-error-on-missing-interpreters --session tests -- -n $(AT_ONCE) -m "not slow and not real and not oracle" $(RERUNS) \
	  --ignore tests/meta --ignore tests/robustness --ignore tests/proofs --ignore tests/docs --ignore tests/ci  # the same on every Python

test-all: test-one
	$(BIN)/nox --no-error-on-missing-interpreters --session tests -- -n $(AT_ONCE) -m "not real and not oracle and not proof"

check: lint types layers test docs

lint: $(VENV)/.test
	$(BIN)/ruff check .

types: $(VENV)/.test
	$(BIN)/mypy

layers: $(VENV)/.test
	$(BIN)/lint-imports

docs: $(VENV)/.docs
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet

robustness: $(VENV)/.test
	$(BIN)/python -m tests.robustness.big_trees
	$(BIN)/python -m tests.robustness.many_files
	$(BIN)/python -m pytest tests/robustness/test_properties.py --hypothesis-profile thorough --timeout 1800

oracle: $(VENV)/.test $(VENV)/.real
	$(BIN)/python -m pytest -n $(AT_ONCE) -m oracle

proofs: $(VENV)/.test .proofs/.done
	$(BIN)/python -m pytest -n $(AT_ONCE) tests/proofs/test_proofs.py tests/proofs/test_evidence.py $(RERUNS)

evidence: $(VENV)/.test .proofs/.done
	$(BIN)/python -m tests.proofs.evidence --anew

proofs-heavy: $(VENV)/.test .proofs-heavy/.done
	$(BIN)/python -m tests.proofs.evidence --heavy

services:
	scripts/system_packages.sh

benchmark: $(VENV)/.test $(VENV)/.real
	$(BIN)/python -m benchmarks.startup
	$(BIN)/python -m benchmarks.static
	$(BIN)/python -m benchmarks.hook
	$(BIN)/python -m benchmarks.probe

incident: $(VENV)/.test $(VENV)/.real
	$(BIN)/python -m tests.stress.incident
	$(BIN)/python -m tests.stress.fifty

clean:
	rm -rf $(VENV) .proofs .proofs-heavy .nox site build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

# One virtual environment; a stamp for each set of extras, older than pyproject.toml when that changes.
$(VENV)/.demo: EXTRAS := [demo]
$(VENV)/.test: EXTRAS := [test,check]
$(VENV)/.docs: EXTRAS := [docs]
$(VENV)/.demo $(VENV)/.test $(VENV)/.docs: pyproject.toml
	@$(BIN)/python -c '' 2>/dev/null || { \
	  python=$$($(FIND_PYTHON)); \
	  test -n "$$python" || { echo "No Python 3.10 or newer with venv found (on Debian: apt install python3-venv)."; exit 1; }; \
	  echo "making $(VENV) with $$python"; "$$python" -m venv --clear $(VENV); }
	@echo "installing forklint$(EXTRAS) into $(VENV)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	@$(call install,$(VENV),--editable '.$(EXTRAS)')
	@touch $@

# uWSGI comes as source only: without a C compiler its tests are skipped, except in CI.
$(VENV)/.real: pyproject.toml $(VENV)/.test
	@echo "installing forklint[real,uwsgi] into $(VENV)"
	@$(call install,$(VENV),--editable '.[real]')
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[uwsgi]' && touch $@ || { \
	  echo "uWSGI could not be built: it needs a C compiler and Python's headers (on Debian: apt install gcc python3-dev)."; \
	  test -z "$(CI)"; }

# The libraries that the experiments of rules/proofs load, in environments of their own.
.proofs-heavy/.done: tests/proofs/requirements-heavy.txt $(VENV)/.test
	@echo "installing the large libraries of rules/proofs into .proofs-heavy"
	@$(BIN)/python -m venv --clear .proofs-heavy
	@$(call install,.proofs-heavy,-r tests/proofs/requirements-heavy.txt)
	@touch $@

.proofs/.done: tests/proofs/requirements.txt $(VENV)/.test
	@echo "installing the libraries of rules/proofs into .proofs"
	@$(BIN)/python -m venv --clear .proofs
	@$(call install,.proofs,--compile-bytecode -r tests/proofs/requirements.txt)
	@$(call install,.proofs,mysqlclient) || { \
	  echo "mysqlclient could not be built: it needs a C compiler and MariaDB's headers (on Debian: apt install gcc libmariadb-dev)."; \
	  test -z "$(CI)"; }
	@touch $@
