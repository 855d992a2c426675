# The two commands: `make demo` and `make test`. Both install what is missing, build, and run.

PACKAGES := liblmdb-dev libzstd-dev zlib1g-dev liblzma-dev libbz2-dev libdeflate-dev libxxhash-dev pkg-config lmdb-utils zstd
RELEASE := .build/release
SCRATCH_INDEX := .build/demo-index

.PHONY: demo test torture tsan build deps lint linkage fuzz fuzz-deflate clean \
    bench bench-full bench-stages bench-build bench-test bench-driver bench-tools budgets budgets-update

demo: build
	@rm -rf $(SCRATCH_INDEX)
	@set -e; show() { echo; echo "\$$ $$*" | sed 's|$(RELEASE)/||'; "$$@"; }; \
	show $(RELEASE)/mtatrail index --index $(SCRATCH_INDEX) fixtures/logs; \
	show $(RELEASE)/mtatrail lookup --index $(SCRATCH_INDEX) '<01IRUD7SVA3Q9UN2D4@sesta.com>'; \
	show $(RELEASE)/mtatrail trace --index $(SCRATCH_INDEX) ZY01IS3D2ZP7FQ9UN54R.00

test: deps
	swift test

# What ends ill in production, many times over: runs that are killed, system calls that fail, disks that are full, bits that
# are flipped in archives, pages that are cut or zeroed in the index. Seeded; FACTOR times as much as `make test` does of it.
# With 3, some 500 runs are killed, in about 20 minutes.
FACTOR ?= 3
torture: PACKAGES += strace
torture: deps tsan
	MTATRAIL_TORTURE=$(FACTOR) swift test --filter \
	    '/(KillTests|InterruptionTests|PackInterruptionTests|SignalTests|PackRaceTests|NewFileTests|InjectedErrorTests|FullDiskTests|CrampedDiskTests|DamagedFileTests|DamagedStreamTests|DamagedIndexTests|DisfiguredLogTests)'

# Races between threads. Thread sanitizer takes neither Swift's Mutex nor Dispatch for what orders threads; with this flag
# the module Threads tells it.
tsan: deps
	swift test --scratch-path .build/tsan --sanitize thread -Xswiftc -DTHREAD_SANITIZER --no-parallel --filter \
	    '^(LMDBTests|LMDBIndexTests|IndexingTests\.(Run|Pack|Verify|ManyArchives|IndexBatch|FrameSet|ArchiveLife|IndexAndPack))'

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
	swift format lint --strict --recursive Sources Tests Benchmarks Package.swift

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

# The same for the decoder of deflate blocks, beside zlib; it begins with parts of the fixtures, compressed.
fuzz-deflate:
	@mkdir -p .build/fuzz/deflate .build/fuzz/deflate-seeds
	clang -O1 -g -fsanitize=fuzzer,address,undefined -fno-sanitize-recover=all -fuse-ld=lld \
	    -I Sources/CDeflateBlock/include Sources/CDeflateBlock/*.c \
	    Tests/Fuzz/Sources/DeflateFuzzer/DeflateFuzzer.c -lz -o .build/fuzz/DeflateFuzzer
	@for log in fixtures/logs/*.log; do \
	    { printf '\000\001'; head -c 6000 $$log | gzip -n | tail -c +11; } > .build/fuzz/deflate-seeds/$$(basename $$log); \
	done
	.build/fuzz/DeflateFuzzer -max_total_time=$(SECONDS) -max_len=4096 -artifact_prefix=.build/fuzz/ \
	    .build/fuzz/deflate .build/fuzz/deflate-seeds

# The driver only drives: a debug build is soon made, and what it times are other processes.
WHOLE_RUNS := --package-path Benchmarks/WholeRuns --scratch-path .build/whole-runs
DRIVER := .build/whole-runs/debug/bench
# More options, such as "--only lookups --size 1G": `bench --help` tells them.
BENCH ?=

# About two minutes; the page is .build/bench/README.md.
bench: build bench-driver bench-tools
	$(DRIVER) --quick $(BENCH)

# Some 40 minutes on two processors and 35 GB of disk; the page is Benchmarks/results/README.md.
bench-full: build bench-driver bench-tools
	$(DRIVER) --full --out Benchmarks/results $(BENCH)

# Each stage of the work alone, about a second each and two minutes together once it is built; STAGES is a regular
# expression of their names. -enable-testing opens LMDBIndex and Indexing, whose parts nobody else may see.
STAGES ?= .*
bench-stages: deps
	swift package --package-path Benchmarks --scratch-path .build/stages -Xswiftc -enable-testing --disable-sandbox \
	    benchmark run --target Stages --filter '$(STAGES)'

# Whether the stages still compile: a debug build, which opens LMDBIndex and Indexing by itself and is sooner made.
bench-build: deps
	swift build --package-path Benchmarks --scratch-path .build/stages --target Stages

# The parts of the benchmarks that could be wrong without anybody seeing it: medians, tables, axes, budgets.
bench-test:
	swift test $(WHOLE_RUNS)

bench-driver:
	swift build $(WHOLE_RUNS) --product bench

# Installs what mtatrail is compared with; what is not to be had is left out of the page.
bench-tools:
	Benchmarks/install-peers

# Counts instructions with callgrind and compares them with those in Benchmarks/budgets.txt.
budgets: build bench-driver bench-tools
	$(DRIVER) budgets

# Writes Benchmarks/budgets.txt anew, where the program is meant to do more, or does less.
budgets-update: build bench-driver bench-tools
	$(DRIVER) budgets --update

clean:
	rm -rf .build
