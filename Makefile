# Everything runs in .venv, which is made on first use: Python, git and make are enough.
#
#   make test         the whole suite
#   make check        what to run before a commit: style, types, architecture, fast tests
#   make demo         run the samples
#   make golden       write the golden files anew (review the difference)
#   make docs         write the generated pages anew
#   make zoo          the zoo, every function also twice without optimisation (minutes)
#   make mutants      wrong rules: is each found out? (minutes)
#   make peers        rules beside JAX and autograd, which are installed for it (600 MB)
#   make derivatives  write the committed derivatives of the samples anew
#   make bench        measure
#
# Another interpreter: make test PYTHON=python3.12

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
JOBS ?= 2

# Tests that go over every rule or many, every program of the zoo, and random programs: minutes.
MANY := $(addprefix --ignore tests/,test_zoo.py test_orders.py test_fuzz.py test_planted_bugs.py \
	fuzz api/test_unknown_arguments.py views/test_zoo_explained.py rules/test_registry.py \
	rules/test_second_order.py rules/test_whole.py rules/test_mixed_dtypes.py rules/test_mutants.py \
	rules/test_complex.py rules/test_peers.py rules/test_exact.py rules/test_parameter_slopes.py \
	rules/test_degenerate.py rules/test_edges.py rules/test_own_rules.py rules/test_care.py \
	$(patsubst tests/%,%,$(wildcard tests/rules/test_every_*.py \
	tests/rules/test_points.py tests/rules/test_found_*.py tests/rules/test_*_of_*.py)) \
	rules/test_laws.py rules/test_counts_and_degrees.py rules/test_settings_by_name.py \
	rules/test_several_axes.py rules/test_at_the_rim.py)

CHANGED = $(shell { git diff --name-only --diff-filter=d HEAD~1 -- '*.py'; \
	git ls-files --others --exclude-standard -- '*.py'; } 2>/dev/null)

.PHONY: test check lint style types fast demo golden zoo mutants peers docs derivatives bench format clean
.DEFAULT_GOAL := test

# Made again when the requirements change. The stamp comes last, so a broken install is redone.
$(VENV)/ready: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check \
		--editable ".[dev]" --constraint constraints.txt
	touch $@

# The samples need no tools: on a fresh machine `make demo` does not wait for them.
$(VENV)/ready-samples: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check \
		--editable ".[samples]" --constraint constraints.txt
	touch $@

# JAX is large: only those who ask for it get it.
$(VENV)/ready-peers: $(VENV)/ready
	$(BIN)/python -m pip install --quiet --disable-pip-version-check \
		--editable ".[dev,peers]" --constraint constraints.txt
	touch $@

test: $(VENV)/ready
	$(BIN)/python -m pytest -n $(JOBS) --dist worksteal -q

check: lint
	@$(MAKE) --no-print-directory --jobs 2 --output-sync types fast

# black takes as long as the tests for all files: here those of the last commit and since, in the
# suite (tests/architecture/test_style.py) all of them.
lint: $(VENV)/ready
	$(BIN)/ruff check adgen tests docs benchmarks samples
	$(if $(CHANGED),$(BIN)/black --quiet --check $(CHANGED))

style: $(VENV)/ready
	$(BIN)/ruff check adgen tests docs benchmarks samples
	$(BIN)/black --quiet --check adgen tests docs benchmarks samples

types: $(VENV)/ready
	$(BIN)/mypy

fast: $(VENV)/ready
	$(BIN)/python -m pytest -n $(JOBS) --dist worksteal -q -m "not slow" $(MANY) \
		--hypothesis-profile check

format: $(VENV)/ready
	$(BIN)/ruff check --quiet --select I --fix adgen tests docs benchmarks samples
	$(BIN)/black --quiet adgen tests docs benchmarks samples

demo: $(VENV)/ready-samples
	$(BIN)/python -m samples

golden: $(VENV)/ready
	$(BIN)/python -m tests.golden.write

zoo: $(VENV)/ready
	ZOO_WHOLE=1 $(BIN)/python -m pytest -n $(JOBS) -q tests/test_zoo.py \
		tests/api/test_unknown_arguments.py

mutants: $(VENV)/ready
	$(BIN)/python -m tests.rules.mutants

peers: $(VENV)/ready-peers
	$(BIN)/python -m pytest -n $(JOBS) -q tests/rules/test_peers.py

docs: $(VENV)/ready
	$(BIN)/python docs/generate.py
	$(BIN)/python -m tests.coverage --write
	$(BIN)/python -m tests.rules.mutants --write
	$(BIN)/python -m tests.docs.pages

derivatives: $(VENV)/ready-samples
	$(BIN)/python samples/derivatives/write.py

bench: $(VENV)/ready
	$(BIN)/python -m benchmarks

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis build dist
