# Zairyu: everything a person at a keyboard starts. `make help` lists it.
PORT ?= 8000
PY := .venv/bin/python
export PORT
unexport PYTHONDONTWRITEBYTECODE # what was compiled once is kept: collecting the tests takes half as long

.PHONY: help setup demo test check format matrix slow bench pictures day drills docs notices lock browser clean

help: ## what can be made
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

setup: ## the environment in .venv, as the lock file says
	@scripts/setup

demo: setup ## the whole service on this machine: web server and worker on PORT (8000)
	@$(PY) scripts/demo.py

test: setup ## all tests that need nothing but Python
	@$(PY) -m pytest -n auto

check: setup ## lint, format, types, import contracts, templates
	@scripts/check

format: setup ## put code and templates in order
	@.venv/bin/ruff check --fix -q src tests bench scripts; .venv/bin/ruff format -q src tests bench scripts
	@git ls-files 'src/*.html' | xargs .venv/bin/djade --target-version 5.2; git ls-files 'src/*.html' | xargs .venv/bin/djhtml --tabwidth 2

bench: setup ## measure, each figure beside its floor (SQLite, and PostgreSQL by DATABASE_URL)
	@$(PY) -m bench $(BENCH)

matrix: setup ## every family of forms, procedure and delivery, from the guide to a closed case
	@$(PY) -m pytest -c tests/matrix/pytest.ini tests/matrix -n auto $(MATRIX)

slow: setup ## the tests that take seconds each, which make test leaves out
	@$(PY) -m pytest -n auto -m slow

browser: setup ## the browser tests against a demo of their own (needs chromium)
	@scripts/setup browser
	@$(PY) -m pytest -c tests/browser/pytest.ini tests/browser -n 2 $(BROWSER)

pictures: setup ## screenshots of the main pages into docs/pictures (needs chromium)
	@scripts/setup browser
	@$(PY) scripts/pictures.py $(PICTURES)
	@[ -n "$(PICTURES)" ] || ZAIRYU_PICTURES=docs/pictures $(PY) -m pytest -c tests/browser/pytest.ini \
	  tests/browser/days tests/browser/test_wallet.py -k "not no_script and not no-script"

day: setup ## a day at the office: the four journeys through the acts, with a transcript
	@$(PY) scripts/day.py

drills: setup ## the keys that sign proofs: rotation, compromise, restore, with a transcript
	@DJANGO_SETTINGS_MODULE=zairyu.config.settings.demo $(PY) manage.py drill all

docs: setup ## the reference pages that are made from the code and the tables
	@$(PY) scripts/reference.py && $(PY) -m tests.forged && $(PY) -m zairyu.law docs docs/law && $(PY) -m zairyu.questionnaire.docs docs/forms

notices: setup ## the licences of everything that is used, into THIRD_PARTY_NOTICES.md
	@$(PY) scripts/third_party.py > THIRD_PARTY_NOTICES.md

lock: ## the lock files anew from pyproject.toml (needs uv)
	uv lock --upgrade
	uv export --frozen --no-emit-project --no-header --no-annotate --group dev -q -o requirements.lock
	uv export --frozen --no-emit-project --no-header --no-annotate --group dev --group browser -q -o requirements-browser.lock

clean: ## forget the environment and what the demo stored
	rm -rf .venv var
