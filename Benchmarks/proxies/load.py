"""The load: origin.c behind the proxy, client.c before it, both on the core that is not the proxy's."""

import json
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path

from harness.commands import BenchmarkError, run

from . import engines

SOURCES = Path(__file__).resolve().parent
BUILT = SOURCES.parents[1] / ".build/benchmarks/proxies"
SMALL = 65
LARGE = 1_000_000


def build():
    BUILT.mkdir(parents=True, exist_ok=True)
    for name in ("origin", "client"):
        run(["cc", "-O2", "-Wall", "-Wextra", "-Werror", "-o", str(BUILT / name), str(SOURCES / f"{name}.c")])


class Origin:
    """Answers inside `with`; then `seen` tells the requests and lines of log that it got."""

    def __init__(self, core):
        self.core = core
        self.seen = None

    def __enter__(self):
        words = [SMALL, LARGE, engines.LOG_PORT, *engines.ORIGIN_PORTS]
        self.process = engines.start(
            [str(BUILT / "origin"), *map(str, words)], self.core, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE)
        deadline = time.monotonic() + 10
        while not all(map(engines.is_listening, engines.ORIGIN_PORTS)):
            if self.process.poll() is not None or time.monotonic() > deadline:
                self.process.kill()
                raise BenchmarkError("the origin does not serve")
            time.sleep(0.01)
        return self

    def __exit__(self, kind, *_):
        self.process.terminate()
        output, _ = self.process.communicate()
        if kind is None:
            self.seen = json.loads(output)


def ask(core, *options):
    """Runs the client to its end: what it counted. An answer that is wrong in a byte ends the benchmark."""
    command = client(*options)
    process = engines.start(
        command, core, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    output, errors = process.communicate()
    if process.returncode != 0:
        raise BenchmarkError(f"{' '.join(command)}: {errors.strip()}")
    return json.loads(output)


@contextmanager
def hold(core, count):
    """So many clients that have been served once and are silent; at the end each must be served once more."""
    process = engines.start(
        client("-i", "-c", str(count), "-s"), core, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, text=True)
    try:
        if process.stdout.readline() != "held\n":
            raise BenchmarkError(f"{count} clients: {process.stderr.read().strip()}")
        yield
        _, errors = process.communicate()
        if process.returncode != 0:
            raise BenchmarkError(f"{count} clients, after a silence: {errors.strip()}")
    finally:
        process.kill()
        process.wait()


def client(*options):
    return [str(BUILT / "client"), "-p", str(engines.PORT), *options]
