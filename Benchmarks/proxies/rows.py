"""What is measured: each row is a load, and what a proxy spends on it."""

import os
import time
from dataclasses import dataclass
from pathlib import Path

from harness.commands import BenchmarkError

from . import engines, load

# The load's core comes last, so that on a machine of two the proxy has the first.
CORES = sorted(os.sched_getaffinity(0))
PROXY_CORE, LOAD_CORE = CORES[0], CORES[-1]
# How long nothing happens before memory is read: what is given back late is given back by then.
SETTLE = 3


@dataclass(frozen=True)
class Row:
    name: str
    options: tuple
    # CPU time is told in `unit`, per so many of the client's `counts`.
    counts: str
    per: int
    unit: str
    # Largest clusterd/haproxy of CPU time and of p99; None: nothing is promised.
    cpu: float | None = None
    p99: float | None = None
    is_logging: bool = False


_KEEP = ("-c", "64", "-s")
_NEW = ("-c", "64", "-s", "-n")
_REQUEST = {"counts": "requests", "per": 1, "unit": "µs/request"}
_MEGABYTE = {"per": 1_000_000, "unit": "µs/MB"}
ROWS = {
    "keep": Row("keep-alive, 64 connections, 65 bytes", _KEEP, **_REQUEST, cpu=0.85, p99=1.0),
    "keep-log": Row("the same, with access log", _KEEP, **_REQUEST, is_logging=True, cpu=0.85, p99=1.0),
    "rate": Row("the same without it, {rate} requests/s", (*_KEEP, "-r", "{rate}"), **_REQUEST, p99=1.0),
    "new": Row("a new connection per request", _NEW, **_REQUEST, cpu=0.9),
    "new-log": Row("the same, with access log", _NEW, **_REQUEST, is_logging=True, cpu=0.9),
    "down": Row("1 MB down", ("-c", "16", "-s", "-g", str(load.LARGE)), counts="body_bytes", **_MEGABYTE, cpu=1.0),
    "up": Row("1 MB up", ("-c", "16", "-s", "-u", str(load.LARGE)), counts="sent_bytes", **_MEGABYTE, cpu=1.0),
}


def measure(engine, row, seconds, rate, folder):
    """One engine, one row, once: {"cpu": …, "p50": …, "p99": …, "rate": …, "busy": …, "others": …, "log": …}.

    `busy` is the proxy's share of its core, `others` that of whatever else ran there.
    """
    options = [word.format(rate=rate) for word in row.options]
    with load.Origin(LOAD_CORE) as origin:
        with engine(folder, PROXY_CORE, engines.configuration(row.is_logging)) as proxy:
            first = load.ask(LOAD_CORE, *options, "-t", "0.3")
            begun, busy, before = time.monotonic(), busy_seconds(PROXY_CORE), proxy.cpu()
            seen = load.ask(LOAD_CORE, *options, "-t", str(seconds))
            spent = proxy.cpu() - before
            busy, taken = busy_seconds(PROXY_CORE) - busy, time.monotonic() - begun
    asked = first["requests"] + seen["requests"]
    if origin.seen["requests"] != asked:
        raise BenchmarkError(f"{engine.name}: {asked} requests were answered, {origin.seen['requests']} arrived")
    return {
        "cpu": spent / 1000 / (seen[row.counts] / row.per), "p50": seen["p50"], "p99": seen["p99"],
        "rate": seen["requests"] / seen["seconds"], "busy": spent / 1e9 / taken,
        "others": max(0, busy - spent / 1e9) / taken,
        "log": origin.seen["log_lines"] / asked,
    }


def memory(engine, folder):
    """Bytes: of one that has just started, and what each of many idle clients adds."""
    count = engines.most_clients()
    # Connections to servers are shared, so that clients are what is counted.
    text = engines.configuration(False, "http-reuse always")
    with load.Origin(LOAD_CORE):
        with engine(folder, PROXY_CORE, text) as proxy:
            time.sleep(1)
            idle = proxy.memory()
            # What any load at all takes once, pools for instance, is no client's.
            load.ask(LOAD_CORE, *_KEEP, "-t", "0.3")
            time.sleep(SETTLE)
            before, kernel = proxy.memory(), kernel_bytes()
            with load.hold(LOAD_CORE, count):
                time.sleep(SETTLE)
                during, kernel_during = proxy.memory(), kernel_bytes()
    return {
        "idle": idle["Rss"], "idle_pss": idle["Pss"], "served": before["Rss"], "clients": count,
        "per_client": (during["Pss"] - before["Pss"]) / count,
        "kernel_per_client": (kernel_during - kernel) / count,
    }


def kernel_bytes():
    """What the kernel's own objects take, of the whole machine: sockets of both sides, and whatever else."""
    fields = dict(line.split(":") for line in Path("/proc/meminfo").read_text().splitlines())
    return int(fields["Slab"].split()[0]) * 1024


def busy_seconds(core):
    """Of a core, since the machine is up: everything but idle and waiting (proc(5), stat)."""
    for line in Path("/proc/stat").read_text().splitlines():
        name, *ticks = line.split()
        if name == f"cpu{core}":
            ticks = list(map(int, ticks))
            return (sum(ticks[:3]) + sum(ticks[5:8])) / os.sysconf("SC_CLK_TCK")
    return 0
