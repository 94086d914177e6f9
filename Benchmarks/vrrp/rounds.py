"""One round: everything that can happen to a pair of routers, one after the other, each measured.

Router 1 has the higher priority and is master unless something happened to it.
"""

import time
from dataclasses import asdict

from harness.commands import say

from . import engines
from .network import Network
from .observer import Observer

# What a row is called, in the order of a round.
PARTITION, HEALED = "silent partition", "the partition heals"
DEAF, HEARING = "routers deaf to each other", "they hear again"
STOP, PREEMPT = "graceful stop", "start again, preempt"
UNPLUG, PLUG = "link of the master down", "link up, preempt"
RELOAD, KILL = "reload with a broken file", "SIGKILL"
EVENTS = [STOP, PREEMPT, UNPLUG, PLUG, PARTITION, HEALED, DEAF, HEARING, RELOAD, KILL]

# keepalived's garp_master_delay and garp_lower_prio_delay are 5 s.
SILENCE = 5.5
# A neighbour that remembers a dead entry finds out by itself in about 9 s (Linux: 5 s of trust, 3 questions a second
# apart, then all are asked).
PATIENCE = 12


class Pair:
    """Two routers at work, and what happens to them. Runs inside `with`."""

    def __init__(self, name, masters, backups, column, folder):
        self.interval = engines.INTERVALS[column]
        self.network = Network(name)
        self.folder = folder
        self.kinds = {1: engines.ENGINES[masters], 2: engines.ENGINES[backups]}
        # Three intervals, the skew (of one second in VRRPv2, of an interval in v3), and some.
        self.takeover = 4 * self.interval + 1

    def __enter__(self):
        self.network.__enter__()
        self.routers = {}
        try:
            for number, kind in self.kinds.items():
                text = engines.configuration(number, self.interval)
                self.routers[number] = kind(self.network, number, self.folder, text)
            self.observer = Observer(self.network).__enter__()
        except BaseException:
            self.network.__exit__()
            raise
        return self

    def __exit__(self, *_):
        for router in self.routers.values():
            router.end()
        self.observer.__exit__()
        self.network.__exit__()

    def start(self):
        for router in self.routers.values():
            router.start()
        self.observer.wait_for(1, seconds=self.takeover + 10, what="the start")

    def event(self, name, action, holder, *, phase=None, seconds=None):
        """Does it, waits until the router holds the address, and gives the numbers."""
        master = self.observer.states[-1].holders
        if phase is not None and len(master) == 1:
            self.observer.sleep_to_phase(min(master), self.interval, phase)
        start = time.monotonic_ns()
        action()
        settled = self.observer.wait_for(
            holder, seconds=seconds or self.takeover + 10, steady=max(0.5, 1.5 * self.interval),
            what=None if seconds else name)
        end = time.monotonic_ns()
        return asdict(self.observer.outage(start, end)) | {"settled": settled, "start": start, "end": end}


def play(pair, phase):
    """A round, from the start of both to their end: {event: numbers}."""
    seen = {}
    observer, network = pair.observer, pair.network
    first = pair.routers[1]

    def happen(name, action, holder, **more):
        seen[name] = pair.event(name, action, holder, **more)

    def quiet():
        observer.wait_for_silence(SILENCE, 30)

    pair.start()
    quiet()
    happen(PARTITION, lambda: network.cut(1), 2, phase=phase)
    time.sleep(0.5 + pair.interval)
    happen(HEALED, lambda: network.mend(1), 1, phase=phase, seconds=PATIENCE)
    quiet()
    seen[DEAF] = pair.event(DEAF, network.deafen, None, phase=phase, seconds=pair.takeover)
    happen(HEARING, network.undeafen, 1, phase=phase, seconds=PATIENCE)
    happen(STOP, first.stop, 2, phase=phase)
    first.wait()
    happen(PREEMPT, first.start, 1)
    happen(UNPLUG, lambda: network.unplug(1), 2, phase=phase)
    happen(PLUG, lambda: network.plug(1), 1)
    seen[RELOAD] = reload_broken_file(pair)
    seen[KILL] = kill(pair, phase)
    return seen


def reload_broken_file(pair):
    """The file asks for a word that there is none of, and lacks a brace. Router 1 shall go on."""
    first = pair.routers[1]
    good = first.file.read_text()
    first.file.write_text(good + "\nvrrp_instance broken {\n    no_such_word\n")
    told = {}
    numbers = pair.event(
        RELOAD, lambda: told.update(success=first.reload()), 1, seconds=pair.takeover + 2)
    numbers |= {"runs": first.is_running, "refused": told["success"] is False}
    first.file.write_text(good)
    if not first.is_running:
        first.start()
    pair.observer.wait_for(1, seconds=pair.takeover + 10, what="the start after a broken reload")
    return numbers


def kill(pair, phase):
    """How long does the kernel of a router without a daemon answer for the address?"""
    pair.observer.sleep_to_phase(1, pair.interval, phase)
    start = time.monotonic_ns()
    pair.routers[1].kill()
    pair.routers[1].wait()
    time.sleep(pair.takeover + 2)
    end = time.monotonic_ns()
    held = pair.observer.last_answer_of(1, start, end)
    numbers = asdict(pair.observer.outage(start, end))
    return numbers | {"held": held, "held_to_the_end": held > (end - start) / 1e6 - 5, "start": start, "end": end}


def measure(name, masters, backups, column, folder, phase):
    with Pair(name, masters, backups, column, folder) as pair:
        seen = play(pair, phase)
        pair.routers[2].stop()
    say(f"{column}: {masters} with {backups}: " + ", ".join(
        f"{event} {numbers['unanswered']:.0f}" for event, numbers in seen.items()))
    return seen
