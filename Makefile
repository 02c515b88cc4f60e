# Everything a user or a developer runs. `make help` lists the targets.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
DEMO   ?= build/demo
SIZE   ?= 60
# A checkout of github.com/rufuspollock/climate-negotiations for `make bench`, or a dossier in which its bulletins are read.
ARCHIVE ?=
# Where the training corpus lies, in the form that training/README.md describes.
CORPUS ?= ../shared/reference/attribution

# Else each command that a test starts compiles the program anew: half a second of a processor, hundreds of times.
unexport PYTHONDONTWRITEBYTECODE

# Python brings a pip that takes twice as long over which versions fit: where the pinned one can be had, it is taken.
PIP     = $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt
# What is installed first is compiled afterwards, on all processors; files for other versions of Python cannot be, and need not. Nobody runs the
# tests of other packages, a sixth of all.
COMPILE = $(BIN)/python -m compileall -qq -j 0 -x '/site-packages/.*/tests/' $(VENV)/lib src || true

.DEFAULT_GOAL := install
.PHONY: help install dev demo test check lint soak mutation bench train train-positions chances screenshots system-packages clean

help:            ## list the targets
	@grep -E '^[a-z-]+: .*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):[^#]*## */\1\t/' | sort | expand -t 18

install: $(VENV)/.installed   ## install pourparler into .venv

$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "pourparler needs Python 3.11 or newer; found " + sys.version.split()[0] + ". Try: make PYTHON=python3.11 install")'
	$(PYTHON) -m venv $(VENV)
	@$(PIP) --no-compile --upgrade pip || true
	@touch $@

$(VENV)/.installed: pyproject.toml constraints.txt | $(VENV)/.made
	$(PIP) --no-compile --editable .
	@$(COMPILE)
	@touch $@

dev: $(VENV)/.dev             ## add the tools that checks and tests need

$(VENV)/.dev: pyproject.toml constraints.txt | $(VENV)/.made
	$(PIP) --no-compile --editable '.[dev,cluster]'
	@$(COMPILE)
	@test "$(COMPILE)" = : || touch $(VENV)/.installed; touch $@

demo: install                 ## read the demo dossier, analyse it, write and show the briefing
	$(BIN)/pourparler demo $(DEMO) --force

check: lint                   ## lint, types, import contracts
	$(BIN)/mypy

