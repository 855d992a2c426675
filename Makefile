# The two commands: `make demo` and `make test`. Both install what is missing, build, and run.

PACKAGES := liblmdb-dev libzstd-dev zlib1g-dev libxxhash-dev pkg-config lmdb-utils zstd
RELEASE := .build/release
SCRATCH_INDEX := .build/demo-index

.PHONY: demo test build deps lint linkage clean

demo: build
	@rm -rf $(SCRATCH_INDEX)
	@set -e; show() { echo; echo "\$$ $$*" | sed 's|$(RELEASE)/||'; "$$@"; }; \
	show $(RELEASE)/mtatrail index --index $(SCRATCH_INDEX) fixtures/logs; \
	show $(RELEASE)/mtatrail lookup --index $(SCRATCH_INDEX) '<01IRUD7SVA3Q9UN2D4@sesta.com>'; \
	show $(RELEASE)/mtatrail lookup --index $(SCRATCH_INDEX) --message ZY01IS3D2ZP7FQ9UN54R.00

test: deps
	swift test

build: deps
	swift build -c release

# Installs the Debian packages that are missing, as root or with sudo; nothing when all are there.
deps:
	@missing=""; for package in $(PACKAGES); do \
	    dpkg-query -W -f '$${db:Status-Status}' $$package 2>/dev/null | grep -qx installed || missing="$$missing $$package"; \
	done; \
	if [ -n "$$missing" ]; then \
	    echo "installing$$missing"; \
	    asroot=; [ "$$(id -u)" = 0 ] || asroot=sudo; \
	    $$asroot apt-get update -q && DEBIAN_FRONTEND=noninteractive $$asroot apt-get install -qy $$missing; \
	fi

lint:
	swift format lint --strict --recursive Sources Tests Package.swift

# The release program is one file that needs no other.
linkage: build
	@for program in mtatrail synthlog; do \
	    ldd $(RELEASE)/$$program 2>&1 | grep -q 'not a dynamic executable' \
	        || { echo "$$program is not linked statically"; ldd $(RELEASE)/$$program; exit 1; }; \
	    echo "$$program: not a dynamic executable"; \
	done

clean:
	rm -rf .build
