# Emolens. `make app` runs it, `make test` tests it; both set up what they need in .venv.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
LOCK := $(BIN)/uv pip compile pyproject.toml --quiet --group build --universal --python-version 3.11 --generate-hashes \
	--only-binary :all: --emit-build-options --custom-compile-command 'make lock'

QT_offscreen := libgl1 libegl1 libglib2.0-0 libgssapi-krb5-2 libxkbcommon0 libfontconfig1 libdbus-1-3
QT_xcb := $(QT_offscreen) libxcb-cursor0 libxkbcommon-x11-0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxcb-xkb1

.DELETE_ON_ERROR:
.PHONY: help setup setup-training setup-bundle setup-dev app train test quick lint bundle tarball lock benchmarks demo-clip translations \
	screenshots qt-offscreen qt-xcb chromium clean

help:  ## show this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 18

setup: $(VENV)/.app  ## install the app into .venv

setup-training: $(VENV)/.training  ## add what retraining needs (TensorFlow)

setup-bundle: $(VENV)/.bundle  ## add what building a stand-alone folder needs

setup-dev: $(VENV)/.dev  ## add what tests and checks need

app: setup  ## open the window; without a display, read the camera or the demo for 10 seconds
	@if [ -n "$$DISPLAY" ] && [ -z "$$WAYLAND_DISPLAY" ]; then $(MAKE) --no-print-directory qt-xcb; fi
	$(BIN)/emolens

train: setup-training  ## train the networks; ARGS="--preset smoke" or ARGS="chain" give it further words
	$(BIN)/python -m training.run $(ARGS)

test: setup-dev qt-offscreen chromium  ## run the tests
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest --numprocesses 2 --dist loadfile

quick: lint  ## lint, and the tests that need neither TensorFlow nor a window: under a minute
	$(BIN)/python -m pytest --numprocesses 2 --dist loadfile -m 'not slow' tests/fer_core tests/test_*.py

lint: setup-dev  ## check style, types and import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bundle: setup-bundle qt-xcb  ## build the stand-alone folder dist/emolens, and try it
	PYINSTALLER_CONFIG_DIR=build/pyinstaller $(BIN)/python -m PyInstaller --noconfirm --log-level ERROR app/packaging/emolens.spec
	$(BIN)/python -m app.packaging.smoke dist/emolens

tarball: bundle  ## pack dist/emolens with a script that installs it, its menu entry and icons (Linux)
	rm -rf dist/emolens-linux && mkdir -p dist/emolens-linux
	cp -R dist/emolens dist/emolens-linux/emolens
	cp -R app/packaging/linux dist/emolens-linux/linux && mv dist/emolens-linux/linux/install.sh dist/emolens-linux
	mkdir -p dist/emolens-linux/linux/icons && cp build/icons/*.png dist/emolens-linux/linux/icons
	tar -C dist -czf dist/emolens-linux.tar.gz emolens-linux

lock: setup-dev  ## pin in requirements/ what pyproject.toml asks for; UPGRADE=1 takes the newest of all
	$(LOCK) $(if $(UPGRADE),--upgrade) --extra training --extra dev --output-file requirements/dev.txt
	for part in app training bundle; do \
		$(LOCK) $(if $(UPGRADE),--upgrade) --constraint requirements/dev.txt $$([ $$part = app ] || echo --extra $$part) \
			--output-file requirements/$$part.txt || exit; \
	done

benchmarks: setup-dev qt-offscreen  ## measure speed and detection on this machine
	$(BIN)/python -m tools.benchmarks.ensemble
	$(BIN)/python -m tools.benchmarks.frame
	$(BIN)/python -m tools.benchmarks.folder
	$(BIN)/python -m tools.benchmarks.startup
	$(BIN)/python -m tools.benchmarks.live
	$(BIN)/python -m tools.benchmarks.detection
	$(BIN)/python -m tools.benchmarks.memory

demo-clip: setup-dev  ## render the demo clips again
	$(BIN)/python -m fer_core.demo --out assets/demo/demo.mp4
	$(BIN)/python -m fer_core.demo --class --out assets/demo/class.mp4

translations: setup-dev  ## collect the words of the window for app/i18n/*.ts, and compile them
	$(BIN)/python -m tools.translations

screenshots: setup-dev qt-offscreen  ## take the pictures that the documents show, and into build/ those of every state at three sizes
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m tools.screenshots docs/pictures
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m tools.screenshots build/screenshots --everywhere

clean:  ## remove .venv and caches
	rm -rf $(VENV) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .import_linter_cache

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Emolens needs Python 3.11 or newer; name one: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || { $(call apt_install,python3-venv); }
	$(PYTHON) -m venv $(VENV)

# What is downloaded must have a hash of the list; Emolens itself is then built by what the list brought, off line.
$(VENV)/.app $(VENV)/.training $(VENV)/.bundle $(VENV)/.dev: $(VENV)/.%: requirements/%.txt pyproject.toml | $(BIN)/python
	$(PIP) --require-hashes --requirement $<
	$(PIP) --no-index --no-deps --no-build-isolation --editable .
	@touch $@

# Qt names one library whatever is missing, so the loader is asked instead.
qt-offscreen qt-xcb: qt-%:
	@libraries=$$(find $(VENV) -path '*Qt/plugins/platforms/libq$*.so' -o -path '*Qt/lib/libQt6Network.so.6'); \
	if [ "$$(uname)" = Linux ] && ldd $$libraries | grep -q 'not found'; then $(call apt_install,$(QT_$*)); fi

# Only tests of the overlay need a browser; without one they are skipped, so that everybody can run the rest.
chromium:  ## install the browser in which the overlay is tested, where there is none (Debian, as root)
	@if [ "$$(uname)" = Linux ] && ! { command -v chromium || command -v chromium-browser || command -v google-chrome; } >/dev/null; then \
		($(call apt_install,chromium)) || echo "Without Chromium the tests of the overlay in a browser are skipped."; fi

# $(call apt_install,PACKAGES): installs on Debian as root, tells everybody else what to do.
define apt_install
if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $(1) >/dev/null; \
else \
	echo "System libraries are missing. On Debian or Ubuntu: sudo apt-get install $(1)"; exit 1; \
fi
endef
