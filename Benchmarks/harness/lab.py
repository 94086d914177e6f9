"""A lab of the benchmark's own: the hosts that the three programs deploy to."""

import os
from pathlib import Path

from . import tools
from .commands import BenchmarkError, run

STATE = Path(os.environ.get("CLUSTER_LAB_STATE") or "/var/lib/cluster-lab")
HOSTS = {"web": ["web1", "web2"], "balancers": ["server1", "server2"]}
ALL_HOSTS = [host for hosts in HOSTS.values() for host in hosts]


class Lab:
    """Up inside `with`, gone after it."""

    def __init__(self, name, inventory):
        self.name = name
        self.inventory = inventory
        self.folder = STATE / name
        self.identity = self.folder / "id_ed25519"
        self.known_hosts = self.folder / "known_hosts"
        self.network = f"/run/netns/cluster-{name}"

    def __enter__(self):
        if self.folder.exists():
            raise BenchmarkError(f"the lab '{self.name}' is in use: `cluster lab down --name {self.name}` ends it")
        try:
            self._cluster("up", "--name", self.name, "-i", str(self.inventory))
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        self._cluster("down", "--name", self.name)

    def run(self, host, script, stdin=b""):
        """Runs a shell script in a host as root, past SSH, and gives what it printed."""
        return self._cluster("exec", "--name", self.name, host, "--", "sh", "-euc", script, stdin=stdin)

    def inside(self, command):
        """The command as one that runs in the lab's network."""
        return ["nsenter", f"--net={self.network}", "--", *command]

    def install_python(self):
        """On every host, past SSH. Only Ansible wants it."""
        base = Path((self.folder / "hosts" / ALL_HOSTS[0] / "base").read_text().strip())
        packages = tools.python_packages(base)
        for host in ALL_HOSTS:
            self.run(
                host,
                "mkdir -p /run/python; cd /run/python; tar -x; DEBIAN_FRONTEND=noninteractive "
                "apt-get -q -y --no-install-recommends install ./*.deb >&2; cd /; rm -r /run/python",
                stdin=packages)

    @staticmethod
    def _cluster(*arguments, stdin=b""):
        return run([str(tools.CLUSTER), "lab", *arguments], stdin=stdin)[0]
