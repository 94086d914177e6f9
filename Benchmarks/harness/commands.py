"""Running commands: one that fails ends the benchmark with what it said."""

import subprocess
import sys
import time


class BenchmarkError(Exception):
    """Text for whoever runs the benchmark."""


def say(text):
    print(text, file=sys.stderr, flush=True)


def run(command, *, environment=None, folder=None, stdin=b""):
    """Runs a command that must succeed, and gives (its standard output, the seconds it took)."""
    start = time.monotonic()
    done = subprocess.run(command, env=environment, cwd=folder, input=stdin, capture_output=True)
    seconds = time.monotonic() - start
    output = done.stdout.decode(errors="replace")
    if done.returncode != 0:
        said = (output + done.stderr.decode(errors="replace")).strip().splitlines()[-40:]
        raise BenchmarkError(f"{' '.join(command)}: exit status {done.returncode}\n" + "\n".join(said))
    return output, seconds
