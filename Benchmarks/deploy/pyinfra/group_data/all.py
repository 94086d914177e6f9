"""How to log in, and what to deploy: the same for every host."""

import os

ssh_user = "root"
ssh_key = os.environ["BENCHMARK_IDENTITY"]
ssh_known_hosts_file = os.environ["BENCHMARK_KNOWN_HOSTS"]
ssh_strict_host_key_checking = "yes"
ssh_config_file = "/dev/null"
ssh_allow_agent = False
ssh_look_for_keys = False

# What `cluster render --output` wrote, a folder a host; and the site's folder.
rendered = os.environ["BENCHMARK_RENDERED"]
site = os.environ["BENCHMARK_SITE"]
