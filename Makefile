# Everything that is done with this project, one command each. CI runs these and nothing else.

CARGO ?= cargo
VERSION := $(shell sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml | head -n 1)
PLATFORM := $(shell uname -s | tr A-Z a-z)_$(shell uname -m | sed -e s/x86_64/amd64/ -e s/aarch64/arm64/)
PLUGINS ?= $(HOME)/.terraform.d/plugins
INSTALLED := $(PLUGINS)/registry.terraform.io/interconnect/twilio/$(VERSION)/$(PLATFORM)

.PHONY: help build test lint unit acceptance update docs demo bench install audit

help: ## Lists the targets.
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile | expand -t 14

build: ## Builds the provider and the mock server.
	$(CARGO) build --workspace --locked

test: lint unit acceptance ## Runs every check: format, lints, unit and process tests, the real terraform.

lint: ## Checks format and lints; warnings are errors.
	$(CARGO) fmt --all --check
	$(CARGO) clippy --workspace --all-targets --locked -- -D warnings
	RUSTDOCFLAGS="-D warnings" $(CARGO) doc --workspace --no-deps --locked --quiet

unit: ## Runs the unit, process and documentation tests.
	$(CARGO) test --workspace --exclude acceptance-tests --locked --quiet

acceptance: build ## Runs the real terraform against the mock server.
	$(CARGO) test -p acceptance-tests --locked

update: build ## Writes generated files and expectations anew; look at the difference before you commit.
	UPDATE=1 $(CARGO) test --workspace --locked --quiet

demo: ## Shows a redundant pair from the order to its end, against the mock server.
	@$(CARGO) build --workspace --locked --quiet
	@./examples/demo/run

bench: ## Measures start, plan, memory and size, each beside its budget.
	$(CARGO) build --release -p provider -p mock-api --locked
	$(CARGO) run --release -p acceptance-tests --locked --bin bench

install: ## Puts the provider where your terraform finds it.
	$(CARGO) build --release -p provider --locked
	mkdir -p "$(INSTALLED)"
	install -m 0755 target/release/terraform-provider-twilio "$(INSTALLED)/terraform-provider-twilio_v$(VERSION)"
	@echo "Installed $(INSTALLED)/terraform-provider-twilio_v$(VERSION)"

audit: ## Checks licences and known advisories of the dependencies (needs cargo-deny).
	$(CARGO) deny check
