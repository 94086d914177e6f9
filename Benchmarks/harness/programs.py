"""The three programs, each as: the command that deploys, and how many changes it says it made."""

import json
import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from . import tools
from .commands import BenchmarkError, run

PROJECTS = Path(__file__).resolve().parents[1] / "deploy"
NAMES = ["cluster", "pyinfra", "ansible"]


class Programs:
    """All three deploy the files that `cluster render` writes, and the site of the inventory."""

    def __init__(self, inventory):
        self.inventory = inventory
        self.site = inventory.parent / "site"
        self.folder = Path(tempfile.mkdtemp(prefix="cluster-benchmark."))
        self.rendered = self.folder / "rendered"
        run([str(tools.CLUSTER), "render", "-i", str(inventory), "--output", str(self.rendered)])

    def __enter__(self):
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.folder)

    def deploy(self, name, lab):
        """Deploys once: (seconds, changes). The start and the end of the program are in the time, and its login."""
        output, seconds = getattr(self, f"_{name}")(lab)
        return seconds, getattr(self, f"_{name}_changes")(output)

    def _environment(self, lab):
        kept = {key: os.environ[key] for key in ("PATH", "HOME", "LANG", "CLUSTER_LAB_STATE") if key in os.environ}
        return kept | {
            "BENCHMARK_IDENTITY": str(lab.identity), "BENCHMARK_KNOWN_HOSTS": str(lab.known_hosts),
            "BENCHMARK_RENDERED": str(self.rendered), "BENCHMARK_SITE": str(self.site),
            # Its packages are compiled when they are installed; nothing is written into the projects.
            "PYTHONDONTWRITEBYTECODE": "1",
            "ANSIBLE_HOME": str(self.folder / "ansible"), "ANSIBLE_LOCALHOST_WARNING": "False", "LC_ALL": "C.UTF-8",
        }

    def differences(self, lab):
        """What `cluster` would change in files, packages, kernel parameters and the site.

        Not its services: it restarts those that it has not itself seen load their files.
        """
        report, _ = run([
            str(tools.CLUSTER), "deploy", "--dry-run", "--json", "--lab-name", lab.name, "-i", str(self.inventory)])
        return [
            f"{host['name']}: {kind} {host[kind]}"
            for host in json.loads(report)["hosts"] for kind in ("packages", "files", "sysctls", "site_files")
            if host[kind]
        ]

    # Each program's own way to say what it did is read; none is asked to say more than it needs for that.

    def _cluster(self, lab):
        return run([
            str(tools.CLUSTER), "deploy", "--lab-name", lab.name, "-i", str(self.inventory), "--json"])

    @staticmethod
    def _cluster_changes(output):
        return json.loads(output)["changes"]

    def _pyinfra(self, lab):
        command = [str(tools.VENV / "bin/pyinfra"), "--yes", "--json", "inventory.py", "deploy.py"]
        return run(lab.inside(command), environment=self._environment(lab), folder=PROJECTS / "pyinfra")

    @staticmethod
    def _pyinfra_changes(output):
        results = json.loads(output)["results"]
        if results["failed_hosts"] or results["operations"][0]["hosts"] != 4:
            raise BenchmarkError("pyinfra did not deploy to all hosts:\n" + output)
        return sum(len(operation["success"]) for operation in results["operations"])

    def _ansible(self, lab):
        environment = self._environment(lab)
        command = [str(tools.VENV / "bin/ansible-playbook"), "deploy.yml"]
        outcome = run(lab.inside(command), environment=environment, folder=PROJECTS / "ansible")
        self._end_persistent_logins()
        return outcome

    @staticmethod
    def _ansible_changes(output):
        counts = re.findall(r"^\S+ +: ok=\d+ +changed=(\d+) +unreachable=0 +failed=0", output, re.MULTILINE)
        if not counts:
            raise BenchmarkError("Ansible printed no result:\n" + output)
        return sum(map(int, counts))

    def _end_persistent_logins(self):
        """Ansible keeps its logins for a minute: the next round must not find them, as the others log in anew."""
        for socket in (self.folder / "ansible/cp").glob("*"):
            command = ["ssh", "-F", "/dev/null", "-o", f"ControlPath={socket}", "-O", "exit", "lab"]
            subprocess.run(command, capture_output=True)
