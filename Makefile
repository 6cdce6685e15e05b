# make             the program, build/kontor      make test-unit   the C scenarios (SQLite; PostgreSQL too
# make SANITIZE=1  the same with the sanitizers                    where KONTOR_TEST_POSTGRESQL names one)
# make web         the web application            make lint        layers, SQL, format
# ./dev calls these; it also installs what they need.
MAKEFLAGS += --no-builtin-rules
BUILD    := build$(if $(SANITIZE),/san)
CC       ?= gcc
ifeq ($(origin CC),default)
CC       := gcc
endif
VERSION  := $(shell cat VERSION)
PACKAGES := libmicrohttpd libcurl sqlite3 libpq libsodium libssl libcrypto yaml-0.1 libarchive libcmark-gfm libpcre2-8 libseccomp zlib expat liboath libqrencode libfido2 jose jansson
CFLAGS   := -std=gnu17 -D_GNU_SOURCE $(if $(SANITIZE),-O1,-O2) -g -Ilib -Isrc -MMD -MP \
            -DKONTOR_VERSION='"$(VERSION)"' \
            -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wpointer-arith -Wvla \
            -Wconversion -Wno-sign-conversion -Wformat=2 -Wimplicit-fallthrough -Wno-missing-field-initializers -Werror \
            $(shell pkg-config --cflags $(PACKAGES)) -I/usr/include/postgresql
LDLIBS   := $(shell pkg-config --libs $(PACKAGES)) -lcmark-gfm-extensions -lunistring -lpthread -lm
# Half the time of the usual one, for some 150 programs; it comes with it.
LDFLAGS  := -fuse-ld=gold
ifdef SANITIZE
CFLAGS   += -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer
LDFLAGS  += -fsanitize=address,undefined
endif

tests    := $(sort $(shell find src lib -name '*_test.c'))
support  := $(wildcard lib/test/*.c src/testing/*.c)
sources  := $(filter-out $(tests) $(support) src/main.c,$(sort $(shell find lib src -name '*.c')))
object    = $(patsubst %.c,$(BUILD)/%.o,$1)
assets   := $(wildcard web/dist/* web/dist/*/*)
embedded := $(addprefix $(BUILD)/,migrations.o assets.o demo_files.o manual.o)
offers   := $(shell find offers/demo -type f)

all: $(BUILD)/kontor

# Everything compiles before anything is said to work: the tests too.
check: all $(patsubst %.c,$(BUILD)/%,$(tests)) build/prisoner

# What the tests of lib/jail run in a jail.
build/prisoner: tests/jail/prisoner.c
	@mkdir -p $(@D)
	$(CC) -O2 -Wall -Wextra -Werror -static -o $@ $<

$(BUILD)/kontor: $(BUILD)/src/main.o $(BUILD)/libkontor.a
	$(CC) $(LDFLAGS) -o $@ $^ $(LDLIBS)

$(BUILD)/libkontor.a: $(call object,$(sources)) $(embedded)
	rm -f $@ && ar rcs $@ $^

# An archive, so that a test of lib/ does not pull in the marketplace.
$(BUILD)/libtesting.a: $(call object,$(support))
	rm -f $@ && ar rcs $@ $^

$(BUILD)/migrations.c: tools/embed-migrations $(sort $(wildcard migrations/*.sql))
	@mkdir -p $(@D)
	tools/embed-migrations $@ $(wordlist 2,999,$^)

$(BUILD)/assets.c: tools/embed-assets $(assets) Makefile
	@mkdir -p $(@D)
	tools/embed-assets $@ assets web/dist --packed

$(BUILD)/demo_files.c: tools/embed-assets $(offers) Makefile
	@mkdir -p $(@D)
	tools/embed-assets $@ demo_files offers/demo

$(BUILD)/manual.c: tools/embed-manual $(sort $(wildcard docs/manual/*.md))
	@mkdir -p $(@D)
	tools/embed-manual $@ $(wordlist 2,999,$^)

$(embedded): $(BUILD)/%.o: $(BUILD)/%.c
	$(CC) $(CFLAGS) -c -o $@ $<

$(BUILD)/%.o: %.c Makefile VERSION
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) -c -o $@ $<

$(BUILD)/%_test: $(BUILD)/%_test.o $(BUILD)/libtesting.a $(BUILD)/libkontor.a
	$(CC) $(LDFLAGS) -o $@ $^ $(LDLIBS)

test-unit: check
	prove -Q $(patsubst %.c,$(BUILD)/%,$(tests))

# What bench/run measures with.
bench-programs: all build/bench/load build/bench/database build/bench/search
build/bench/load: bench/load.c
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) -o $@ $<
build/bench/database build/bench/search: build/bench/%: bench/%.c build/libkontor.a
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) -o $@ $< build/libkontor.a $(LDLIBS)

web: web/dist/index.html
web/dist/index.html: web/package-lock.json $(shell find web/src web/public web/index.html web/*.ts web/*.json -type f 2>/dev/null)
	cd web && npm ci --no-audit --no-fund --loglevel=error && npm run build --silent

lint:
	tools/check-layers
	tools/check-sql
	clang-format --dry-run -Werror $(shell git ls-files '*.[ch]')

clean:
	rm -rf build web/dist

.PHONY: all check test-unit bench-programs web lint clean
.SECONDARY:
-include $(shell find $(BUILD) -name '*.d' -type f -not -path '*/root/*' 2>/dev/null)
