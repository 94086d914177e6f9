"""The two programs that speak VRRP, as one and the same thing: started with a file, stopped, killed, looked at."""

import os
import signal
import subprocess
import time
from pathlib import Path

from harness.commands import BenchmarkError

from .network import VIP

INTERVALS = {"1 s": 1.0, "100 ms": 0.1, "10 ms": 0.01}

_GLOBAL = """global_defs {{
    router_id {name}
    vrrp_version {version}
    vrrp_rt_priority 50
    vrrp_no_swap
{more}}}
"""
_INSTANCE = """
vrrp_instance {name} {{
    state {state}
    interface eth0
    virtual_router_id {identifier}
    priority {priority}
    advert_int {interval:g}
    virtual_ipaddress {{
        {address}/24 dev eth0
    }}
}}
"""


def configuration(number, interval, addresses=(VIP,), more=""):
    """keepalived.conf for router 1, the master, or 2. VRRPv2 knows whole seconds only."""
    text = _GLOBAL.format(name=f"router{number}", version=2 if interval >= 1 else 3, more=more)
    for index, address in enumerate(addresses):
        text += _INSTANCE.format(
            name=f"vip{index}", state="MASTER" if number == 1 else "BACKUP", identifier=51 + index,
            priority=102 - number, interval=interval, address=address)
    return text


# In a mixed pair, for both. A keepalived that gives way to a higher master does so silently by default, so that the
# other never learns that neighbours must be told; this makes it say so with a last advertisement. clusterd always does.
LAST_ADVERTISEMENT = "    vrrp_higher_prio_send_advert true\n"


class Daemon:
    """A router's daemon. Its files are in a folder of the run's own."""

    name = "?"

    # What stands in its global_defs besides what both have.
    globals = ""

    def __init__(self, network, number, folder, interval, *, more="", **asked):
        self.network = network
        self.number = number
        self.folder = Path(folder) / f"{network.name}-r{number}"
        self.folder.mkdir(exist_ok=True)
        self.file = self.folder / "keepalived.conf"
        self.file.write_text(configuration(number, interval, more=self.globals + more, **asked))
        self.process = None

    def command(self):
        raise NotImplementedError

    def start(self):
        log = open(self.folder / "log", "ab")
        self.process = subprocess.Popen(
            self.network.inside(self.network.router(self.number), self.command()),
            stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        log.close()

    def stop(self):
        self.process.send_signal(signal.SIGTERM)

    def wait(self, seconds=15):
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            raise BenchmarkError(f"{self.network.name}: {self.name} does not end")

    @property
    def is_running(self):
        return self.process is not None and self.process.poll() is None

    def processes(self):
        """Of the daemon: the first one and all below it."""
        found = [self.process.pid]
        for parent in found:
            try:
                found += map(int, Path(f"/proc/{parent}/task/{parent}/children").read_text().split())
            except FileNotFoundError:
                pass
        return found

    def kill(self):
        """SIGKILL to what speaks VRRP."""
        for process in self.killed_processes():
            try:
                os.kill(process, signal.SIGKILL)
            except ProcessLookupError:
                pass

    def killed_processes(self):
        return self.processes()

    def end(self):
        """Whatever is left of it."""
        if self.process is None:
            return
        if self.is_running:
            self.stop()
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.kill()
                self.process.wait()

    def log(self):
        return (self.folder / "log").read_text(errors="replace")


class Keepalived(Daemon):
    name = "keepalived"
    # As a real-time process it lets the kernel kill it after 10 ms without a pause, which on a busy machine happens
    # each time that it becomes master.
    globals = "    vrrp_rlimit_rttime 1000000\n"

    def command(self):
        pids = [f"--pid={self.folder}/pid", f"--vrrp_pid={self.folder}/vrrp.pid"]
        return ["keepalived", "-n", "-l", "-P", "-f", str(self.file), *pids]

    def start(self):
        # It does not start beside a pid file, and killed it leaves one.
        for name in ("pid", "vrrp.pid"):
            (self.folder / name).unlink(missing_ok=True)
        super().start()

    def reload(self):
        self.process.send_signal(signal.SIGHUP)


class Clusterd(Daemon):
    name = "clusterd"
    program = None

    def command(self):
        return [
            str(self.program), "vrrp", "-f", str(self.file), "--socket", str(self.folder / "socket"),
            "--data", str(self.folder / "data")]

    def killed_processes(self):
        # The one that a service manager, or the kernel short of memory, would kill; the guardian is there for that.
        return [self.process.pid]

    def reload(self):
        """Gives whether it said that it did."""
        return self.ask("--reload").returncode == 0

    def ask(self, question, *more):
        command = [str(self.program), "vrrp", question, "--socket", str(self.folder / "socket"), *more]
        return subprocess.run(command, capture_output=True, text=True)


ENGINES = {"keepalived": Keepalived, "clusterd": Clusterd}


def cpu_seconds(process):
    """User and system time so far (proc(5), stat)."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory(process):
    """(resident, proportional) in MB of 1,000,000 bytes: pages that several processes share count in part in the second."""
    sizes = {}
    for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()[1:]:
        name, value, _ = line.split()
        sizes[name] = int(value) * 1024 / 1e6
    return sizes["Rss:"], sizes["Pss:"]


def settle(daemon, seconds):
    time.sleep(seconds)
    if not daemon.is_running:
        raise BenchmarkError(f"{daemon.network.name}: {daemon.name} has ended:\n{daemon.log()[-2000:]}")
