# The only list of developer commands. `make` alone prints it.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.PHONY: help demo demo-data test check fix docs bench clean

PORT ?= 8000
SIZE ?= province
SEED ?= 37
BIN  := .venv/bin

export CAUNOI_VAR ?= $(CURDIR)/var
DEMO_FILE := $(CURDIR)/var/demo.sqlite3
DEMO_ENV  := CAUNOI_DEMO=1 CAUNOI_TODAY=2020-08-31 CAUNOI_VAR=$(CURDIR)/var DATABASE_URL=sqlite:///$(DEMO_FILE)

help: ## print this list
	@grep -hE '^[a-z-]+:.*## ' Makefile | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 20

demo: ## install, build the demo database if it is not there, serve it (PORT=8000)
	@scripts/install.sh runtime
	@scripts/compile.sh
	@test -e $(DEMO_FILE) || $(MAKE) --no-print-directory demo-data
	@$(DEMO_ENV) scripts/collect_static.sh
	@$(DEMO_ENV) PORT=$(PORT) exec $(BIN)/caunoi serve --migrate

demo-data: ## build the demo database afresh without serving it (SIZE=commune|province|nation SEED=37)
	@scripts/install.sh runtime
	@scripts/compile.sh
	@$(DEMO_ENV) scripts/build_demo.sh $(DEMO_FILE) $(SIZE) $(SEED)
	@test $(SIZE) = commune || $(DEMO_ENV) $(BIN)/caunoi demo plan

test: ## everything that must hold: static half, both databases, real browser; installs what is missing
	@scripts/install.sh dev
	@scripts/install_tools.sh
	@scripts/compile.sh
	@scripts/test.sh

check: ## the fast static half: format, lint, types, contracts, settings, generated documents
	@scripts/install.sh dev
	@$(BIN)/python scripts/check.py

fix: ## mend what a machine can
	@scripts/install.sh dev
	@$(BIN)/ruff check --fix --quiet . || true
	@$(BIN)/ruff format --quiet .
	@$(MAKE) --no-print-directory docs

docs: ## print the generated documents and collect the sentences of the interface again
	@scripts/install.sh dev
	@$(BIN)/python scripts/print_docs.py
	@$(BIN)/python scripts/messages.py

bench: ## measure against the references in the same run
	@scripts/install.sh dev
	@scripts/compile.sh
	@test -e $(DEMO_FILE) || $(MAKE) --no-print-directory demo-data
	@$(DEMO_ENV) $(BIN)/caunoi bench

clean: ## remove .venv and var
	@rm -rf .venv var .mypy_cache .ruff_cache .import_linter_cache .hypothesis
