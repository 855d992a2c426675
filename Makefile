# The two commands: `make demo` and `make test`. Both install what is missing, build, and run.

PACKAGES := liblmdb-dev libzstd-dev zlib1g-dev libxxhash-dev pkg-config lmdb-utils zstd
RELEASE := .build/release
SCRATCH_INDEX := .build/demo-index

.PHONY: demo test build deps lint linkage fuzz clean

demo: build
	@rm -rf $(SCRATCH_INDEX)
	@set -e; show() { echo; echo "\$$ $$*" | sed 's|$(RELEASE)/||'; "$$@"; }; \
	show $(RELEASE)/mtatrail index --index $(SCRATCH_INDEX) fixtures/logs; \
	show $(RELEASE)/mtatrail lookup --index $(SCRATCH_INDEX) '<01IRUD7SVA3Q9UN2D4@sesta.com>'; \
	show $(RELEASE)/mtatrail trace --index $(SCRATCH_INDEX) ZY01IS3D2ZP7FQ9UN54R.00 --explain

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

# Throws random input at the grammar for SECONDS, beginning with the fixtures; findings go to .build/fuzz.
SECONDS ?= 60
fuzz: build
	swift build --package-path Tests/Fuzz --scratch-path .build/fuzz-build \
	    -Xswiftc -O -Xswiftc -sanitize=fuzzer,address -Xswiftc -use-ld=lld
	@mkdir -p .build/fuzz/corpus .build/fuzz/seeds
	@for format in 1 2 3 4 5 6; do \
	    $(RELEASE)/synthlog --bytes 40K --format $$format --options all --headers \
	        | split -a 3 -l 4 - .build/fuzz/seeds/format-$$format-; \
	done
	@cp fixtures/logs/21-*.log .build/fuzz/seeds/
	@for log in fixtures/folded/*.log; do cp $$log .build/fuzz/seeds/folded-$$(basename $$log); done
	@find Tests/Fuzz/Findings -type f -exec cp {} .build/fuzz/seeds/ \;
	.build/fuzz-build/debug/RecordFuzzer -max_total_time=$(SECONDS) -max_len=4096 -artifact_prefix=.build/fuzz/ \
	    .build/fuzz/corpus .build/fuzz/seeds

clean:
	rm -rf .build
