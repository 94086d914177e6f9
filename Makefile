# The two commands of a fresh machine are `make demo` and `make test`; the rest are their parts.
SHELL := /bin/bash
SWIFT ?= swift
CLUSTER := .build/release/cluster
# What apt must give: to build, and for the lab.
PACKAGES := libssh2-1-dev libyaml-dev pkg-config \
    mmdebstrap systemd-container iproute2 openssh-client openssh-server util-linux procps curl

# What the tests of clusterd have as a peer.
PEERS := keepalived

.PHONY: help deps peers build demo test unit daemon-test lab-test lint format bench fuzz clean

help:
	@echo 'make demo      bring the lab up, deploy inventory/four-hosts.yml to it, show that it works'
	@echo 'make test      every test: unit and lab'
	@echo 'make unit      the tests that need neither root nor network'
	@echo 'make daemon-test  clusterd beside keepalived, in network namespaces (root)'
	@echo 'make lab-test  the tests on real hosts (root)'
	@echo 'make build     .build/release/cluster and .build/release/clusterd'
	@echo 'make lint      what CI asks of the form of the code; make format mends it'
	@echo 'make bench     measure against pyinfra and Ansible; Benchmarks/failover: clusterd against keepalived'
	@echo 'make fuzz      feed random bytes to every parser, a quarter of an hour'

# Installs only what is missing, so that a second run asks nobody.
define install
	@missing=$$(for package in $(1); do \
	    dpkg-query -W -f '$${db:Status-Status}\n' $$package 2>/dev/null | grep -qx installed || echo $$package; \
	done); \
	if [ -n "$$missing" ]; then \
	    apt-get -q update && DEBIAN_FRONTEND=noninteractive apt-get -q -y install --no-install-recommends $$missing; \
	fi
endef

deps:
	$(call install,$(PACKAGES))

peers:
	$(call install,$(PEERS))

build: deps
	$(SWIFT) build -c release --product cluster
	CLUSTER_EMBEDDED=1 $(SWIFT) build -c release --product clusterd --scratch-path .build/embedded
	@# Embedded Swift prints this instead of a value that has no description, and only then is it in the program.
	@! grep -q 'cannot print value in embedded' .build/embedded/release/clusterd || \
	    { echo 'clusterd prints a value that has no description' >&2; exit 1; }
	cp .build/embedded/release/clusterd .build/release/clusterd

demo: build
	@$(CLUSTER) lab up -i inventory/four-hosts.yml
	@$(CLUSTER) deploy --lab -i inventory/four-hosts.yml
	@echo
	@$(CLUSTER) status --lab -i inventory/four-hosts.yml
	@echo
	@echo 'The page through the VIP, asked from the operator'"'"'s place in the lab:'
	@$(CLUSTER) lab exec operator -- curl -fsS http://10.0.0.10/ | grep -i '<title>'
	@echo
	@echo 'The lab stays up. Look at it:'
	@echo '    $(CLUSTER) status --lab --watch'
	@echo '    $(CLUSTER) lab exec server1 -- ip addr show eth0'
	@echo 'Take it down:'
	@echo '    $(CLUSTER) lab down'

test: unit daemon-test lab-test

unit: deps
	$(SWIFT) build --build-tests
	$(SWIFT) test --skip-build --skip SSHTests --skip WholeLabTests --skip ScenarioTests \
	    --skip DaemonTests
	$(SWIFT) test --skip-build --filter SSHTests

daemon-test: deps peers build
	$(SWIFT) build --build-tests
	CLUSTERD=$(CURDIR)/.build/release/clusterd $(SWIFT) test --skip-build --filter DaemonTests

lab-test: deps
	$(SWIFT) build --build-tests
	$(SWIFT) test --skip-build --no-parallel --filter WholeLabTests --filter ScenarioTests

lint:
	$(SWIFT) format lint --strict -r Sources Tests Fuzz Package.swift || { echo 'make format mends this'; exit 1; }

format:
	$(SWIFT) format -i -r Sources Tests Fuzz Package.swift

bench: build
	Benchmarks/run

fuzz: deps
	Fuzz/run

clean:
	rm -rf .build
