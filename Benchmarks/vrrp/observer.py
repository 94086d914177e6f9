"""What the observer has seen: a time line to wait on, and the numbers of a part of it."""

import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from harness.commands import BenchmarkError

from .network import VIP

PROBE = Path(__file__).resolve().parent / "probe.py"
MILLISECOND = 1_000_000


@dataclass(frozen=True)
class State:
    """From `since` on, until the next state."""

    since: int
    answered: bool
    holders: frozenset


@dataclass(frozen=True)
class Outage:
    """Milliseconds, of one event."""

    unanswered: float  # the longest time without an answer
    two: float  # in all, with two holders
    none: float  # in all, without a holder
    blind: float  # in all, when the observer itself did not run

    @staticmethod
    def of(states, start, end, late=()):
        """From the states of a time line, the last of which goes on."""
        longest = run = two = none = 0
        for state, following in zip(states, [*(state.since for state in states[1:]), end]):
            length = min(following, end) - max(state.since, start)
            if length <= 0:
                continue
            run = 0 if state.answered else run + length
            longest = max(longest, run)
            two += length if len(state.holders) == 2 else 0
            none += length if not state.holders else 0
        blind = sum(length for when, length in late if start <= when <= end)
        return Outage(*(value / MILLISECOND for value in (longest, two, none, blind)))


class Observer:
    """Runs inside `with`."""

    def __init__(self, network):
        self.network = network
        self.states = [State(0, False, frozenset())]
        self.advertisements = []
        self.announcements = []
        self.late = []
        self.changed = threading.Condition()

    def __enter__(self):
        command = [sys.executable, "-B", str(PROBE), VIP, "client0", "watch0"]
        self.process = subprocess.Popen(
            self.network.inside(self.network.observer, command), stdout=subprocess.PIPE, text=True)
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()
        self.reader.join()

    def _read(self):
        for line in self.process.stdout:
            kind, when, *values = line.split()
            when, values = int(when), [int(value) for value in values]
            with self.changed:
                if kind == "S":
                    holders = frozenset(number for number in (1, 2) if values[1] >> (number - 1) & 1)
                    self.states.append(State(when, bool(values[0]), holders))
                elif kind == "A":
                    self.advertisements.append((when, values[0], values[1]))
                elif kind == "G":
                    self.announcements.append((when, values[0]))
                else:
                    self.late.append((when, values[0]))
                self.changed.notify_all()

    # Waiting

    def wait_for(self, holder, *, seconds, steady=0.5, what):
        """Until the router, and no other, has held the address and answered for `steady` seconds.

        A few milliseconds in which an answer was late do not count against it.
        """
        limit = time.monotonic() + seconds
        while not self._is_steady(holder, steady):
            if time.monotonic() > limit:
                raise BenchmarkError(f"{self.network.name}: {what}: after {seconds:.0f} s {self._last_words()}")
            time.sleep(0.02)

    def _is_steady(self, holder, steady):
        now = time.monotonic_ns()
        since = now - int(steady * 1e9)
        with self.changed:
            recent = [state for state in self.states[-50:]]
            if self.process.poll() is not None:
                raise BenchmarkError(f"{self.network.name}: the observer has ended")
        if not recent[-1].answered or recent[-1].holders != {holder}:
            return False
        for state, following in zip(recent, [*(state.since for state in recent[1:]), now]):
            length = following - max(state.since, since)
            if length > 5 * MILLISECOND and not (state.answered and state.holders == {holder}):
                return False
        return True

    def _last_words(self):
        state = self.states[-1]
        holders = " and ".join(f"router {number}" for number in sorted(state.holders)) or "nobody"
        return f"{holders} holds {VIP}, and it is {'' if state.answered else 'not '}answered"

    def wait_for_silence(self, seconds):
        """Until no gratuitous ARP was heard for so long: a delayed one would mend what is being measured."""
        end = time.monotonic() + 6 * seconds
        while time.monotonic() < end:
            last = self.announcements[-1][0] if self.announcements else 0
            if time.monotonic_ns() - last > seconds * 1e9:
                return
            time.sleep(0.05)
        raise BenchmarkError(f"{self.network.name}: gratuitous ARP does not end")

    def sleep_to_phase(self, router, interval, phase):
        """Until a part of an interval (0 to 1) after an advertisement of the router. One that is cut off goes on at its
        pace, unheard."""
        with self.changed:
            heard = max((when for when, source, _ in self.advertisements if source == router), default=0)
        if not heard:
            raise BenchmarkError(f"{self.network.name}: router {router} has never advertised")
        length = int(interval * 1e9)
        # Not in less than 2 ms: the timer that gets us there takes its time too.
        now = time.monotonic_ns() + 2 * MILLISECOND
        due = heard + int(phase * length)
        due += max(0, -((due - now) // length)) * length
        time.sleep(max(0, due - time.monotonic_ns()) / 1e9)

    # Looking back

    def outage(self, start, end):
        with self.changed:
            return Outage.of(list(self.states), start, end, list(self.late))

    def last_answer_of(self, router, start, end):
        """Milliseconds from `start` to the last time that the router answered for the address."""
        with self.changed:
            states = list(self.states)
        last = start
        for state, following in zip(states, [*(state.since for state in states[1:]), end]):
            if router in state.holders and following > start:
                last = max(last, min(following, end))
        return (last - start) / MILLISECOND
