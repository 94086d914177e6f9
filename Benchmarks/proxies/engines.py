"""The two proxies, each as: the command that serves, and what the kernel says that it costs."""

import ctypes
import os
import resource
import signal
import subprocess
import time
from pathlib import Path

from harness.commands import BenchmarkError

PORT = 8000
ORIGIN_PORTS = (8001, 8002)
LOG_PORT = 8003
DESCRIPTORS = 65536

LIBC = ctypes.CDLL(None)
PR_SET_PDEATHSIG = 1
AUTOGROUP = Path("/proc/self/autogroup")

# What both read. Two servers, of which a cookie keeps each visitor at one.
CONFIGURATION = """\
global
    nbthread 1
    maxconn {maxconn}
    {log}

defaults
    log global
    mode http
    timeout connect 5s
    timeout client 60s
    timeout server 60s
    option forwardfor
    {options}

frontend website
    bind 127.0.0.1:{port}
    default_backend webservers

backend webservers
    balance roundrobin
    cookie SERVERID insert indirect nocache
    server web1 127.0.0.1:{first} cookie web1
    server web2 127.0.0.1:{second} cookie web2
"""


def limit():
    """How many open files a program may have here."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (DESCRIPTORS, DESCRIPTORS))
        return DESCRIPTORS
    except ValueError:
        # More than this user may ask for.
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
        return hard


def most_clients():
    """HAProxy counts two open files for each client, and some for itself."""
    return min(10_000, (limit() - 200) // 2)


def configuration(is_logging, options=""):
    return CONFIGURATION.format(
        maxconn=most_clients(), log=f"log 127.0.0.1:{LOG_PORT} local0" if is_logging else "",
        options="\n    ".join(["option httplog"] * is_logging + [options]),
        port=PORT, first=ORIGIN_PORTS[0], second=ORIGIN_PORTS[1])


class Proxy:
    """Serves inside `with`, on a core that nothing else of the benchmark uses."""

    name = "?"

    def __init__(self, folder, core, text):
        self.file = Path(folder) / "haproxy.cfg"
        self.file.write_text(text)
        self.log = Path(folder) / f"{self.name}.log"
        self.core = core
        self.process = None

    def command(self):
        raise NotImplementedError

    def __enter__(self):
        with open(self.log, "ab") as log:
            self.process = start(self.command(), self.core, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        deadline = time.monotonic() + 10
        while not is_listening(PORT):
            if self.process.poll() is not None or time.monotonic() > deadline:
                self.__exit__()
                raise BenchmarkError(f"{self.name} does not serve:\n{self.log.read_text()[-2000:]}")
            time.sleep(0.01)
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()

    def processes(self):
        """The first one and all below it."""
        found = [self.process.pid]
        for parent in found:
            try:
                found += map(int, Path(f"/proc/{parent}/task/{parent}/children").read_text().split())
            except FileNotFoundError:
                pass
        return found

    def cpu(self):
        """Nanoseconds of CPU time so far, of all its threads (scheduler statistics, which count every switch)."""
        if self.process.poll() is not None:
            raise BenchmarkError(f"{self.name} has ended:\n{self.log.read_text()[-2000:]}")
        return sum(
            int(path.read_text().split()[0])
            for process in self.processes() for path in Path(f"/proc/{process}/task").glob("*/schedstat"))

    def memory(self):
        """{"Rss": …, "Pss": …, "Private": …} in bytes: of Pss, pages that several processes share count in part."""
        sizes = {"Rss": 0, "Pss": 0, "Private": 0}
        for process in self.processes():
            for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()[1:]:
                name, value, _ = line.split()
                key = name.rstrip(":").partition("_")[0] if name.startswith("Private_") else name.rstrip(":")
                if key in sizes:
                    sizes[key] += int(value) * 1024
        return sizes


class HAProxy(Proxy):
    name = "haproxy"
    program = Path("/usr/sbin/haproxy")

    def command(self):
        return [str(self.program), "-db", "-f", str(self.file)]


class Clusterd(Proxy):
    name = "clusterd"
    program = None

    def command(self):
        return [str(self.program), "proxy", "-f", str(self.file)]


class Control(HAProxy):
    """HAProxy once more, in clusterd's place: what the method itself makes of two equal programs."""

    name = "control"


def start(command, core, **streams):
    """Starts a program on one core, before whatever else wants that core: all of the benchmark's alike.

    It does not outlive the benchmark.
    """
    def prepare():
        # Of a session of its own, because the kernel shares cores out among sessions first (sched(7), autogroups).
        os.setsid()
        LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        os.sched_setaffinity(0, {core})
        for step in (lambda: os.setpriority(os.PRIO_PROCESS, 0, -20), lambda: AUTOGROUP.write_text("-20")):
            try:
                step()
            except OSError:
                pass  # This user may not; the report tells when others were at work.
    return subprocess.Popen(command, preexec_fn=prepare, **streams)


def is_listening(port):
    """proc(5), net/tcp: local address, and state 0A."""
    lines = Path("/proc/net/tcp").read_text().splitlines()[1:]
    return any(words[1].endswith(f":{port:04X}") and words[3] == "0A" for words in map(str.split, lines))