LINT = $(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/lint-imports

lint: dev
	$(LINT)

# Half of what is installed is never loaded: it is not compiled here. mypy takes one processor for a minute where it has not run before: beside all
# else, and told of after it. Where tests were not collected since packages were installed, they are collected once, which compiles them and most of
# what they load, before each of several processes does it.
test:            ## all checks and all tests; says at the end which tests were skipped
	@$(MAKE) --no-print-directory -j2 dev system-packages COMPILE=:
	@mkdir -p build; $(BIN)/mypy >build/types.txt 2>&1 & checking=$$!; \
	$(LINT) || { kill $$checking; exit 1; }; \
	test build/collected.txt -nt $(VENV)/.dev || $(BIN)/python -m pytest --collect-only >build/collected.txt 2>&1; \
	$(BIN)/python -m pytest -n auto --dist worksteal; tested=$$?; \
	wait $$checking; checked=$$?; echo "mypy:"; cat build/types.txt; test $$tested = 0 -a $$checked = 0

soak: dev                     ## kill, crowd and damage the program and fuzz its readers, ten minutes each, other rounds each time; SEED=1 runs rounds again
	$(BIN)/python -m pytest tests/faults tests/cli/test_hostile_arguments.py --soak -n auto $(if $(SEED),--seed $(SEED))

mutation: dev                 ## how many small faults in the code the tests notice: SIZE faults in each package
	$(PIP) --editable '.[mutation]'
	$(BIN)/python benchmarks/mutation.py --size $(SIZE)

bench: dev                    ## the table of measures, timings and scores (with torch and NegMAS to compare with); ARCHIVE=climate-negotiations for those on the bulletins
	$(PIP) --editable '.[train,bench]'
	$(BIN)/python benchmarks/run.py $(ARCHIVE)

train: dev                    ## train the reading model anew, into build/training (hours)
	$(PIP) --editable '.[train]'
	$(BIN)/python training/train.py --data $(CORPUS) --out build/training/first --epochs 6
	$(BIN)/python training/train.py --data $(CORPUS) --out build/training/second --epochs 6 --begin build/training/first/model.pt \
	  --rate 1.2e-4 --heads 4e-4 --seed 1
	$(BIN)/python training/train.py --data $(CORPUS) --out build/training/third --epochs 4 --begin build/training/second/model.pt \
	  --rate 1e-4 --heads 3e-4 --seed 2
	$(BIN)/python training/export.py --checkpoint build/training/second/model.pt build/training/third/model.pt --out build/training/attribution
	$(BIN)/python training/recover.py --weights build/training/attribution/reader.onnx --out build/training/attribution.pt
	$(MAKE) train-positions BEGIN=build/training/attribution.pt

# Positions alone take half an hour: they begin with the attribution of model/3, which the history of the weights holds, if nothing else is given.
POSITIONS ?= ../shared/reference/drafting
BEGIN     ?= build/training/recovered.pt
ROUND     = $(BIN)/python training/train_positions.py --positions $(POSITIONS) --data $(CORPUS) --begin $(BEGIN) --prepared build/training/prepared

# The commit that holds the weights of model/3.
MODEL_3   = 2c22a09
FURTHER   = --rehearse 2 --old 1 --rate 1e-4 --heads 4e-4 --settle 120 --weigh marks=2 kinds=0.6 direction=1.5

build/training/recovered.pt: dev
	mkdir -p build/training/model-3
	git show $(MODEL_3):src/pourparler/reading/weights/reader.onnx > build/training/model-3/reader.onnx
	$(BIN)/python training/recover.py --weights build/training/model-3/reader.onnx --out $@

train-positions: dev $(BEGIN)  ## train the heads for positions and the upper half of the encoder (about half an hour)
	$(PIP) --editable '.[train]'
	$(ROUND) --out build/training/positions
	$(ROUND) --begin build/training/positions/model.pt --out build/training/directions --epochs 3 --seed 1 $(FURTHER)
	$(ROUND) --begin build/training/directions/model.pt --out build/training/short --epochs 2 --seed 2 --short 150 $(FURTHER)
	$(BIN)/python training/export.py --checkpoint build/training/short/model.pt --out build/training/weights

chances: dev $(BEGIN)          ## fit the chances of positions on a third of the cases, kept out of training
	$(ROUND) --fold 0 --out build/training/fold
	$(BIN)/python training/chances.py --positions $(POSITIONS) build/training/fold
	$(BIN)/python training/export.py --checkpoint build/training/fold/model.pt --out build/training/fold-weights
	$(BIN)/python training/holder_chances.py --positions $(POSITIONS) --model build/training/fold-weights build/training/fold

screenshots: dev system-packages  ## pictures of the briefing, for README and review
	$(BIN)/python docs/screenshots.py

# The browser tests need a Chromium, best one without windows: all of them with it take a third less of a processor. Root on Debian: that one is
# installed here. Everybody else takes the one that is there, or is told what to install.
system-packages:
	@! command -v chromium-headless-shell >/dev/null || exit 0; \
	export DEBIAN_FRONTEND=noninteractive; install="apt-get install -y -qq --no-install-recommends fonts-dejavu"; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && grep -qs '^ID=debian' /etc/os-release; then \
	  echo "installing a Chromium without windows for the browser tests"; \
	  apt-get update -qq && $$install chromium-headless-shell >/dev/null 2>&1 && exit 0; fi; \
	for name in chromium chromium-browser google-chrome; do ! command -v $$name >/dev/null || exit 0; done; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then $$install chromium >/dev/null; \
	else echo "no Chromium found: the browser tests will be skipped. Install it (Debian: apt install chromium-headless-shell; macOS: brew install --cask chromium) to run them."; fi

clean:                        ## remove what was built
	rm -rf $(VENV) build dist mutants .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
