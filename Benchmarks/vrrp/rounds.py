"""One round: everything that can happen to a pair of routers, one after the other, each measured.

Router 1 has the higher priority and is master unless something happened to it.
"""

import time
from dataclasses import asdict

from harness.commands import BenchmarkError, say

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
# Milliseconds in which the observer may have seen nothing, and how often a round is played before it counts as it is.
BLIND = 20
ATTEMPTS = 3


class Pair:
    """Two routers at work, and what happens to them. Runs inside `with`."""

    def __init__(self, name, masters, backups, interval, folder, more=""):
        self.interval = interval
        self.network = Network(name)
        self.folder = folder
        self.more = more
        self.kinds = {1: engines.ENGINES[masters], 2: engines.ENGINES[backups]}
        # Three intervals, the skew (of one second in VRRPv2, of an interval in v3), and some.
        self.takeover = 4 * self.interval + 1

    def __enter__(self):
        self.network.__enter__()
        self.routers = {}
        try:
            for number, kind in self.kinds.items():
                self.routers[number] = kind(self.network, number, self.folder, self.interval, more=self.more)
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

    def until(self, holder, action, what):
        """Does it, waits until the router alone holds the address, and gives the numbers."""
        start = time.monotonic_ns()
        action()
        self.observer.wait_for(
            holder, seconds=self.takeover + PATIENCE, steady=max(0.5, 1.5 * self.interval), what=what)
        return self._numbers(start)

    def during(self, seconds, action):
        """Does it, waits, and gives the numbers."""
        start = time.monotonic_ns()
        action()
        time.sleep(seconds)
        return self._numbers(start)

    def _numbers(self, start):
        """With `held`: how long router 1 went on answering for the address."""
        end = time.monotonic_ns()
        return asdict(self.observer.outage(start, end)) | {
            "held": self.observer.last_answer_of(1, start, end), "watched": (end - start) / 1e6}


def play(pair, phase, *, higher_speaks_first):
    """A round, from the start of both to their end: {event: numbers}.

    phase: when in its interval (0 to 1) the master fails, since that decides how long it takes.
    higher_speaks_first: whose advertisement is the first to get through when a partition heals. If it is the higher
        one's, the lower one gives way before the other has heard of it.
    """
    seen = {}
    observer, network, interval = pair.observer, pair.network, pair.interval
    first = pair.routers[1]

    def at_phase(router=1, at=phase):
        observer.sleep_to_phase(router, interval, at)

    def heal(action):
        # Just after the one has spoken: the other one is next.
        at_phase(2 if higher_speaks_first else 1, 0.02)
        return pair.until(1, action, HEALED)

    pair.start()
    observer.wait_for_silence(SILENCE)
    at_phase()
    seen[PARTITION] = pair.until(2, lambda: network.cut(1), PARTITION)
    seen[HEALED] = heal(lambda: network.mend(1))
    observer.wait_for_silence(SILENCE)
    at_phase()
    seen[DEAF] = pair.during(pair.takeover, network.deafen)
    seen[HEARING] = heal(network.undeafen)
    at_phase()
    seen[STOP] = pair.until(2, first.stop, STOP)
    first.wait()
    seen[PREEMPT] = pair.until(1, first.start, PREEMPT)
    at_phase()
    seen[UNPLUG] = pair.until(2, lambda: network.unplug(1), UNPLUG)
    seen[PLUG] = pair.until(1, lambda: network.plug(1), PLUG)
    seen[RELOAD] = reload_broken_file(pair)
    at_phase()
    seen[KILL] = pair.during(pair.takeover + 2, first.kill)
    first.wait()
    return seen


def reload_broken_file(pair):
    """The file asks for a word that there is none of, and lacks a brace. Router 1 shall go on, and say no."""
    first = pair.routers[1]
    good = first.file.read_text()
    first.file.write_text(good + "\nvrrp_instance broken {\n    no_such_word\n")
    told = []
    numbers = pair.during(pair.takeover + 1, lambda: told.append(first.reload()))
    numbers |= {"runs": first.is_running, "refused": told == [False]}
    first.file.write_text(good)
    if not first.is_running:
        first.wait()
        first.start()
    pair.observer.wait_for(1, seconds=pair.takeover + PATIENCE, what="the start after a broken reload")
    return numbers


def measure(name, masters, backups, interval, folder, phase, *, higher_speaks_first, more=""):
    """A round of a pair of its own. One in which the observer was not there to see is played again."""
    for attempt in range(ATTEMPTS):
        try:
            with Pair(name, masters, backups, interval, folder, more) as pair:
                seen = play(pair, phase, higher_speaks_first=higher_speaks_first)
        except BenchmarkError as error:
            if attempt + 1 == ATTEMPTS:
                raise
            say(f"{error}; once more")
            continue
        if max(numbers["blind"] for numbers in seen.values()) <= BLIND or attempt + 1 == ATTEMPTS:
            return seen
        say(f"{name}: the machine had no time for the observer; once more")
