"""What the benchmark needs on this machine: tools, the other two programs, and Python for the lab's hosts."""

import io
import os
import shutil
import sys
import tarfile
from pathlib import Path

from .commands import BenchmarkError, run, say

REPOSITORY = Path(__file__).resolve().parents[2]
CLUSTER = REPOSITORY / ".build/release/cluster"
CACHE = REPOSITORY / ".build/benchmarks"
VENV = CACHE / "venv"
# Pinned, so that two runs compare the same programs.
REQUIREMENTS = ["pyinfra==3.10.0", "ansible-core==2.19.14"]
# Debian packages of the tools that are called here.
TOOLS = {"ip": "iproute2", "nsenter": "util-linux", "apt-get": "apt", "ssh": "openssh-client"}


def check():
    """Names everything that is missing at once."""
    missing = [f"{tool}: apt-get install {package}" for tool, package in TOOLS.items() if not shutil.which(tool)]
    if os.geteuid() != 0:
        missing.append("root: the lab is made of network namespaces and containers")
    if not CLUSTER.exists():
        missing.append(f"{CLUSTER}: make build")
    try:
        import ensurepip  # noqa: F401  Debian ships it apart.
    except ImportError:
        missing.append("Python's venv: apt-get install python3-venv")
    if missing:
        raise BenchmarkError("The benchmark needs:\n" + "\n".join(f"  {line}" for line in missing))


def install_programs():
    """pyinfra and Ansible from PyPI, in an environment of their own below .build."""
    stamp = VENV / "requirements.txt"
    wanted = "\n".join(REQUIREMENTS) + "\n"
    if stamp.exists() and stamp.read_text() == wanted:
        return
    say(f"installing {', '.join(REQUIREMENTS)} below {VENV}")
    CACHE.mkdir(parents=True, exist_ok=True)
    run([sys.executable, "-m", "venv", "--clear", str(VENV)])
    run([str(VENV / "bin/pip"), "install", "--quiet", "--disable-pip-version-check", *REQUIREMENTS])
    stamp.write_text(wanted)


def versions():
    """Of the three programs, one text each."""
    listed, _ = run([str(VENV / "bin/pip"), "list", "--format", "freeze", "--disable-pip-version-check"])
    found = dict(line.split("==", 1) for line in listed.splitlines() if "==" in line)
    cluster, _ = run([str(CLUSTER), "--version"])
    return {
        "cluster": cluster.strip(), "pyinfra": f"pyinfra {found['pyinfra']}",
        "ansible": f"ansible-core {found['ansible-core']}",
    }


def python_packages(base):
    """Ansible runs Python on its hosts and the lab's base tree has none: the packages that are missing there.

    They come from the base tree's own package sources, as a tar archive. The tree itself stays as it is.
    """
    folder = CACHE / f"python-{base.name}"
    archives = folder / "archives"
    if not list(archives.glob("python3-apt_*.deb")):
        say("downloading Python for Ansible's hosts")
        for part in ("archives/partial", "lists/partial"):
            (folder / part).mkdir(parents=True, exist_ok=True)
        options = {
            "Dir::Etc": base / "etc/apt", "Dir::Etc::trustedparts": base / "etc/apt/trusted.gpg.d",
            "Dir::State": folder, "Dir::State::lists": folder / "lists",
            "Dir::State::status": base / "var/lib/dpkg/status", "Dir::Cache": folder,
            "Dir::Cache::archives": archives, "Acquire::http::Timeout": "30", "APT::Sandbox::User": "root",
        }
        apt = ["apt-get", "-q", "-y", *(f"-o{key}={value}" for key, value in options.items())]
        run([*apt, "update"])
        run([*apt, "--no-install-recommends", "--download-only", "install", "python3", "python3-apt"])
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        for package in sorted(archives.glob("*.deb")):
            archive.add(package, arcname=package.name)
    return packed.getvalue()
