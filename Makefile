# "make" alone prints the jobs. Everything is set up in .venv by itself.
PYTHON ?= python3
VENV := .venv
SMOKE := out/smoke
RUN := $(VENV)/bin
SAMPLE := samples/customer-service-team-leader

SEED := 1
COUNT := 100

.DEFAULT_GOAL := help
.PHONY: help demo test coverage lint check same-as bench mutants words approve samples smoke clean

help: ## Print the jobs
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 10

demo: $(VENV)/installed ## Build the sample portfolio and say what is missing from it
	@$(RUN)/evidence-builder build $(SAMPLE)

test: $(VENV)/installed-test ## Run the tests
	@$(RUN)/python -m pytest -n auto $(ARGS)

coverage: $(VENV)/installed-test ## Run the tests and say which lines none reaches
	@$(RUN)/python -m pytest -n auto --cov --cov-report=term-missing:skip-covered $(ARGS)

lint: $(VENV)/installed-lint ## Run the linters and the type checker
	@$(RUN)/ruff check
	@$(RUN)/ruff format --check
	@$(RUN)/mypy

check: lint test ## Run the linters, then the tests

same-as: $(VENV)/installed-test ## Say what is built differently than by REF=<commit>
	@$(RUN)/python -m tests.same_as $(REF)

bench: $(VENV)/installed-bench ## Measure speed beside other programs
	@$(RUN)/python -m benchmarks
	@$(RUN)/python -m benchmarks.exports

mutants: $(VENV)/installed-test $(VENV)/installed-mutants ## Put faults into the program; say what no test notices
	@$(RUN)/python -m tests.mutants --seed $(SEED) --count $(COUNT) $(ARGS)

words: $(VENV)/installed-test ## Write the catalogue for translators into out/; check every language
	@$(RUN)/python -m tests.messages

approve: $(VENV)/installed-test ## Write the approved texts anew; read the difference
	@$(RUN)/python -m pytest -q --approve tests/golden

samples: $(VENV)/installed ## Build every sample into out/
	@$(RUN)/evidence-builder build $(SAMPLE) -o out/customer-service-team-leader

smoke: ## Install a wheel without development packages and build the sample
	@rm -rf $(SMOKE) && $(PYTHON) -m venv $(SMOKE)
	@$(SMOKE)/bin/pip install --quiet --disable-pip-version-check .
	@cp -r $(SAMPLE) $(SMOKE)/sample
	@cd $(SMOKE)/sample && ../bin/evidence-builder build

clean: ## Remove what was set up and built
	rm -rf $(VENV) out build dist

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Python 3.11 or later is needed; say which: make PYTHON=python3.12 demo"; exit 1; }
	@echo "Setting up $(VENV) (once; a minute or two)"
	@$(PYTHON) -m venv $(VENV) \
	  || { echo "On Debian: apt-get install python3-venv"; exit 1; }

$(VENV)/installed: $(VENV)/bin/python pyproject.toml
	@$(RUN)/pip install --quiet --disable-pip-version-check -e .
	@touch $@

$(VENV)/installed-%: $(VENV)/bin/python pyproject.toml
	@$(RUN)/pip install --quiet --disable-pip-version-check -e ".[$*]"
	@touch $@ $(VENV)/installed
