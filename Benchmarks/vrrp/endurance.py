"""Failovers in a row while something else wants every core: does anybody take over without need?"""

import json
import os
import subprocess
import sys
import time

from harness.commands import say

from .rounds import Pair

INTERVAL = 0.1


def run(name, engine, failovers, folder):
    """Unplugs the master and plugs it in again, so often. Gives how often each router became master, and how often it
    should have."""
    burners = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(os.cpu_count())]
    try:
        with Pair(name, engine, engine, INTERVAL, folder) as pair:
            pair.start()
            longest = 0
            for number in range(failovers):
                for holder, act in ((2, pair.network.unplug), (1, pair.network.plug)):
                    numbers = pair.until(holder, lambda: act(1), f"failover {number + 1}")
                    longest = max(longest, numbers["unanswered"])
                    time.sleep(0.5)
            became = {number: _became_master(pair.routers[number]) for number in (1, 2)}
    finally:
        for burner in burners:
            burner.kill()
            burner.wait()
    say(f"endurance: {failovers} failovers, router 1 became master {became[1]} times, router 2 {became[2]} times")
    return {
        "failovers": failovers, "became_master": became, "expected": {1: failovers + 1, 2: failovers},
        "longest": longest}


def _became_master(router):
    """As the daemon itself counts it: its state machine does not move without counting."""
    status = json.loads(router.ask("--status", "--json").stdout)
    return status["instances"][0]["counters"]["became_master"]
