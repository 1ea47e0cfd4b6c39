# The commands of this project. CI runs these and no others.

CARGO ?= cargo
VERSION := $(shell sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml | head -n 1)
PLATFORM := $(shell uname -s | tr A-Z a-z)_$(shell uname -m | sed -e s/x86_64/amd64/ -e s/aarch64/arm64/)
TARGET = $(shell $(CARGO) metadata --format-version 1 --no-deps --locked | sed -n 's/.*"target_directory":"\([^"]*\)".*/\1/p')
HOST = $(shell rustc -vV | sed -n "s/^host: //p")
SECONDS ?= 60
LIVES ?= 1000
SEED ?= 1
FUZZ_TARGETS ?= values launch calls
PLUGINS ?= $(HOME)/.terraform.d/plugins
SIGNED = $(if $(GPG_FINGERPRINT),--key $(GPG_FINGERPRINT))
# The packages of one build. Each other selection has features of its own, so Cargo would build most packages once more. A dependency of
# web-tests makes serde_json keep the order of keys, and no other program has that feature.
PACKAGES = --workspace --exclude web-tests
INSTALLED = interconnect/twilio/$(VERSION)/$(PLATFORM)/terraform-provider-twilio_v$(VERSION)

.PHONY: help build test lint unit acceptance update demo bench test-bgp test-dist dist dist-all install audit fuzz simulate container test-description test-clients test-web lint-words

help: ## Lists the targets.
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 14

build: ## Builds the provider and the mock server.
	$(CARGO) build $(PACKAGES) --locked

test: lint ## Runs every check: format, lints, unit and process tests, and the real terraform.
	$(CARGO) test $(PACKAGES) --locked --quiet

lint: ## Checks format, lints, and documentation; warnings are errors.
	$(CARGO) fmt --all --check
	$(CARGO) clippy --workspace --all-targets --locked -- -D warnings
	RUSTDOCFLAGS="-D warnings" $(CARGO) doc --workspace --no-deps --locked --quiet

unit: ## Runs the unit, process, and documentation tests.
	$(CARGO) test --workspace --exclude acceptance-tests --exclude web-tests --locked --quiet

acceptance: build ## Runs the real terraform against the mock server.
	$(CARGO) test -p acceptance-tests --locked

update: build ## Updates generated files and expectations; read the difference before you commit.
	UPDATE=1 $(CARGO) test $(PACKAGES) --locked --quiet

lint-words: ## Lints the prose of messages, schema descriptions, comments, and pages (needs Node.js 20, npm).
	$(CARGO) test $(PACKAGES) --locked --quiet --test documentation -- prose_linter
	lint-words/run "$(TARGET)"

demo: ## Orders, completes, and destroys a redundant pair against the mock server.
	@echo "Building the provider and the mock server ..."
	@$(CARGO) build -p provider -p mock-api --locked --quiet
	@./examples/demo/run "$(TARGET)/debug"

bench: ## Measures start, plan, memory, size, load, and interruption against their budgets.
	$(CARGO) build --release -p provider -p mock-api --locked
	$(CARGO) build --release -p framework --example tiny --locked
	$(CARGO) build --release -p service --example commits --locked
	$(CARGO) run -p acceptance-tests --locked --bin bench -- "$(TARGET)/release"

test-bgp: ## Tests router_config with the daemons of FRRouting and BIRD 2 (needs both, iproute2, and root).
	$(CARGO) build -p provider --locked
	$(CARGO) run -p acceptance-tests --locked --bin bgp -- "$(TARGET)/debug/terraform-provider-twilio"

test-web: ## Tests the mock's page in Chromium, beside the real terraform (needs chromium, chromedriver, and npm); PICTURES=<folder> saves pictures.
	mkdir -p "$(TARGET)/axe" && cp web-tests/package.json web-tests/package-lock.json "$(TARGET)/axe"
	npm ci --prefix "$(TARGET)/axe" --ignore-scripts --no-audit --no-fund
	$(CARGO) build $(PACKAGES) --locked
	$(CARGO) build -p web-tests --locked
	"$(TARGET)/debug/web-tests" "$(TARGET)/debug" --axe "$(TARGET)/axe/node_modules/axe-core/axe.min.js" \
		$(if $(PICTURES),--pictures "$(PICTURES)")

test-dist: dist ## Tests the archives in an empty root and with another C library, and builds them twice (needs root, debootstrap, and dnsmasq).
	$(CARGO) run -p acceptance-tests --locked --bin dist-trial -- archives "$(TARGET)/dist"
	$(CARGO) run -p acceptance-tests --locked --bin dist-trial -- reproduce

install: ## Installs the provider for your terraform; PROVIDER=<file> installs an existing executable.
	$(if $(PROVIDER),,$(CARGO) build --release -p provider --locked)
	for registry in registry.terraform.io registry.opentofu.org; do \
		mkdir -p "$(PLUGINS)/$$registry/$(dir $(INSTALLED))" && \
		install -m 0755 "$(or $(PROVIDER),$(TARGET)/release/terraform-provider-twilio)" \
			"$(PLUGINS)/$$registry/$(INSTALLED)" || exit; \
	done
	@echo "Installed in $(PLUGINS). Modules that name the source interconnect/twilio find it with 'terraform init'."

dist: ## Builds the release archives for this platform (needs cargo-about and cargo-cyclonedx; GPG_FINGERPRINT=<key> signs them).
	$(CARGO) run -p distribution --locked --quiet -- --output "$(TARGET)/dist" $(SIGNED)

dist-all: ## Builds the release archives for every platform whose Rust standard library is installed, and lists the others.
	$(CARGO) run -p distribution --locked --quiet -- --output "$(TARGET)/dist" --all $(SIGNED)

fuzz: ## Runs libFuzzer on each target of the framework for SECONDS (needs cargo-fuzz, nightly Rust, and a C++ compiler).
	for target in $(FUZZ_TARGETS); do \
		mkdir -p fuzz/corpus/$$target && \
		RUSTUP_TOOLCHAIN=nightly $(CARGO) fuzz run --fuzz-dir fuzz $$target fuzz/corpus/$$target \
			fuzz/seeds/$$target fuzz/reached/$$target -- \
			-max_total_time=$(SECONDS) -rss_limit_mb=512 -timeout=10 -print_final_stats=1 || exit; \
	done

test-description: ## Tests the OpenAPI description of the contract with schemathesis 4 (needs Python 3.11 with venv).
	$(CARGO) build -p mock-api --locked
	service/tests/description/run "$(TARGET)"

test-clients: ## Tests clients that are generated from both OpenAPI descriptions (needs Python 3.11 with venv, Node.js 20, and npm).
	$(CARGO) build -p mock-api --locked
	clients-tests/run "$(TARGET)"

container: ## Builds the container image interconnect-mock from a static executable (needs buildah; Linux only).
	RUSTFLAGS='-C target-feature=+crt-static --cfg getrandom_backend="linux_getrandom"' \
		$(CARGO) build --release -p mock-api --locked --target $(HOST)
	rm -rf "$(TARGET)/container" && mkdir -p "$(TARGET)/container"
	cp mock-api/Containerfile "$(TARGET)/$(HOST)/release/interconnect-mock" "$(TARGET)/container"
	buildah build --format docker --tag interconnect-mock "$(TARGET)/container"

simulate: ## Simulates LIVES random lifecycles under faults, beginning at SEED, and prints the first broken one.
	$(CARGO) run --release -p simulation --locked --quiet -- --lives $(LIVES) --seed $(SEED)

audit: ## Checks licenses and known advisories of the dependencies (needs cargo-deny).
	$(CARGO) deny check
