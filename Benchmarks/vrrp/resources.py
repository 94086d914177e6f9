"""What a daemon costs that has nothing to do but advertise."""

import os
import time

from . import engines
from .network import Network

INSTANCES = 50
CPU_INTERVAL = 0.01


def memory(name, engine, count, folder):
    """MB of a master of so many virtual routers: of its largest process, and of all of them together."""
    addresses = [f"10.0.0.{100 + index}" for index in range(count)]
    with Network(name) as network:
        daemon = engines.ENGINES[engine](network, 1, folder, 1.0, addresses=addresses)
        try:
            daemon.start()
            engines.settle(daemon, 8)
            sizes = [engines.memory(process) for process in daemon.processes()]
        finally:
            daemon.end()
    return {"largest": max(resident for resident, _ in sizes), "all": sum(shared for _, shared in sizes)}


def cpu(name, engine, seconds, folder):
    """Percent of a core, of a master and of its backup, at 10 ms. The daemons have one core, the network another."""
    cores = sorted(os.sched_getaffinity(0))
    with Network(name) as network:
        network.deliver_on(cores[-1])
        daemons = [engines.ENGINES[engine](network, number, folder, CPU_INTERVAL) for number in (1, 2)]
        try:
            for daemon in daemons:
                daemon.start()
            for daemon in daemons:
                engines.settle(daemon, 3)
                for process in daemon.processes():
                    os.sched_setaffinity(process, cores[:1])
            begun, before = time.monotonic(), [_cpu_seconds(daemon) for daemon in daemons]
            time.sleep(seconds)
            after, taken = [_cpu_seconds(daemon) for daemon in daemons], time.monotonic() - begun
        finally:
            for daemon in daemons:
                daemon.end()
    master, backup = (100 * (end - start) / taken for start, end in zip(before, after))
    return {"master": master, "backup": backup}


def least_cpu(name, programs, times, seconds, folder):
    """Of several times, each program in turn: whatever else the machine does can only add to what they use."""
    seen = {program: [] for program in programs}
    for _ in range(times):
        for program in programs:
            seen[program].append(cpu(name, program, seconds, folder))
    return {
        program: {key: min(used[key] for used in uses) for key in ("master", "backup")}
        for program, uses in seen.items()
    }


def _cpu_seconds(daemon):
    return sum(engines.cpu_seconds(process) for process in daemon.processes())
